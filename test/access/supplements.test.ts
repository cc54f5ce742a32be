import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { CHECK_CODES } from '../support/act27.js';
import { advanceCase } from '../../store/advance.js';
import { printed } from '../forms/printed.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases, INQUIRY } from './support/cases.js';
import type { Account } from './support/cast.js';
import { holdings, type House, openHouse, verdict } from './support/house.js';

/** A supplementary consent: what is asked for, who reads it, and that a no and a silence change nothing (Art. 12(3)). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const WHY = '申告された借入れの経緯が、提出された資料からは分かりません。';
const asking = { CREDIT_STANDING: { need: 'UNCLEAR', reasons: WHY } };

async function act(who: Account, { id }: Case, route: string, path: string, more: object = {}) {
  const body = { ...bodyOf(route, await cases.version(id)), ...more };
  return house.post(who, `/applications/${id}/${path}`, body);
}
const request = (made: Case, inquiries: object = asking, who: Account = 'officer') =>
  act(who, made, 'requestSupplement', 'supplement-request', { inquiries });
const viewOf = async (who: Account, { id }: Case) => (await house.get(who, `/applications/${id}`)).body;
const textOf = async (made: Case) => (await viewOf('subject', made)).supplement.text as string;
const answer = async (made: Case, inquiries: object, text?: string) =>
  house.post('subject', `/applications/${made.id}/supplement`, {
    text: text ?? (await textOf(made)),
    inquiries,
  });
const inquire = (made: Case) =>
  act('officer', made, 'inquire', 'inquiries', {
    inquiries: { CREDIT_STANDING: { need: 'UNCLEAR', reasons: WHY } },
  });
const review = () => cases.application('HUMAN_REVIEW', { inquiries: { [INQUIRY]: true } });
async function requested(): Promise<Case> {
  const made = await review();
  expect(verdict(await request(made))).toBe('201');
  return made;
}
async function printedAt({ id }: Case, form: string): Promise<Buffer> {
  const authorization = `Bearer ${await house.token('subject')}`;
  const answered = await fetch(`${house.url}/applications/${id}/documents/${form}?lang=en`, {
    headers: { authorization },
  });
  return Buffer.from(await answered.arrayBuffer());
}
/** Its day passes: the clock of the case's own deadline, moved to now. */
async function letPass({ id }: Case): Promise<void> {
  const past = new Date(Date.now() - 1000).toISOString();
  await house.register
    .updateTable('deadlines')
    .set({ due_at: past })
    .where('case_id', '=', id)
    .where('kind', '=', 'SUPPLEMENT_WINDOW')
    .where('closed_at', 'is', null)
    .execute();
  await house.register.transaction().execute((tx) => advanceCase(tx, id, new Date().toISOString()));
}

describe('a request', () => {
  test('names to its person what would be asked of whom and why, by when, and is their turn; the case goes on', async () => {
    const made = await requested();
    const { supplement, yourTurn } = await viewOf('subject', made);
    expect(supplement.asked).toMatchObject([
      { code: 'CREDIT_STANDING', source: 'CREDIT_BUREAU', need: 'UNCLEAR', reasons: WHY },
    ]);
    expect(supplement.text).toMatch(/^supplementary-consent-\d{4}-\d{2}-\d{2}@[0-9a-f]{16}$/);
    expect(supplement.ja.join('')).toContain('不利に扱われることはなく');
    expect(supplement.en.join('')).toContain('never held against you');
    expect(yourTurn).toBe(true);
    expect(await cases.stage(made.id)).toBe('HUMAN_REVIEW');
    const row = (await house.get('subject', '/applications?limit=100')).body.items.find(
      ({ id }: { id: string }) => id === made.id,
    );
    expect(row.yourTurn).toBe(true);
  });

  test('says another thing under another name: other questions, or another need, are another text', async () => {
    const texts = [];
    for (const inquiries of [
      asking,
      { CREDIT_STANDING: { need: 'NOT_IN_RECORDS', reasons: WHY } },
      { DRUG_RECORD: { need: 'UNCLEAR', reasons: WHY } },
    ]) {
      const made = await review();
      await request(made, inquiries);
      texts.push(await textOf(made));
    }
    expect(new Set(texts).size).toBe(3);
  });

  test.each<[string, object, string]>([
    ['is consented to', { [INQUIRY]: asking.CREDIT_STANDING }, '409 NO_SUPPLEMENT'],
    ['is not warranted by what was stated', { RENT_ARREARS: asking.CREDIT_STANDING }, '409 NO_SUPPLEMENT'],
    ['has no reason in words', { CREDIT_STANDING: { need: 'UNCLEAR' } }, '422 INVALID'],
    ['is none', {}, '422 INVALID'],
    ['is not of the table', { CREED: asking.CREDIT_STANDING }, '422 INVALID'],
  ])('for a question that %s is refused, and changes nothing', async (_, inquiries, told) => {
    const made = await review();
    const before = await holdings(house.register);
    expect(verdict(await request(made, inquiries))).toBe(told);
    expect(await holdings(house.register)).toBe(before);
  });

  test('keeps what is asked for out of the ledger, and its words under seal', async () => {
    const made = await requested();
    const entry = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', made.id)
      .where('event', '=', 'SupplementRequested')
      .executeTakeFirstOrThrow();
    expect(Object.keys(entry.details as object).toSorted()).toEqual([
      'from',
      'reasonsId',
      'seq',
      'text',
      'to',
    ]);
  });

  test('is told to nobody outside: contractor and information manager hold the same bytes', async () => {
    const made = await review();
    for (const account of ['manager', 'information'] as const) {
      const before = (await house.get(account, `/applications/${made.id}`)).text;
      if (account === 'manager') {
        await request(made);
        await answer(made, { CREDIT_STANDING: false });
      }
      expect((await house.get(account, `/applications/${made.id}`)).text).toBe(before);
    }
  });

  test('ends with a withdrawal of the whole', async () => {
    const made = await requested();
    const text = await textOf(made);
    expect(verdict(await house.post('subject', `/applications/${made.id}/withdrawal`))).toBe('201');
    expect(verdict(await answer(made, { CREDIT_STANDING: true }, text))).toBe('409 WRONG_STAGE');
    expect(await viewOf('subject', made)).not.toHaveProperty('supplement');
  });
});

describe('answered yes', () => {
  test('is asked where an officer then asks it, and not by itself', async () => {
    const made = await requested();
    expect(verdict(await inquire(made))).toBe('409 NO_CONSENT');
    expect(verdict(await answer(made, { CREDIT_STANDING: true }))).toBe('201');
    const open = ({ id }: Case) =>
      house.register
        .selectFrom('checks')
        .select('code')
        .where('case_id', '=', id)
        .where('code', '=', 'CREDIT_STANDING')
        .execute();
    expect(await open(made)).toEqual([]);
    expect(verdict(await inquire(made))).toBe('201');
    // Its grant names the form, and not by a hash what else was asked with it.
    const { token } = await house.register
      .selectFrom('consent_grants as g')
      .innerJoin('checks as k', 'k.request_id', 'g.request_id')
      .select('g.token')
      .where('k.case_id', '=', made.id)
      .orderBy('k.created_seq', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
    expect(decodeJwt(token ?? '').text).toMatch(/^supplementary-consent-[\d-]+$/);
    expect(await open(made)).toHaveLength(1);
  });

  test('stands beside the first consent, which stays as it was given, each on a paper of its own', async () => {
    const made = await requested();
    const [text, first] = [await textOf(made), await printedAt(made, 'inquiry-consent')];
    await answer(made, { CREDIT_STANDING: true });
    const steps = await house.register
      .selectFrom('commands')
      .select(['action', sql<object>`details -> 'inquiries'`.as('inquiries')])
      .where('case_id', '=', made.id)
      .where('action', 'in', ['giveConsent', 'answerSupplement'])
      .orderBy('seq')
      .execute();
    expect(steps).toEqual([
      { action: 'giveConsent', inquiries: { [INQUIRY]: true } },
      { action: 'answerSupplement', inquiries: { CREDIT_STANDING: true } },
    ]);
    const { items } = (await house.get('subject', `/applications/${made.id}/documents`)).body;
    expect(items.filter(({ form }: { form: string }) => form === 'supplementary-consent')).toHaveLength(1);
    expect((await printedAt(made, 'inquiry-consent')).equals(first)).toBe(true);
    const later = printed(await printedAt(made, 'supplementary-consent')).text.replace(/\s+/g, ' ');
    expect(later).toContain('late repayments');
    expect(later).toContain(text);
  }, 30_000);
});

describe('not agreed to', () => {
  const ways: readonly [string, (made: Case) => Promise<unknown>, string][] = [
    ['declined', (made) => answer(made, { CREDIT_STANDING: false }), 'ANSWERED'],
    ['passed over in silence', letPass, 'SILENT'],
  ];
  test.each(ways)(
    '%s, leaves nothing to weigh: the file holds what it held, and the opinion may be given',
    async (_, way, status) => {
      const made = await requested();
      const before = await viewOf('officer', made);
      expect(before.supplements).toMatchObject([{ status: 'OPEN' }]);
      await act('officer', made, 'resolveReview', 'review');
      expect(verdict(await act('investigator', made, 'giveOpinion', 'opinion'))).toBe('409 SUPPLEMENT_OPEN');
      await way(made);
      const after = await viewOf('officer', made);
      expect(after.supplements).toMatchObject([{ status }]);
      for (const field of ['matters', 'checks'])
        expect(JSON.stringify(after[field]).replaceAll(/"resolvedAt":[^,}]+/g, '')).toEqual(
          JSON.stringify(before[field]).replaceAll(/"resolvedAt":[^,}]+/g, ''),
        );
      expect(verdict(await act('investigator', made, 'giveOpinion', 'opinion'))).toBe('201');
      expect(await viewOf('subject', made)).not.toHaveProperty('supplement');
    },
  );

  test('is asked for with the same need no second time, and with another one once', async () => {
    const made = await requested();
    await answer(made, { CREDIT_STANDING: false });
    expect(verdict(await request(made))).toBe('409 NO_SUPPLEMENT');
    const other = { CREDIT_STANDING: { need: 'TO_CONFIRM_ANSWER', reasons: WHY } };
    expect(verdict(await request(made, other))).toBe('201');
    const { supplementable } = await viewOf('officer', made);
    expect(supplementable).toBeUndefined();
  });
});

test.each<[string, object, string]>([
  ['to another text', { CREDIT_STANDING: true }, '409 CONSENT_TEXT_DIFFERS'],
  ['to nothing', {}, '422 INVALID'],
  ['to what was not asked as well', { CREDIT_STANDING: true, DRUG_RECORD: true }, '422 INVALID'],
])('an answer %s is none, and changes nothing', async (name, inquiries, told) => {
  const made = await requested();
  const text = name === 'to another text' ? 'supplementary-consent-2020-01-01@0000000000000000' : undefined;
  const shown = text ?? (await textOf(made));
  const before = await holdings(house.register);
  expect(verdict(await answer(made, inquiries, shown))).toBe(told);
  expect(await holdings(house.register)).toBe(before);
});

test('who may ask is shown what may be asked for, and with which needs; nobody else is', async () => {
  const made = await cases.application('HUMAN_REVIEW', {
    inquiries: Object.fromEntries(CHECK_CODES.map((code) => [code, code !== 'POLICE_RECORD'])),
    asks: [INQUIRY],
  });
  expect((await viewOf('officer', made)).supplementable).toEqual([
    {
      code: 'POLICE_RECORD',
      needs: ['TO_CONFIRM_STATEMENT', 'UNCLEAR', 'NOT_IN_RECORDS', 'TO_CONFIRM_ANSWER'],
    },
  ]);
  for (const account of ['adjudicator', 'inCharge', 'subject'] as const)
    expect(await viewOf(account, made)).not.toHaveProperty('supplementable');
});
