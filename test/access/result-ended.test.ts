import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { letterDay } from '../../api/documents/letter-day.js';
import { servedText } from '../../api/served-text.js';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import type { Decision, Ground } from '../../domain/stages.js';
import { PACKS, resultEndedIn } from '../../forms/packs.js';
import { printed } from '../forms/printed.js';
import { today } from './support/handling.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, memberOf } from './support/cast.js';
import { type House, openHouse } from './support/house.js';
import { toldOfEnds } from './support/right-ends.js';
import { sendOut } from './support/states.js';

/** Whoever held a right and was not found suitable again is told with the result that it has ended, and on which day. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const reason = 'TEST';
const ENDED = {
  ja: /資格が終わった日(令和\d+年\d+月\d+日)/,
  en: /Rightendedon(\d+[A-Z][a-z]+\d{4})/,
} as const;

/** From the notice to the result; received on that day, where one is said, or with its step. */
async function assessed(id: string, ground: Ground, decision: Decision, receivedOn?: string): Promise<void> {
  const text = servedText(ground);
  if (ground === 'RENEWAL') {
    await cases.step(id, 'confirmNeed', 'inCharge', { caseOfficer: memberOf('officer').sub });
    await cases.step(id, 'serveNotice', 'officer', { text });
  }
  await cases.step(id, 'giveConsent', 'subject', { text, inquiries: {} });
  await cases.step(id, 'submitQuestionnaire', 'subject', { statedItems: [] });
  await cases.start(id);
  await cases.step(id, 'completeChecks', 'System');
  await cases.step(id, 'giveOpinion', 'investigator', { reason });
  await cases.step(id, 'submitForDecision', 'inCharge');
  await cases.decide(id, decision);
  if (receivedOn === undefined) return void (await cases.step(id, 'notifyResult', 'officer', { reason }));
  const at = `${receivedOn}T03:00:00.000Z`;
  await house.register.updateTable('applications').set({ decided_at: at }).where('id', '=', id).execute();
  const service = { channel: 'CERTIFIED_POST', number: '123-45-67890-1', receivedOn } as const;
  await sendOut(cases, { kind: 'application', id, subjectId: '' }, 'CERTIFIED_POST', at);
  await cases.step(id, 'notifyResult', 'officer', { reason, service });
}

async function notice(account: Account, id: string, language: 'ja' | 'en'): Promise<string> {
  const authorization = `Bearer ${await house.token(account)}`;
  const at = `${house.url}/applications/${id}/documents/result-notice?lang=${language}`;
  const response = await fetch(at, { headers: { authorization } });
  return printed(Buffer.from(await response.arrayBuffer())).text.replace(/\s/g, '');
}
const lettered = (day: string, language: 'ja' | 'en') => letterDay(day, language).replace(/\s/g, '');

/** Everybody who reads it reads the same, and so does who investigated and never sees the clearance. */
async function told(id: string, day: string): Promise<void> {
  for (const account of ['subject', 'officer', 'adjudicator', 'investigator'] as const)
    for (const language of ['ja', 'en'] as const)
      expect(ENDED[language].exec(await notice(account, id, language))?.[1]).toBe(lettered(day, language));
}
/** Printed again, it is what went out: true whenever it was received. */
async function toldAtReceipt(id: string): Promise<void> {
  for (const account of ['subject', 'officer'] as const) {
    const text = await notice(account, id, 'ja');
    expect(text).toContain('遅くともこの通知書を受け取られた日に終わります');
    expect(text).not.toMatch(ENDED.ja);
  }
}
const clearanceOf = ({ id }: Case) =>
  house.register
    .selectFrom('clearances as l')
    .innerJoin('applications as a', 'a.clearance_id', 'l.id')
    .select(['l.id', 'l.last_valid_day', 'l.doubt_served_at'])
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow();

describe('the notice of a result that is not positive', () => {
  test('says at a renewal that the right has ended, with the day of the notice', async () => {
    const made = await cases.renewal();
    await assessed(made.id, 'RENEWAL', 'NOT_FOUND');
    const { body } = await house.get('subject', `/applications/${made.id}`);
    await told(made.id, body.notifiedOn);
  });

  test('says so of one that went out on paper without a day, since nobody knows yet when it is received', async () => {
    const receivedOn = dayBeside(today(), -3);
    const revoked = await cases.renewal();
    await assessed(revoked.id, 'RENEWAL', 'NOT_FOUND', receivedOn);
    await toldAtReceipt(revoked.id);
    // Who keeps what they handled is told the day that the person knows, however much later it was keyed in.
    for (const account of ['information', 'manager'] as const) {
      const days = (await toldOfEnds(house, account, revoked.subjectId)).map(({ endedOn }) => endedOn);
      expect([account, [...new Set(days)]]).toEqual([account, [receivedOn]]);
    }
    // Its ten years ran out after it was received, and before that was known.
    const expired = await cases.renewal();
    await cases.step((await clearanceOf(expired)).id, 'expire', 'System');
    await assessed(expired.id, 'RENEWAL', 'NOT_FOUND', receivedOn);
    await toldAtReceipt(expired.id);
  });

  test('says after a doubt that it ended with the notice of the doubt', async () => {
    const clearance = await cases.clearance('SUSPENDED');
    const id = await cases.doubtOf(clearance.id);
    await assessed(id, 'DOUBT', 'NOT_FOUND');
    const { doubt_served_at: served } = await clearanceOf({ ...clearance, id });
    await told(id, dayOf(served?.toISOString() ?? ''));
  });

  test('names the last day of a right that ran out before the result', async () => {
    const made = await cases.renewal();
    const { id, last_valid_day: last } = await clearanceOf(made);
    await cases.step(id, 'expire', 'System');
    await assessed(made.id, 'RENEWAL', 'NOT_FOUND');
    await told(made.id, String(last));
  });

  test('is to everybody who held none the notice it was, in every byte of its text', async () => {
    const made = await cases.application('CLOSED');
    const { body } = await house.get('subject', `/applications/${made.id}/documents`);
    const { text } = body.items.find(({ form }: { form: string }) => form === 'result-notice');
    const [first] = PACKS;
    expect(text).toBe(first.forms['result-notice'].id);
    for (const language of ['ja', 'en'] as const)
      expect(await notice('subject', made.id, language)).not.toMatch(ENDED[language]);
  });

  test('and one that is positive says nothing of an end', async () => {
    const made = await cases.renewal();
    await assessed(made.id, 'RENEWAL', 'FOUND');
    for (const language of ['ja', 'en'] as const)
      expect(await notice('subject', made.id, language)).not.toMatch(ENDED[language]);
  });

  test('is printed in the words of its own policy: one that was told before is not told otherwise now', () => {
    const [first, ...later] = PACKS.filter(({ policy }) => policy.scheme === 'act27');
    expect(resultEndedIn(first?.policy.version ?? '').form).toBe(first?.forms['result-notice']);
    for (const { policy, forms } of later)
      expect(resultEndedIn(policy.version).form).toBe(forms['result-notice-ended']);
  });
});
