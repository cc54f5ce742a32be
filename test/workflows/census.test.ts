import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createActivities } from '../../activities/index.js';
import { engineView } from '../../workers/engine-view.js';
import { workflowIdOf } from '../../workflows/contract.js';
import type { CaseKind } from '../../domain/stages.js';
import { createLogger } from '../../privacy/redact.js';
import { moveRegisterClock, startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office, type TestCase } from './support/cases.js';

const NOTHING = {
  foreign: 0,
  impostors: 0,
  missing: 0,
  overdue: 0,
  stuck: 0,
  rebuilt: 0,
  renewalsMissed: 0,
  expiriesMissed: 0,
  rung: 0,
};
const DAY_MS = 24 * 60 * 60 * 1000;

let engine: TestEngine;
let office: Office;
let of: TestCase;

beforeAll(async () => {
  engine = await startEngine({ limits: { endingMs: 4_000, unseenMs: 1 } });
  office = await Office.open(engine.db, engine.register);
});
beforeEach(async () => {
  of = await office.nominate();
  await engine.quiet();
});
// What one test leaves behind would be another's finding.
afterEach(async () => expect(await census()).toMatchObject(NOTHING));
afterAll(() => engine.stop());

const census = () => engine.runUpkeep('census');
const idOf = (kind: CaseKind, caseId: string) => workflowIdOf(kind, caseId, engine.names.workflowIdPrefix);
const runs = async (workflowId: string) =>
  (await engine.client.workflow.getHandle(workflowId).describe()).status.name;
const tracesOf = (caseId: string) => office.tracesOf(caseId);

async function impostor(type: string, workflowId: string, taskQueue = engine.names.taskQueue): Promise<void> {
  await engine.client.workflow.start(type, {
    workflowId,
    taskQueue,
    args: [{ caseId: of.caseId, lastSeq: 0 }],
  });
}

describe('a case without its workflow', () => {
  test('gets it back', async () => {
    const requests = await office.bringToChecks(of);
    await engine.quiet();
    await engine.handleOf('application', of.caseId).terminate('test');

    expect(await census()).toMatchObject({ ...NOTHING, missing: 1, rung: 1 });
    await until(
      'its checks are awaited',
      async () => (await engine.awaitedChecks(of.caseId)).length === requests.length,
    );
    expect(await tracesOf(of.caseId)).toEqual([
      { event: 'CensusRang', details: { finding: 'MISSING', rebuilt: false } },
    ]);
  });

  test('is not missing while its first bell is on the way', async () => {
    await engine.stopActivityWorker();
    const fresh = await office.nominate();
    expect(await censusBeside()).toMatchObject({ missing: 0 });
    await engine.startActivityWorker();
    await engine.quiet();
    expect(await runs(idOf('application', fresh.caseId))).toBe('RUNNING');
  });
});

describe('a workflow that has no business running', () => {
  test('of no case is ended', async () => {
    const unknown = randomUUID();
    // On a queue that nobody serves, or it would have ended by itself.
    await impostor('application', idOf('application', unknown), 'nobody');
    await visible(1);
    expect(await census()).toMatchObject({ ...NOTHING, impostors: 1 });
    expect(await runs(idOf('application', unknown))).toBe('TERMINATED');
    const traces = (await office.tracesOf(null)).filter((trace) => trace.event === 'ImpostorEnded');
    expect(traces).toMatchObject([{ details: { fault: 'NO_CASE' } }]);
  });

  test('of a case of another kind is ended', async () => {
    // Here, too: a worker of ours would have told it that there is no such clearance.
    await impostor('clearance', idOf('clearance', of.caseId), 'nobody');
    await visible(1);
    expect(await census()).toMatchObject({ ...NOTHING, impostors: 1 });
    expect(await runs(idOf('application', of.caseId))).toBe('RUNNING');
  });

  test('of a case that has ended is ended', async () => {
    await office.take(of, 'rejectNominee', 'Adjudicator', { reasonsId: of.caseId });
    await engine.handleOf('application', of.caseId).result();
    await impostor('application', idOf('application', of.caseId), 'nobody');
    await visible(1);
    expect(await census()).toMatchObject({ ...NOTHING, impostors: 1 });
    expect(await runs(idOf('application', of.caseId))).toBe('TERMINATED');
  });

  test('but an honest one that was not told of the end is told, and ends itself', async () => {
    await engine.stopActivityWorker();
    await office.take(of, 'rejectNominee', 'Adjudicator', { reasonsId: of.caseId });
    await engine.register.deleteFrom('outbox').where('case_id', '=', of.caseId).execute();
    await engine.startActivityWorker();
    expect(await census()).toMatchObject(NOTHING);
    expect(await runs(idOf('application', of.caseId))).toBe('COMPLETED');
  });

  test.each([
    ['of another type', 'WRONG_TYPE', () => ['grievance', engine.names.taskQueue] as const],
    ['of a type nobody knows', 'WRONG_TYPE', () => ['unheardOf', engine.names.taskQueue] as const],
    ['on another queue', 'WRONG_QUEUE', () => ['application', 'nobody'] as const],
  ])('in the place of a case, %s, is ended, and the right one started', async (_, fault, what) => {
    await engine.handleOf('application', of.caseId).terminate('test');
    const [type, queue] = what();
    await impostor(type, idOf('application', of.caseId), queue);
    await visible(1);

    expect(await census()).toMatchObject({ ...NOTHING, impostors: 1, missing: 1, rung: 1 });
    await engine.quiet();
    const found = await engine.handleOf('application', of.caseId).describe();
    expect([found.type, found.taskQueue, found.status.name]).toEqual([
      'application',
      engine.names.taskQueue,
      'RUNNING',
    ]);
    // One that runs our code looks too, and is told as another's run before it is ended.
    const traces = (await tracesOf(of.caseId)).filter(({ event }) => event !== 'WorkflowReplaced');
    expect(traces).toMatchObject([
      { event: 'ImpostorEnded', details: { fault } },
      { event: 'CensusRang', details: { finding: 'MISSING' } },
    ]);
  });

  test('under an id of no case on our queue is ended, on another queue only counted', async () => {
    const prefix = engine.names.workflowIdPrefix;
    await impostor('unheardOf', `${prefix}somebody`);
    await impostor('unheardOf', `${prefix}somebody-else`, 'nobody');
    await visible(2);
    expect(await census()).toMatchObject({ ...NOTHING, impostors: 1, foreign: 1 });
    expect(await runs(`${prefix}somebody`)).toBe('TERMINATED');
    expect(await runs(`${prefix}somebody-else`)).toBe('RUNNING');
    await engine.client.workflow.getHandle(`${prefix}somebody-else`).terminate('test');
    await visible(0);
  });
});

describe('a workflow that missed something', () => {
  test('is rung for a deadline it slept through', async () => {
    await engine.register
      .updateTable('deadlines')
      .set({ due_at: new Date(Date.now() - DAY_MS).toISOString() })
      .where('case_id', '=', of.caseId)
      .execute();
    expect(await census()).toMatchObject({ ...NOTHING, overdue: 1, rung: 1 });
    await engine.quiet();
    const reminded = await engine.register
      .selectFrom('commands')
      .select('action')
      .where('case_id', '=', of.caseId)
      .execute();
    expect(reminded.map((command) => command.action)).toEqual(['nominate', 'remind']);
  });

  test('is rung when it has not looked for long', async () => {
    await engine.register.updateTable('cases').set({ handled_seq: 0 }).where('id', '=', of.caseId).execute();
    expect(await census()).toMatchObject({ ...NOTHING, stuck: 1, rung: 1 });
    await engine.quiet();
  });

  test('is started anew when ringing it did not help', async () => {
    await engine.stopWorkflowWorker();
    await office.take(of, 'approveNominee', 'Adjudicator', { caseOfficer: 'officer-case' });
    const stuck = await engine.handleOf('application', of.caseId).describe();
    await until('the bell was carried', async () => {
      const waiting = engine.register.selectFrom('outbox').select('id').where('done_at', 'is', null);
      return (await waiting.execute()).length === 0;
    });
    expect(await censusBeside()).toMatchObject({ stuck: 1, rebuilt: 0, rung: 1 });
    expect(await censusBeside()).toMatchObject({ stuck: 1, rebuilt: 1, rung: 1 });
    expect((await engine.handleOf('application', of.caseId).describe()).runId).not.toBe(stuck.runId);

    await engine.startWorkflowWorker();
    await engine.quiet();
  });

  test('of a clearance, its renewal and its expiry, is made up for even if the deadline was lost', async () => {
    const requests = await office.bringToChecks(of);
    for (const requestId of requests) await office.receiveAnswer(requestId);
    await engine.quiet();
    const clearanceId = await office.clear(of);
    await engine.quiet();
    const lose = (kind: 'RENEWAL_OPENING' | 'EXPIRY') =>
      engine.register
        .deleteFrom('deadlines')
        .where('case_id', '=', clearanceId)
        .where('kind', '=', kind)
        .execute();

    await lose('RENEWAL_OPENING');
    await moveRegisterClock(engine.register, 9.5 * 365.25 * DAY_MS);
    await engine.quiet();
    expect(await census()).toMatchObject({ ...NOTHING, renewalsMissed: 1, rung: 1 });
    await engine.quiet();
    const { renewal_application_id } = await engine.register
      .selectFrom('clearances')
      .select('renewal_application_id')
      .where('id', '=', clearanceId)
      .executeTakeFirstOrThrow();
    expect(await office.stageOf(renewal_application_id ?? '')).toBe('NOMINATED');

    await lose('EXPIRY');
    await moveRegisterClock(engine.register, 365 * DAY_MS);
    await engine.quiet();
    expect(await office.stageOf(clearanceId)).toBe('ACTIVE');
    expect(await census()).toMatchObject({ ...NOTHING, expiriesMissed: 1, rung: 1 });
    await engine.quiet();
    expect(await office.stageOf(clearanceId)).toBe('EXPIRED');
  }, 60_000);
});

describe('a message that was given up', () => {
  test('is counted for a person', async () => {
    await engine.register
      .insertInto('outbox')
      .values({ lane: 'request/x', case_id: of.caseId, kind: 'PUSH', payload: '{}', dead_at: new Date() })
      .execute();
    expect(await census()).toMatchObject({ ...NOTHING, deadLetters: 1 });
  });
});

/** Waits until the engine's index, which lags a little, shows this many workflows that are not our cases'. */
async function visible(count: number): Promise<void> {
  const cases = await engine.register
    .selectFrom('cases')
    .select(['id', 'kind'])
    .where('ended', '=', false)
    .execute();
  const known = new Set(cases.map(({ id, kind }) => `${idOf(kind, id)} ${kind} ${engine.names.taskQueue}`));
  await until(`${count} strangers are listed`, async () => {
    let strangers = 0;
    for await (const { workflowId, type, taskQueue } of engineView(engine.client, engine.names).running())
      if (!known.has(`${workflowId} ${type} ${taskQueue}`)) strangers += 1;
    return strangers === count;
  });
}

/** The activities of a process of its own. */
function besideIt() {
  const log = createLogger({ process: 'test', level: 'silent' });
  const view = engineView(engine.client, engine.names);
  return createActivities({ db: engine.db, engine: view, log, limits: { endingMs: 0, unseenMs: 1 } });
}

/** The census where its own workflow cannot run: a worker is away. */
function censusBeside(): Promise<Record<string, number>> {
  return new MockActivityEnvironment().run(besideIt().census);
}

describe('whoever may write to the engine may start a census a hundred times', () => {
  test('one runs in a process, the others come again: the looks of cases do not wait for them', async () => {
    const { census: sweep } = besideIt();
    const run = () => new MockActivityEnvironment().run(sweep);
    const ends = await Promise.allSettled([run(), run(), run()]);
    const failed = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    expect(failed.map(({ type, nonRetryable }) => [type, nonRetryable])).toEqual(
      Array.from({ length: 2 }, () => ['UNDER_WAY', false]),
    );
    expect(await run()).toMatchObject({ impostors: 0 });
  });
});
