import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Decision } from '../../domain/stages.js';
import { CONCERNS } from './support/concerns.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, memberOf } from './support/cast.js';
import { grieving } from './support/grieved.js';
import { type Answer, type House, openHouse } from './support/house.js';

/** Art. 14, 13(1): a grievance upheld about a result leads to a new decision, and nobody outside can tell until its notice. */
let house: House;
let cases: Cases;
let of: ReturnType<typeof grieving>;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  of = grieving(house, cases);
}, 60_000);
afterAll(() => house?.stop());

const OUTSIDE = ['manager', 'information'] as const satisfies readonly Account[];

async function reopened(): Promise<Case> {
  const made = await cases.application('CLOSED');
  const grievance = await of.file(made, 'RESULT');
  const answered = await of.answer(grievance, { outcome: 'UPHELD' });
  expect(answered.status).toBe(201);
  expect((await house.get('subject', `/grievances/${grievance.id}`)).body.grievance.followUp).toBe(
    'NEW_DECISION',
  );
  return made;
}

async function decideAnew(made: Case, decision: Decision) {
  const by = 'everything';
  if (decision === 'NOT_FOUND') {
    await cases.step(made.id, 'askSubject', by, CONCERNS);
    await cases.step(made.id, 'answerConcerns', 'subject');
  }
  await cases.step(made.id, 'decide', by, {
    decision,
    worksheet: await cases.sheet(made.id),
    reason: 'TEST',
  });
}

const rowOf = ({ id }: Case) =>
  house.register
    .selectFrom('applications')
    .select(['decision', 'notified_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
const kept = ({ id }: Case) =>
  house.register.selectFrom('earlier_results').selectAll().where('application_id', '=', id).execute();

describe('an upheld grievance about a negative result', () => {
  test('reopens the decision in the transaction of its answer, keeps the notice that was given, and stops destruction', async () => {
    const made = await cases.application('CLOSED');
    const { notified_at: notifiedAt } = await rowOf(made);
    const grievance = await of.file(made, 'RESULT');
    await of.answer(grievance, { outcome: 'UPHELD' });
    expect(await cases.stage(made.id)).toBe('ADJUDICATION');
    expect(await rowOf(made)).toEqual({ decision: null, notified_at: null });
    expect(await kept(made)).toMatchObject([{ decision: 'NOT_FOUND', notified_at: notifiedAt }]);
    const { ended, ended_at, rung_seq, seq } = await house.register
      .selectFrom('cases')
      .select(['ended', 'ended_at', 'rung_seq', 'seq'])
      .where('id', '=', made.id)
      .executeTakeFirstOrThrow();
    // Its workflow is told, though it had gone.
    expect([ended, ended_at, rung_seq]).toEqual([false, null, seq]);
    const running = await house.register
      .selectFrom('deadlines')
      .select('kind')
      .where('case_id', '=', made.id)
      .where('closed_at', 'is', null)
      .execute();
    expect(running).toEqual([{ kind: 'DECISION_REMINDER' }]);
  });

  test.each(['PARTLY', 'NOT_UPHELD'])('that is %s leaves the result as it is', async (outcome) => {
    const made = await cases.application('CLOSED');
    const before = await rowOf(made);
    await of.answer(await of.file(made, 'RESULT'), { outcome });
    expect([await cases.stage(made.id), await rowOf(made)]).toEqual(['CLOSED', before]);
  });

  test('tells of a new assessment where another case of the person is open', async () => {
    const made = await cases.application('CLOSED');
    const grievance = await of.file(made, 'RESULT');
    await cases.application('NOMINATED', { subjectId: made.subjectId });
    expect((await of.answer(grievance, { outcome: 'UPHELD' })).status).toBe(201);
    expect((await house.get('subject', `/grievances/${grievance.id}`)).body.grievance.followUp).toBe(
      'NEW_ASSESSMENT',
    );
    expect(await cases.stage(made.id)).toBe('CLOSED');
  });
});

describe('while it is decided anew', () => {
  test('a contractor and an information manager hold what they held, in every byte, until the new notice', async () => {
    const made = await cases.application('CLOSED');
    const before = new Map<Account, string>();
    for (const account of OUTSIDE) before.set(account, await of.heldBy(account, made));
    const unchanged = async () => {
      for (const account of OUTSIDE)
        expect([account, await of.heldBy(account, made)]).toEqual([account, before.get(account)]);
    };
    const grievance = await of.file(made, 'RESULT');
    await unchanged();
    await of.answer(grievance, { outcome: 'UPHELD' });
    await unchanged();
    await decideAnew(made, 'FOUND');
    await unchanged();
    await cases.step(made.id, 'notifyResult', 'officer');
    expect((await house.get('manager', `/applications/${made.id}`)).body.outcome).toBe('FOUND');
  });

  test('the person keeps the result and the reasons they were told, and reads nothing that is only proposed', async () => {
    const made = await cases.application('CLOSED');
    const before = (await house.get('subject', `/applications/${made.id}`)).body;
    await of.answer(await of.file(made, 'RESULT'), { outcome: 'UPHELD' });
    await decideAnew(made, 'NOT_FOUND');
    const now = (await house.get('subject', `/applications/${made.id}`)).body;
    for (const field of ['outcome', 'notifiedOn', 'reasons'] as const)
      expect([field, now[field]]).toEqual([field, before[field]]);
    const papers = (await house.get('subject', `/applications/${made.id}/documents`)).body.items;
    const notices = papers.filter(({ form }: { form: string }) => form === 'result-notice');
    expect(notices).toHaveLength(1);
    const at = `/applications/${made.id}/documents/result-notice?of=${notices[0].of}`;
    expect((await house.get('subject', at)).status).toBe(200);
  });

  test('nobody decides who decided before, confirmed it, or answered the grievance', async () => {
    const made = await reopened();
    for (const account of ['adjudicator', 'adjudicatorOnceSubject'] as const)
      await expect(
        cases.step(made.id, 'decide', account, {
          decision: 'FOUND',
          worksheet: await cases.sheet(made.id),
          reason: 'TEST',
        }),
      ).rejects.toMatchObject({ code: 'SAME_PERSON' });
    await decideAnew(made, 'FOUND');
    const other = await cases.application('CLOSED');
    await of.answer(await of.file(other, 'RESULT'), { outcome: 'UPHELD' }, 'everything');
    await expect(decideAnew(other, 'FOUND')).rejects.toMatchObject({ code: 'SAME_PERSON' });
  });

  test('nobody is named its officer who decided before, or answered the grievance; the refusal is that of a tie', async () => {
    const named = async (made: Case, account: Account) =>
      house.post('inCharge', `/applications/${made.id}/assignment`, {
        seen: await cases.version(made.id),
        caseOfficer: memberOf(account).sub,
      });
    const told = ({ status, body }: Answer) => [status, body.code, body.fields];
    const answered = await cases.application('CLOSED');
    await of.answer(await of.file(answered, 'RESULT'), { outcome: 'UPHELD' }, 'everything');
    const refused = await named(answered, 'everything');
    expect([refused.status, refused.body.code]).toEqual([422, 'INVALID']);
    expect(told(await named(answered, 'officerTied'))).toEqual(told(refused));
    expect(refused.text).not.toMatch(/grievance|苦情/i);
    expect((await named(answered, 'officerUnassigned')).status).toBe(201);

    const other = await reopened();
    expect((await named(other, 'everything')).status).toBe(201);
    // Proposed by the very one.
    const decided = await cases.application('SECOND_READING');
    await cases.step(decided.id, 'confirmDecision', 'adjudicatorOnceSubject', { reason: 'TEST' });
    await cases.step(decided.id, 'notifyResult', 'officer');
    await of.answer(await of.file(decided, 'RESULT'), { outcome: 'UPHELD' });
    expect(await cases.stage(decided.id)).toBe('ADJUDICATION');
    expect(told(await named(decided, 'everything'))).toEqual(told(refused));
  });

  test('a person is not found wanting on the hearing of before', async () => {
    const made = await reopened();
    const worksheet = await cases.sheet(made.id);
    const again = cases.step(made.id, 'decide', 'everything', {
      decision: 'NOT_FOUND',
      worksheet,
      reason: 'TEST',
    });
    await expect(again).rejects.toMatchObject({ code: 'NOT_HEARD' });
  });

  test('to withdraw, or a contract that ends, leaves it at the result that was notified, and that is not reopened twice', async () => {
    const made = await cases.application('CLOSED');
    const before = await rowOf(made);
    await of.answer(await of.file(made, 'RESULT'), { outcome: 'UPHELD' });
    await cases.step(made.id, 'withdrawConsent', 'subject');
    expect([await cases.stage(made.id), await rowOf(made)]).toEqual(['CLOSED', before]);
    await of.answer(await of.file(made, 'RESULT'), { outcome: 'UPHELD' });
    expect(await cases.stage(made.id)).toBe('CLOSED');
    const ended = await reopened();
    await cases.step(ended.id, 'closeWithoutBasis', 'inCharge', { reason: 'TEST' });
    expect((await rowOf(ended)).decision).toBe('NOT_FOUND');
  });
});

describe('the new result', () => {
  test('begins a clearance at its own notice, and both notices stay the person’s', async () => {
    const made = await reopened();
    const [first] = await kept(made);
    await decideAnew(made, 'FOUND');
    await cases.step(made.id, 'notifyResult', 'officer');
    await cases.step(made.id, 'signPledge', 'subject');
    const { notified_at: notifiedAt } = await rowOf(made);
    const clearance = await house.register
      .selectFrom('clearances')
      .select('notified_at')
      .where('application_id', '=', made.id)
      .executeTakeFirstOrThrow();
    expect(clearance.notified_at).toEqual(notifiedAt);
    expect(Number(notifiedAt) > Number(first?.notified_at)).toBe(true);
    const { body } = await house.get('subject', `/applications/${made.id}/documents`);
    const notices = body.items.filter(({ form }: { form: string }) => form === 'result-notice');
    expect(notices.map(({ of: which }: { of: string | null }) => which)).toEqual([first?.id, null]);
  });

  test('once notified cannot be changed or forgotten, nor can the one before be touched by any process', async () => {
    const made = await cases.application('CLOSED');
    const again = house.register
      .updateTable('applications')
      .set({ notified_at: null, decision: null })
      .where('id', '=', made.id);
    await expect(again.execute()).rejects.toThrow(/immutable/);
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from information_schema.role_table_grants
      where table_name = 'earlier_results' and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')
        and grantee in ('sekisho_api', 'sekisho_worker', 'sekisho_gateway')`.execute(house.register);
    expect(rows).toEqual([{ n: 0 }]);
  });
});
