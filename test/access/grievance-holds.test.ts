import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Refused } from '../../domain/errors.js';
import { derivedId } from '../../store/derived-id.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, memberOf } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** What a grievance about a clearance keeps: each file that its answer may have to look into (Art. 14). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const dispose = (made: Case) =>
  cases.step(made.id, 'dispose', 'System').then(
    () => 'DISPOSED',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

/** A clearance, the assessment it began with, and the later one that decided against it. */
async function revoked(): Promise<Record<'clearance' | 'first' | 'second', Case>> {
  const clearance = await cases.clearance('REVOKED');
  const rows = await house.register
    .selectFrom('clearances')
    .select(['application_id', 'doubt_application_id'])
    .where('id', '=', clearance.id)
    .executeTakeFirstOrThrow();
  const of = (id: string): Case => ({ ...clearance, kind: 'application', id });
  return { clearance, first: of(rows.application_id), second: of(rows.doubt_application_id ?? '') };
}

describe('a grievance about a clearance that was revoked', () => {
  test('keeps it, the assessment it began with and the one by which it was doubted, until it is answered', async () => {
    const { clearance, first, second } = await revoked();
    const { commandId } = await cases.step(clearance.id, 'fileGrievance', 'subject');
    expect([await dispose(clearance), await dispose(first), await dispose(second)]).toEqual([
      'HELD',
      'HELD',
      'HELD',
    ]);
    const answered = { reason: 'TEST', outcome: 'NOT_UPHELD' } as const;
    await cases.step(derivedId(commandId, 'grievance'), 'answerGrievance', 'grievance', answered);
    expect(await dispose(second)).toBe('DISPOSED');
  }, 60_000);

  test('keeps them while it waits on paper as well', async () => {
    const of = new Originals(house);
    const { clearance, second } = await revoked();
    const keyed = await of.key(clearance, 'fileGrievanceAboutClearance', 'grievance');
    expect(verdict(keyed)).toBe('201');
    expect(await dispose(second)).toBe('HELD');
    expect(verdict(await of.reject(keyed.body.id, 'grievanceOnceSubject'))).toBe('201');
    expect(await dispose(second)).toBe('DISPOSED');
  }, 60_000);

  test('keeps nothing of anybody else’s', async () => {
    const [mine, other] = [await revoked(), await revoked()];
    await cases.step(mine.clearance.id, 'fileGrievance', 'subject');
    expect([await dispose(other.clearance), await dispose(other.second)]).toEqual(['DISPOSED', 'DISPOSED']);
  }, 60_000);

  test('is answered by nobody who worked on an assessment of it, the first or a later one', async () => {
    for (const which of ['first', 'second'] as const) {
      const made = await revoked();
      const worker = { case_id: made[which].id, sub: memberOf('grievance').sub };
      await house.register.insertInto('assignments').values(worker).execute();
      const { commandId } = await cases.step(made.clearance.id, 'fileGrievance', 'subject');
      const id = derivedId(commandId, 'grievance');
      const answer = (by: Account) =>
        cases.step(id, 'answerGrievance', by, { reason: 'TEST', outcome: 'NOT_UPHELD' });
      await expect(answer('grievance')).rejects.toMatchObject({ code: 'SAME_PERSON' });
      await answer('grievanceOnceSubject');
    }
  }, 60_000);
});
