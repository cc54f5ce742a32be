import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside } from '../../domain/calendar.js';
import { letterDay } from '../../api/documents/letter-day.js';
import { printed } from '../forms/printed.js';
import { type Case, Cases } from './support/cases.js';
import type { Account } from './support/cast.js';
import { today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';
import { issued, sendOut } from './support/states.js';

/** A result on paper: it goes out, it is received, and what is true in between. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(async () => house?.stop());

const pathOf = ({ id }: Case) => `/applications/${id}`;
const post = async (by: Account, of: Case, path: string, body: object = {}) =>
  house.post(by, `${pathOf(of)}/${path}`, { seen: await cases.version(of.id), ...body });
const byPost = (receivedOn: string) => ({
  channel: 'CERTIFIED_POST',
  number: '123-45-67890-1',
  receivedOn,
});
const serve = (of: Case, receivedOn = today()) => post('officer', of, 'result-notice', byPost(receivedOn));
const takeBack = (of: Case, by: Account = 'inCharge') =>
  post(by, of, 'result-issue-return', { reasons: '宛先不明で戻った。' });
const withdraw = (of: Case) => house.post('subject', `${pathOf(of)}/withdrawal`, {});
const pointers = (answer: { body: { errors?: { pointer: string }[] } }) =>
  (answer.body.errors ?? []).map(({ pointer }) => pointer);
const row = ({ id }: Case) =>
  house.register.selectFrom('applications').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const papers = async (by: Account, of: Case) =>
  (await house.get(by, `${pathOf(of)}/documents`)).body.items as { form: string; text: string; at: string }[];
const resultIn = async (by: Account, of: Case) =>
  (await papers(by, of)).find(({ form }) => form === 'result-notice');

/** As if it had been decided and sent so many days ago. */
async function sentDaysAgo(days: number): Promise<Case> {
  const made = await cases.application('DECIDED');
  const at = new Date(Date.now() - days * 86_400_000).toISOString();
  await house.register
    .updateTable('applications')
    .set({ decided_at: at })
    .where('id', '=', made.id)
    .execute();
  await sendOut(cases, made, 'CERTIFIED_POST', at);
  return made;
}

async function paper(by: Account, of: Case, form: string, lang: 'ja' | 'en'): Promise<string> {
  const authorization = `Bearer ${await house.token(by)}`;
  const at = `${house.url}${pathOf(of)}/documents/${form}?lang=${lang}`;
  const response = await fetch(at, { headers: { authorization } });
  return printed(Buffer.from(await response.arrayBuffer())).text.replace(/\s/g, '');
}

describe('a notice that goes out on paper', () => {
  test('is printed from then on by who sends it, and every word of it is true whenever it is received', async () => {
    const made = await cases.application('DECIDED');
    expect(await resultIn('officer', made)).toBeUndefined();
    expect(verdict(await post('officer', made, 'result-issue', { channel: 'CERTIFIED_POST' }))).toBe('201');
    const before = await resultIn('officer', made);
    expect(before?.text).toMatch(/^result-notice-issued-/);
    const day = letterDay(today(), 'ja').replace(/\s/g, '');
    const ja = await paper('officer', made, 'result-notice', 'ja');
    for (const said of [day, '受け取られた日の翌日から10年間', '漏らすおそれがないと認められました'])
      expect(ja).toContain(said);
    expect(ja).not.toContain('認められませんでした');
    // Who withdrew before it came, or has it from elsewhere, is not told that it counts.
    for (const before of ['取り下げられていたとき', 'ほかに受け取られていたとき', '行われないこととなったと'])
      expect(ja).toContain(before);
    expect(await paper('officer', made, 'result-notice', 'en')).toContain(
      '10yearsfromthedayafteryoureceivethisnotice',
    );
    expect((await house.get('subject', `${pathOf(made)}/documents/result-notice`)).status).toBe(404);
    expect(verdict(await serve(made))).toBe('201');
    // Received, it is the very paper that went out, for its person too.
    for (const by of ['officer', 'subject'] as const) expect(await resultIn(by, made)).toEqual(before);
    expect(await paper('subject', made, 'result-notice', 'ja')).toBe(ja);
  });

  test('against somebody goes with its reasons, and says when a right ends without a day that nobody knows yet', async () => {
    const made = await issued(cases, 'IN_PERSON', { decision: 'NOT_FOUND' });
    const ja = await paper('officer', made, 'result-notice', 'ja');
    expect(ja).toContain('認められませんでした');
    // Another head's result gives its right as before (Art. 11).
    expect(ja).toContain('この通知書を発する行政機関の長による以前の適性評価の結果に基づいて');
    expect(ja).toContain('遅くともこの通知書を受け取られた日に終わります');
    expect(await paper('officer', made, 'reasons', 'ja')).toContain(
      '日付けの適性評価の結果等通知書でお知らせする',
    );
    for (const form of ['result-notice', 'reasons'])
      expect((await house.get('subject', `${pathOf(made)}/documents/${form}`)).status).toBe(404);
  });

  test('is served by the way it went out, once; and another way is open when it was taken back by somebody else', async () => {
    const made = await issued(cases, 'CERTIFIED_POST');
    const byHand = { channel: 'IN_PERSON', receipt: 'b'.repeat(64), receivedOn: today() };
    for (const other of [byHand, { channel: 'OWN_ACCOUNT' }]) {
      const answer = await post('officer', made, 'result-notice', other);
      expect([verdict(answer), pointers(answer)]).toEqual(['422 INVALID', ['/channel']]);
    }
    expect(verdict(await post('officer', made, 'result-issue', { channel: 'IN_PERSON' }))).toBe(
      '409 WRONG_STAGE',
    );
    expect(verdict(await takeBack(made, 'officer'))).toBe('403 NOT_YOURS');
    expect(verdict(await takeBack(made))).toBe('201');
    expect(await resultIn('officer', made)).toBeUndefined();
    expect(verdict(await serve(made))).toBe('422 INVALID');
    expect(verdict(await post('officer', made, 'result-notice', { channel: 'OWN_ACCOUNT' }))).toBe('201');
  });

  test('shows to its person in nothing before they have it, and to nobody outside', async () => {
    const [plain, out] = [await cases.application('DECIDED'), await issued(cases, 'THROUGH_CONTRACTOR')];
    const seen = async (by: Account, of: Case, path: string) => {
      const { status, text } = await house.get(by, `${pathOf(of)}${path}`);
      return [status, text.replaceAll(of.id, 'ID').replaceAll(of.subjectId, 'SUBJECT')]
        .join(' ')
        .replace(/"version":\d+/g, '"version":0')
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'AT')
        .replace(/"reference":"[^"]+"/g, '"reference"');
    };
    for (const by of ['subject', 'manager', 'information', 'stranger'] as const)
      for (const path of ['', '/history', '/explanation', '/documents'])
        expect([by, path, await seen(by, out, path)]).toEqual([by, path, await seen(by, plain, path)]);
  });

  test('reminds its officer again when nobody has recorded what became of it', async () => {
    const made = await issued(cases);
    const due = await house.register
      .selectFrom('deadlines')
      .select('set_seq')
      .where('case_id', '=', made.id)
      .where('kind', '=', 'NOTIFICATION_REMINDER')
      .where('closed_at', 'is', null)
      .execute();
    expect(due.map(({ set_seq }) => set_seq)).toEqual([await cases.version(made.id)]);
  });

  test('keeps what it said of reasons; what is wanted since is told all the same', async () => {
    const made = await issued(cases, 'THROUGH_CONTRACTOR', { decision: 'NOT_FOUND', reasonsWaived: true });
    expect(verdict(await house.post('subject', `${pathOf(made)}/reasons-wanted`, {}))).toBe('201');
    expect(await paper('officer', made, 'result-notice', 'ja')).toContain('この通知書には添えていません');
    const service = { channel: 'THROUGH_CONTRACTOR', receipt: 'b'.repeat(64), receivedOn: today() };
    expect(verdict(await post('officer', made, 'result-notice', service))).toBe('201');
    expect((await house.get('subject', pathOf(made))).body).toMatchObject({ reasons: expect.any(String) });
  });
});

describe('a withdrawal while a notice is on its way', () => {
  test('stands unless the notice had been received by that day, and is told nobody outside meanwhile', async () => {
    const made = await issued(cases);
    const outside = (await house.get('manager', pathOf(made))).text;
    expect(verdict(await withdraw(made))).toBe('201');
    expect(await cases.stage(made.id)).toBe('DECIDED');
    expect((await house.get('manager', pathOf(made))).text).toBe(outside);
    const { body: own } = await house.get('subject', pathOf(made));
    expect(own).toMatchObject({ withdrawalReceivedOn: today() });
    expect(own.possible).not.toContain('withdrawConsent');
    expect((await house.get('officer', pathOf(made))).body.issue).toMatchObject({ withdrawnOn: today() });
    expect(verdict(await withdraw(made))).toBe('409 WRONG_STAGE');
    expect(verdict(await takeBack(made))).toBe('201');
    expect(await row(made)).toMatchObject({ not_conducted_reason: 'WITHDRAWN', notified_at: null });
    expect((await papers('subject', made)).find(({ form }) => form === 'withdrawal')?.at).toEqual(
      expect.any(String),
    );
  });

  test('undoes no result that its person had read, however late the receipt is keyed in', async () => {
    const made = await sentDaysAgo(5);
    expect(verdict(await withdraw(made))).toBe('201');
    expect(verdict(await serve(made, dayBeside(today(), -2)))).toBe('201');
    expect(await cases.stage(made.id)).toBe('PLEDGE_PENDING');
    expect(await row(made)).toMatchObject({ not_conducted_reason: null, decision: 'FOUND' });
    expect((await house.get('subject', pathOf(made))).body).not.toHaveProperty('withdrawalReceivedOn');
  });

  test('waits for the day of receipt again when the notice that came before it was void', async () => {
    const made = await sentDaysAgo(5);
    await withdraw(made);
    expect(verdict(await serve(made, dayBeside(today(), -2)))).toBe('201');
    const reasons = { reasons: '別人に渡されていた。', signIn: 'NOMINEE' };
    const proposed = await house.post('inCharge', `${pathOf(made)}/result-notice-mistake`, reasons);
    expect(verdict(proposed)).toBe('201');
    expect(
      verdict(
        await post('adjudicator', made, 'result-notice-mistake-confirmation', { reasons: reasons.reasons }),
      ),
    ).toBe('201');
    expect((await house.get('subject', pathOf(made))).body).toMatchObject({ withdrawalReceivedOn: today() });
    expect((await house.get('officer', pathOf(made))).body.issue).toMatchObject({ withdrawnOn: today() });
    expect(verdict(await post('officer', made, 'result-notice', { channel: 'OWN_ACCOUNT' }))).toBe(
      '422 INVALID',
    );
    expect(verdict(await takeBack(made))).toBe('201');
    expect(await row(made)).toMatchObject({ not_conducted_reason: 'WITHDRAWN', notified_at: null });
  });

  test('counts from the day on which its paper came in, and then what was received later is no notice', async () => {
    const made = await sentDaysAgo(5);
    const came = dayBeside(today(), -2);
    const original = { id: randomUUID(), hash: 'a'.repeat(64), pages: 1, signedOn: came, receivedOn: came };
    await cases.step(made.id, 'withdrawConsent', 'subject', {
      original: { ...original, came: 'POST', keyedBy: 'x' },
    });
    const late = await serve(made, dayBeside(today(), -1));
    expect([verdict(late), pointers(late)]).toEqual(['422 INVALID', ['/receivedOn']]);
    expect(await cases.stage(made.id)).toBe('DECIDED');
    expect(verdict(await takeBack(made))).toBe('201');
    expect(await cases.stage(made.id)).toBe('NOT_CONDUCTED');
  });
});
