import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { derivedId } from '../../store/derived-id.js';
import { type Case, Cases, INQUIRY } from './support/cases.js';
import { type House, openHouse } from './support/house.js';
import { signedConsent } from '../api/support/signed-consent.js';

/** A file whose time is over keeps no content in any column (law: invariant 21); that there was one is kept as proof. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

/** All that a table may still hold of a destroyed case. What is not named here must be empty; a new column must be named. */
const LEFT: Readonly<Record<string, readonly string[]>> = {
  // biome-ignore format: lists
  cases: ['id', 'kind', 'organ_id', 'subject_id', 'contractor_id', 'stage', 'seq', 'waiting_on', 'ended', 'policy_version', 'periods', 'opened_at', 'stage_at', 'ended_at', 'rung_seq', 'handled_seq', 'run_id', 'ended_run_id'],
  // biome-ignore format: lists
  applications: ['id', 'ground', 'clearance_id', 'mode', 'served_text', 'served_at', 'consented_at', 'decided_at', 'notified_at', 'pledged_at', 'destroyed_at'],
  // biome-ignore format: lists
  clearances: ['id', 'application_id', 'notified_at', 'last_valid_day', 'expires_at', 'pledged_at', 'renewal_application_id', 'superseded_by'],
  // biome-ignore format: lists
  commands: ['command_id', 'case_id', 'seq', 'action', 'sub', 'role', 'at', 'from_stage', 'to_stage'],
  signatures: ['command_id', 'case_id', 'passkey_id', 'nonce', 'signed_at'],
  checks: [],
  vault_documents: [],
};
const KEY: Readonly<Record<string, string>> = {
  checks: 'case_id',
  commands: 'case_id',
  signatures: 'case_id',
  vault_documents: 'owner_id',
};
const EMPTY = ['null', '{}', '[]', 'false', '""'];

async function rowsOf(table: string, id: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(t) as row from ${sql.table(table)} t where ${sql.ref(KEY[table] ?? 'id')} = ${id}`.execute(
    house.register,
  );
  return rows.map(({ row }) => row).toSorted((a, b) => Number(a.seq ?? 0) - Number(b.seq ?? 0));
}

/** Columns that hold something and may not. */
async function content(table: string, id: string): Promise<string[]> {
  const rows = await rowsOf(table, id);
  const kept = LEFT[table] ?? [];
  // Why and when it was destroyed is told by that very step.
  const others = rows.filter((row) => table !== 'commands' || row.action !== 'dispose');
  const full = others.flatMap((row) =>
    Object.entries(row).filter(
      ([column, value]) => !kept.includes(column) && !EMPTY.includes(JSON.stringify(value)),
    ),
  );
  return [...new Set(full.map(([column]) => `${table}.${column}`))].toSorted();
}
const contentOf = async (id: string) =>
  (await Promise.all(Object.keys(LEFT).map((table) => content(table, id)))).flat();

const ledgerOf = async (id: string) =>
  JSON.stringify(
    await house.register
      .selectFrom('ledger')
      .select(['event', 'details'])
      .where('case_id', '=', id)
      .where('event', '<>', 'FileDestroyed')
      .execute(),
  );

/** Assessed with a record at a source, weighed by a person, found not unlikely to leak. */
async function assessed(): Promise<Case> {
  const made = await cases.application('HUMAN_REVIEW', { finding: 'RECORD', reasonsWaived: true });
  await signedConsent(house, made.id);
  const [answer] = await rowsOf('checks', made.id);
  await house.register
    .insertInto('inbox')
    .values({
      id: made.id,
      request_id: String(answer?.request_id),
      source: 'POLICE_RECORDS' as never,
      answer: 'RECORD',
      content_hash: Buffer.alloc(32),
      received_at: new Date().toISOString(),
      statement_id: null,
      disposition: 'FILED',
    })
    .execute();
  const reasonsId = made.id;
  await cases.step(made.id, 'resolveReview', 'officer', { reasonsId });
  await cases.step(made.id, 'giveOpinion', 'investigator', { reasonsId });
  await cases.step(made.id, 'submitForDecision', 'inCharge', { reason: 'TEST' });
  await cases.decide(made.id, 'NOT_FOUND', { reasonsId });
  await cases.step(made.id, 'notifyResult', 'officer', { reason: 'TEST' });
  return made;
}
const dispose = (made: Case) => cases.step(made.id, 'dispose', 'System', { deadline: 'RETENTION_ASSESSED' });

describe('a destroyed file', () => {
  test('of an assessment had content before, or the tests below would prove nothing', async () => {
    expect(await contentOf((await assessed()).id)).toEqual(
      expect.arrayContaining([
        'applications.decision',
        'applications.inquiry_consent',
        'applications.reasons_waived',
        'checks.code',
        'checks.finding',
        'commands.details',
        'signatures.document',
        'signatures.assertion',
      ]),
    );
  });

  test('of an assessment holds no content in any column, its answers at the door included', async () => {
    const made = await assessed();
    const requests = (await rowsOf('checks', made.id)).map((row) => String(row.request_id));
    await dispose(made);
    expect(await contentOf(made.id)).toEqual([]);
    const received = house.register.selectFrom('inbox').select('id').where('request_id', 'in', requests);
    expect(await received.execute()).toEqual([]);
  });

  test('of an assessment keeps neither what was sent about it nor which source was silent', async () => {
    const { register } = house;
    const made = await assessed();
    const left = async () => [
      ...(await register.selectFrom('outbox').select('kind').where('case_id', '=', made.id).execute()),
      ...(await register
        .selectFrom('deadlines')
        .select('kind')
        .where('case_id', '=', made.id)
        .orderBy('kind')
        .execute()),
    ];
    const kindsLeft = async () => [...new Set((await left()).map(({ kind }) => kind))];
    expect(await kindsLeft()).toEqual(expect.arrayContaining(['PUSH', 'CHECK_DUE', 'RETENTION_ASSESSED']));
    await dispose(made);
    expect(await kindsLeft()).toEqual(['RING', 'RETENTION_ASSESSED']);
  });

  test('that was the last about a person takes along who was tied to them', async () => {
    const tied = (subjectId: string) =>
      house.register.selectFrom('conflicts').select('sub').where('subject_id', '=', subjectId).execute();
    const made = await assessed();
    expect(await tied(made.subjectId)).not.toEqual([]);
    await dispose(made);
    expect(await tied(made.subjectId)).toEqual([]);
  });

  test('of a grievance takes along its words, which lie with the file it is about', async () => {
    const { register, vault } = house;
    const made = await cases.application('CHECKS_RUNNING');
    const owner = { kind: 'case', id: made.id } as const;
    const documentId = await register
      .transaction()
      .execute((tx) => vault.put(tx, owner, 'GRIEVANCE', { text: 'WORDS' }, new Date().toISOString()));
    const words = () => register.transaction().execute((tx) => vault.get(tx, owner, 'GRIEVANCE', documentId));
    const { commandId } = await cases.step(made.id, 'fileGrievance', 'subject', { documentId });
    const id = derivedId(commandId, 'grievance');
    await cases.step(id, 'answerGrievance', 'grievance', { reasonsId: made.id, outcome: 'NOT_UPHELD' });
    expect(await words()).toEqual({ text: 'WORDS' });
    await cases.step(id, 'dispose', 'System');
    expect(await contentOf(id)).toEqual([]);
    expect(await words()).toBeUndefined();
  });

  test('may lie in no other table than was thought of: a new one that names a case must be named here', async () => {
    const { rows } = await sql<{ table_name: string }>`
      select table_name from information_schema.columns
      where table_schema = 'public' and column_name = 'case_id' order by 1`.execute(house.register);
    // Of holds, of moved deadlines and of screened words nothing is left: test/access/holds.test.ts, with their deadlines,
    // and with the document they are of (test/access/text-screening.test.ts).
    const thoughtOf = [
      'assignments',
      // Who opened it to whom, on which ground of a closed list, and when: as the ledger has it.
      'break_glass',
      'checks',
      'commands',
      'correction_demands',
      'deadlines',
      'dispatched_workers',
      // Hashes, and who looked at whose document.
      'enrolment_codes',
      // With its documents: they go first.
      'held_words',
      'ledger',
      'legal_holds',
      'listing_agreements',
      'originals',
      'outage_moves',
      'outbox',
      'passings_on',
      'passkey_losses',
      'signatures',
      'text_screenings',
      // Who said of it that they are tied or not, and when: as the ledger has it.
      'tie_declarations',
    ];
    expect(rows.map((row) => row.table_name)).toEqual(thoughtOf);
  });

  test.each(['REFUSED', 'WITHDRAWN', 'NOT_APPROVED', 'NO_BASIS'] as const)(
    'of an assessment that was not made (%s) does not tell why',
    async (reason) => {
      const made = await cases.notConducted(reason);
      await cases.step(made.id, 'dispose', 'System');
      expect(await contentOf(made.id)).toEqual([]);
    },
  );

  test('of a clearance does not tell of a doubt', async () => {
    const made = await cases.clearance('REVOKED');
    expect(await contentOf(made.id)).toEqual(
      expect.arrayContaining(['clearances.doubt_application_id', 'clearances.doubt_served_at']),
    );
    await dispose(made);
    expect(await contentOf(made.id)).toEqual([]);
  });

  test('stays as proof: which steps were taken, when, by whom, and that it was destroyed', async () => {
    const made = await assessed();
    const before = await rowsOf('commands', made.id);
    await dispose(made);
    const after = await rowsOf('commands', made.id);
    expect(after.slice(0, -1)).toEqual(before.map((row) => ({ ...row, details: {} })));
    expect(after.at(-1)).toMatchObject({ action: 'dispose', details: { deadline: 'RETENTION_ASSESSED' } });
    const [application] = await rowsOf('applications', made.id);
    expect(application?.destroyed_at).toBe((await rowsOf('cases', made.id))[0]?.stage_at);
  });

  test('shows nobody what it held', async () => {
    const made = await assessed();
    const shown = async (account: 'officer' | 'subject' | 'manager') => {
      const one = await house.get(account, `/applications/${made.id}`);
      const history = await house.get(account, `/applications/${made.id}/timeline`);
      return one.text + (history.status === 200 ? history.text : '');
    };
    const told = /NOT_FOUND|"RECORD"|TEST|waived|requestId|CLOSED|ResultNotified/;
    expect(await shown('officer')).toMatch(told);
    expect(await shown('manager')).toMatch(told);
    await dispose(made);
    for (const account of ['officer', 'subject', 'manager'] as const)
      expect(await shown(account)).not.toMatch(told);
    const { body } = await house.get('officer', `/applications/${made.id}`);
    expect(body).toMatchObject({
      stage: 'DISPOSED',
      decision: null,
      checks: [],
      statements: [],
      possible: [],
    });
  });
});

test('the ledger, which no file takes along, never held it', async () => {
  const made = await assessed();
  expect(await ledgerOf(made.id)).toMatch(/requestId/);
  expect(await ledgerOf(made.id)).not.toMatch(
    new RegExp(`"(RECORD|FOUND|NOT_FOUND|${INQUIRY}|inquiries|statedItems|finding|decision|reason)"`),
  );
});

test('no file is emptied before it is destroyed, by whatever hand', async () => {
  const made = await assessed();
  const refused = { code: 'P0001' };
  const { register } = house;
  const emptied = sql`update commands set details = '{}' where case_id = ${made.id}`;
  await expect(emptied.execute(register)).rejects.toMatchObject(refused);
  await dispose(made);
  for (const change of [
    sql`update commands set sub = 'another' where case_id = ${made.id}`,
    sql`update commands set details = '{"decision":"FOUND"}' where case_id = ${made.id}`,
    sql`delete from commands where case_id = ${made.id}`,
    sql`update ledger set details = '{}' where case_id = ${made.id}`,
  ])
    await expect(change.execute(register)).rejects.toMatchObject(refused);
});

test('a refused reassessment is kept while its clearance is suspended: only by it can that be revoked', async () => {
  const clearance = await cases.refusedDoubt();
  const doubt = await cases.doubtOf(clearance.id);
  const destroyed = () => cases.step(doubt, 'dispose', 'System');
  await expect(destroyed()).rejects.toMatchObject({ code: 'HELD' });
  await cases.heardOnRevocation(clearance);
  await cases.step(clearance.id, 'revoke', 'adjudicator', { reason: 'TEST' });
  await destroyed();
});
