import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { relyingPartyAt } from '../../privacy/passkeys.js';
import { type Case, Cases } from '../access/support/cases.js';
import { type Account, ACCOUNTS, memberOf, SELVES } from '../access/support/cast.js';
import { askAll, type House, openHouse, verdict, verdicts } from '../access/support/house.js';
import { authenticatorOf, codeFor, daysOn, enrol, IDENTITY } from '../access/support/passkeys.js';

/** How a person comes to a passkey: by a code that an officer hands over, and by nothing else. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(async () => {
  await cases.leave();
  await leaveNoPasskey();
});
afterEach(() => daysOn(house, 0));
afterAll(() => house?.stop());

/** Passkeys and codes stay, so that whoever comes next is made to have none by the owner of the database. */
async function leaveNoPasskey(): Promise<void> {
  await sql`alter table passkeys disable trigger passkeys_stay; delete from passkeys;
    alter table passkeys enable trigger passkeys_stay; delete from enrolment_codes; delete from passkey_losses`.execute(
    house.register,
  );
}
const handed = async (made: Case): Promise<string> => {
  const answer = await codeFor(house, made);
  expect(verdict(answer)).toBe('201');
  return answer.body.enrolmentCode;
};
const own = async (account: Account = 'subject') => (await house.get(account, '/passkeys')).body;
const events = async ({ id }: Case) => {
  const rows = house.register.selectFrom('ledger').select(['event', 'details']).where('case_id', '=', id);
  return rows.orderBy('at').execute();
};
const wrong = 'AAAAA-AAAAA-AAAAA';

describe('a code', () => {
  test('is handed over by who works on the case for the head, and by nobody else', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const answers = verdicts(await askAll(ACCOUNTS, (account) => codeFor(house, made, account)));
    const may = Object.entries(answers).filter(([, answer]) => answer === '201');
    expect(may.map(([account]) => account).sort()).toEqual(
      ['inCharge', 'inChargeOnceSubject', 'officer', 'officerOnceSubject'].sort(),
    );
    // The employer, who reads what became of it, is told that this is not theirs; another organ's officer nothing.
    expect([
      answers.manager,
      answers.officerElsewhere,
      answers.inChargeElsewhere,
      answers.officerTied,
    ]).toEqual(['403 NOT_YOURS', '404 NOT_FOUND', '404 NOT_FOUND', '404 NOT_FOUND']);
    for (const self of SELVES) expect([self, answers[self]]).not.toEqual([self, '201']);
  });

  test('is none before there is a sign-in, and none of a case that is over', async () => {
    const screened = await cases.application('SCREENED');
    await house.register.deleteFrom('principals').where('subject_id', '=', screened.subjectId).execute();
    expect(verdict(await codeFor(house, screened))).toBe('409 WRONG_STAGE');
    await cases.leave();
    expect(verdict(await codeFor(house, await cases.application('NOT_CONDUCTED')))).toBe('409 WRONG_STAGE');
  });

  test('says how the person was known, and no number of any paper', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    expect(verdict(await house.post('officer', `/applications/${made.id}/enrolment-code`, {}))).toBe(
      '422 INVALID',
    );
    await handed(made);
    expect((await events(made)).at(-1)).toMatchObject({
      event: 'EnrolmentCodeHandedOver',
      details: IDENTITY,
    });
  });

  test('is told once: the same request again is answered without it', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const key = 'handed-over-once';
    const first = await codeFor(house, made, 'officer', key);
    const again = await codeFor(house, made, 'officer', key);
    expect(first.body.enrolmentCode).toMatch(/^([2-9A-HJ-NP-Z]{5}-){2}[2-9A-HJ-NP-Z]{5}$/);
    expect([again.status, again.body]).toEqual([201, { ...first.body, enrolmentCode: null }]);
    expect(verdict(await enrol(house, { code: first.body.enrolmentCode }))).toBe('201');
  });

  test('rests nowhere that can be read: in no row of any table, and in no line of the log', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const code = await handed(made);
    await enrol(house, { code: wrong });
    await enrol(house, { code });
    const { rows } = await sql<{ name: string }>`select c.oid::regclass::text as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname = 'public'`.execute(
      house.register,
    );
    expect(rows.length).toBeGreaterThan(40);
    const bare = code.replaceAll('-', '');
    for (const { name } of rows) {
      const held = await sql<{ n: string }>`select count(*) as n from ${sql.table(name)} t
        where t::text ilike ${`%${code}%`} or t::text ilike ${`%${bare}%`}
          or t::text ilike ${`%${Buffer.from(code).toString('hex')}%`}`.execute(house.register);
      expect([name, held.rows[0]?.n]).toEqual([name, '0']);
    }
    expect(house.errors.filter((line) => line.includes(code))).toEqual([]);
  });

  test('goes with its file', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    await handed(made);
    await sql`update cases set stage = 'DISPOSED' where id = ${made.id}`.execute(house.register);
    const left = house.register.selectFrom('enrolment_codes').select('id').where('case_id', '=', made.id);
    expect(await left.execute()).toEqual([]);
  });
});

describe('a passkey', () => {
  test('is enrolled with the code, by its person: its fingerprint is told, and the step is in the ledger', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const code = await handed(made);
    const answer = await enrol(house, { code: ` ${code.toLowerCase().replaceAll('-', ' ')} ` });
    expect(verdict(answer)).toBe('201');
    const { items, codes } = await own();
    expect([items, codes]).toEqual([[answer.body], []]);
    expect(answer.body).toMatchObject({
      stands: true,
      fingerprint: expect.stringMatching(/^([0-9a-f]{4} ){7}/),
    });
    expect((await events(made)).at(-1)).toMatchObject({
      event: 'PasskeyEnrolled',
      details: { passkey: answer.body.id },
    });
    // The officer can compare it, and never use it.
    const seen = await house.get('officer', `/case-passkeys?caseId=${made.id}`);
    expect(seen.body.items).toEqual([answer.body]);
  });

  test('is one: while it stands there is no other, and no code for another', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const code = await handed(made);
    expect(verdict(await enrol(house, { code }))).toBe('201');
    expect(verdict(await enrol(house, { code, device: 'second' }))).toBe('409 PASSKEY_STANDS');
    expect(verdict(await codeFor(house, made))).toBe('409 PASSKEY_STANDS');
  });

  test.each([
    ['a wrong code', async () => wrong],
    [
      'a code in whose place another was handed over',
      async (made: Case) => {
        const before = await handed(made);
        await handed(made);
        return before;
      },
    ],
    [
      'a code that is out of date',
      async (made: Case) => {
        const code = await handed(made);
        await daysOn(house, 15);
        return code;
      },
    ],
  ])('comes of no %s', async (_what, codeOf) => {
    const made = await cases.application('AWAITING_CONSENT');
    expect(verdict(await enrol(house, { code: await codeOf(made) }))).toBe('409 CODE_INVALID');
    expect((await own()).items).toEqual([]);
  });

  test('counts on the last day of its code', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const code = await handed(made);
    await daysOn(house, 14);
    expect(verdict(await enrol(house, { code }))).toBe('201');
  });

  test('comes of nobody else’s code', async () => {
    const code = await handed(await cases.application('AWAITING_CONSENT'));
    expect(verdict(await enrol(house, { code, as: 'stranger' }))).toBe('409 CODE_INVALID');
    // Who is nobody's subject is not even asked.
    for (const as of ['manager', 'officer', 'operator', 'nobody'] as const)
      expect([as, verdict(await house.post(as, '/passkeys/options', {}))]).toEqual([as, '404 NOT_FOUND']);
    expect((await own()).items).toEqual([]);
  });

  test('comes of no code that was tried wrongly five times; a right one before the fifth counts', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const first = await handed(made);
    for (let n = 0; n < 4; n += 1)
      expect(verdict(await enrol(house, { code: wrong }))).toBe('409 CODE_INVALID');
    expect((await own()).codes).toMatchObject([{ triesLeft: 1 }]);
    expect(verdict(await enrol(house, { code: wrong }))).toBe('409 CODE_INVALID');
    expect(verdict(await enrol(house, { code: first }))).toBe('409 CODE_INVALID');
    const tried = (await events(made)).filter(({ event }) => event === 'EnrolmentCodeTried');
    expect(tried.map(({ details }) => details)).toMatchObject([1, 2, 3, 4, 5].map((tries) => ({ tries })));
    const second = await handed(made);
    for (let n = 0; n < 4; n += 1) await enrol(house, { code: wrong });
    expect(verdict(await enrol(house, { code: second }))).toBe('201');
  });

  test('stands, however often codes are guessed: nobody is locked out of theirs', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    await enrol(house, { code: await handed(made) });
    for (let n = 0; n < 7; n += 1)
      expect(verdict(await enrol(house, { code: wrong, device: 'another' }))).toBe('409 PASSKEY_STANDS');
    expect((await own()).items).toMatchObject([{ stands: true }]);
  });

  test('of many tries at once no more than five are looked at', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    await handed(made);
    await Promise.all(Array.from({ length: 12 }, () => enrol(house, { code: wrong })));
    const { rows } = await sql`select tries, ended_as from enrolment_codes`.execute(house.register);
    expect(rows).toEqual([{ tries: 5, ended_as: 'TRIED' }]);
  });

  test.each<[string, Partial<Parameters<typeof enrol>[1]>]>([
    ['for another number', { challenge: Buffer.alloc(40, 7).toString('base64url') }],
    ['for another site', { site: relyingPartyAt('https://elsewhere.example') }],
    ['for another origin of the site', { site: { id: '127.0.0.1', origin: 'http://127.0.0.1:10' } }],
    ['with the number of somebody else', { numberOf: 'stranger' }],
  ])('is none that was made %s, and the code is not spent by it', async (_what, of) => {
    const code = await handed(await cases.application('AWAITING_CONSENT'));
    expect(verdict(await enrol(house, { code, ...of }))).toBe('409 PASSKEY_INVALID');
    expect((await own()).codes).toMatchObject([{ triesLeft: 5 }]);
    expect(verdict(await enrol(house, { code }))).toBe('201');
  });

  test('is none that is somebody’s already', async () => {
    const first = await cases.application('AWAITING_CONSENT');
    await enrol(house, { code: await handed(first), device: 'one device' });
    await house.register
      .updateTable('passkeys')
      .set({ revoked_at: new Date().toISOString(), revoked_by: 'x' })
      .execute();
    await house.register.deleteFrom('principals').where('subject_id', '=', first.subjectId).execute();
    await cases.leave();
    const made = await cases.application('AWAITING_CONSENT');
    const { sub } = memberOf('stranger');
    await house.register
      .updateTable('principals')
      .set({ subject_id: made.subjectId })
      .where('sub', '=', sub)
      .execute();
    await house.register.deleteFrom('principals').where('sub', '=', memberOf('subject').sub).execute();
    const code = await handed(made);
    expect(verdict(await enrol(house, { code, as: 'stranger', device: 'one device' }))).toBe(
      '409 PASSKEY_INVALID',
    );
    expect(verdict(await enrol(house, { code, as: 'stranger', device: 'own device' }))).toBe('201');
  });

  test('can be neither added nor given a code by row-level security’s other side: a stranger’s scope sees none', async () => {
    await handed(await cases.application('AWAITING_CONSENT'));
    expect(await own('stranger')).toEqual({ items: [], losses: [], codes: [] });
    expect(authenticatorOf(house, 'a').credentialId).not.toBe(authenticatorOf(house, 'b').credentialId);
  });
});

test('production takes no passkey of the sandbox’s authenticator, and its code is not spent by it', async () => {
  const production = await openHouse({ software: false });
  try {
    const made = await new Cases(production).application('AWAITING_CONSENT');
    const code = (await codeFor(production, made)).body.enrolmentCode;
    expect(verdict(await enrol(production, { code }))).toBe('409 PASSKEY_INVALID');
    const { body } = await production.get('subject', '/passkeys');
    expect(body).toMatchObject({ items: [], codes: [{ triesLeft: 5 }] });
  } finally {
    await production.stop();
  }
}, 60_000);
