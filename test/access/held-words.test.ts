import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect, type Db } from '../../store/db.js';
import { inScope } from '../../store/scope.js';
import type { Case } from './support/cases.js';
import { HERE } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';
import { DRIFT, SAID, STRIKE, Texts } from './support/texts.js';

/** What a law requires to be kept is kept from everybody: struck words of a held file rest apart until its last hold ends. */
let house: House;
let of: Texts;
let api: Db;
beforeAll(async () => {
  house = await openHouse();
  of = new Texts(house);
  api = connect(house.database.api, { max: 1 });
}, 60_000);
afterAll(async () => {
  await api?.destroy();
  await house?.stop();
});

const ANSWER = ['application', 'hearing-answer', 'answerConcerns'] as const;
const HOLD = ['application', 'holds', 'placeHold'] as const;
const LIFT = ['application', 'holds/lifting', 'liftHold'] as const;
const hold = async (made: Case) => expect(verdict(await of.say('inCharge', made, HOLD, {}))).toBe('201');
const lift = async (made: Case, number: number) =>
  expect(verdict(await of.say('inChargeOnceSubject', made, LIFT, { hold: number }))).toBe('201');
async function heard(): Promise<Case> {
  const made = await of.cases.application('HEARING');
  expect(verdict(await of.say('subject', made, ANSWER, { text: SAID, kept: true }))).toBe('201');
  return made;
}
const WORDS = ['UNSCREENED', 'UNSCREENED_TEXT'] as const;
/** Documents and keys of words of this file, whoever may see them. */
async function kept({ id }: Case): Promise<[number, number]> {
  const documents = house.register.selectFrom('vault_documents').select('id').where('owner_id', '=', id);
  const keys = house.register.selectFrom('vault_keys').select('key_id').where('owner_id', '=', id);
  return [
    (await documents.where('class', 'in', WORDS).execute()).length,
    (await keys.where('class', 'in', WORDS).execute()).length,
  ];
}
/** What any scope of the process that serves requests finds of them. */
async function readable({ id, subjectId }: Case): Promise<number> {
  const organs = [HERE.organId];
  const everybody = { organs, screens: organs, subjects: [subjectId], contractors: [HERE.contractorId] };
  let found = 0;
  for (const scope of [everybody, { screens: organs }, { subjects: [subjectId] }, { organs }])
    found += await inScope(api, scope, async (tx) => {
      const rows = tx.selectFrom('vault_documents').select('id').where('owner_id', '=', id);
      return (await rows.where('class', 'in', WORDS).execute()).length;
    });
  return found;
}

describe('words that are struck', () => {
  test('of a file that is held are read by nobody any more, and gone with their key when the last hold ends', async () => {
    const made = await heard();
    await hold(made);
    await hold(made);
    await of.screened(made);
    expect((await house.get('adjudicator', `/applications/${made.id}`)).text).not.toContain(DRIFT);
    expect(await readable(made)).toBe(0);
    expect(await kept(made)).toEqual([1, 1]);
    await lift(made, 1);
    expect(await kept(made)).toEqual([1, 1]);
    await lift(made, 2);
    expect(await kept(made)).toEqual([0, 0]);
    expect(await of.of.placesOf(DRIFT)).toEqual([]);
  });

  test('of a file whose hold was lifted before are gone at once, as of any other', async () => {
    const made = await heard();
    await hold(made);
    await lift(made, 1);
    await of.screened(made);
    expect(await kept(made)).toEqual([0, 0]);
  });

  test('tell whoever strikes them nothing of a hold: no answer differs by a byte', async () => {
    const [plain, held] = [await heard(), await heard()];
    await hold(held);
    const answers = [];
    for (const made of [plain, held]) {
      const id = (await of.textOf(made)) ?? '';
      const [read, screened] = [await of.read(id), await of.screen(id, [STRIKE])];
      const again = await of.read(id);
      answers.push(
        [read, screened, again]
          .map(({ status, text }) => `${status} ${text}`)
          .join()
          .replaceAll(id, 'ID')
          .replaceAll(/"(since|reference)":"[^"]*"/g, ''),
      );
    }
    expect(answers[0]).toBe(answers[1]);
  });
});

describe('a questionnaire that was screened', () => {
  test.each(['screened', 'withdrawn'] as const)(
    '%s under a hold, rests apart with its key, read by nobody, its person and screeners included, until the hold ends',
    async (how) => {
      const made = await of.cases.application('QUESTIONNAIRE_SCREENING');
      expect(await readable(made)).toBeGreaterThan(0);
      await hold(made);
      if (how === 'withdrawn') await of.cases.step(made.id, 'withdrawConsent', 'subject');
      else await of.cases.step(made.id, 'screenQuestionnaire', 'screener', { statedItems: [] });
      expect(await kept(made)).toEqual([1, 1]);
      expect(await readable(made)).toBe(0);
      await lift(made, 1);
      expect(await kept(made)).toEqual([0, 0]);
    },
  );

  test('and none that waits to be screened is touched when a hold ends', async () => {
    const made = await of.cases.application('QUESTIONNAIRE_SCREENING');
    await hold(made);
    await lift(made, 1);
    expect(await kept(made)).toEqual([1, 1]);
    expect(await readable(made)).toBeGreaterThan(0);
  });
});
