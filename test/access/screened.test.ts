import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { servedText } from '../../api/served-text.js';
import { STRUCK } from '../../domain/questionnaire/screening.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import { worksheetFor } from '../../sandbox/worksheet.js';
import { bodyOf } from './support/bodies.js';
import type { Cases } from './support/cases.js';
import { type Account, memberOf } from './support/cast.js';
import { holdings, type House, openHouse, verdict } from './support/house.js';
import { FIELD, PLACE, Screenings } from './support/screenings.js';
import { CREED, drifting, INNOCENT, UNION } from './support/unscreened.js';

/** What becomes of words that were screened: struck and nowhere, or in the file (Standards; reading). */
let house: House;
let cases: Cases;
let of: Screenings;
beforeAll(async () => {
  house = await openHouse();
  of = new Screenings(house);
  cases = of.cases;
}, 60_000);
afterAll(() => house?.stop());

describe('screened', () => {
  const [BETWEEN, BESIDE] = ['七夕光一郎', '鵲橋信用金庫'];
  const own = () =>
    answersFor({
      FINANCIAL_CIRCUMSTANCES: `労働組合で${BETWEEN}さんとストライキをした。${BESIDE}への返済は済んだ。`,
    });
  const strike = { passages: [{ passage: 1, verdict: 'STRIKE', ground: 'MAY_NOT_BE_ASKED' }] };

  test('what was struck is nowhere in the database any more, and what was not is in the file', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    await of.submit(made, own());
    expect(await of.placesOf(BETWEEN)).toEqual(['UNSCREENED']);
    expect(verdict(await of.screen(made, strike))).toBe('201');
    expect(await of.placesOf(BETWEEN)).toEqual([]);
    expect(await of.placesOf(BESIDE)).toEqual(['QUESTIONNAIRE']);
    expect(await of.unscreenedOf(made)).toEqual([0, 0]);
    const { body } = await of.read(made, 'officer');
    expect(body.stage).toBe('INVESTIGATION');
    const [{ what }] = body.questionnaire.answers.FINANCIAL_CIRCUMSTANCES.rentArrears.rows;
    expect(what).toContain(STRUCK);
    expect(what).toContain(BESIDE);
  }, 60_000);

  test('what stands stands word for word, and each passage is judged by itself', async () => {
    const made = await of.waiting();
    expect(verdict(await of.screen(made))).toBe('201');
    const text = JSON.stringify((await of.read(made, 'officer')).body.questionnaire);
    expect(text).not.toContain(CREED);
    expect(text).toContain(UNION);
    expect(text).toContain(INNOCENT);
  });

  test('its subject is told where, the file that there is something, and the ledger by whom: nobody how much, or why', async () => {
    const made = await of.waiting();
    await of.screen(made);
    expect((await of.read(made, 'subject')).body.struck).toEqual([FIELD]);
    const { text } = await house.get('officer', `/applications/${made.id}/timeline`);
    expect(text).toContain('QuestionnaireScreened');
    expect(text).not.toMatch(/MAY_NOT_BE_ASKED|MEANS_SOMETHING_ELSE|CREED|"struck"|"drifting"/);
    const entry = await house.register
      .selectFrom('ledger')
      .select(['sub', 'role', 'details'])
      .where('case_id', '=', made.id)
      .where('event', '=', 'QuestionnaireScreened')
      .executeTakeFirstOrThrow();
    expect(entry).toMatchObject({ sub: memberOf('screener').sub, role: 'ScreeningOfficer' });
    expect(JSON.stringify(entry.details)).not.toMatch(/ASKED|ELSE|CREED|"struck"/);
  });

  test('leaves none out: a passage too few, too many, twice, or on no ground of the list changes nothing', async () => {
    const made = await of.waiting();
    const before = await holdings(house.register);
    const struck = (passage: number) => ({ passage, verdict: 'STRIKE', ground: 'MAY_NOT_BE_ASKED' });
    for (const passages of [
      [],
      [struck(1)],
      [struck(1), struck(1)],
      [struck(1), struck(3)],
      [struck(1), struck(2), struck(3)],
      [struck(1), { ...struck(2), ground: 'IS_ASKED_FOR' }],
      [struck(1), { ...struck(2), verdict: 'STAND' }],
      [struck(1), { ...struck(2), ground: 'CREED' }],
    ])
      expect(verdict(await of.screen(made, { passages }))).toBe('422 INVALID');
    expect(verdict(await of.screen(made, { seen: (await cases.version(made.id)) - 1 }))).toBe('409 STALE');
    expect(await holdings(house.register)).toBe(before);
  });

  test('by two at once it is screened once', async () => {
    const made = await of.waiting();
    const both = await Promise.all([of.screen(made), of.screen(made, {}, 'screenerOnceSubject')]);
    expect(both.map(verdict).sort()).toEqual(['201', '404 NOT_FOUND']);
    expect(await cases.stage(made.id)).toBe('INVESTIGATION');
    // To who screens there is no such case from then on.
    expect(verdict(await of.read(made, 'screener'))).toBe('404 NOT_FOUND');
  });

  test('a questionnaire that was returned is screened again, for its new answers alone', async () => {
    const made = await of.waiting();
    await of.screen(made);
    const giveBack = async (places: string[]) =>
      house.post('officer', `/applications/${made.id}/questionnaire-return`, {
        ...bodyOf('returnQuestionnaire', await cases.version(made.id)),
        places,
      });
    const filed = async () => (await of.read(made, 'officer')).body.questionnaire.answers;
    const draft = async () =>
      (await house.get('subject', `/applications/${made.id}/questionnaire-draft`)).body.answers;

    // What was let stand stands, and what was struck does not come back.
    expect(verdict(await giveBack(['/answers/ALCOHOL_MODERATION/habit']))).toBe('201');
    expect(JSON.stringify(await draft())).not.toContain(CREED);
    expect(verdict(await of.submit(made, await draft(), {}))).toBe('201');
    expect(await cases.stage(made.id)).toBe('INVESTIGATION');

    // A new answer that drifts is a case of its own, and the file meanwhile is the one before.
    expect(verdict(await giveBack([PLACE]))).toBe('201');
    const before = JSON.stringify(await filed());
    expect(before).not.toContain(CREED);
    expect(verdict(await of.submit(made, drifting()))).toBe('201');
    expect(JSON.stringify(await filed())).toBe(before);
    expect(await of.unscreenedOf(made)).toEqual([1, 1]);
    expect(verdict(await of.screen(made))).toBe('201');
    expect(JSON.stringify(await filed())).not.toContain(CREED);
  });

  test('a questionnaire is returned for a field that was filled in, and tells nobody else which were', async () => {
    const made = await of.waiting();
    await of.screen(made);
    const back = async (by: Account, place: string) =>
      house.post(by, `/applications/${made.id}/questionnaire-return`, {
        ...bodyOf('returnQuestionnaire', await cases.version(made.id)),
        places: [place],
      });
    const missing = FIELD.replace('/rows/0/', '/rows/1/');
    const strange = FIELD.replace(/[^/]*$/, 'creed');
    for (const place of [missing, strange]) expect(verdict(await back('officer', place))).toBe('422 INVALID');
    for (const by of ['adjudicator', 'manager', 'subject', 'screener'] as const) {
      const told = async (place: string) => {
        const { status, body } = await back(by, place);
        return [status, { ...body, instance: '', reference: '' }];
      };
      expect(await told(FIELD)).toEqual(await told(missing));
      expect(await told(FIELD)).not.toContain(201);
    }
    expect(verdict(await back('officer', FIELD))).toBe('201');
  });

  test('what a decision relies on is the questionnaire as it was screened', async () => {
    const made = await of.waiting();
    await of.screen(made);
    const rows = await house.register
      .selectFrom('commands')
      .select(['action', 'details'])
      .where('case_id', '=', made.id)
      .where('action', 'in', ['submitQuestionnaire', 'screenQuestionnaire'])
      .orderBy('seq')
      .execute();
    expect(rows.map(({ details }) => 'documentId' in details)).toEqual([false, true]);
    await cases.start(made.id, 'UNIFIED');
    await cases.answer(made.id, 'NO_RECORD');
    await cases.step(made.id, 'completeChecks', 'System');
    for (const [action, by] of [
      ['giveOpinion', 'investigator'],
      ['submitForDecision', 'inCharge'],
    ] as const) {
      const path = action === 'giveOpinion' ? 'opinion' : 'submission';
      const body = bodyOf(action, await cases.version(made.id));
      expect(verdict(await house.post(by, `/applications/${made.id}/${path}`, body))).toBe('201');
    }
    const { body: file } = await house.get('adjudicator', `/applications/${made.id}`);
    const decision = { ...bodyOf('decide', await cases.version(made.id)), worksheet: worksheetFor(file) };
    expect(verdict(await house.post('adjudicator', `/applications/${made.id}/decision`, decision))).toBe(
      '201',
    );
    const { body } = await house.get('adjudicator', `/applications/${made.id}/decision-packet`);
    const relied = body.packet.evidence.filter(
      ({ docClass }: { docClass: string }) => docClass === 'QUESTIONNAIRE',
    );
    expect(relied.map((one: { documentId: string }) => one.documentId)).toEqual([
      rows[1]?.details.documentId,
    ]);
  });

  test('a renewal begins without what was struck, and without its mark', async () => {
    const renewal = await cases.renewal();
    const { id } = await house.register
      .selectFrom('applications as a')
      .innerJoin('clearances as c', 'c.id', 'a.clearance_id')
      .select('c.application_id as id')
      .where('a.id', '=', renewal.id)
      .executeTakeFirstOrThrow();
    const made = await of.waiting();
    await of.screen(made);
    const { questionnaire } = (await of.read(made, 'officer')).body;
    await house.register
      .transaction()
      .execute((tx) =>
        house.vault.put(tx, { kind: 'case', id }, 'QUESTIONNAIRE', questionnaire, new Date().toISOString()),
      );
    await cases.step(renewal.id, 'confirmNeed', 'inCharge', { caseOfficer: memberOf('officer').sub });
    await cases.step(renewal.id, 'serveNotice', 'officer', { text: servedText('RENEWAL') });
    await cases.step(renewal.id, 'giveConsent', 'subject', { text: servedText('RENEWAL'), inquiries: {} });
    const { text } = await house.get('subject', `/applications/${renewal.id}/questionnaire-draft`);
    expect(text).toContain(INNOCENT);
    expect(text).not.toMatch(new RegExp(`${CREED}|${STRUCK}`));
  });
});

test('nothing here made the API fail', () => {
  expect(house.errors).toEqual([]);
});
