import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { forgetPerson } from '../../store/persons.js';
import { bodyOf } from './support/bodies.js';
import { dayAhead } from './support/day-ahead.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { askAll, type House, openHouse, verdict, verdicts } from './support/house.js';

/** Who reports to whom: nobody of a person’s line judges them, nor of one line both what was found and what follows. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterEach(() => house.register.deleteFrom('reporting_lines').execute());
afterAll(() => house?.stop());

type End = Account | Case;
const endOf = (end: End) =>
  typeof end === 'string' ? { sub: memberOf(end).sub } : { subjectId: end.subjectId };
const record = (person: End, superior: End, more: Record<string, unknown> = {}, by: Account = 'inCharge') =>
  house.post(by, '/reporting-lines', {
    organId: HERE.organId,
    person: endOf(person),
    superior: endOf(superior),
    firstDay: dayAhead(0),
    ...more,
  });
const recorded = async (person: End, superior: End, more: Record<string, unknown> = {}): Promise<string> => {
  const answer = await record(person, superior, more);
  expect(verdict(answer)).toBe('201');
  return answer.body.id;
};
const reads = async (account: Account, { id }: Case) =>
  verdict(await house.get(account, `/applications/${id}`));
const act = async (account: Account, made: Case, path: string, routeId: string, more = {}) =>
  verdict(
    await house.post(account, `/${made.kind}s/${made.id}/${path}`, {
      ...bodyOf(routeId, await cases.version(made.id)),
      ...more,
    }),
  );

describe('whoever stands in a person’s line', () => {
  test.each([
    ['above', (made: Case) => recorded(made, 'adjudicator')],
    ['below', (made: Case) => recorded('adjudicator', made)],
    [
      'above, through others',
      async (made: Case) => {
        await recorded(made, 'information');
        await recorded('information', 'auditor');
        await recorded('auditor', 'adjudicator');
      },
    ],
    [
      'below, through others',
      async (made: Case) => {
        await recorded('information', made);
        await recorded('adjudicator', 'information');
      },
    ],
  ] as const)('%s, has no part in their case, and finds it in no list', async (_, tie) => {
    const made = await cases.application('ADJUDICATION');
    expect(await reads('adjudicator', made)).toBe('200');
    await tie(made);
    expect(await reads('adjudicator', made)).toBe('404 NOT_FOUND');
    expect(await act('adjudicator', made, 'decision', 'decide')).toBe('404 NOT_FOUND');
    expect((await house.get('adjudicator', '/applications?limit=100')).text).not.toContain(made.id);
    // Another of the organ’s decides.
    expect(await act('adjudicatorOnceSubject', made, 'decision', 'decide')).toBe('201');
  });

  test('is not somebody beside them, under the same superior', async () => {
    const made = await cases.application('ADJUDICATION');
    await recorded(made, 'information');
    await recorded('adjudicator', 'information');
    expect(await reads('adjudicator', made)).toBe('200');
  });

  test('is so on the days of the row, and on no other', async () => {
    const made = await cases.application('ADJUDICATION');
    const id = await recorded(made, 'adjudicator', { firstDay: dayAhead(1) });
    expect(await reads('adjudicator', made)).toBe('200');
    const inForce = (first: string, last: string) =>
      sql`update reporting_lines set first_day = ${first}, last_day = ${last} where id = ${id}`.execute(
        house.register,
      );
    await sql`alter table reporting_lines disable trigger line_stands`.execute(house.register);
    await inForce(dayAhead(-3), dayAhead(0));
    expect(await reads('adjudicator', made)).toBe('404 NOT_FOUND');
    await inForce(dayAhead(-3), dayAhead(-1));
    await sql`alter table reporting_lines enable trigger line_stands`.execute(house.register);
    expect(await reads('adjudicator', made)).toBe('200');
  });

  test('is not named to their case, and where they are named already the officers in charge are told', async () => {
    const made = await cases.application('SCREENED');
    const named = { caseOfficer: memberOf('officerUnassigned').sub };
    await recorded(made, 'officerUnassigned');
    expect(await act('inCharge', made, 'assignment', 'assignOfficer', named)).toBe('422 INVALID');
    await house.register.deleteFrom('assignments').where('case_id', '=', made.id).execute();
    await cases.step(made.id, 'assign', 'inCharge', { caseOfficer: memberOf('officer').sub });
    const toReassign = async () =>
      (await house.get('inCharge', `/reporting-lines?organId=${HERE.organId}`)).body.toReassign;
    expect(await toReassign()).toEqual([]);
    await recorded('officer', made);
    expect(await reads('officer', made)).toBe('404 NOT_FOUND');
    expect(await toReassign()).toEqual([made.id]);
  });

  test('who said so of another of their cases, leaves none of them to itself: the officers in charge are told', async () => {
    const renewal = await cases.renewal();
    const { clearance_id: clearance } = await house.register
      .selectFrom('applications')
      .select('clearance_id')
      .where('id', '=', renewal.id)
      .executeTakeFirstOrThrow();
    await cases.step(renewal.id, 'confirmNeed', 'inCharge', { caseOfficer: memberOf('officer').sub });
    // Nobody else is named to either.
    await house.register
      .deleteFrom('assignments')
      .where('case_id', 'in', [renewal.id, clearance ?? ''])
      .where('sub', '<>', memberOf('officer').sub)
      .execute();
    const toReassign = async () =>
      (await house.get('inCharge', `/reporting-lines?organId=${HERE.organId}`)).body.toReassign;
    for (const id of [renewal.id, clearance]) expect(await toReassign()).not.toContain(id);
    expect(
      verdict(await house.post('officer', `/clearances/${clearance}/conflict`, { reasons: 'TEST' })),
    ).toBe('201');
    expect(await reads('officer', renewal)).toBe('404 NOT_FOUND');
    for (const id of [renewal.id, clearance]) expect(await toReassign()).toContain(id);
  });

  test('nor does who said so under another record of the same person', async () => {
    const [made, other] = [await cases.application('INVESTIGATION'), await cases.clearance('ACTIVE')];
    await house.register.deleteFrom('assignments').where('case_id', '=', made.id).execute();
    await house.register
      .insertInto('assignments')
      .values({ case_id: made.id, sub: memberOf('officer').sub })
      .execute();
    const reasons = 'TEST';
    const of = { organId: HERE.organId, one: made.subjectId, other: other.subjectId, reasons };
    const { body } = await house.post('inCharge', '/same-persons', of);
    await house.post('adjudicator', `/same-persons/${body.id}/confirmation`, { reasons });
    const toReassign = async () =>
      (await house.get('inCharge', `/reporting-lines?organId=${HERE.organId}`)).body.toReassign;
    expect(await toReassign()).not.toContain(made.id);
    await house.register
      .insertInto('conflicts')
      .values({
        subject_id: other.subjectId,
        sub: memberOf('officer').sub,
        declared_at: new Date().toISOString(),
      })
      .execute();
    expect(await toReassign()).toContain(made.id);
  });

  test('keeps what tells the outcome alone: who is told it, or lists people for an employer, is close to them', async () => {
    const made = await cases.application('CLOSED');
    await recorded(made, 'information');
    await recorded(made, 'manager');
    expect([await reads('information', made), await reads('manager', made)]).toEqual(['200', '200']);
  });

  test('is found by whichever sign-in of theirs, and by another organ’s word', async () => {
    const made = await cases.application('ADJUDICATION');
    // The subject’s own sign-in came with the notice.
    await house.register
      .insertInto('reporting_lines')
      .values({
        id: made.id,
        organ_id: ELSEWHERE.organId,
        person_sub: memberOf('subject').sub,
        person_subject: null,
        superior_sub: memberOf('adjudicator').sub,
        superior_subject: null,
        first_day: dayAhead(-1),
        last_day: null,
        recorded_at: new Date().toISOString(),
        recorded_by: 'somebody',
      })
      .execute();
    expect(await reads('adjudicator', made)).toBe('404 NOT_FOUND');
  });
});

describe('of one line', () => {
  test('nobody decides what another investigated', async () => {
    const made = await cases.application('ADJUDICATION');
    await recorded('officer', 'adjudicator');
    expect(await act('adjudicator', made, 'decision', 'decide')).toBe('409 SAME_LINE');
    expect(await act('adjudicatorOnceSubject', made, 'decision', 'decide')).toBe('201');
  });
  test('nobody confirms what another proposed, on either side of them', async () => {
    const made = await cases.application('SECOND_READING');
    const id = await recorded('adjudicator', 'everything');
    expect(await act('adjudicator', made, 'decision-confirmation', 'confirmDecision')).toBe('409 SAME_LINE');
    await house.register.deleteFrom('reporting_lines').where('id', '=', id).execute();
    await recorded('everything', 'adjudicator');
    expect(await act('adjudicator', made, 'decision-confirmation', 'confirmDecision')).toBe('409 SAME_LINE');
    expect(await act('adjudicatorOnceSubject', made, 'decision-confirmation', 'confirmDecision')).toBe('201');
  });
  test('nobody answers a grievance about what another decided', async () => {
    const grievance = await cases.grievance(await cases.application('CLOSED'));
    await recorded('grievance', 'adjudicator');
    expect(await act('grievance', grievance, 'answer', 'answerGrievance')).toBe('409 SAME_LINE');
    expect(await act('grievanceOnceSubject', grievance, 'answer', 'answerGrievance')).toBe('201');
  });
});

describe('a row', () => {
  const MAY: readonly Account[] = ['inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject'];
  const expected = (may: readonly Account[], word: string) =>
    Object.fromEntries(ACCOUNTS.map((account) => [account, may.includes(account) ? word : '404 NOT_FOUND']));

  test('is an officer in charge’s to record and read, at their own organ, and nobody else’s', async () => {
    const post = await askAll(ACCOUNTS, (account) => record('officer', 'adjudicator', {}, account));
    expect(verdicts(post)).toEqual(expected(MAY, '201'));
    const list = await askAll(ACCOUNTS, (account) =>
      house.get(account, `/reporting-lines?organId=${HERE.organId}`),
    );
    expect(verdicts(list)).toEqual(expected(MAY, '200'));
  });

  test('is not shown to who is its person, or tied to them, and not taken from them', async () => {
    const made = await cases.application('SCREENED');
    const id = await recorded(made, 'officer');
    const shown = async (account: Account) =>
      (await house.get(account, `/reporting-lines?organId=${HERE.organId}`)).text.includes(id);
    expect(await Promise.all((['inCharge', 'inChargeTied', 'inChargeSelf'] as const).map(shown))).toEqual([
      true,
      false,
      false,
    ]);
    expect((await record(made, 'adjudicator', {}, 'inChargeTied')).body.errors?.[0].pointer).toBe(
      '/person/subjectId',
    );
    const end = (account: Account) =>
      house.post(account, `/reporting-lines/${id}/end`, { lastDay: dayAhead(0) });
    expect(verdict(await end('inChargeSelf'))).toBe('404 NOT_FOUND');
    expect(verdict(await end('inCharge'))).toBe('201');
  });

  test('is ended by nobody who stands in it, once, from today on, and never rewritten', async () => {
    await recorded('inCharge', 'information');
    const id = await recorded('officer', 'inCharge');
    const end = (account: Account, lastDay: string) =>
      house.post(account, `/reporting-lines/${id}/end`, { lastDay });
    expect(verdict(await end('inCharge', dayAhead(0)))).toBe('409 SAME_PERSON');
    expect(verdict(await end('inChargeOnceSubject', dayAhead(-1)))).toBe('422 INVALID');
    expect(verdict(await end('inChargeElsewhere', dayAhead(0)))).toBe('404 NOT_FOUND');
    expect(verdict(await end('inChargeOnceSubject', dayAhead(0)))).toBe('201');
    expect(verdict(await end('inChargeOnceSubject', dayAhead(1)))).toBe('404 NOT_FOUND');
    const rewritten = house.register
      .updateTable('reporting_lines')
      .set({ last_day: dayAhead(9) })
      .where('id', '=', id)
      .execute();
    await expect(rewritten).rejects.toMatchObject({ code: '42501' });
    const { rows } = await sql<{ event: string; details: unknown }>`select event, details from ledger
      where details ->> 'line' = ${id} order by at, event desc`.execute(house.register);
    expect(rows).toEqual([
      { event: 'ReportingLineRecorded', details: { line: id, firstDay: dayAhead(0), lastDay: null } },
      { event: 'ReportingLineEnded', details: { line: id, lastDay: dayAhead(0) } },
    ]);
  });

  test.each([
    ['of one person with themselves', 'officer', 'officer', {}, '/superior'],
    ['of nobody here', 'nobody', 'officer', {}, '/person/sub'],
    ['that is over before it begins', 'officer', 'adjudicator', { lastDay: dayAhead(-1) }, '/lastDay'],
    [
      'of two names for one end',
      'officer',
      'adjudicator',
      { superior: { sub: 'x', subjectId: HERE.organId } },
      '/superior/sub',
    ],
  ] as const)('%s is refused', async (_, person, superior, more, pointer) => {
    const answer = await record(person, superior, more);
    expect([verdict(answer), answer.body.errors?.[0].pointer]).toEqual(['422 INVALID', pointer]);
  });

  test('goes with the last file of the person it names', async () => {
    const made = await cases.application('NOT_CONDUCTED');
    await recorded(made, 'officer');
    await cases.step(made.id, 'dispose', 'System');
    await house.register
      .transaction()
      .execute((tx) => forgetPerson(tx, made.subjectId, new Date().toISOString()));
    expect(await house.register.selectFrom('reporting_lines').select('id').execute()).toEqual([]);
  });
});
