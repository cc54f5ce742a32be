import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { readNow } from '../../store/clock.js';
import { endBaseless } from '../../store/bases.js';
import { confirmOutage, lockOutage, recordOutage } from '../../store/outages.js';
import { fiscalYearOf } from '../../domain/statistics/figures.js';
import { lifeOf, stepTold } from '../../domain/statistics/life.js';
import { published } from '../../domain/statistics/published.js';
import { canonicalDigest } from '../../privacy/canonical-json.js';
import { committedYears, figuresOf } from '../../store/statistics.js';
import { moveRegisterClock, startEngine, type TestEngine } from '../support/system-engine.js';
import { Office, type TestCase } from './support/cases.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_MS = 365.25 * DAY_MS;

let engine: TestEngine;
let office: Office;

beforeAll(async () => {
  engine = await startEngine();
  office = await Office.open(engine.db, engine.register);
});
afterAll(() => engine.stop());

async function rejected(): Promise<TestCase> {
  const of = await office.nominate();
  await putInVault(of.caseId);
  await office.take(of, 'rejectNominee', 'Adjudicator', { reasonsId: of.caseId });
  return of;
}

async function putInVault(ownerId: string): Promise<void> {
  const created_at = new Date().toISOString();
  const owner = { owner_kind: 'case', owner_id: ownerId, class: 'REASONS' };
  const key_id = randomUUID();
  await engine.register
    .insertInto('vault_keys')
    .values({ ...owner, key_id, kek_id: 'test', wrapped: randomBytes(32), created_at })
    .execute();
  await engine.register
    .insertInto('vault_documents')
    .values({ ...owner, id: randomUUID(), key_id, blob: randomBytes(32), created_at })
    .execute();
}

const documentsOf = (caseId: string) =>
  engine.register.selectFrom('vault_documents').select('id').where('owner_id', '=', caseId).execute();

describe('retention', () => {
  test('destroys what is due, keeps what a grievance holds, and finds nothing to do the second time', async () => {
    const [due, held] = [await rejected(), await rejected()];
    await office.take(held, 'fileGrievance', 'Subject', { documentId: randomUUID() });
    await engine.quiet();
    expect(await engine.runUpkeep('retention')).toMatchObject({ disposed: 0, held: 0 });

    await moveRegisterClock(engine.register, 3.1 * YEAR_MS);
    await engine.quiet();
    expect(await engine.runUpkeep('retention')).toMatchObject({ disposed: 1, held: 1, failed: 0 });
    expect(await office.stageOf(due.caseId)).toBe('DISPOSED');
    expect(await documentsOf(due.caseId)).toEqual([]);
    expect(await office.stageOf(held.caseId)).toBe('NOT_CONDUCTED');
    expect(await documentsOf(held.caseId)).toHaveLength(1);
    expect(await engine.runUpkeep('retention')).toMatchObject({ disposed: 0, held: 1 });

    const deadlines = engine.register
      .selectFrom('deadlines')
      .select('outcome')
      .where('handled_by', '=', 'retention');
    expect(await deadlines.where('case_id', '=', due.caseId).execute()).toEqual([{ outcome: 'HANDLED' }]);
    const keys = engine.register
      .selectFrom('vault_keys')
      .select('wrapped')
      .where('owner_id', '=', due.caseId);
    expect(await keys.execute()).toEqual([{ wrapped: null }]);
    await engine.quiet();
  });

  test('prunes working rows that have served, and no others', async () => {
    const { register } = engine;
    const of = await office.nominate();
    await engine.quiet();
    const longAgo = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);
    const recently = new Date(Date.now() - 60_000);
    const session = (expires_at: Date) => ({
      id_hash: randomBytes(32),
      sub: 'test',
      created_at: longAgo.toISOString(),
      expires_at: expires_at.toISOString(),
    });
    await register
      .insertInto('sessions')
      .values([session(recently), session(new Date(Date.now() + 60_000))])
      .execute();
    const answer = (created_at: Date) => ({
      sub: 'test',
      key: randomUUID(),
      fingerprint: randomBytes(4),
      status: 201,
      body: '{}',
      created_at,
    });
    await register
      .insertInto('idempotency')
      .values([answer(longAgo), answer(recently)])
      .execute();
    const message = { lane: 'test', case_id: of.caseId, kind: 'RING' as const, payload: '{}' };
    await register
      .insertInto('outbox')
      .values([
        { ...message, done_at: longAgo },
        { ...message, done_at: recently },
      ])
      .execute();
    expect(await engine.runUpkeep('retention')).toMatchObject({
      prunedOutbox: 1,
      prunedSessions: 1,
      prunedAnswers: 1,
    });
    expect(await engine.runUpkeep('retention')).toMatchObject({
      prunedOutbox: 0,
      prunedSessions: 0,
      prunedAnswers: 0,
    });
  });
});

describe('yearly statistics', () => {
  test('tell no small number, are the ledger’s, and are committed once', async () => {
    const year = fiscalYearOf(dayOf(await readNow(engine.db)));
    for (let i = 0; i < 11; i++) await rejected();
    await moveRegisterClock(engine.register, YEAR_MS);
    await engine.quiet();
    const committed = await engine.runUpkeep('statistics');
    expect(committed).toMatchObject({ last: year });
    const [newest] = await engine.db.transaction().execute(committedYears);
    const exact = await figuresOf(engine.db, year);
    expect(newest).toMatchObject({ figures: published(exact), digest: canonicalDigest(exact) });
    expect(exact.counts.notConducted?.NOT_APPROVED).toBeGreaterThanOrEqual(11);
    expect(JSON.stringify(newest?.figures.counts)).not.toMatch(/:[0-9][,}]/);

    expect(await engine.runUpkeep('statistics')).toMatchObject({ committed: 0 });
    const entry = await engine.register
      .selectFrom('ledger')
      .select('details')
      .where('event', '=', 'StatisticsDone')
      .orderBy('at', 'desc')
      .execute();
    expect(entry[0]?.details).toMatchObject({ year, method: 1, digest: newest?.digest });
    expect(new Set(entry.map(({ details }) => details.year)).size).toBe(entry.length);
  });

  test('are committed before a file of that year is destroyed', async () => {
    const of = await rejected();
    const year = fiscalYearOf(dayOf(await readNow(engine.db)));
    await moveRegisterClock(engine.register, 4 * YEAR_MS);
    await engine.quiet();
    expect(await engine.runUpkeep('retention')).toMatchObject({ failed: 0 });
    expect(await office.stageOf(of.caseId)).toBe('DISPOSED');
    const entries = await engine.register
      .selectFrom('ledger')
      .select(['event', 'recorded_at', 'details', 'case_id'])
      .where('event', 'in', ['StatisticsDone', 'FileDestroyed'])
      .execute();
    const counted = entries.find(({ event, details }) => event === 'StatisticsDone' && details.year === year);
    const destroyed = entries.find(({ case_id }) => case_id === of.caseId);
    expect(Number(counted?.recorded_at)).toBeLessThan(Number(destroyed?.recorded_at));
  });
});

describe('an outage that is confirmed already', () => {
  test('takes no day from what begins to run before it is over either, once, and says so', async () => {
    const now = await readNow(engine.db);
    const [first, last] = [dayBeside(dayOf(now), 1), dayBeside(dayOf(now), 4)];
    const of = { organId: office.organId, kind: 'OUR_SYSTEM', source: null, cause: 'MAINTENANCE' } as const;
    const id = await engine.db
      .transaction()
      .execute((tx) => recordOutage(tx, { ...of, reference: 'OUT-1', first, last }, { by: 'one', now }));
    await engine.db.transaction().execute(async (tx) => {
      const outage = await lockOutage(tx, id);
      if (outage) await confirmOutage(tx, outage, { by: 'another', now });
    });

    const { caseId, ...person } = await office.nominate();
    await office.take({ caseId, ...person }, 'approveNominee', 'Adjudicator', {
      caseOfficer: 'officer-case',
    });
    await office.take({ caseId, ...person }, 'serveNotice', 'CaseOfficer', { text: 'notice-v1' });
    const dueAt = async () => {
      const open = engine.register.selectFrom('deadlines').select('due_at').where('case_id', '=', caseId);
      return (await open.where('kind', '=', 'CONSENT_WINDOW').executeTakeFirstOrThrow()).due_at.getTime();
    };
    const before = await dueAt();
    expect(await engine.runUpkeep('retention')).toMatchObject({ extended: 1, failed: 0 });
    const after = await dueAt();
    expect((after - before) / DAY_MS).toBeGreaterThanOrEqual(4);
    expect(await engine.runUpkeep('retention')).toMatchObject({ extended: 0, failed: 0 });
    expect(await dueAt()).toBe(after);
    const said = engine.register.selectFrom('ledger').select('details').where('case_id', '=', caseId);
    expect(await said.where('event', '=', 'ExtendedForOutage').execute()).toEqual([
      { details: expect.objectContaining({ outageFrom: first, outageTo: last, days: 4 }) },
    ]);
    // The figures judge by the day to which the register moved it, and need the ledger alone for that.
    const entries = await engine.register
      .selectFrom('ledger')
      .select(['event', 'at', 'details'])
      .where('case_id', '=', caseId)
      .execute();
    const told = entries.map((one) => stepTold({ caseId, ...one, at: one.at.toISOString() }));
    const stay = lifeOf(told.flatMap((step) => step ?? []))?.stays.at(-1);
    expect(stay).toMatchObject({ stage: 'AWAITING_CONSENT', due: new Date(after).toISOString() });
    await engine.quiet();
  });
});

describe('the loss of a certification', () => {
  test('stops rights on its day, and at night ends what is open; nobody else is touched', async () => {
    const [lost, kept] = [await office.contractor(), await office.contractor()];
    const [open, pledging, holder] = [
      await office.nominate(lost.id),
      await office.nominate(lost.id),
      await office.nominate(lost.id),
    ];
    const others = [await office.nominate(kept.id), await office.nominate()];
    for (const one of [pledging, holder]) await answered(one);
    const clearanceId = await office.clear(holder);
    await office.toPledge(pledging);
    await engine.quiet();
    expect(await office.canHandle(holder)).toBe(true);

    await lost.certifiedUntil(dayOf(new Date(Date.parse(await readNow(engine.db)) - DAY_MS).toISOString()));
    expect(await office.canHandle(holder)).toBe(false);
    expect(await office.stageOf(clearanceId)).toBe('ACTIVE');

    expect(await engine.runUpkeep('retention')).toMatchObject({ baseless: 3, failed: 0 });
    await engine.quiet();
    const stages = [open.caseId, pledging.caseId, clearanceId].map((id) => office.stageOf(id));
    expect(await Promise.all(stages)).toEqual(['NOT_CONDUCTED', 'CLOSED', 'LAPSED']);
    expect(await Promise.all(others.map((of) => office.stageOf(of.caseId)))).toEqual([
      'NOMINATED',
      'NOMINATED',
    ]);
    await engine.handleOf('application', open.caseId).result();
    expect(await engine.runUpkeep('retention')).toMatchObject({ baseless: 0 });
  });

  test('on its last day still gives a basis', async () => {
    const contractor = await office.contractor();
    const of = await office.nominate(contractor.id);
    await answered(of);
    await office.clear(of);
    await contractor.certifiedUntil(dayOf(await readNow(engine.db)));
    expect(await office.canHandle(of)).toBe(true);
    expect(await engine.runUpkeep('retention')).toMatchObject({ baseless: 0 });
  });

  test('ends nothing that has its basis again, or has moved on since it was found', async () => {
    const contractor = await office.contractor();
    const { caseId } = await office.nominate(contractor.id);
    const now = await readNow(engine.db);
    const found = { caseId, kind: 'application', stage: 'NOMINATED', seq: 1 } as const;
    expect(await endBaseless(engine.db, found, now)).toBe('MOOT');
    await contractor.certifiedUntil('2025-05-17');
    expect(await endBaseless(engine.db, { ...found, seq: 2 }, now)).toBe('MOOT');
    expect(await office.stageOf(caseId)).toBe('NOMINATED');
    expect(await endBaseless(engine.db, found, now)).toBe('ENDED');
  });

  async function answered(of: TestCase): Promise<void> {
    for (const requestId of await office.bringToChecks(of)) await office.receiveAnswer(requestId);
    await engine.quiet();
  }
});
