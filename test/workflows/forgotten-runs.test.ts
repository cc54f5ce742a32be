import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { moveRegisterClock, startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office, type TestCase } from './support/cases.js';

const YEAR_MS = 365.25 * 24 * 60 * 60 * 1000;
/** The engine deletes a run once it has written down how far its queues are, every minute. */
const ENGINE_MS = 120_000;

let engine: TestEngine;
let office: Office;

beforeAll(async () => {
  engine = await startEngine();
  office = await Office.open(engine.db, engine.register);
});
afterAll(() => engine?.stop());

async function rejected(): Promise<TestCase> {
  const of = await office.nominate();
  await office.take(of, 'rejectNominee', 'Adjudicator', { reasonsId: randomUUID() });
  return of;
}

const runOf = (of: TestCase) => engine.handleOf('application', of.caseId).describe();
const isGone = (of: TestCase) =>
  runOf(of).then(
    () => false,
    (error: unknown) => error instanceof WorkflowNotFoundError,
  );

test('the night that destroys a file has the engine forget its runs, and those of no other', async () => {
  const due = await rejected();
  await engine.quiet();
  await moveRegisterClock(engine.register, 3.1 * YEAR_MS);
  const young = await rejected();
  await engine.quiet();
  for (const one of [due, young])
    await until('its run has ended', async () => (await runOf(one)).status.name === 'COMPLETED');
  // The engine's index lags: what one night does not see the next one does.
  const night = () => engine.runUpkeep('retention');
  await until('a night finds its runs', async () => (await night()).runsDeleted !== 0);
  expect(await office.stageOf(due.caseId)).toBe('DISPOSED');
  await until('its runs are gone', () => isGone(due), ENGINE_MS);
  expect((await runOf(young)).status.name).toBe('COMPLETED');
  await until('nothing is left to delete', async () => (await night()).runsDeleted === 0);
}, 300_000);
