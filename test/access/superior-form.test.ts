import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
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

describe('one signed sheet with an answer to each question', () => {
  const ready = () => cases.application('CHECKS_RUNNING', { inquiries: EVERYTHING, asks: [] });
  const says = (n: number) => ({
    answer: (['RECORD', 'NO_RECORD', 'DECLINED'] as const)[n],
    ...(n === 0 ? { statement: '戒告があった。' } : {}),
  });
  const sheet = async (made: Case, more: object = {}) => {
    const [first, ...others] = (await asked(made)).map(({ reference }) => reference);
    return {
      reference: first,
      original: of.paper(),
      says: says(0),
      also: others.map((reference, n) => ({ reference, says: says(n + 1) })),
      ...more,
    };
  };
  const key = async (made: Case, more: object = {}) =>
    house.post('officer', `/applications/${made.id}/replies`, await sheet(made, more));
  const byGateway = async (reference: string) =>
    fetch(`${house.url}/gateway/requests/${reference}/answer`, {
      method: 'POST',
      headers: { authorization: `Bearer ${house.credentials.SUPERIOR}`, 'content-type': 'application/json' },
      body: JSON.stringify({ answer: 'NO_RECORD' }),
    });

  test('is keyed in in one go, compared once by its one hash, and answers each of them', async () => {
    const made = await ready();
    const keyed = await key(made);
    expect(verdict(keyed)).toBe('201');
    const shown = (await house.get('inCharge', `/originals/${keyed.body.id}`)).body;
    expect(shown.says.also).toHaveLength(2);
    expect(verdict(await of.confirm(keyed.body.id, 'officer'))).toBe('409 SAME_PERSON');
    expect((await of.confirm(keyed.body.id, 'inCharge')).body).toMatchObject({ status: 'CONFIRMED' });
    await file(made);
    expect((await asked(made)).map(({ status, finding }) => [status, finding])).toEqual([
      ['ANSWERED', 'RECORD'],
      ['ANSWERED', 'NO_RECORD'],
      ['ANSWERED', 'DECLINED'],
    ]);
    expect(
      await house.register.selectFrom('originals').select('id').where('case_id', '=', made.id).execute(),
    ).toHaveLength(1);
  });

  test('answers no question twice, none of another case, and none of another source', async () => {
    const made = await ready();
    const other = (await asked(await ready()))[0]?.reference;
    const own = (await asked(made))[0]?.reference;
    const police = await house.register
      .selectFrom('checks')
      .select('request_id')
      .where('case_id', '=', made.id)
      .where('source', '<>', 'SUPERIOR')
      .executeTakeFirst();
    for (const reference of [own, other, police?.request_id].filter((one) => one !== undefined)) {
      const answer = await key(made, { also: [{ reference, says: says(1) }] });
      expect(answer.body).toMatchObject({ code: 'INVALID', errors: [{ pointer: '/also/0/reference' }] });
    }
  });

  test('still answers the rest where one of them was answered first; where all were, it is a paper received', async () => {
    const made = await ready();
    const { body } = await key(made);
    const [first, second, third] = (await asked(made)).map(({ reference }) => reference);
    expect((await byGateway(first ?? '')).status).toBe(202);
    expect((await of.confirm(body.id, 'inCharge')).body).toMatchObject({ status: 'CONFIRMED' });
    await file(made);
    expect((await asked(made)).map(({ finding }) => finding)).toEqual(['NO_RECORD', 'NO_RECORD', 'DECLINED']);
    const late = await ready();
    const keyed = await key(late);
    for (const { reference } of await asked(late)) await byGateway(reference);
    expect((await of.confirm(keyed.body.id, 'inCharge')).body).toMatchObject({ status: 'STALE' });
    expect([second, third].every(Boolean)).toBe(true);
  });

  test('ends with any of its questions that is taken back: what it said to it is read by nobody, and the rest keyed in anew', async () => {
    for (const n of [0, 1, 2]) {
      const made = await ready();
      const { body } = await key(made);
      const codes = QUESTIONS.slice(n, n + 1);
      const taken = await house.post('subject', `/applications/${made.id}/inquiry-withdrawal`, { codes });
      expect(verdict(taken)).toBe('201');
      const { status, says: shown } = (await house.get('inCharge', `/originals/${body.id}`)).body;
      expect([n, status, shown]).toEqual([n, 'STALE', null]);
      const kept = await house.register
        .selectFrom('vault_documents')
        .select('id')
        .where('owner_id', '=', made.id)
        .where('class', '=', 'ORIGINAL')
        .execute();
      expect(kept).toEqual([]);
      const [first, second] = (await asked(made)).filter(({ code }) => !codes.includes(code));
      const rest = {
        reference: first?.reference,
        also: [{ reference: second?.reference, says: says(1) }],
      };
      expect(verdict(await key(made, rest))).toBe('201');
    }
  });

  test('puts no answer into the inbox that was not keyed in on it, whoever calls the database', async () => {
    const made = await ready();
    const { body } = await key(made, { also: undefined });
    const [, unnamed] = (await asked(made)).map(({ reference }) => reference);
    const forged = sql`select sekisho_further_reply_by_letter(${body.id}::uuid, ${unnamed}::uuid, 'x',
      gen_random_uuid(), 'NO_RECORD', null, '\\x00'::bytea, now())`;
    await expect(forged.execute(house.register)).rejects.toThrow('no reply to this question');
  });
});
