import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayOf } from '../../domain/calendar.js';
import { fiscalYearOf } from '../../domain/statistics/figures.js';
import { readNow } from '../../store/clock.js';
import { committedYears } from '../../store/statistics.js';
import { moveRegisterClock, startEngine, type TestEngine } from '../support/system-engine.js';
import { Office } from './support/cases.js';

const YEAR_MS = 365.25 * 24 * 60 * 60 * 1000;

let engine: TestEngine;
let office: Office;

beforeAll(async () => {
  engine = await startEngine();
  office = await Office.open(engine.db, engine.register);
});
afterAll(() => engine.stop());

test('a year that waits for a policy which is not loaded holds up nothing else of the night', async () => {
  const of = await office.nominate();
  await office.take(of, 'rejectNominee', 'Adjudicator', { reasonsId: of.caseId });
  const year = fiscalYearOf(dayOf(await readNow(engine.db))) + 3;
  const caseId = randomUUID();
  const at = `${year}-05-01T03:00:00.000Z`;
  const entry = (event: string, details: Record<string, unknown>) => ({
    id: randomUUID(),
    at,
    event,
    article: 'TEST',
    case_id: caseId,
    role: 'System' as const,
    purpose: 'ASSESSMENT' as const,
    details: JSON.stringify(details),
  });
  await engine.register
    .insertInto('ledger')
    .values([
      entry('Nominated', { seq: 1, to: 'NOMINATED', policy: 'nobodys/2020-01-01' }),
      entry('NomineeRejected', { seq: 2, to: 'NOT_CONDUCTED' }),
    ])
    .execute();
  await engine.quiet();
  await moveRegisterClock(engine.register, 8 * YEAR_MS);
  await engine.quiet();
  expect((await engine.runUpkeep('retention')).failed).toBe(0);
  expect(await office.stageOf(of.caseId)).toBe('DISPOSED');
  const years = (await engine.db.transaction().execute(committedYears)).map(({ figures }) => figures.year);
  expect(years).toContain(year - 1);
  expect(years).not.toContain(year);
});
