import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { printed } from '../forms/printed.js';
import { bodyOf } from './support/bodies.js';
import { type Case, type Cases, PERSON } from './support/cases.js';
import { type Account, ACCOUNTS } from './support/cast.js';
import { READERS } from './expectations.js';
import { askAll, type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** What is kept of an interview lies before its person on paper too, and so does a pledge that is signed anew. */
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

const plain = (text: string) => text.replace(/\s/g, '');

async function print(account: Account, caseId: string, form: string, query = 'lang=ja') {
  const authorization = `Bearer ${await house.token(account)}`;
  const response = await fetch(`${house.url}/applications/${caseId}/documents/${form}?${query}`, {
    headers: { authorization },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, text: response.ok ? plain(printed(bytes).text) : '' };
}
const record = (account: Account, made: Case) => print(account, made.id, 'interview-record');
const confirmation = async (made: Case, more: object = {}) => ({
  ...bodyOf('confirmInterviewRecord', await cases.version(made.id)),
  ...more,
});
const numberIn = (text: string) => /record@[0-9a-f]{16}/.exec(text)?.[0];

describe('the record of an interview', () => {
  test('prints place, words and number for its person and those who read the file, and for nobody else', async () => {
    const made = await cases.application('INTERVIEW_RECORD');
    const readers = READERS.application({ asked: true });
    const answers = await askAll(ACCOUNTS, (account) =>
      house.get(account, `/applications/${made.id}/documents/interview-record`),
    );
    for (const account of ACCOUNTS) {
      const reads = (readers.get(account) ?? 'outcome') !== 'outcome';
      expect([account, answers[account].status]).toEqual([account, reads ? 200 : 404]);
    }
    for (const account of ['subject', 'officer'] as const) {
      const { text } = await record(account, made);
      for (const said of ['RECORDTEXT', 'PLACETEXT', plain(PERSON.name), '署名'])
        expect(text).toContain(said);
      expect(numberIn(text)).toBeDefined();
    }
  }, 60_000);

  test('is none before it is written, and leaves on the ledger who printed it', async () => {
    const made = await cases.application('INTERVIEW');
    expect((await record('subject', made)).status).toBe(404);
    await cases.record(made, 'officer', 'RECORD TEXT');
    expect((await record('officer', made)).status).toBe(200);
    const read = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', made.id)
      .where('event', '=', 'FileRead')
      .executeTakeFirstOrThrow();
    expect(read.details).toMatchObject({ document: 'interview-record' });
    expect(JSON.stringify(read.details)).not.toContain('RECORD TEXT');
  });

  test('prints the person’s own words beside it once they have confirmed it', async () => {
    const made = await cases.application('INTERVIEW_RECORD');
    const body = await confirmation(made, { remarks: 'REMARK TEXT' });
    const path = `/applications/${made.id}/interview-record-confirmation`;
    expect(verdict(await house.post('subject', path, body))).toBe('201');
    const { text } = await record('officer', made);
    expect(text).toContain('REMARKTEXT');
    expect(text).toContain('本人がサインインして電子的に行い');
    expect(text).not.toContain('□');
  });

  test('is confirmed on paper by its number: of another record the paper is refused', async () => {
    const made = await cases.application('INTERVIEW_RECORD');
    const number = numberIn((await record('officer', made)).text) ?? '';
    const wrong = await of.key(made, 'confirmInterviewRecord', 'officer', {
      record: 'record@0123456789abcdef',
    });
    expect([verdict(wrong), wrong.body.errors?.[0]?.pointer]).toEqual(['422 INVALID', '/says/record']);
    const keyed = await of.key(made, 'confirmInterviewRecord', 'officer', { record: number });
    expect(verdict(keyed)).toBe('201');
    expect((await of.confirm(keyed.body.id, 'officerUnassigned')).body.status).toBe('CONFIRMED');
    const { text } = await record('subject', made);
    expect(text).toContain(plain('署名のある書面'));
    expect(text).toContain((await of.hashOf(keyed.body.id)).slice(0, 16));
    const [step] = await house.register
      .selectFrom('commands')
      .select('details')
      .where('case_id', '=', made.id)
      .where('action', '=', 'confirmInterviewRecord')
      .execute();
    expect(step?.details).toMatchObject({ record: number });
    const told = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', made.id)
      .where('event', '=', 'InterviewConfirmed')
      .execute();
    expect(JSON.stringify(told)).not.toContain(number);
  }, 30_000);
});

describe('a pledge that is signed anew', () => {
  const applicationOf = async ({ id }: Case) =>
    (
      await house.register
        .selectFrom('clearances')
        .select('application_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).application_id;
  const pledges = async (account: Account, application: string) =>
    ((await house.get(account, `/applications/${application}/documents`)).body.items ?? []).filter(
      ({ form }: { form: string }) => form === 'pledge',
    ) as { of: string | null; at: string | null }[];

  test('lies ready after a reinstatement, and is printed as the first one is', async () => {
    const made = await cases.reinstated();
    const application = await applicationOf(made);
    expect(await pledges('subject', application)).toMatchObject([
      { of: null, at: expect.any(String) },
      { of: made.id, at: null },
    ]);
    const blank = await print('officer', application, 'pledge', `of=${made.id}`);
    expect(blank.text).toContain('署名');
    await cases.step(made.id, 'renewPledge', 'subject');
    const [first, second, ...more] = await pledges('officer', application);
    expect([first?.of, more]).toEqual([null, []]);
    expect(second?.at).not.toBeNull();
    const signed = await print('subject', application, 'pledge', `of=${second?.of}&lang=ja`);
    expect(signed.text).toContain('本人がサインインして電子的に行い');
    for (const account of ['manager', 'information'] as const)
      expect((await print(account, application, 'pledge', `of=${second?.of}`)).status).toBe(404);
  }, 30_000);

  test('on paper names that paper, and the first goes on to say how it was signed', async () => {
    const made = await cases.reinstated();
    const application = await applicationOf(made);
    const keyed = await of.key(made, 'renewPledge', 'officer');
    expect((await of.confirm(keyed.body.id, 'officerUnassigned')).body.status).toBe('CONFIRMED');
    const second = (await pledges('subject', application)).at(-1)?.of;
    const hash = (await of.hashOf(keyed.body.id)).slice(0, 16);
    expect((await print('subject', application, 'pledge', `of=${second}`)).text).toContain(hash);
    const file = (await house.get('subject', `/applications/${application}/documents`)).body.items;
    expect(JSON.stringify(file)).not.toContain(hash);
  }, 30_000);
});
