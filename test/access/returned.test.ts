import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answersFor } from '../../sandbox/questionnaire.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { type House, openHouse, verdict } from './support/house.js';

/** A questionnaire that is not clear goes back for exactly what is not (Standards: questionnaire; reading). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const FAMILY = [{ name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP'], address: '架空市' }];
const STATED = answersFor({ MENTAL_DISORDER: '治療を受けた。', DRUG_ABUSE: '一度。' });
const PLACE = '/answers/MENTAL_DISORDER/treatment';
const WHY = '治療の終わった時期をお書きください。';
const submit = async ({ id }: Case, answers: object, family: object[] = FAMILY) =>
  house.post('subject', `/applications/${id}/questionnaire`, {
    seen: await cases.version(id),
    answers,
    family,
  });
const giveBack = async ({ id }: Case, more: object = {}) => {
  const body = {
    ...bodyOf('returnQuestionnaire', await cases.version(id)),
    reasons: WHY,
    places: [PLACE],
    ...more,
  };
  return house.post('officer', `/applications/${id}/questionnaire-return`, body);
};
const draftOf = async ({ id }: Case) =>
  (await house.get('subject', `/applications/${id}/questionnaire-draft`)).body;
async function returned(): Promise<Case> {
  const made = await cases.application('QUESTIONNAIRE');
  expect(verdict(await submit(made, STATED))).toBe('201');
  expect(verdict(await giveBack(made))).toBe('201');
  return made;
}
const treated = (what: string) => ({
  ...STATED,
  MENTAL_DISORDER: {
    ...STATED.MENTAL_DISORDER,
    treatment: { says: 'YES', rows: [{ from: '2020-05', to: '2022-02', where: '架空クリニック', what }] },
  },
});

test('what was submitted is all still there, with the reason and the places to be looked at again', async () => {
  const made = await returned();
  const draft = await draftOf(made);
  expect(draft).toMatchObject({ answers: STATED, family: FAMILY, faults: [] });
  expect(draft.returned).toEqual({ text: WHY, places: [PLACE] });
  expect(draft.confirmed).toHaveLength(7);
  expect(draft.confirmed).not.toContain('MENTAL_DISORDER');
});

test('the places returned can be changed and submitted, and the new text is what counts', async () => {
  const made = await returned();
  const { MENTAL_DISORDER } = treated('2022年2月に終わった。');
  const at = `/applications/${made.id}/questionnaire-draft`;
  expect(verdict(await house.post('subject', at, { revision: 0, answers: { MENTAL_DISORDER } }))).toBe('201');
  expect(verdict(await submit(made, treated('2022年2月に終わった。')))).toBe('201');
  const { body } = await house.get('officer', `/applications/${made.id}`);
  expect(body.stage).toBe('INVESTIGATION');
  expect(JSON.stringify(body.questionnaire)).toContain('2022年2月に終わった。');
  expect(JSON.stringify(body.questionnaire)).not.toContain('2021-02');
});

test('what it said is told to nobody by their tries: who may know the outcome alone is refused before it is compared', async () => {
  const made = await returned();
  const body = { seen: 1, answers: answersFor({}), family: [] };
  for (const account of ['managerOnceSubject', 'informationOnceSubject', 'officerOnceSubject'] as const) {
    const { status, text } = await house.post(account, `/applications/${made.id}/questionnaire`, body);
    expect([account, status]).toEqual([account, expect.any(Number)]);
    expect([403, 404, 409]).toContain(status);
    expect(text).not.toContain('/answers');
  }
});

test('nothing else can: neither in a draft nor in what is submitted, family least of all', async () => {
  const made = await returned();
  const other = answersFor({ MENTAL_DISORDER: '治療を受けた。' });
  for (const answer of [
    await submit(made, other),
    await house.post('subject', `/applications/${made.id}/questionnaire-draft`, {
      revision: 0,
      answers: { DRUG_ABUSE: other.DRUG_ABUSE },
    }),
  ]) {
    expect(verdict(answer)).toBe('422 INVALID');
    expect(answer.body.errors).toEqual([
      expect.objectContaining({
        pointer: '/answers/DRUG_ABUSE/medicines',
        message: expect.stringContaining('not returned'),
      }),
    ]);
  }
  const family = await submit(made, STATED, []);
  expect([verdict(family), family.body.errors[0].pointer]).toEqual(['422 INVALID', '/family']);
  expect((await draftOf(made)).revision).toBe(0);
});

test('it comes back with reasons, for questions there are, and only before the investigation begins', async () => {
  const made = await cases.application('QUESTIONNAIRE');
  expect(verdict(await giveBack(made))).toBe('409 WRONG_STAGE');
  await submit(made, STATED);
  for (const more of [
    { places: [] },
    { places: ['/answers/CREED/x'] },
    { places: ['/family'] },
    { reasons: ' ' },
  ])
    expect(verdict(await giveBack(made, more))).toBe('422 INVALID');
  await cases.start(made.id, 'SELF');
  expect(verdict(await giveBack(made))).toBe('409 WRONG_STAGE');
});

test('returned twice, the second time counts', async () => {
  const made = await returned();
  await submit(made, treated('終わった。'));
  const drinking = '/answers/ALCOHOL_MODERATION/habit';
  expect(verdict(await giveBack(made, { places: [drinking] }))).toBe('201');
  expect((await draftOf(made)).returned.places).toEqual([drinking]);
  expect(verdict(await submit(made, treated('やはり続いている。')))).toBe('422 INVALID');
  expect(verdict(await submit(made, treated('終わった。')))).toBe('201');
});
