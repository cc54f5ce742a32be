import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordNumber } from '../../api/interviews.js';
import { STRUCK } from '../../domain/questionnaire/screening.js';
import { WAITS_MARK } from '../../domain/masked-text.js';
import { fileReceived, unfiledAnswers } from '../../store/inbox.js';
import { type Case, type Cases, INQUIRY } from './support/cases.js';
import { memberOf } from './support/cast.js';
import { grieving } from './support/grieved.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';
import { DRIFT, SAID, STAND, Texts } from './support/texts.js';

/** Where words that drift come from, and what that asks for: complaints, others' reports, papers, sources, records. */
let house: House;
let of: Texts;
let cases: Cases;
let papers: Originals;
let grievances: ReturnType<typeof grieving>;
beforeAll(async () => {
  house = await openHouse();
  of = new Texts(house);
  cases = of.cases;
  papers = new Originals(house);
  grievances = grieving(house, cases);
}, 60_000);
afterAll(() => house?.stop());

const kept = { kept: true } as const;
const file = () =>
  house.register.transaction().execute(async (tx) => {
    for (const one of await unfiledAnswers(tx, { limit: 50 }))
      await fileReceived(tx, one, new Date().toISOString());
  });
const requestOf = async ({ id }: Case) =>
  (
    await house.register
      .selectFrom('checks')
      .select('request_id')
      .where('case_id', '=', id)
      .where('code', '=', INQUIRY)
      .executeTakeFirstOrThrow()
  ).request_id;

describe('a grievance', () => {
  const FILE = ['application', 'grievances', 'fileGrievance'] as const;
  const grievanceOf = async ({ subjectId }: Case): Promise<Case> => {
    const row = await house.register
      .selectFrom('cases')
      .select('id')
      .where('kind', '=', 'grievance')
      .where('subject_id', '=', subjectId)
      .executeTakeFirstOrThrow();
    return { kind: 'grievance', id: row.id, subjectId };
  };

  test('is pointed out once, taken as it is, read whole by its officer, and waits for nobody', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    expect(verdict(await of.say('subject', made, FILE, { text: SAID }))).toBe('422 INVALID');
    expect(verdict(await of.say('subject', made, FILE, { text: SAID, ...kept }))).toBe('201');
    const grievance = await grievanceOf(made);
    expect((await house.get('grievance', `/grievances/${grievance.id}`)).text).toContain(SAID);
    // Who answers may name what was complained of.
    const answered = await grievances.answer(grievance, { outcome: 'NOT_UPHELD', reasons: SAID });
    expect(verdict(answered)).toBe('201');
  });

  test('is not told of by its screening: nobody screens it before its answer, and no case waits or moves for it', async () => {
    const made = await cases.application('ADJUDICATION');
    const before = await cases.version(made.id);
    const waiting = await of.waiting();
    await of.say('subject', made, FILE, { text: SAID, ...kept });
    expect(await of.waiting()).toEqual(waiting);
    const id = (await of.textOf(made)) ?? '';
    expect(verdict(await of.read(id))).toBe('404 NOT_FOUND');
    expect(verdict(await of.screen(id))).toBe('404 NOT_FOUND');
    const decision = ['application', 'decision', 'decide'] as const;
    // The filing itself counts as a step; nothing after it does.
    const filed = await cases.version(made.id);
    expect(filed).toBe(before + 1);
    expect(verdict(await of.say('adjudicator', made, decision, {}))).toBe('201');
  });

  test('is screened once it was answered, by somebody who had no part in it or in the case it is about', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    await of.say('subject', made, FILE, { text: SAID, ...kept });
    const grievance = await grievanceOf(made);
    await grievances.answer(grievance, { outcome: 'NOT_UPHELD' });
    const id = (await of.textOf(made)) ?? '';
    expect(await of.waiting()).toContain(id);
    const { text } = await of.read(id);
    expect(text).not.toMatch(new RegExp(`${made.id}|${grievance.id}|rievance|CONDUCT`));
    // Shown the words, they have no other part in either case.
    for (const caseId of [made.id, grievance.id]) {
      const looks = house.register.selectFrom('ledger').select('role').where('case_id', '=', caseId);
      const mine = await looks.where('sub', '=', memberOf('screener').sub).execute();
      expect(mine).toEqual([{ role: 'ScreeningOfficer' }]);
    }
    const timeline = await house.get('officer', `/applications/${made.id}/timeline`);
    expect(timeline.text).not.toMatch(/rievance|Screened/);
    expect(verdict(await of.screen(id, [{ ...STAND, ground: 'IS_COMPLAINED_OF' }]))).toBe('201');
    expect((await house.get('grievance', `/grievances/${grievance.id}`)).text).toContain(SAID);
  });
});

describe('what somebody else reports', () => {
  const REPORT = ['clearance', 'others-reports', 'reportAsOther'] as const;
  const own = async ({ id }: Case) => {
    const views = ['', '/timeline', '/explanation'].map((end) =>
      house.get('subject', `/clearances/${id}${end}`),
    );
    return JSON.stringify((await Promise.all(views)).map(({ body }) => body)).replaceAll(
      /"version":\d+/g,
      '',
    );
  };

  test('is pointed out to them, and kept changes no byte of what its holder is shown, screened or not', async () => {
    const made = await cases.clearance('ACTIVE');
    const before = await own(made);
    expect(verdict(await of.say('manager', made, REPORT, { text: SAID }))).toBe('422 INVALID');
    const told = await of.say('manager', made, REPORT, { text: SAID, ...kept });
    expect(Object.keys(told.body).sort()).toEqual(['id', 'receipt']);
    expect(await own(made)).toBe(before);
    expect((await house.get('officer', `/clearances/${made.id}`)).body.reports).toMatchObject([
      { text: SAID.replace(DRIFT, WAITS_MARK) },
    ]);
    await of.screened(made);
    expect(await own(made)).toBe(before);
    expect((await house.get('officer', `/clearances/${made.id}`)).body.reports).toMatchObject([
      { text: SAID.replace(DRIFT, STRUCK) },
    ]);
  });
});

describe('what comes on paper', () => {
  test('is never refused for its words: they are screened with the step that it says', async () => {
    const made = await cases.application('HEARING');
    const keyed = await papers.key(made, 'answerConcerns', 'officer', { text: SAID });
    expect(verdict(keyed)).toBe('201');
    // Tried and undone: before it is compared nothing waits to be screened.
    expect(await of.textOf(made)).toBeUndefined();
    expect(verdict(await papers.confirm(keyed.body.id, 'inCharge'))).toBe('201');
    expect(await of.textOf(made)).toBeDefined();
    expect((await house.get('adjudicator', `/applications/${made.id}`)).text).not.toContain(DRIFT);
  });
});

describe('what a source says', () => {
  const says = { answer: 'RECORD', statement: SAID };
  const statements = async ({ id }: Case) =>
    (await house.get('officer', `/applications/${id}`)).body.statements as { text: string }[];

  test('over the gateway is taken, and screened before anybody on the case reads it', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const sent = await fetch(`${house.url}/gateway/requests/${await requestOf(made)}/answer`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${house.credentials.MUNICIPALITY}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(says),
    });
    expect(sent.status).toBe(202);
    await file();
    expect((await statements(made)).at(-1)?.text).toBe(SAID.replace(DRIFT, WAITS_MARK));
    await of.screened(made, STAND);
    expect((await statements(made)).at(-1)?.text).toBe(SAID);
  });

  test('by letter likewise, and a question that is taken back ends both the letter and what waits of it', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const reference = await requestOf(made);
    const mark = '七夕信用金庫への返済は済んだ';
    const answer = { ...says, statement: `${mark}。${DRIFT}をしている。` };
    const letter = { reference, original: papers.paper(), says: answer };
    const keyed = await house.post('officer', `/applications/${made.id}/replies`, letter);
    expect(verdict(await papers.confirm(keyed.body.id, 'investigator'))).toBe('201');
    await file();
    expect((await statements(made)).at(-1)?.text).toBe(`${mark}。${WAITS_MARK}をしている。`);
    expect((await of.of.placesOf(mark)).toSorted()).toEqual(['EVIDENCE', 'UNSCREENED_TEXT']);
    await house.post('subject', `/applications/${made.id}/inquiry-withdrawal`, { codes: [INQUIRY] });
    expect(await of.textOf(made)).toBeUndefined();
    expect(await of.of.placesOf(mark)).toEqual([]);
  });
});

describe('the record of an interview', () => {
  test('is read by its person as it was written, and keeps its number when words of it are struck', async () => {
    const made = await cases.application('INTERVIEW');
    const record = ['application', 'interview-record', 'recordInterview'] as const;
    expect(verdict(await of.say('officer', made, record, { text: SAID }))).toBe('422 INVALID');
    expect(verdict(await of.say('officer', made, record, { text: SAID, ...kept }))).toBe('201');
    const shown = async () =>
      (await house.get('subject', `/applications/${made.id}`)).body.interviews.at(-1).record;
    expect(await shown()).toBe(SAID);
    const { document_id: id } = await house.register
      .selectFrom('text_screenings')
      .select('document_id')
      .where('case_id', '=', made.id)
      .executeTakeFirstOrThrow();
    await of.screened(made);
    expect(await shown()).toBe(SAID.replace(DRIFT, STRUCK));
    const confirm = ['application', 'interview-record-confirmation', 'confirmInterviewRecord'] as const;
    const number = recordNumber(id, SAID.replace(DRIFT, STRUCK));
    expect(verdict(await of.say('subject', made, confirm, { record: number }))).toBe('422 INVALID');
    const read = recordNumber(id, SAID);
    expect(verdict(await of.say('subject', made, confirm, { record: read }))).toBe('201');
  });
});
