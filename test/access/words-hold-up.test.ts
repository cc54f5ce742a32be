import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { servedText } from '../../api/served-text.js';
import { worksheetFor } from '../../sandbox/worksheet.js';
import { type Case, INQUIRY } from './support/cases.js';
import { type Account, ELSEWHERE, memberOf } from './support/cast.js';
import { bodyOf } from './support/bodies.js';
import { earlierCases } from './support/earlier.js';
import { type House, openHouse, verdict } from './support/house.js';
import { revocationStep } from './support/revocations.js';
import { SAID, Texts } from './support/texts.js';

/** What waits on a clearance, or in an earlier file, holds up what may rest on it, and nothing else (decision 61). */
let house: House;
let of: Texts;
beforeAll(async () => {
  house = await openHouse();
  of = new Texts(house);
}, 60_000);
afterAll(() => house?.stop());

const kept = { kept: true } as const;
const REPORT = ['clearance', 'others-reports', 'reportAsOther'] as const;
const OWN = ['clearance', 'change-reports', 'reportChange'] as const;
const says = async (by: Account, made: Case, as: typeof REPORT | typeof OWN) =>
  expect(verdict(await of.say(by, made, as, { text: SAID, ...kept }))).toBe('201');
const doubt = (made: Case) =>
  of.cases.step(made.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: servedText('DOUBT') });

/** The reassessment of a doubted clearance, as far as it is put to the adjudicator. */
async function reassessed({ id: clearanceId, subjectId }: Case): Promise<Case> {
  const { cases } = of;
  const id = await cases.doubtOf(clearanceId);
  const text = servedText('DOUBT');
  await cases.step(id, 'giveConsent', 'subject', { text, inquiries: { [INQUIRY]: true } });
  await cases.step(id, 'submitQuestionnaire', 'subject', { statedItems: [] });
  await cases.start(id, 'UNIFIED');
  await cases.answer(id, 'NO_RECORD');
  await cases.step(id, 'completeChecks', 'System');
  await cases.step(id, 'giveOpinion', 'investigator', { reason: 'TEST' });
  await cases.step(id, 'submitForDecision', 'inCharge');
  return { kind: 'application', id, subjectId };
}
const decide = async ({ id }: Case) => {
  const worksheet = worksheetFor((await house.get('adjudicator', `/applications/${id}`)).body);
  const answer = await house.post('adjudicator', `/applications/${id}/decision`, {
    ...bodyOf('decide', await of.cases.version(id)),
    worksheet,
  });
  return verdict(answer);
};
const turnOf = async ({ id }: Case) => {
  const { body } = await house.get('officer', `/applications/${id}`);
  const explained = await house.get('officer', `/applications/${id}/explanation`);
  expect(explained.body.turn).toBe(body.turn);
  return [body.turn, body.words?.overdue];
};

describe('a reassessment', () => {
  test('is not decided over words of the report that raised the doubt, and says whose turn it is', async () => {
    const clearance = await of.cases.clearance('ACTIVE');
    await says('manager', clearance, REPORT);
    await doubt(clearance);
    const made = await reassessed(clearance);
    expect(await turnOf(made)).toEqual(['ScreeningOfficer', false]);
    expect(await decide(made)).toBe('409 WORDS_WAITING');
    await of.screened(clearance);
    expect(await turnOf(made)).toEqual(['Adjudicator', undefined]);
    expect(await decide(made)).toBe('201');
  });

  test('waits for what its person said until it was submitted, and for nothing that others said after the notice', async () => {
    const clearance = await of.cases.clearance('SUSPENDED');
    await says('manager', clearance, REPORT);
    const first = await reassessed(clearance);
    expect(await decide(first)).toBe('201');

    const other = await of.cases.clearance('SUSPENDED');
    await says('subject', other, OWN);
    const made = await reassessed(other);
    expect(await decide(made)).toBe('409 WORDS_WAITING');
    await of.screened(other);
    await says('subject', other, OWN);
    expect(await decide(made)).toBe('201');
  });
});

describe('a revocation', () => {
  const act = (by: Account, made: Case, step: Parameters<typeof revocationStep>[3], more = {}) =>
    revocationStep({ house, cases: of.cases }, by, made, step, more);

  test('is not delayed by what others write on the suspended clearance, before it is proposed or after', async () => {
    const made = await of.cases.refusedDoubt();
    await says('manager', made, REPORT);
    await of.cases.heardOnRevocation(made);
    await says('manager', made, REPORT);
    await says('subject', made, OWN);
    expect(await act('adjudicator', made, 'revoke')).toBe('201');
  });

  test('waits for what raised the doubt, and for what its holder said before they were asked', async () => {
    const raised = await of.cases.clearance('ACTIVE');
    await says('manager', raised, REPORT);
    await doubt(raised);
    const own = await of.cases.clearance('SUSPENDED');
    await says('subject', own, OWN);
    for (const made of [raised, own]) {
      await of.cases.step(await of.cases.doubtOf(made.id), 'refuseConsent', 'subject');
      await of.cases.heardOnRevocation(made);
      expect(await act('adjudicator', made, 'revoke')).toBe('409 WORDS_WAITING');
      await of.screened(made);
      expect(await act('adjudicator', made, 'revoke')).toBe('201');
    }
  });
});

test('words in why a file is held, or a case a mistake, hold no decision up', async () => {
  const made = await of.cases.application('ADJUDICATION');
  const hold = ['application', 'holds', 'placeHold'] as const;
  expect(verdict(await of.say('inCharge', made, hold, { reasons: SAID, ...kept }))).toBe('201');
  expect(await of.textOf(made)).toBeDefined();
  expect(await decide(made)).toBe('201');
});

describe('words in why somebody declares a tie', () => {
  const untied = (made: Case, by: Account) =>
    house.register.deleteFrom('conflicts').where('sub', '=', memberOf(by).sub).execute();
  const tie = (kind: 'application' | 'clearance') =>
    [kind, 'conflict', kind === 'application' ? 'declareConflict' : 'declareClearanceConflict'] as const;

  test('hold no decision up, wait to be screened all the same, and are screened', async () => {
    const made = await of.cases.application('ADJUDICATION');
    const said = await of.say('officer', made, tie('application'), { reasons: SAID, ...kept });
    expect(verdict(said)).toBe('201');
    const text = await of.textOf(made);
    expect(text).toBeDefined();
    expect((await house.get('inCharge', `/applications/${made.id}`)).body.turn).toBe('Adjudicator');
    expect(await decide(made)).toBe('201');
    expect(await of.waiting()).toContain(text);
    await of.screened(made);
    await untied(made, 'officer');
  });

  test('hold no revocation up, and not what may come of it, though the doubt was served after them', async () => {
    const made = await of.cases.clearance('ACTIVE');
    const said = await of.say('officer', made, tie('clearance'), { reasons: SAID, ...kept });
    expect(verdict(said)).toBe('201');
    await untied(made, 'officer');
    await doubt(made);
    await of.cases.step(await of.cases.doubtOf(made.id), 'refuseConsent', 'subject');
    await of.cases.heardOnRevocation(made);
    const how = { house, cases: of.cases };
    expect(await revocationStep(how, 'adjudicator', made, 'revoke')).toBe('201');
  });
});

test('an investigation of which words wait is not there to be used, and is again when they were screened', async () => {
  const earlier = earlierCases(house, of.cases);
  const before = await earlier.investigated('CLOSED', ELSEWHERE.organId);
  const made = await earlier.newCase(before, 'INVESTIGATION');
  const { id: documentId } = await house.register
    .selectFrom('vault_documents')
    .select('id')
    .where('owner_id', '=', before.id)
    .where('class', '=', 'EVIDENCE')
    .limit(1)
    .executeTakeFirstOrThrow();
  const wordsId = await house.register
    .transaction()
    .execute((tx) =>
      house.vault.put(tx, { kind: 'case', id: before.id }, 'UNSCREENED_TEXT', {}, new Date().toISOString()),
    );
  const row = {
    class: 'EVIDENCE',
    kept_as: 'MASKED',
    ready: true,
    kept_at: new Date().toISOString(),
  } as const;
  const ids = { id: wordsId, case_id: before.id, organ_id: ELSEWHERE.organId };
  await house.register
    .insertInto('text_screenings')
    .values({
      ...row,
      ...ids,
      document_id: documentId,
      words_id: wordsId,
      grievance_id: null,
      screened_by: null,
    })
    .execute();
  expect(verdict(await earlier.choose(made))).toBe('409 NOT_REUSABLE');
  expect(await earlier.read('inCharge', made)).not.toHaveProperty('reusable');
  await house.register.deleteFrom('text_screenings').where('id', '=', wordsId).execute();
  expect(await earlier.read('inCharge', made)).toHaveProperty('reusable');
  expect(verdict(await earlier.choose(made))).toBe('201');
});
