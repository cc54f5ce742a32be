import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { policyOf } from '../../domain/policy.js';
import { PACKS } from '../../forms/packs.js';
import { NOTICE_CODES } from '../../forms/spec.js';
import { worksheetFor } from '../../sandbox/worksheet.js';
import { type House, openHouse, verdict } from '../access/support/house.js';
import { freshName } from '../support/names.js';
import { Life, mayHandle, moveTo } from './life.js';

/** How a life ends under a scheme that is nobody's, in every way but the first (lighthouse.test.ts): by data alone. */
const OLD = 'lighthouse/2026-01-01';
const NEW = 'lighthouse/2031-01-01';
const ACT = /重要経済安保情報|同項|important economic security/i;

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(() => house?.stop());

test('no notice of it speaks of another law, or of a paragraph it has not named', () => {
  for (const { policy, forms } of PACKS.filter((one) => one.policy.scheme === 'lighthouse'))
    for (const code of NOTICE_CODES)
      expect([policy.version, code, ACT.test(JSON.stringify(forms[code]))]).toEqual([
        policy.version,
        code,
        false,
      ]);
});

describe('refused', () => {
  let life: Life;
  let open: Life;
  const seen = async (one: Life) => (await house.get('manager', `/applications/${one.id}`)).body;
  const outcomes = ({ outcome, notifiedOn, view }: Record<string, unknown>) => ({
    outcome,
    notifiedOn,
    view,
  });
  beforeAll(async () => {
    life = await Life.nominated(house, freshName(), 'lighthouse', 'manager');
    open = await Life.nominated(house, freshName(), 'lighthouse', 'manager');
    for (const one of [life, open]) await one.served();
    await life.step('subject', 'refusal', 'refuseConsent');
  });

  test('it ends there, and its contractor sees what it sees of one that goes on', async () => {
    expect((await life.row()).stage).toBe('NOT_CONDUCTED');
    expect(outcomes(await seen(life))).toEqual(outcomes(await seen(open)));
    expect(outcomes(await seen(life))).toMatchObject({ outcome: null, notifiedOn: null });
  });

  test('on the day of its own policy the contractor is told that there was none, and never why', async () => {
    expect(policyOf(OLD).periods.NOT_CONDUCTED_TOLD).toBe('P6M');
    const inMonths = (months: number) => new Date(Date.now() + months * 31 * 86_400_000).toISOString();
    await moveTo(house, inMonths(5));
    expect((await seen(life)).outcome).toBeNull();
    await moveTo(house, inMonths(8));
    const told = await seen(life);
    expect(told.outcome).toBe('NOT_CONDUCTED');
    expect(JSON.stringify(told)).not.toMatch(/REFUS|CONSENT|reason/i);
  });
});

describe('not found', () => {
  let life: Life;
  beforeAll(async () => {
    life = await Life.nominated(house, freshName(), 'lighthouse');
    await life.served();
    await life.investigated();
    await life.submitted('RECORD');
  });

  test('nobody is, before they were heard and a second person has read it', async () => {
    const items = policyOf(OLD).items.map(({ code }) => code);
    const matters = { WATCHKEEPING: 'TO_WEIGH', LAMP_OIL: 'TO_WEIGH' } as const;
    const worksheet = worksheetFor({ matters }, items);
    const negative = { decision: 'NOT_FOUND', worksheet };
    expect(verdict(await life.post('adjudicator', 'decision', 'decide', negative))).toBe('409 NOT_HEARD');
    await life.step('adjudicator', 'hearing', 'askSubject', { items });
    await life.step('subject', 'hearing-answer', 'answerConcerns');
    await life.step('adjudicator', 'decision', 'decide', negative);
    expect((await life.row()).stage).toBe('SECOND_READING');
    await life.step('adjudicatorOnceSubject', 'decision-confirmation', 'confirmDecision');
    expect((await life.view('subject')).outcome ?? null).toBeNull();
    await life.notified();
    expect(await life.view('subject')).toMatchObject({ outcome: 'NOT_FOUND', reasons: expect.any(String) });
    expect((await life.row()).stage).toBe('CLOSED');
  });

  test('they may complain of it, in the words of their own scheme, and are answered by another', async () => {
    const filed = await life.post('subject', 'grievances', 'fileGrievance', { about: 'RESULT' });
    expect(verdict(filed)).toBe('201');
    const { id } = await house.register
      .selectFrom('grievances')
      .select('id')
      .where('application_id', '=', life.id)
      .executeTakeFirstOrThrow();
    const { version } = (await house.get('grievance', `/grievances/${id}`)).body;
    const answer = { seen: version, outcome: 'NOT_UPHELD', reasons: '記録を確かめた。' };
    expect(verdict(await house.post('grievance', `/grievances/${id}/answer`, answer))).toBe('201');
    for (const paper of ['result-notice', 'reasons', 'grievance', 'grievance-receipt', 'grievance-answer'])
      expect([paper, ACT.test(await life.paper('subject', paper))]).toEqual([paper, false]);
  });
});

describe('found', () => {
  test('the right is renewed under the newest policy, begins anew, and ends with the last day of its own years', async () => {
    const life = await Life.nominated(house, freshName(), 'lighthouse');
    await life.served();
    await life.investigated();
    await life.submitted('NO_RECORD');
    const first = await life.found();
    expect(first.policy_version).toBe(OLD);
    expect(await mayHandle(house, first.subject_id, 'lighthouse')).toBe(true);

    await moveTo(house, new Date(first.expires_at.getTime() - 300 * 86_400_000).toISOString());
    await life.cases.step(first.id, 'openRenewal', 'System');
    const { id } = await house.register
      .selectFrom('applications')
      .select('id')
      .where('clearance_id', '=', first.id)
      .executeTakeFirstOrThrow();
    const renewal = new Life(house, id);
    expect((await renewal.row()).policy_version).toBe(NEW);
    await renewal.step('inCharge', 'need', 'confirmNeed');
    await renewal.step('officer', 'notice', 'serveNotice');
    await renewal.investigated();
    await renewal.submitted('NO_RECORD');
    const second = await renewal.found();
    expect((await life.row(first.id)).stage).toBe('SUPERSEDED');
    const year = (at: Date) => at.getUTCFullYear();
    expect([
      year(first.expires_at) - year(first.notified_at),
      year(second.expires_at) - year(second.notified_at),
    ]).toEqual([6, 4]);
    expect([OLD, NEW].map((version) => policyOf(version).periods.VALIDITY)).toEqual(['P6Y', 'P4Y']);

    await moveTo(house, new Date(second.expires_at.getTime() - 1_000).toISOString());
    expect(await mayHandle(house, first.subject_id, 'lighthouse')).toBe(true);
    await moveTo(house, second.expires_at.toISOString());
    expect(await mayHandle(house, first.subject_id, 'lighthouse')).toBe(false);
    await life.cases.step(second.id, 'expire', 'System');
    expect((await life.row(second.id)).stage).toBe('EXPIRED');
  }, 60_000);
});
