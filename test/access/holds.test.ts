import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { Refused } from '../../domain/errors.js';
import { readNow } from '../../store/clock.js';
import { derivedId } from '../../store/derived-id.js';
import { chase, dueReviews } from '../../store/hold-reviews.js';
import { dayAhead } from './support/day-ahead.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE } from './support/cast.js';
import { type Answer, type House, openHouse, verdict } from './support/house.js';

/** Legal holds: what a law requires to be kept is kept, two people let it go, and nobody else is told of it. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const REASONS = 'HOLD TEXT';
const place = (account: Account, { kind, id }: Case, more: Record<string, unknown> = {}) =>
  house.post(account, `/${kind}s/${id}/holds`, {
    ground: 'LITIGATION',
    reviewOn: dayAhead(30),
    reasons: REASONS,
    ...more,
  });
const lift = (account: Account, { kind, id }: Case, hold = 1) =>
  house.post(account, `/${kind}s/${id}/holds/lifting`, { hold, reasons: REASONS });
const dispose = (of: Case) =>
  cases.step(of.id, 'dispose', 'System').then(
    () => 'DISPOSED',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
const holdsOf = async (of: Case) =>
  (await house.register.selectFrom('legal_holds').selectAll().where('case_id', '=', of.id).execute()).length;

describe('a file on which a hold stands', () => {
  test('is not destroyed until each hold is lifted by another officer in charge than placed it', async () => {
    const made = await cases.application('CLOSED');
    expect(verdict(await place('inCharge', made))).toBe('201');
    expect(verdict(await place('inChargeOnceSubject', made, { ground: 'OTHER_DUTY' }))).toBe('201');
    expect(verdict(await lift('inCharge', made, 1))).toBe('409 SAME_PERSON');
    expect(verdict(await lift('inCharge', made, 3))).toBe('409 NO_HOLD');
    expect(await dispose(made)).toBe('HELD');
    expect(verdict(await lift('inChargeOnceSubject', made, 1))).toBe('201');
    expect(verdict(await lift('inChargeOnceSubject', made, 1))).toBe('409 NO_HOLD');
    expect(await dispose(made)).toBe('HELD');
    expect(verdict(await lift('inCharge', made, 2))).toBe('201');
    expect(await holdsOf(made)).toBe(2);
    expect(await dispose(made)).toBe('DISPOSED');
    expect(await holdsOf(made)).toBe(0);
  }, 60_000);

  test('is not destroyed by a release that knows no holds either', async () => {
    const made = await cases.held(await cases.application('CLOSED'));
    const destroyed = house.register
      .updateTable('cases')
      .set({ stage: 'DISPOSED' })
      .where('id', '=', made.id)
      .execute();
    await expect(destroyed).rejects.toThrow('a legal hold stands on this file');
    expect(await cases.stage(made.id)).toBe('CLOSED');
  }, 60_000);

  test('keeps the answered grievance about it as well, and its words', async () => {
    const made = await cases.application('CLOSED');
    const grievance = await cases.grievance(made);
    await cases.step(grievance.id, 'answerGrievance', 'grievance', { reason: 'TEST', outcome: 'NOT_UPHELD' });
    await cases.held(made);
    expect(await dispose(grievance)).toBe('HELD');
    await lift('inCharge', made);
    expect(await dispose(grievance)).toBe('DISPOSED');
  }, 60_000);

  test('of a clearance keeps the grievance about it, whichever release asks', async () => {
    const made = await cases.clearance('EXPIRED');
    const { commandId } = await cases.step(made.id, 'fileGrievance', 'subject');
    const id = derivedId(commandId, 'grievance');
    const grievance: Case = { kind: 'grievance', id, subjectId: made.subjectId };
    await cases.step(id, 'answerGrievance', 'grievance', { reason: 'TEST', outcome: 'NOT_UPHELD' });
    await cases.held(made);
    expect(await dispose(grievance)).toBe('HELD');
    const destroyed = house.register
      .updateTable('cases')
      .set({ stage: 'DISPOSED' })
      .where('id', '=', id)
      .execute();
    await expect(destroyed).rejects.toThrow('a legal hold stands on this file');
    await lift('inCharge', made);
    expect(await dispose(grievance)).toBe('DISPOSED');
  }, 60_000);

  test('may be an open case’s too, which goes on as before; the hold outlives its end', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    expect(verdict(await place('inCharge', made))).toBe('201');
    await cases.step(made.id, 'refuseConsent', 'subject');
    expect(await cases.stage(made.id)).toBe('NOT_CONDUCTED');
    expect(await dispose(made)).toBe('HELD');
  }, 60_000);
});

describe('its day of review', () => {
  test('lies ahead, and at most a year', async () => {
    const made = await cases.application('CLOSED');
    for (const days of [-1, 0, 400]) {
      const answer = await place('inCharge', made, { reviewOn: dayAhead(days) });
      expect([days, verdict(answer)]).toEqual([days, '422 INVALID']);
      expect(answer.body.errors[0].pointer).toBe('/reviewOn');
    }
  }, 60_000);

  test('is told once when it comes, and lifts nothing', async () => {
    const made = await cases.held(await cases.application('CLOSED'));
    const later = await readNow(house.register);
    const due = async (day: string) =>
      (await dueReviews(house.register, day)).filter(({ caseId }) => caseId === made.id);
    expect(await due(dayAhead(29))).toEqual([]);
    const [review] = await due(dayAhead(31));
    expect(review).toEqual({ caseId: made.id, number: 1 });
    if (review) expect(await chase(house.register, review, later)).toBe('CHASED');
    expect(await due(dayAhead(31))).toEqual([]);
    expect(await dispose(made)).toBe('HELD');
    const { body } = await house.get('inCharge', `/applications/${made.id}/timeline`);
    expect(body.entries.at(-1).event).toBe('HoldReviewDue');
  }, 60_000);
});

describe('that there is one', () => {
  const plain = ({ status, text }: Answer) =>
    `${status} ${text}`
      .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'AT')
      .replaceAll(/"version":\d+/g, 'VERSION')
      .replaceAll(/"reference":"[^"]*"/g, 'REFERENCE');
  const told = async (account: Account, { kind, id }: Case) => {
    const faces = [`/${kind}s/${id}`, `/${kind}s/${id}/timeline`, `/${kind}s/${id}/explanation`];
    return (await Promise.all(faces.map((at) => house.get(account, at)))).map(plain).join('\n');
  };

  test.each([['application'], ['clearance']] as const)(
    'is told to the officers in charge alone, not even as a reason: %s',
    async (kind) => {
      const make = () => (kind === 'application' ? cases.application('CLOSED') : cases.clearance('EXPIRED'));
      const [without, held] = [await make(), await cases.held(await make())];
      const knows: string[] = [];
      for (const account of ACCOUNTS)
        if ((await told(account, held)) !== (await told(account, without))) knows.push(account);
      expect(knows.toSorted()).toEqual(['inCharge', 'inChargeOnceSubject']);
      expect(await told('inCharge', held)).toContain(REASONS);
    },
    120_000,
  );

  test('cannot be told from an open grievance by whoever may know of neither', async () => {
    const held = await cases.held(await cases.application('CLOSED'));
    const grieved = await cases.application('CLOSED');
    await cases.grievance(grieved);
    for (const account of ['officer', 'adjudicator', 'investigator', 'manager', 'information'] as const)
      expect([account, await told(account, held)]).toEqual([account, await told(account, grieved)]);
  }, 60_000);

  test('is listed for the organ’s officers in charge, with an entry in the ledger, and for nobody else', async () => {
    const made = await cases.held(await cases.application('CLOSED'));
    const at = `/legal-holds?organId=${HERE.organId}`;
    const listed: string[] = [];
    for (const account of ACCOUNTS) {
      const { status, body } = await house.get(account, at);
      if (status === 200 && body.items.some((one: { caseId: string }) => one.caseId === made.id))
        listed.push(account);
      else if (status !== 404) expect([account, status, body.items]).toEqual([account, 200, []]);
    }
    expect(listed.toSorted()).toEqual(['inCharge', 'inChargeOnceSubject']);
    expect(verdict(await house.get('inCharge', `/legal-holds?organId=${randomUUID()}`))).toBe(
      '404 NOT_FOUND',
    );
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from ledger where event = 'HoldsRead' and details -> 'cases' ? ${made.id}`.execute(
      house.register,
    );
    expect(rows[0]?.n).toBeGreaterThanOrEqual(2);
  }, 60_000);

  test('is in the ledger by its number: neither ground nor reasons', async () => {
    const made = await cases.application('CLOSED');
    await place('inCharge', made);
    const row = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', made.id)
      .where('event', '=', 'HoldPlaced')
      .executeTakeFirstOrThrow();
    expect(row.details).toMatchObject({ hold: 1 });
    expect(JSON.stringify(row.details)).not.toMatch(/LITIGATION|HOLD TEXT|reviewOn/);
  }, 60_000);
});
