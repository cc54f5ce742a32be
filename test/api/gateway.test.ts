import { createHash, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ANSWERS } from '../../domain/checks.js';
import { CHECK_CODES, ITEMS, checkOf } from '../support/act27.js';
import { Cases, PERSON } from '../access/support/cases.js';
import { ask, type House, holdings, openHouse, verdict } from '../access/support/house.js';
import { asked, isProblem, listOf, requestOf } from './support/asked.js';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(async () => {
  house.errors.splice(0);
  await cases.leave();
});
afterAll(() => house?.stop());

const EVERYTHING = Object.fromEntries(CHECK_CODES.map((code) => [code, true]));

describe('who may knock', () => {
  test('nobody without a credential we know: not a person’s token, not a prefix, not a hash', async () => {
    const it = await asked(house);
    const hash = createHash('sha256').update(it.credential).digest();
    const wrong = [
      undefined,
      '',
      'Bearer',
      'Bearer ',
      'Bearer x',
      `Bearer ${randomUUID()}${randomUUID()}`,
      `Bearer ${it.credential.slice(0, -1)}`,
      `Bearer ${it.credential}x`,
      `bearer ${it.credential}x`,
      `Bearer ${hash.toString('hex')}`,
      `Bearer ${hash.toString('base64url')}`,
      `Basic ${it.credential}`,
      `Bearer ${'x'.repeat(3_000)}`,
      `Bearer ${await house.token('operator')}`,
      `Bearer ' or true --aaaaaaaaaaaaaa`,
    ];
    const before = await holdings(house.register);
    for (const authorization of wrong)
      for (const [method, at, body] of [
        ['GET', '/gateway/requests', null],
        ['GET', `/gateway/requests/${it.requestId}`, null],
        ['POST', `/gateway/requests/${it.requestId}/answer`, '{"answer":"NO_RECORD"}'],
        // Nobody's body is read before we know who they are.
        ['POST', `/gateway/requests/${it.requestId}/answer`, '{broken'],
        ['POST', `/gateway/requests/${it.requestId}/answer`, 'x'.repeat(1_200_000)],
      ] as const) {
        const headers = {
          ...(authorization === undefined ? {} : { authorization }),
          ...(body === null ? {} : { 'content-type': 'application/json' }),
        };
        isProblem(house, await ask(`${house.url}${at}`, { method, headers, body }), 'NOT_SIGNED_IN');
      }
    expect(await holdings(house.register)).toBe(before);
  });
  test('a source’s credential opens nothing but the gateway', async () => {
    const credential = house.credentials.POLICE ?? '';
    for (const at of ['/me', '/applications', '/ledger', '/operations/cases'])
      expect(
        verdict(await ask(`${house.url}${at}`, { headers: { authorization: `Bearer ${credential}` } })),
      ).toBe('401 NOT_SIGNED_IN');
  });

  test('another source’s request does not exist, whatever is asked of it', async () => {
    const it = await asked(house, 'ENTRY_HISTORY');
    const before = await holdings(house.register);

    for (const [source, credential] of Object.entries(house.credentials)) {
      if (source === 'IMMIGRATION') continue;
      const foreign = it.but({ credential });
      isProblem(house, await foreign.fetch(), 'NOT_FOUND');
      isProblem(house, await foreign.answer({ answer: 'NO_RECORD' }), 'NOT_FOUND');
      const { reference: _, ...told } = (await foreign.fetch()).body;
      const { reference: __, ...toldNowhere } = (
        await it.but({ credential, requestId: randomUUID() }).fetch()
      ).body;
      expect(told).toEqual(toldNowhere);
      expect((await listOf(house, credential)).text).not.toContain(it.requestId);
      isProblem(house, await listOf(house, credential, '?source=IMMIGRATION'), 'NOT_FOUND');
    }
    expect(await holdings(house.register)).toBe(before);
  });

  test.each(['x', '%00', "'", '%2e%2e', '00000000-0000-0000-0000-000000000000'])(
    'there is no request %j',
    async (requestId) => {
      const it = (await asked(house, 'POLICE_RECORD')).but({ requestId });
      isProblem(house, await it.fetch(), 'NOT_FOUND');
      isProblem(house, await it.answer({ answer: 'NO_RECORD' }), 'NOT_FOUND');
    },
  );
});

describe('what leaves us (rule 6)', () => {
  test.each(CHECK_CODES)('%s: its own question and the fields it needs, nothing else', async (code) => {
    const kind = checkOf(code);
    const made = await cases.application('INVESTIGATION', { inquiries: EVERYTHING });
    // Whatever the person stated, so that what is asked only then is asked too.
    await house.register
      .updateTable('applications')
      .set({ stated_items: [...ITEMS] })
      .where('id', '=', made.id)
      .execute();
    await cases.start(made.id, 'UNIFIED');
    const it = await requestOf(house, made, code);
    const { status, body, text } = await it.fetch();
    expect([status, Object.keys(body).sort()]).toEqual([
      200,
      ['checkCode', 'dueOn', 'grant', 'person', 'question', 'requestId', 'source'],
    ]);
    expect(body).toMatchObject({
      requestId: it.requestId,
      checkCode: code,
      source: kind.source,
      question: kind.question,
    });
    expect(body.person).toEqual(Object.fromEntries(kind.fields.map((field) => [field, PERSON[field]])));
    for (const other of CHECK_CODES)
      if (other !== code) expect(text).not.toContain(checkOf(other).question.en);
    expect(text).not.toContain(made.id);
    expect(text).not.toContain(made.subjectId);
    const entry = await it.entries('RequestFetched');
    expect(entry.map((one) => one.details)).toEqual([
      { requestId: it.requestId, source: kind.source, fields: [...kind.fields] },
    ]);
  });

  test('the list names requests and days: no person, no question, no case', async () => {
    const it = await asked(house, 'POLICE_RECORD');
    const { body } = await listOf(house, it.credential);
    const row = body.requests.find((one: { requestId: string }) => one.requestId === it.requestId);
    expect(row).toEqual({ requestId: it.requestId, dueOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  });

  test('nothing after withdrawal, to a fetch that comes at the same moment either', async () => {
    for (let n = 0; n < 10; n += 1) {
      const it = await asked(house);
      const withdrawn = house
        .post('subject', `/applications/${it.made.id}/withdrawal`)
        .then((answer) => [answer, performance.now()] as const);
      const fetches: Promise<[number, number]>[] = [];
      for (let m = 0; m < 8; m += 1) {
        const begun = performance.now();
        fetches.push(it.fetch().then((answer) => [answer.status, begun]));
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      const [answer, at] = await withdrawn;
      expect(answer.status).toBe(201);
      for (const [status, begun] of await Promise.all(fetches)) {
        expect([200, 410]).toContain(status);
        if (begun > at) expect(status).toBe(410);
      }
      isProblem(house, await it.fetch(), 'CLOSED_REQUEST');
      expect((await listOf(house, it.credential)).text).not.toContain(it.requestId);
    }
  }, 60_000);
});

describe('an answer', () => {
  test.each(ANSWERS)('%s is ours to keep once it is accepted: receipt, row and entry', async (answer) => {
    const it = await asked(house);
    const { status, body } = await it.answer({ answer, statement: '所見 / what we have' });
    expect([status, Object.keys(body)]).toEqual([202, ['receiptId']]);
    expect(await it.received()).toMatchObject([
      { id: body.receiptId, answer, source: 'IMMIGRATION', filed_at: null },
    ]);
    expect(await it.evidence()).toHaveLength(1);
    const entries = await it.entries('AnswerReceived');
    expect(entries).toMatchObject([{ details: { requestId: it.requestId, receiptId: body.receiptId } }]);
    expect(JSON.stringify(entries)).not.toMatch(/所見|RECORD|DECLINED|UNAVAILABLE/);
  });

  test('given twice is one answer with one receipt; twenty times at once too', async () => {
    const it = await asked(house);
    const body = { answer: 'RECORD', statement: '一件' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => it.answer(body)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect([await it.received(), await it.evidence()].map((rows) => rows.length)).toEqual([1, 1]);
  });

  test('that differs from the one on file is refused: another word, another statement, none at all', async () => {
    const it = await asked(house);
    expect((await it.answer({ answer: 'NO_RECORD', statement: 'a' })).status).toBe(202);
    const before = await holdings(house.register);
    for (const body of [
      { answer: 'RECORD', statement: 'a' },
      { answer: 'NO_RECORD', statement: 'b' },
      { answer: 'NO_RECORD' },
      { answer: 'NO_RECORD', statement: '' },
    ])
      isProblem(house, await it.answer(body), 'ALREADY_ANSWERED');
    expect(await holdings(house.register)).toBe(before);
  });

  test('of two different ones at once, one is taken', async () => {
    for (let n = 0; n < 10; n += 1) {
      const it = await asked(house);
      const answers = await Promise.all([
        it.answer({ answer: 'RECORD' }),
        it.answer({ answer: 'NO_RECORD' }),
      ]);
      expect(answers.map(verdict).sort()).toEqual(['202', '409 ALREADY_ANSWERED']);
      expect(await it.received()).toHaveLength(1);
    }
  }, 30_000);

  test.each(['withdrawn', 'decided'] as const)(
    'to a case that was %s is not kept: its id, a hash and the time, no more',
    async (how) => {
      const it = await asked(house, 'ENTRY_HISTORY', how === 'decided' ? 'DECIDED' : 'CHECKS_RUNNING');
      if (how === 'withdrawn') await cases.step(it.made.id, 'withdrawConsent', 'subject');
      for (const [answer, statement] of [
        ['RECORD', '秘密の所見'],
        ['NO_RECORD', undefined],
      ] as const) {
        isProblem(
          house,
          await it.answer({ answer, ...(statement === undefined ? {} : { statement }) }),
          'CLOSED_REQUEST',
        );
      }
      expect([await it.received(), await it.evidence()]).toEqual([[], []]);
      const traces = await it.entries('AnswerAfterClose');
      expect(traces.map(({ details }) => Object.keys(details).sort())).toEqual([
        ['contentHash', 'requestId'],
        ['contentHash', 'requestId'],
      ]);
      // There are four answers: a hash that anybody can make tells which.
      const told = ANSWERS.flatMap((answer) => [
        JSON.stringify([answer, null]),
        JSON.stringify({ answer }),
        answer,
        JSON.stringify([it.requestId, answer, null]),
      ]);
      const guesses = told.map((text) => createHash('sha256').update(text).digest('hex'));
      for (const { details } of traces) expect(guesses).not.toContain(details.contentHash);
    },
  );

  test('is taken until the decision: an opinion already given does not close the door', async () => {
    const it = await asked(house, 'ENTRY_HISTORY', 'ADJUDICATION');
    expect(await it.received()).toEqual([]);
    expect((await it.answer({ answer: 'RECORD' })).status).toBe(202);
  });
});

describe('hostile bodies', () => {
  test('are refused with the field’s name, and nothing is kept', async () => {
    const it = await asked(house);
    const before = await holdings(house.register);
    for (const body of ['{', '', '{"answer":"RECORD"', '\u0000', '\ufeff'])
      isProblem(house, await it.answer(body), ['', '\ufeff'].includes(body) ? 'INVALID' : 'MALFORMED');
    for (const [body, pointer] of [
      [{}, '/answer'],
      [{ answer: 'LATE' }, '/answer'],
      [{ answer: 'record' }, '/answer'],
      [{ answer: ['RECORD'] }, '/answer'],
      [{ answer: null }, '/answer'],
      [{ answer: 'RECORD', statement: 1 }, '/statement'],
      [{ answer: 'RECORD', statement: 'x'.repeat(4_001) }, '/statement'],
      [{ answer: 'RECORD', statement: 'a\u0000b' }, '/statement'],
      [{ answer: 'RECORD', statement: '\ud800' }, '/statement'],
      [{ answer: 'RECORD', finding: 'NO_RECORD' }, '/finding'],
      [{ answer: 'RECORD', source: 'POLICE' }, '/source'],
      [JSON.parse('{"answer":"RECORD","__proto__":{}}'), '/__proto__'],
    ] as const) {
      const answer = await it.answer(body);
      isProblem(house, answer, 'INVALID');
      expect(answer.body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer);
    }
    for (const body of ['null', '[]', '"RECORD"', '1']) isProblem(house, await it.answer(body), 'INVALID');
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded'])
      isProblem(house, await it.answer('{"answer":"RECORD"}', { 'content-type': type }), 'UNSUPPORTED_MEDIA');
    isProblem(
      house,
      await it.answer(`{"answer":"RECORD","statement":"${'x'.repeat(1_100_000)}"}`),
      'TOO_LARGE',
    );
    isProblem(
      house,
      await it.answer(gzipSync(`{"statement":"${'x'.repeat(20_000_000)}"}`), {
        'content-encoding': 'gzip',
      }),
      'TOO_LARGE',
    );
    isProblem(house, await it.answer('not gzip', { 'content-encoding': 'gzip' }), 'MALFORMED');
    isProblem(house, await it.answer(`${'['.repeat(100_000)}`), 'MALFORMED');
    isProblem(house, await it.answer(`${'['.repeat(100_000)}${']'.repeat(100_000)}`), 'INVALID');
    expect(await holdings(house.register)).toBe(before);
    expect((await it.answer({ answer: 'RECORD' })).status).toBe(202);
  });
});
