import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Case, Cases } from './support/cases.js';
import { bodyOf } from './support/bodies.js';
import type { Account } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';

/** Reports about a holder: what others say counts when a person has looked, and the holder is told, or not yet. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const SAID = '酒席で取引先と口論になった。';
const WHY = '同席した者から確かめた。';
const report = (by: Account, { id }: Case, path = 'others-reports') =>
  house.post(by, `/clearances/${id}/${path}`, { kind: 'ALCOHOL', text: SAID });
const look = async (by: Account, made: Case, more: object = {}) =>
  house.post(by, `/clearances/${made.id}/report-validation`, {
    ...(await cases.body('validateReport', made.id)),
    reasons: WHY,
    ...more,
  });
const close = async ({ id }: Case) =>
  house.post('officer', `/clearances/${id}/review-closure`, bodyOf('closeReview', await cases.version(id)));

/** All that the holder is shown, but for the version: that something was done they can count. */
async function ownViews({ id }: Case): Promise<string> {
  const [view, timeline, explained, list] = await Promise.all([
    house.get('subject', `/clearances/${id}`),
    house.get('subject', `/clearances/${id}/timeline`),
    house.get('subject', `/clearances/${id}/explanation`),
    house.get('subject', '/clearances'),
  ]);
  const mine = list.body.items.filter((one: { id: string }) => one.id === id);
  return JSON.stringify([view.body, timeline.body, explained.body, mine]).replaceAll(/"version":\d+/g, '');
}
const reportsOf = async (by: Account, { id }: Case) =>
  (await house.get(by, `/clearances/${id}`)).body.reports;
const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('what somebody else reports', () => {
  test('is nothing to its holder before a person has looked: no byte of what they are shown changes', async () => {
    const made = await cases.clearance('ACTIVE');
    const before = await ownViews(made);
    const told = await report('manager', made);
    expect(verdict(told)).toBe('201');
    expect(Object.keys(told.body).sort()).toEqual(['id', 'receipt']);
    expect((await house.get('officer', `/clearances/${made.id}`)).body.stage).toBe('REVIEW');
    expect(await ownViews(made)).toBe(before);
  });

  test('is told to its holder once somebody has: what, when and by whom, and not who looked or why', async () => {
    const made = await cases.clearance('ACTIVE');
    const { body } = await report('manager', made);
    expect(verdict(await look('officer', made))).toBe('201');
    expect(await reportsOf('subject', made)).toEqual([
      {
        receipt: body.receipt,
        at: expect.any(String),
        by: 'CONTRACTOR',
        kind: 'ALCOHOL',
        text: SAID,
        verdict: 'FOUNDED',
        closedAt: null,
        ended: null,
      },
    ]);
    expect(await ownViews(made)).not.toContain(WHY);
    expect((await house.get('subject', `/clearances/${made.id}`)).body.status.en).toContain('looked at');
  });

  test('under a seal leaves no byte to its holder, and says to those who work on it how long', async () => {
    const made = await cases.clearance('ACTIVE');
    const before = await ownViews(made);
    await report('manager', made);
    const until = dayAhead(30);
    expect(verdict(await look('officer', made, { seal: 'INQUIRY_AT_RISK', sealUntil: until }))).toBe('201');
    expect(await ownViews(made)).toBe(before);
    expect(await reportsOf('inCharge', made)).toMatchObject([{ sealedUntil: until, verdict: 'FOUNDED' }]);
    expect(verdict(await close(made))).toBe('201');
    expect(await ownViews(made)).toBe(before);
  });

  test.each([
    ['with no end', { seal: 'INQUIRY_AT_RISK' }],
    ['with an end and no ground', { seal: 'NONE', sealUntil: dayAhead(3) }],
    ['that has ended', { seal: 'REPORTER_AT_RISK', sealUntil: dayAhead(-2) }],
    ['for a year', { seal: 'REPORTER_AT_RISK', sealUntil: dayAhead(365) }],
  ])('is not sealed %s', async (_, more) => {
    const made = await cases.reported();
    const answer = await look('officer', made, more);
    expect(verdict(answer)).toBe('422 INVALID');
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/sealUntil']);
  });

  test('is not looked at by whoever said it, and by one person only', async () => {
    const made = await cases.clearance('ACTIVE');
    await report('officer', made);
    expect(verdict(await look('officer', made))).toBe('409 SAME_PERSON');
    const body = await cases.body('validateReport', made.id);
    const path = `/clearances/${made.id}/report-validation`;
    expect(verdict(await house.post('inCharge', path, body))).toBe('201');
    expect(verdict(await house.post('inChargeOnceSubject', path, body))).toBe('409 STALE');
    expect(verdict(await look('inChargeOnceSubject', made))).toBe('422 INVALID');
  });

  test('holds the review open until it has been looked at', async () => {
    const made = await cases.clearance('ACTIVE');
    await report('manager', made);
    expect(verdict(await close(made))).toBe('409 REVIEW_OPEN');
    expect(verdict(await look('officer', made, { verdict: 'UNFOUNDED' }))).toBe('201');
    expect(verdict(await close(made))).toBe('201');
    expect(await reportsOf('subject', made)).toMatchObject([{ verdict: 'UNFOUNDED', ended: 'NO_DOUBT' }]);
  });

  test('never ends or suspends the right by itself', async () => {
    const made = await cases.clearance('ACTIVE');
    await report('manager', made);
    await look('officer', made);
    const { body } = await house.get('information', `/clearances/${made.id}`);
    expect(body.validUntil).toEqual(expect.any(String));
  });

  test('is no news to the contractor who said it: they read the outcome, as before', async () => {
    const made = await cases.clearance('ACTIVE');
    const before = JSON.stringify((await house.get('manager', `/clearances/${made.id}`)).body);
    await report('manager', made);
    await look('officer', made);
    expect(JSON.stringify((await house.get('manager', `/clearances/${made.id}`)).body)).toBe(before);
  });
});

describe('what nobody had looked at when the clearance ended', () => {
  test('is looked at by the officer in charge, whose step closes it, and then told to its holder', async () => {
    const made = await cases.reportedAndEnded();
    expect(await reportsOf('inCharge', made)).toMatchObject([{ verdict: null, ended: null }]);
    const before = await ownViews(made);
    expect(verdict(await look('officer', made))).toBe('403 NOT_YOURS');
    expect(await ownViews(made)).toBe(before);
    expect(verdict(await look('inCharge', made, { verdict: 'UNFOUNDED' }))).toBe('201');
    const told = [{ by: 'CONTRACTOR', verdict: 'UNFOUNDED', ended: 'CLEARANCE_ENDED' }];
    expect(await reportsOf('subject', made)).toMatchObject(told);
    expect(verdict(await look('inCharge', made))).toBe('422 INVALID');
  });

  test('or what is said after it, is answered as before: whoever says it does not learn so that it has ended', async () => {
    const answers: string[] = [];
    const stages = ['ACTIVE', 'SUSPENDED', 'LAPSED', 'REVOKED', 'EXPIRED', 'SUPERSEDED', 'VOIDED'] as const;
    for (const stage of stages) {
      const made = await cases.clearance(stage);
      const before = await ownViews(made);
      const told = await report('manager', made);
      answers.push(`${verdict(told)} ${Object.keys(told.body).sort().join()}`);
      expect(await ownViews(made)).toBe(before);
      if (!['REVOKED', 'VOIDED'].includes(stage)) continue;
      expect(await cases.stage(made.id)).toBe(stage);
      const waits = { by: 'CONTRACTOR', verdict: null, ended: null };
      expect(await reportsOf('inCharge', made)).toMatchObject([waits]);
      expect(verdict(await look('inCharge', made))).toBe('201');
      const closed = { verdict: 'FOUNDED', ended: 'CLEARANCE_ENDED' };
      expect(await reportsOf('inCharge', made)).toMatchObject([closed]);
      expect(await reportsOf('subject', made)).toMatchObject([closed]);
    }
    expect(new Set(answers)).toEqual(new Set(['201 id,receipt']));
  });

  test('is looked at as well where a doubt notice overtook it, then or when all is over, and told to its holder', async () => {
    for (const over of [false, true]) {
      const made = await cases.clearance('ACTIVE');
      await report('manager', made);
      await cases.step(made.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
      if (over) await cases.step(made.id, 'expire', 'System');
      const before = await ownViews(made);
      expect(await reportsOf('inCharge', made)).toMatchObject([{ verdict: null, ended: 'REASSESSMENT' }]);
      expect(await reportsOf('subject', made)).toBeUndefined();
      const sealed = { seal: 'INQUIRY_AT_RISK', sealUntil: dayAhead(30) };
      expect(verdict(await look('inCharge', made, over ? sealed : {}))).toBe('201');
      const told = { by: 'CONTRACTOR', text: SAID, verdict: 'FOUNDED', ended: 'REASSESSMENT' };
      if (over) expect(await ownViews(made)).toBe(before);
      else expect(await reportsOf('subject', made)).toMatchObject([told]);
      expect(await reportsOf('inCharge', made)).toMatchObject([told]);
      expect(verdict(await look('inCharge', made))).toBe('422 INVALID');
    }
  });
});

describe('what a holder reports', () => {
  test('is on file at once, with a receipt by which it stands among the reports about them', async () => {
    const made = await cases.clearance('ACTIVE');
    const { body } = await report('subject', made, 'change-reports');
    expect(await reportsOf('subject', made)).toMatchObject([
      { receipt: body.receipt, by: 'HOLDER', text: SAID, ended: null },
    ]);
    expect(verdict(await close(made))).toBe('201');
    expect(await reportsOf('subject', made)).toMatchObject([{ ended: 'NO_DOUBT' }]);
  });

  test('needs nobody to look before the review is closed, and nobody can be made to', async () => {
    const made = await cases.clearance('ACTIVE');
    const { body } = await report('subject', made, 'change-reports');
    const answer = await look('officer', made, { report: body.receipt });
    expect(verdict(answer)).toBe('422 INVALID');
  });
});
