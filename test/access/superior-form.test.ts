import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fileReceived, unfiledAnswers } from '../../store/inbox.js';
import { readNow } from '../../store/clock.js';
import { CHECK_CODES } from '../support/act27.js';
import { type Case, type Cases } from './support/cases.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** A superior writes one form; each question on it is asked, answered and weighed by itself (Art. 12(6)). */
let house: House;
let of: Originals;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  of = new Originals(house);
  cases = of.cases;
}, 60_000);
afterAll(() => house?.stop());

const QUESTIONS = ['SUPERIOR_DISCIPLINE', 'SUPERIOR_INFO_HANDLING', 'SUPERIOR_STATEMENT'];
const EVERYTHING = Object.fromEntries(CHECK_CODES.map((code) => [code, true]));

const asked = ({ id }: Case) =>
  house.register
    .selectFrom('checks')
    .select(['code', 'request_id as reference', 'status', 'finding'])
    .where('case_id', '=', id)
    .where('source', '=', 'SUPERIOR')
    .orderBy('code')
    .execute();

async function file({ id }: Case): Promise<void> {
  await house.register.transaction().execute(async (tx) => {
    for (const answer of await unfiledAnswers(tx, { caseId: id, limit: 10 }))
      await fileReceived(tx, answer, await readNow(tx));
  });
}

describe('a superior’s form', () => {
  test('asks as many questions as were consented to, and none that was declined', async () => {
    const all = await cases.application('CHECKS_RUNNING', { inquiries: EVERYTHING, asks: [] });
    expect((await asked(all)).map(({ code }) => code)).toEqual(QUESTIONS);
    const inquiries = { ...EVERYTHING, SUPERIOR_DISCIPLINE: false };
    const fewer = await cases.application('CHECKS_RUNNING', { inquiries, asks: [] });
    expect((await asked(fewer)).map(({ code }) => code)).toEqual(QUESTIONS.slice(1));
  });

  test('has an answer of its own to each, that is filed under the item it was asked about', async () => {
    const made = await cases.application('CHECKS_RUNNING', { inquiries: EVERYTHING, asks: [] });
    const answers = ['RECORD', 'DECLINED', 'NO_RECORD'];
    for (const [n, { reference }] of (await asked(made)).entries()) {
      const sent = await fetch(`${house.url}/gateway/requests/${reference}/answer`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${house.credentials.SUPERIOR}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ answer: answers[n], ...(n === 0 ? { statement: '戒告があった。' } : {}) }),
      });
      expect(sent.status).toBe(202);
    }
    await file(made);
    const { checks } = (await house.get('officer', `/applications/${made.id}`)).body;
    const told = (code: string) => checks.find((one: { code: string }) => one.code === code);
    expect(QUESTIONS.map((code) => told(code).finding)).toEqual(answers);
    expect((await asked(made)).map(({ status }) => status)).toEqual(Array(3).fill('ANSWERED'));
  });

  test('on one sheet is keyed in and compared question by question, each once', async () => {
    const made = await cases.application('CHECKS_RUNNING', { inquiries: EVERYTHING, asks: [] });
    const sheet = of.paper();
    const [first, second] = await asked(made);
    const key = (reference: string | undefined) =>
      house.post('officer', `/applications/${made.id}/replies`, {
        reference,
        original: sheet,
        says: { answer: 'NO_RECORD' },
      });
    const keyed = await key(first?.reference);
    expect(verdict(keyed)).toBe('201');
    expect(verdict(await key(second?.reference))).toBe('409 ORIGINAL_WAITING');
    expect((await of.confirm(keyed.body.id, 'investigator')).body).toMatchObject({ status: 'CONFIRMED' });
    const next = await key(second?.reference);
    expect(verdict(next)).toBe('201');
    expect((await of.confirm(next.body.id, 'investigator')).body).toMatchObject({ status: 'CONFIRMED' });
    expect(verdict(await key(first?.reference))).toBe('409 ALREADY_ANSWERED');
  });
});
