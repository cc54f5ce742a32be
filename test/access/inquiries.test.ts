import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CheckCode } from '../../domain/checks.js';
import { CHECK_CODES } from '../support/act27.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases, FURTHER, INQUIRY } from './support/cases.js';
import type { Account } from './support/cast.js';
import { holdings, type House, openHouse, verdict } from './support/house.js';

/** Who is asked, in which order and for what reason (Art. 12(6), Standards), and who learns of it. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const EVERYTHING = Object.fromEntries(CHECK_CODES.map((code) => [code, true]));
const FIRST = [
  'DISCIPLINARY_RECORD',
  'INFO_HANDLING_RECORD',
  'SUPERIOR_DISCIPLINE',
  'SUPERIOR_INFO_HANDLING',
  'SUPERIOR_STATEMENT',
];
const WHY = '信用情報だけでは返済の経緯が分からない。';
const reasoned = { need: 'UNCLEAR', reasons: WHY };

async function act(who: Account, { id }: Case, route: string, path: string, more: object = {}) {
  const body = { ...bodyOf(route, await cases.version(id)), ...more };
  return house.post(who, `/applications/${id}/${path}`, body);
}
/** Where the organ does not investigate by itself there is no ground to give. */
const BY_CABINET = { mode: 'UNIFIED', ground: undefined, reasons: undefined };
const start = (made: Case, more: object = {}) =>
  act('inCharge', made, 'startInvestigation', 'investigation', more);
const inquire = (made: Case, inquiries: object, who: Account = 'officer') =>
  act(who, made, 'inquire', 'inquiries', { inquiries });
const viewOf = async (who: Account, { id }: Case) => (await house.get(who, `/applications/${id}`)).body;
const asked = ({ id }: Case) =>
  house.register
    .selectFrom('checks')
    .select(['code', 'need'])
    .where('case_id', '=', id)
    .orderBy('code')
    .execute();
const openRequests = ({ id }: Case) =>
  house.register
    .selectFrom('checks')
    .select(['request_id', 'code'])
    .where('case_id', '=', id)
    .where('status', '=', 'OPEN')
    .orderBy('code')
    .execute();
const openOf = async (made: Case) => (await openRequests(made)).map(({ code }) => code);
const codes = async (made: Case) => (await asked(made)).map(({ code }) => code);
const more = (asks: readonly CheckCode[] = []) =>
  cases.application('HUMAN_REVIEW', { inquiries: EVERYTHING, asks, finding: 'RECORD' });

describe('an investigation that begins', () => {
  test('asks the superior and the personnel office, and nobody else by itself, as a body of the release before has it', async () => {
    const made = await cases.application('INVESTIGATION', { inquiries: EVERYTHING });
    expect(verdict(await start(made, BY_CABINET))).toBe('201');
    expect(await asked(made)).toEqual(FIRST.map((code) => ({ code, need: null })));
  });

  test('asks nobody else in the same act, and who names one begins nothing', async () => {
    const made = await cases.application('INVESTIGATION', { inquiries: EVERYTHING });
    expect((await viewOf('inCharge', made)).askable).toEqual([]);
    const before = await holdings(house.register);
    expect(verdict(await start(made, { inquiries: { CREDIT_STANDING: reasoned } }))).toBe(
      '409 RECORDS_FIRST',
    );
    expect(await holdings(house.register)).toBe(before);
  });

  test('asks what is named with a reason where neither of these may be asked, and keeps the reason with the question', async () => {
    const made = await cases.application('INVESTIGATION', { inquiries: { CREDIT_STANDING: true } });
    expect((await viewOf('inCharge', made)).askable).toEqual(['CREDIT_STANDING']);
    expect(verdict(await start(made, { inquiries: { CREDIT_STANDING: reasoned } }))).toBe('201');
    expect(await codes(made)).toEqual(['CREDIT_STANDING']);
    const { checks, statements } = await viewOf('officer', made);
    expect(checks.find(({ code }: { code: string }) => code === 'CREDIT_STANDING').need).toBe('UNCLEAR');
    expect(statements.at(-1)).toMatchObject({
      action: 'startInvestigation',
      inquiries: [{ code: 'CREDIT_STANDING', need: 'UNCLEAR', text: WHY }],
      proviso: bodyOf('startInvestigation', 1).reasons,
    });
  });

  test('names nothing where an earlier investigation is used', async () => {
    const made = await cases.application('INVESTIGATION', { inquiries: EVERYTHING });
    const answer = await start(made, {
      ...BY_CABINET,
      mode: 'REUSED',
      inquiries: { CREDIT_STANDING: reasoned },
    });
    expect([verdict(answer), answer.body.errors[0].pointer]).toEqual(['422 INVALID', '/inquiries']);
  });
});

describe('a further inquiry', () => {
  test('goes out from a review and from before the opinion, and brings the case back to its checks', async () => {
    for (const stage of ['HUMAN_REVIEW', 'AWAITING_OPINION'] as const) {
      const made = await cases.application(stage, { inquiries: EVERYTHING, asks: [INQUIRY] });
      expect(verdict(await inquire(made, { [FURTHER]: reasoned }, 'investigator'))).toBe('201');
      expect(await cases.stage(made.id)).toBe('CHECKS_RUNNING');
      expect(await codes(made)).toContain(FURTHER);
    }
  });

  test('may follow while others are still awaited, and stays in the same stage', async () => {
    const made = await cases.application('CHECKS_RUNNING', { inquiries: EVERYTHING, asks: [INQUIRY] });
    const wanted = { [FURTHER]: reasoned, CREDIT_STANDING: reasoned };
    expect(verdict(await inquire(made, wanted, 'investigator'))).toBe('201');
    expect(await cases.stage(made.id)).toBe('CHECKS_RUNNING');
    expect(await openOf(made)).toEqual([INQUIRY, 'CREDIT_STANDING', FURTHER]);
  });

  test('waits until the superior and the personnel office have each answered or let their time pass', async () => {
    const made = await cases.application('CHECKS_RUNNING', { inquiries: EVERYTHING, asks: [] });
    const ask = async () => verdict(await inquire(made, { [FURTHER]: reasoned }, 'investigator'));
    for (const { request_id: requestId, code } of await openRequests(made)) {
      const before = await holdings(house.register);
      expect([code, await ask()]).toEqual([code, '409 RECORDS_FIRST']);
      expect(await holdings(house.register)).toBe(before);
      expect((await viewOf('investigator', made)).askable).toEqual([]);
      const silent = code.startsWith('SUPERIOR');
      await (silent
        ? cases.step(made.id, 'markLate', 'System', { requestId })
        : cases.step(made.id, 'fileAnswer', 'Provider', { requestId, finding: 'RECORD' }));
    }
    expect((await viewOf('investigator', made)).askable).toContain(FURTHER);
    expect(await ask()).toBe('201');
    expect(await openOf(made)).toEqual([FURTHER]);
  });

  test('is not sent beside one of these that comes late into the case, and what comes late waits for nothing', async () => {
    const inquiries = { [INQUIRY]: true, [FURTHER]: true };
    const made = await cases.application('HUMAN_REVIEW', { inquiries, asks: [INQUIRY] });
    const named = {
      reasonsId: await cases.seal(made, WHY),
      inquired: { SUPERIOR_STATEMENT: 'UNCLEAR' },
    } as const;
    await cases.step(made.id, 'requestSupplement', 'officer', { ...named, text: 's1:shown' });
    const yes = { text: 's1:shown', inquiries: { SUPERIOR_STATEMENT: true } };
    await cases.step(made.id, 'answerSupplement', 'subject', yes);
    const both = { SUPERIOR_STATEMENT: reasoned, [FURTHER]: reasoned };
    expect(verdict(await inquire(made, both))).toBe('409 RECORDS_FIRST');
    expect(verdict(await inquire(made, { [FURTHER]: reasoned }))).toBe('409 RECORDS_FIRST');
    expect((await viewOf('officer', made)).askable).toEqual(['SUPERIOR_STATEMENT']);
    expect(verdict(await inquire(made, { SUPERIOR_STATEMENT: reasoned }))).toBe('201');
    expect(await openOf(made)).toEqual(['SUPERIOR_STATEMENT']);
  });

  test.each<[string, object, string]>([
    ['was not consented to', { POLICE_RECORD: reasoned }, '409 NO_CONSENT'],
    ['was asked already', { [INQUIRY]: reasoned }, '409 NO_CONSENT'],
    ['is not warranted by what was stated', { RENT_ARREARS: reasoned }, '409 NO_CONSENT'],
    ['has no reason in words', { CREDIT_STANDING: { need: 'UNCLEAR' } }, '422 INVALID'],
    ['has no reason in a code', { CREDIT_STANDING: { reasons: WHY } }, '422 INVALID'],
    ['is none', {}, '422 INVALID'],
    ['is not of the table', { CREED: reasoned }, '422 INVALID'],
  ])(
    'that %s is refused, also beside one that may be asked, and changes nothing',
    async (_, wanted, told) => {
      const made = await cases.application('HUMAN_REVIEW', {
        inquiries: { ...EVERYTHING, POLICE_RECORD: false },
        asks: [INQUIRY],
      });
      const before = await holdings(house.register);
      const beside = told.startsWith('409') ? { CREDIT_STANDING: reasoned } : {};
      const answer = await inquire(made, { ...wanted, ...beside });
      expect(verdict(answer)).toBe(told);
      expect(await holdings(house.register)).toBe(before);
    },
  );

  test('is told to its person neither as a step nor by its reason, and to a contractor not at all', async () => {
    const made = await more();
    const before = await house.get('manager', `/applications/${made.id}`);
    await inquire(made, { CREDIT_STANDING: reasoned });
    for (const end of ['', '/timeline', '/documents', '/explanation']) {
      const { text } = await house.get('subject', `/applications/${made.id}${end}`);
      for (const word of ['InquiriesMade', 'inquire"', 'UNCLEAR', WHY, 'askable'])
        expect(text).not.toContain(word);
    }
    expect((await house.get('manager', `/applications/${made.id}`)).text).toBe(before.text);
  });

  test('keeps its reason in no ledger entry, not even as a code', async () => {
    const made = await more();
    await inquire(made, { CREDIT_STANDING: reasoned });
    const entry = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', made.id)
      .where('event', '=', 'InquiriesMade')
      .executeTakeFirstOrThrow();
    expect(Object.keys(entry.details as object).toSorted()).toEqual(['from', 'reasonsId', 'seq', 'to']);
  });

  test('asked again, is asked for the same reason', async () => {
    const made = await more(['CREDIT_STANDING']);
    const again = await act('officer', made, 'askAgain', 'repeat-inquiries', { codes: ['CREDIT_STANDING'] });
    expect(verdict(again)).toBe('201');
    const needs = (await asked(made)).filter(({ code }) => code === 'CREDIT_STANDING');
    expect(needs.map(({ need }) => need)).toEqual(['NOT_IN_RECORDS', 'NOT_IN_RECORDS']);
  });

  test('is not asked again while its source has still to answer, also beside one that has: nobody holds it twice', async () => {
    const made = await cases.application('CHECKS_RUNNING', {
      inquiries: EVERYTHING,
      asks: [INQUIRY, FURTHER],
    });
    const { request_id: requestId } = await house.register
      .selectFrom('checks')
      .select('request_id')
      .where('case_id', '=', made.id)
      .where('code', '=', INQUIRY)
      .executeTakeFirstOrThrow();
    await cases.step(made.id, 'fileAnswer', 'Provider', { requestId, finding: 'RECORD' });
    await cases.step(made.id, 'escalate', 'System');
    const before = await holdings(house.register);
    for (const wanted of [[FURTHER], [INQUIRY, FURTHER]])
      expect(verdict(await act('officer', made, 'askAgain', 'repeat-inquiries', { codes: wanted }))).toBe(
        '409 CHECKS_OPEN',
      );
    expect(await holdings(house.register)).toBe(before);
    expect(verdict(await act('officer', made, 'askAgain', 'repeat-inquiries', { codes: [INQUIRY] }))).toBe(
      '201',
    );
  });

  test.each(['DRUG_RECORD', 'TREATING_PHYSICIAN_OPINION'])(
    'is only ever asked again: %s, which nobody was asked, needs its reason and what was stated as ever',
    async (code) => {
      const made = await more(['CREDIT_STANDING']);
      const before = await holdings(house.register);
      for (const wanted of [[code], ['CREDIT_STANDING', code]])
        expect(verdict(await act('officer', made, 'askAgain', 'repeat-inquiries', { codes: wanted }))).toBe(
          '409 NO_CONSENT',
        );
      expect(await holdings(house.register)).toBe(before);
    },
  );
});

test('who may ask is shown what is left, and nobody is where nothing may be asked', async () => {
  const made = await cases.application('HUMAN_REVIEW', {
    inquiries: { ...EVERYTHING, POLICE_RECORD: false },
    asks: [INQUIRY],
  });
  const { askable } = await viewOf('officer', made);
  expect(askable).toEqual(['DRUG_RECORD', 'ENTRY_HISTORY', 'CREDIT_STANDING']);
  for (const account of ['adjudicator', 'inCharge', 'subject'] as const)
    expect(await viewOf(account, made)).not.toHaveProperty('askable');
});

test('a case is decided with nothing asked as needed: nothing asked is neither an answer nor a silence', async () => {
  const made = await cases.application('ADJUDICATION', { inquiries: {} });
  const { checks, matters } = await viewOf('adjudicator', made);
  expect([checks, matters]).toEqual([[], {}]);
  expect(verdict(await act('adjudicator', made, 'decide', 'decision'))).toBe('201');
});
