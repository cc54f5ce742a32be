import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { dayBeside } from '../../domain/calendar.js';
import { letterDay } from '../../api/documents/letter-day.js';
import { printed } from '../forms/printed.js';
import type { Case, Cases } from './support/cases.js';
import type { Account } from './support/cast.js';
import { today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';
import { issued, sendOut } from './support/states.js';

/** A withdrawal that came before the result counts, whoever was slow to key what in; one that came after is answered. */
let house: House;
let of: Originals;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  of = new Originals(house);
  cases = of.cases;
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const SECOND = 'officerUnassigned';
const pathOf = ({ id }: Case) => `/applications/${id}`;
const post = async (by: Account, made: Case, path: string, body: object = {}) =>
  house.post(by, `${pathOf(made)}/${path}`, { seen: await cases.version(made.id), ...body });
const withdraw = (made: Case) => house.post('subject', `${pathOf(made)}/withdrawal`, {});
const takeBack = (made: Case) => post('inCharge', made, 'result-issue-return', { reasons: '取り戻した。' });
const byHand = (made: Case, more: object = {}) =>
  post('officer', made, 'result-notice', {
    channel: 'IN_PERSON',
    receipt: 'b'.repeat(64),
    receivedOn: today(),
    ...more,
  });
const pointers = ({ body }: { body: { errors?: { pointer: string }[] } }) =>
  (body.errors ?? []).map(({ pointer }) => pointer);
const row = ({ id }: Case) =>
  house.register.selectFrom('applications').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const papers = async (by: Account, made: Case) =>
  (await house.get(by, `${pathOf(made)}/documents`)).body.items as { form: string; at: string | null }[];
const withdrawalOf = async (by: Account, made: Case) =>
  (await papers(by, made)).find(({ form }) => form === 'withdrawal');

async function paper(by: Account, made: Case, form: string, lang: 'ja' | 'en' = 'ja'): Promise<string> {
  const authorization = `Bearer ${await house.token(by)}`;
  const at = `${house.url}${pathOf(made)}/documents/${form}?lang=${lang}`;
  const response = await fetch(at, { headers: { authorization } });
  return printed(Buffer.from(await response.arrayBuffer())).text.replace(/\s/g, '');
}

/** Decided and sent so many days ago. */
async function sent(days: number, channel: 'IN_PERSON' | 'CERTIFIED_POST', wanted = {}): Promise<Case> {
  const made = await cases.application('DECIDED', wanted);
  const at = new Date(Date.now() - days * 86_400_000).toISOString();
  await aged(made, { decided_at: at });
  await sendOut(cases, made, channel, at);
  return made;
}
const aged = ({ id }: Case, set: { decided_at?: string; consented_at?: string; served_at?: string }) =>
  house.register.updateTable('applications').set(set).where('id', '=', id).execute();

describe('a withdrawal of the very day', () => {
  test('stands against a notice that is handed over after it, or at an hour that nothing shows', async () => {
    const made = await sent(5, 'IN_PERSON');
    await withdraw(made);
    const later = new Date(Date.now() + 9 * 3_600_000).toISOString().slice(11, 16);
    for (const more of [{}, { receivedAt: later }]) {
      const answer = await byHand(made, more);
      expect([verdict(answer), pointers(answer)]).toEqual(['422 INVALID', ['/receivedAt']]);
    }
    expect(verdict(await takeBack(made))).toBe('201');
    expect(await row(made)).toMatchObject({ not_conducted_reason: 'WITHDRAWN', notified_at: null });
  });

  test('does not, against one whose receipt bears an earlier hour; its person keeps it, with that answer', async () => {
    const made = await sent(5, 'IN_PERSON');
    await withdraw(made);
    expect(verdict(await byHand(made, { receivedAt: '00:00' }))).toBe('201');
    expect(await cases.stage(made.id)).toBe('PLEDGE_PENDING');
    const { service } = (await house.get('subject', pathOf(made))).body;
    expect(service).toMatchObject([{ receivedOn: today(), receivedAt: '00:00' }]);
    for (const by of ['subject', 'officer'] as const) {
      expect((await withdrawalOf(by, made))?.at).toEqual(expect.any(String));
      expect(await paper(by, made, 'withdrawal')).toContain(
        '受け取られた後のお申出であったため、取下げの効力は生じていません',
      );
    }
    expect(await paper('subject', made, 'withdrawal', 'en')).toContain('hasnoeffect');
  });

  test('is no paper of a result that nobody withdrew from', async () => {
    const made = await issued(cases, 'IN_PERSON');
    expect(verdict(await byHand(made))).toBe('201');
    expect(await withdrawalOf('subject', made)).toBeUndefined();
  });
});

describe('a withdrawal on paper', () => {
  test('that is rejected is none: the notice is served, and consent stands', async () => {
    const made = await sent(5, 'IN_PERSON');
    const keyed = await of.key(made, 'withdrawConsent', 'officer');
    expect(verdict(keyed)).toBe('201');
    expect(verdict(await byHand(made))).toBe('422 INVALID');
    expect(verdict(await of.reject(keyed.body.id, SECOND))).toMatch(/^20/);
    const { body } = await house.get('subject', pathOf(made));
    expect(body).not.toHaveProperty('withdrawalReceivedOn');
    expect(body.possible).toContain('withdrawConsent');
    expect((await house.get('officer', pathOf(made))).body.issue).toMatchObject({ withdrawnOn: null });
    expect(verdict(await byHand(made))).toBe('201');
    expect(await cases.stage(made.id)).toBe('PLEDGE_PENDING');
    expect(await withdrawalOf('subject', made)).toBeUndefined();
  });

  test.each(['CERTIFIED_POST', 'OWN_ACCOUNT'] as const)(
    'that came in before a result by %s and is found after it is on record, and two people undo the notice',
    async (channel) => {
      const made = await decidedLongAgo(channel === 'CERTIFIED_POST');
      const serving =
        channel === 'OWN_ACCOUNT'
          ? { channel }
          : { channel, number: '123-45-67890-1', receivedOn: dayBeside(today(), -1) };
      expect(verdict(await post('officer', made, 'result-notice', serving))).toBe('201');
      const day = dayBeside(today(), -2);
      const keyed = await of.key(made, 'withdrawConsent', 'officer', {}, { signedOn: day, receivedOn: day });
      expect([verdict(keyed), keyed.body]).toMatchObject(['201', { status: 'WAITING', inForce: false }]);
      expect(verdict(await of.confirm(keyed.body.id, SECOND))).toMatch(/^20/);
      // On record, and nothing else: what one person keyed in undoes no result.
      expect(await cases.stage(made.id)).toBe('PLEDGE_PENDING');
      expect((await house.get('inCharge', pathOf(made))).body.papers).toMatchObject({ foundLate: 1 });
      expect(await paper('subject', made, 'withdrawal')).toContain('後に分かった');

      const reasons = '取下書が先に届いていた。';
      const proposal = { reasons, signIn: 'NOMINEE' };
      expect(verdict(await house.post('inCharge', `${pathOf(made)}/result-notice-mistake`, proposal))).toBe(
        '201',
      );
      const confirming = { reasons };
      expect(verdict(await post('adjudicator', made, 'result-notice-mistake-confirmation', confirming))).toBe(
        '201',
      );
      // No result goes out any more, by whichever way.
      expect((await house.get('officer', pathOf(made))).body.issue).toMatchObject({
        channel,
        issuedOn: null,
        withdrawnOn: day,
      });
      expect((await house.get('subject', pathOf(made))).body).toMatchObject({ withdrawalReceivedOn: day });
      for (const way of [{ channel: 'OWN_ACCOUNT' }, serving])
        expect(verdict(await post('officer', made, 'result-notice', way))).toBe('422 INVALID');
      expect(verdict(await post('officer', made, 'result-issue', { channel: 'IN_PERSON' }))).toBe(
        '409 WRONG_STAGE',
      );
      expect(verdict(await takeBack(made))).toBe('201');
      expect(await row(made)).toMatchObject({ not_conducted_reason: 'WITHDRAWN', notified_at: null });
      expect(await paper('subject', made, 'withdrawal')).toContain('署名のある書面');
      expect(await paper('subject', made, 'withdrawal')).not.toContain('後に分かった');
    },
    60_000,
  );

  test('that came in after the result, or before there was a consent, is refused as ever', async () => {
    const made = await decidedLongAgo(true);
    const serving = {
      channel: 'CERTIFIED_POST',
      number: '123-45-67890-1',
      receivedOn: dayBeside(today(), -2),
    };
    await post('officer', made, 'result-notice', serving);
    const key = (day: string) =>
      of.key(made, 'withdrawConsent', 'officer', {}, { signedOn: day, receivedOn: day });
    expect(verdict(await key(dayBeside(today(), -1)))).toBe('409 WRONG_STAGE');
    await aged(made, { consented_at: new Date(Date.now() - 4 * 86_400_000).toISOString() });
    expect(verdict(await key(dayBeside(today(), -5)))).toBe('409 WRONG_STAGE');
    // Of the day on which the notice was received, the paper was first.
    expect((await key(dayBeside(today(), -2))).body).toMatchObject({ status: 'WAITING' });
  }, 30_000);

  test.each(['rejected', 'still waiting'] as const)(
    'that was found, and is %s, takes nothing from a result whose notice was merely misdelivered',
    async (how) => {
      const made = await decidedLongAgo(false);
      expect(verdict(await post('officer', made, 'result-notice', { channel: 'OWN_ACCOUNT' }))).toBe('201');
      const day = dayBeside(today(), -2);
      const keyed = await of.key(made, 'withdrawConsent', 'officer', {}, { signedOn: day, receivedOn: day });
      expect(verdict(await of.confirm(keyed.body.id, 'officer'))).toBe('409 SAME_PERSON');
      if (how === 'rejected') expect(verdict(await of.reject(keyed.body.id, SECOND))).toMatch(/^20/);
      const proposal = { reasons: '別人に届いた。', signIn: 'NOMINEE' };
      await house.post('inCharge', `${pathOf(made)}/result-notice-mistake`, proposal);
      const reasons = '別人に届いた。';
      await post('adjudicator', made, 'result-notice-mistake-confirmation', { reasons });
      expect((await house.get('officer', pathOf(made))).body.issue?.withdrawnOn ?? null).toBeNull();
      if (how === 'still waiting') expect(verdict(await of.reject(keyed.body.id, SECOND))).toMatch(/^20/);
      expect(verdict(await post('officer', made, 'result-notice', { channel: 'OWN_ACCOUNT' }))).toBe('201');
      expect(await cases.stage(made.id)).toBe('PLEDGE_PENDING');
    },
    60_000,
  );

  /** Asked, consented and decided ten days ago; and out by post since. */
  async function decidedLongAgo(out: boolean): Promise<Case> {
    const made = out ? await sent(8, 'CERTIFIED_POST') : await cases.application('DECIDED');
    const at = new Date(Date.now() - 10 * 86_400_000).toISOString();
    await aged(made, { decided_at: at, consented_at: at, served_at: at });
    return made;
  }
});

test('nobody ends by themselves a case whose person may have the result in hand', async () => {
  const made = await issued(cases);
  const close = () => post('inCharge', made, 'closure-without-basis', { reasons: '契約が終わった。' });
  expect(verdict(await close())).toBe('409 WRONG_STAGE');
  expect(await cases.stage(made.id)).toBe('DECIDED');
  expect(verdict(await takeBack(made))).toBe('201');
  expect(verdict(await close())).toBe('201');
  expect(await row(made)).toMatchObject({ not_conducted_reason: 'NO_BASIS' });
});

test('reasons that are wanted after the notice went out bear the day on which they were wanted', async () => {
  const made = await sent(5, 'CERTIFIED_POST', { decision: 'NOT_FOUND', reasonsWaived: true });
  expect(verdict(await house.post('subject', `${pathOf(made)}/reasons-wanted`, {}))).toBe('201');
  const days = [today(), dayBeside(today(), -5)].map((day) => letterDay(day, 'ja').replace(/\s/g, ''));
  const reasons = await paper('officer', made, 'reasons');
  expect(reasons.indexOf(days[0] ?? '')).toBeGreaterThanOrEqual(0);
  expect(reasons).toContain(`${days[1]}付けの適性評価の結果等通知書でお知らせする`);
  expect(reasons).not.toContain(`${days[0]}付けの`);
  expect(await paper('officer', made, 'result-notice')).not.toContain(days[0]);
  // Received, they stay the same.
  const service = { channel: 'CERTIFIED_POST', number: '123-45-67890-1', receivedOn: dayBeside(today(), -1) };
  expect(verdict(await post('officer', made, 'result-notice', service))).toBe('201');
  expect(await paper('subject', made, 'reasons')).toBe(reasons);
});
