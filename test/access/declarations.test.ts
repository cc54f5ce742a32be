import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases, PERSON } from './support/cases.js';
import { type Account, ACCOUNTS, memberOf } from './support/cast.js';
import { askAll, type House, openHouse, verdict, verdicts } from './support/house.js';

/** The restriction on involvement: who is named to a case says whether they are tied to its person before it opens. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse({ undeclared: ACCOUNTS });
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const NAMED: Account = 'officerUnassigned';
const sub = memberOf(NAMED).sub;
/** Named over HTTP, as in life: nobody has said anything for them. */
async function named(made: Case): Promise<Case> {
  const body = { ...bodyOf('assignOfficer', await cases.version(made.id)), caseOfficer: sub };
  await declare('inCharge', made);
  expect(verdict(await house.post('inCharge', `/applications/${made.id}/assignment`, body))).toBe('201');
  return made;
}
const read = async (account: Account, { id }: Case, end = '') =>
  verdict(await house.get(account, `/applications/${id}${end}`));
const declare = (account: Account, { id }: Case, tie = 'NONE') =>
  house.post(account, `/declarations/${id}`, { tie });
const WAITS = { view: 'undeclared', person: { name: PERSON.name, kana: PERSON.kana } };
async function row(account: Account, { kind, id }: Case) {
  const { items } = (await house.get(account, `/${kind}s?limit=100`)).body;
  return items.find((one: { id: string }) => one.id === id);
}
const serve = async (made: Case) =>
  verdict(
    await house.post(
      NAMED,
      `/applications/${made.id}/notice`,
      bodyOf('serveNotice', await cases.version(made.id)),
    ),
  );
const entries = (event: string, { id }: Case) =>
  house.register
    .selectFrom('ledger')
    .select(['sub', 'role'])
    .where('case_id', '=', id)
    .where('event', '=', event)
    .execute();

describe('who is named to a case', () => {
  test('reads nothing of it and takes no step on it before their word, and is told so', async () => {
    const made = await named(await cases.application('SCREENED'));
    expect(await read(NAMED, made)).toBe('409 TIES_UNDECLARED');
    expect(await serve(made)).toBe('409 TIES_UNDECLARED');
    for (const end of ['/timeline', '/explanation', '/documents', '/documents/notice'])
      expect([end, await read(NAMED, made, end)]).toEqual([end, '409 TIES_UNDECLARED']);
    expect(await row(NAMED, made)).toEqual({
      ...WAITS,
      kind: 'application',
      id: made.id,
      subjectId: made.subjectId,
    });
    expect(await entries('FileRead', made)).toEqual([]);
    const { undeclared, assigned } = (await house.get('inCharge', `/applications/${made.id}`)).body;
    expect([undeclared, assigned.includes(sub)]).toEqual([[sub], false]);
  });

  test('knows by the name alone whom it is about, and that they did is an entry', async () => {
    const made = await named(await cases.application('SCREENED'));
    const { items } = (await house.get(NAMED, '/declarations')).body;
    const found = items.find(({ caseId }: { caseId: string }) => caseId === made.id);
    expect(Object.keys(found).toSorted()).toEqual(['caseId', 'kind', 'person']);
    expect(await entries('PersonNamedToOfficer', made)).toEqual([{ sub, role: 'CaseOfficer' }]);
  });

  test('opens it by saying that there is no tie, once', async () => {
    const made = await named(await cases.application('SCREENED'));
    expect(verdict(await declare(NAMED, made))).toBe('201');
    expect([await read(NAMED, made), await serve(made)]).toEqual(['200', '201']);
    expect(verdict(await declare(NAMED, made))).toBe('404 NOT_FOUND');
    expect((await entries('NoTieDeclared', made)).filter((one) => one.sub === sub)).toEqual([
      { sub, role: 'CaseOfficer' },
    ]);
    // Named once more, they are not asked again.
    await named(made);
    expect(await read(NAMED, made)).toBe('200');
  });

  test('leaves it by saying that there is one, and sees no other case of that person', async () => {
    const made = await named(await cases.application('SCREENED'));
    expect(verdict(await declare(NAMED, made, 'TIED'))).toBe('201');
    expect(await read(NAMED, made)).toBe('404 NOT_FOUND');
    expect(await entries('TieDeclared', made)).toEqual([{ sub, role: 'CaseOfficer' }]);
    const body = { ...bodyOf('assignOfficer', await cases.version(made.id)), caseOfficer: sub };
    expect(verdict(await house.post('inCharge', `/applications/${made.id}/assignment`, body))).toBe(
      '422 INVALID',
    );
  });

  test('is not asked where it is known already', async () => {
    const made = await named(await cases.application('SCREENED'));
    await house.register
      .insertInto('conflicts')
      .values({ subject_id: made.subjectId, sub, declared_at: new Date().toISOString() })
      .execute();
    expect([await read(NAMED, made), verdict(await declare(NAMED, made))]).toEqual([
      '404 NOT_FOUND',
      '404 NOT_FOUND',
    ]);
  });
});

test('nobody else says it for them, or learns by asking that somebody is named', async () => {
  const made = await named(await cases.application('SCREENED'));
  // Whoever judges the case is asked for their own word; it opens nothing to the one who was named.
  const judges: Account[] = ['inCharge', 'inChargeOnceSubject', 'adjudicator', 'adjudicatorOnceSubject'];
  const others = ACCOUNTS.filter((account) => account !== NAMED && !judges.includes(account));
  const answers = await askAll(others, (account) => declare(account, made));
  expect(verdicts(answers)).toEqual(Object.fromEntries(others.map((account) => [account, '404 NOT_FOUND'])));
  expect(await read(NAMED, made)).toBe('409 TIES_UNDECLARED');
});

test('whoever was named before it was asked goes on as they were', async () => {
  const made = await cases.application('SCREENED');
  await house.register.insertInto('assignments').values({ case_id: made.id, sub }).execute();
  expect(await read(NAMED, made)).toBe('200');
});

describe('whoever judges', () => {
  const OFFICES = [
    ['inChargeOnceSubject', 'CHECKS_RUNNING', 'AssessmentOfficerInCharge'],
    ['adjudicatorOnceSubject', 'ADJUDICATION', 'Adjudicator'],
    ['investigatorOnceSubject', 'CHECKS_RUNNING', 'CabinetInvestigator'],
  ] as const;

  test.each(OFFICES)(
    'as %s in %s, opens nothing before their own word, and it is theirs alone',
    async (who, stage, role) => {
      const made = await cases.application(stage);
      const another = await cases.application(stage);
      const conflict = () => house.post(who, `/applications/${made.id}/conflict`, { reasons: 'x' });
      expect([await read(who, made), verdict(await conflict())]).toEqual([
        '409 TIES_UNDECLARED',
        '409 TIES_UNDECLARED',
      ]);
      const packet = role === 'CabinetInvestigator' ? [] : ['/decision-packet'];
      for (const end of ['/timeline', '/explanation', '/documents', ...packet])
        expect([end, await read(who, made, end)]).toEqual([end, '409 TIES_UNDECLARED']);
      expect(await row(who, made)).toEqual({
        ...WAITS,
        kind: 'application',
        id: made.id,
        subjectId: made.subjectId,
      });
      const before = await entries('FileRead', made);
      expect(before.map((one) => one.sub)).not.toContain(memberOf(who).sub);
      expect(verdict(await declare(who, made))).toBe('201');
      expect(await entries('NoTieDeclared', made)).toContainEqual({ sub: memberOf(who).sub, role });
      expect(await read(who, made)).toBe('200');
      // Of each case anew.
      expect(await read(who, another)).toBe('409 TIES_UNDECLARED');
    },
  );

  test('is out of every case of a person they say they are tied to', async () => {
    const made = await cases.application('ADJUDICATION');
    expect(verdict(await declare('adjudicatorOnceSubject', made, 'TIED'))).toBe('201');
    expect([await read('adjudicatorOnceSubject', made), await row('adjudicatorOnceSubject', made)]).toEqual([
      '404 NOT_FOUND',
      undefined,
    ]);
    expect(verdict(await declare('adjudicatorOnceSubject', made))).toBe('404 NOT_FOUND');
  });

  test('is told by name of what is their turn, or of the one they ask for, and each is an entry', async () => {
    const made = await cases.application('ADJUDICATION');
    const quiet = await cases.clearance('ACTIVE');
    const listed = async (account: Account, query = '') =>
      (await house.get(account, `/declarations${query}`)).body.items.map(
        ({ caseId }: { caseId: string }) => caseId,
      );
    const theirs = await listed('adjudicatorOnceSubject');
    expect([theirs.includes(made.id), theirs.includes(quiet.id)]).toEqual([true, false]);
    expect(await listed('inChargeOnceSubject', `?case=${quiet.id}`)).toEqual([quiet.id]);
    expect(await listed('inChargeElsewhere', `?case=${quiet.id}`)).toEqual([]);
    expect(await entries('PersonNamedToOfficer', quiet)).toEqual([
      { sub: memberOf('inChargeOnceSubject').sub, role: 'AssessmentOfficerInCharge' },
    ]);
  });

  test('of a doubt is one word away from stopping the right', async () => {
    const made = await cases.clearance('ACTIVE');
    const doubt = async () =>
      verdict(
        await house.post(
          'inChargeOnceSubject',
          `/clearances/${made.id}/doubt-notice`,
          bodyOf('serveDoubtNotice', await cases.version(made.id)),
        ),
      );
    expect(await doubt()).toBe('409 TIES_UNDECLARED');
    expect(verdict(await declare('inChargeOnceSubject', made))).toBe('201');
    expect(await doubt()).toBe('201');
  });

  test('and answers grievances is asked of the grievance, and of the file it is about', async () => {
    const made = await cases.grievance();
    const reads = async () => [
      verdict(await house.get('grievance', `/grievances/${made.id}`)),
      await read('grievance', made.about),
    ];
    expect(await reads()).toEqual(['409 TIES_UNDECLARED', '409 TIES_UNDECLARED']);
    expect(verdict(await declare('grievance', made))).toBe('201');
    expect(await reads()).toEqual(['200', '409 TIES_UNDECLARED']);
    expect(verdict(await declare('grievance', made.about))).toBe('201');
    expect(await reads()).toEqual(['200', '200']);
    // Whoever is in charge is not told whose it is, and so not asked.
    expect(verdict(await declare('inChargeOnceSubject', made))).toBe('404 NOT_FOUND');
    // Of a file that nobody complains of there is nothing to ask.
    const quiet = await cases.application('CLOSED');
    expect([await read('grievance', quiet), verdict(await declare('grievance', quiet))]).toEqual([
      '404 NOT_FOUND',
      '404 NOT_FOUND',
    ]);
  });

  test('is asked anew of the clearance and of the renewal, also where they were named before', async () => {
    const renewal = await cases.renewal();
    const clearance = await house.register
      .selectFrom('applications')
      .select('clearance_id as id')
      .where('id', '=', renewal.id)
      .executeTakeFirstOrThrow();
    const officer = memberOf('officer').sub;
    for (const id of [renewal.id, clearance.id ?? '']) {
      const named = await house.register
        .selectFrom('assignments')
        .select(['declares', 'declared_at'])
        .where('case_id', '=', id)
        .where('sub', '=', officer)
        .executeTakeFirst();
      expect([id, named]).toEqual([id, { declares: true, declared_at: null }]);
    }
    expect(await read('officer', renewal)).toBe('409 TIES_UNDECLARED');
    expect(verdict(await declare('officer', renewal))).toBe('201');
    expect(await read('officer', renewal)).toBe('200');
  });

  test('has said what they said: no word is changed or taken back, by whoever holds the database', async () => {
    const made = await cases.application('ADJUDICATION');
    await declare('adjudicatorOnceSubject', made);
    const rows = () =>
      house.register.selectFrom('tie_declarations').selectAll().where('case_id', '=', made.id);
    expect((await rows().execute()).length).toBeGreaterThan(0);
    await expect(
      house.register
        .updateTable('tie_declarations')
        .set({ tie: 'TIED' })
        .where('case_id', '=', made.id)
        .execute(),
    ).rejects.toThrow(/append-only/);
    await expect(
      house.register.deleteFrom('tie_declarations').where('case_id', '=', made.id).execute(),
    ).rejects.toThrow(/append-only/);
  });
});
