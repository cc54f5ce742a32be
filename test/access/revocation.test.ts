import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, HERE, memberOf } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';
import { revocationStep } from './support/revocations.js';
import { DRIFT, SAID, Texts } from './support/texts.js';

/** A right that ends without an assessment ends by two people, and not before its holder was asked. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const act = (account: Account, made: Case, step: Parameters<typeof revocationStep>[3], more = {}) =>
  revocationStep({ house, cases }, account, made, step, more);
const view = async (account: Account, { id }: Case) => (await house.get(account, `/clearances/${id}`)).body;
const canHandle = async ({ subjectId }: Case) =>
  (await house.get('information', `/handling-rights?subjectId=${subjectId}&organId=${HERE.organId}`)).body
    .canHandle;

test('nobody revokes alone, or before the holder has answered; the right is off all the while', async () => {
  const made = await cases.refusedDoubt();
  expect(await act('adjudicator', made, 'revoke')).toBe('409 WRONG_STAGE');
  expect(await act('adjudicator', made, 'proposeRevocation', { reasons: [{ text: 'WHY WE MEAN TO' }] })).toBe(
    '201',
  );
  expect(await canHandle(made)).toBe(false);
  const asked = await view('subject', made);
  expect(asked).toMatchObject({ yourTurn: true, concerns: 'WHY WE MEAN TO' });
  expect(asked.possible).toContain('answerConcerns');
  expect(await act('adjudicatorOnceSubject', made, 'revoke')).toBe('409 NOT_HEARD');
  expect(await act('subject', made, 'answerRevocation', { text: 'MY SIDE' })).toBe('201');
  expect(await act('subject', made, 'answerRevocation')).toBe('409 WRONG_STAGE');
  expect((await view('subject', made)).yourTurn).toBe(false);
  expect((await house.get('adjudicatorOnceSubject', `/clearances/${made.id}`)).text).toContain('MY SIDE');
  expect(await act('adjudicator', made, 'revoke')).toBe('409 SAME_PERSON');
  expect(await act('adjudicatorOnceSubject', made, 'revoke')).toBe('201');
  expect(await cases.stage(made.id)).toBe('REVOKED');
  expect(await canHandle(made)).toBe(false);
});

test('not while the reassessment is open', async () => {
  const made = await cases.clearance('SUSPENDED');
  expect(await act('adjudicator', made, 'proposeRevocation')).toBe('409 WRONG_STAGE');
});

test('who lets the time pass admits nothing and may still answer; another then decides', async () => {
  const made = await cases.revocationProposed(await cases.refusedDoubt());
  const deadlines = () =>
    house.register
      .selectFrom('deadlines')
      .select(['kind', 'outcome'])
      .where('case_id', '=', made.id)
      .where('kind', '=', 'HEARING_WINDOW')
      .execute();
  expect(await deadlines()).toEqual([{ kind: 'HEARING_WINDOW', outcome: null }]);
  await cases.step(made.id, 'markHearingOverdue', 'System');
  expect(await act('subject', made, 'answerRevocation')).toBe('201');
  expect(await deadlines()).toEqual([{ kind: 'HEARING_WINDOW', outcome: 'MET' }]);
  expect(await act('adjudicator', made, 'revoke')).toBe('201');
});

test('nobody ends it over words that wait to be screened, the holder’s answer among them', async () => {
  const made = await cases.revocationProposed(await cases.refusedDoubt());
  expect(await act('subject', made, 'answerRevocation', { text: SAID, kept: true })).toBe('201');
  expect((await house.get('adjudicator', `/clearances/${made.id}`)).text).not.toContain(DRIFT);
  expect(await act('adjudicator', made, 'revoke')).toBe('409 WORDS_WAITING');
  await new Texts(house).screened(made);
  expect(await act('adjudicator', made, 'revoke')).toBe('201');
});

test('a paper that was signed before the proposal is no answer to it, though the clearance is older', async () => {
  const made = await cases.refusedDoubt();
  const openedLongAgo = { opened_at: '2026-01-05T03:00:00.000Z' };
  await house.register.updateTable('cases').set(openedLongAgo).where('id', '=', made.id).execute();
  const proposed = await cases.revocationProposed(made);
  const papers = new Originals(house);
  const key = (days: number) =>
    papers.key(
      proposed,
      'answerRevocation',
      'officer',
      {},
      { signedOn: dayBeside(dayOf(new Date().toISOString()), days) },
    );
  const early = await key(-1);
  expect([verdict(early), early.body.errors]).toMatchObject([
    '422 INVALID',
    [{ pointer: '/original/signedOn' }],
  ]);
  expect(verdict(await key(0))).toBe('201');
  // What comes of the holder by itself answers nothing: it is measured from the clearance.
  const own = { signedOn: '2026-02-01', receivedOn: '2026-02-02' };
  expect(verdict(await papers.key(proposed, 'reportChange', 'officer', {}, own))).toBe('201');
});

test('a proposal that is dropped changes nothing; a new one asks the holder anew', async () => {
  const made = await cases.heardOnRevocation(await cases.refusedDoubt());
  expect(await act('adjudicator', made, 'dropRevocation')).toBe('201');
  expect([await cases.stage(made.id), await canHandle(made)]).toEqual(['SUSPENDED', false]);
  expect(await act('adjudicatorOnceSubject', made, 'revoke')).toBe('409 WRONG_STAGE');
  expect(await act('adjudicatorOnceSubject', made, 'proposeRevocation')).toBe('201');
  expect(await act('adjudicator', made, 'revoke')).toBe('409 NOT_HEARD');
  expect(await act('subject', made, 'answerRevocation')).toBe('201');
  // Who dropped another's proposal may still be the second person of this one.
  expect(await act('adjudicator', made, 'revoke')).toBe('201');
});

test('what was proposed by somebody tied to the holder, or of one line with who reads it, ends nothing', async () => {
  const made = await cases.heardOnRevocation(await cases.refusedDoubt());
  const line = await house.post('inCharge', '/reporting-lines', {
    organId: HERE.organId,
    person: { sub: memberOf('everything').sub },
    superior: { sub: memberOf('adjudicator').sub },
    firstDay: '2026-01-01',
  });
  expect(verdict(line)).toBe('201');
  expect(await act('adjudicator', made, 'revoke')).toBe('409 SAME_LINE');
  await house.register.deleteFrom('reporting_lines').execute();
  await house.register
    .insertInto('conflicts')
    .values({
      subject_id: made.subjectId,
      sub: memberOf('everything').sub,
      declared_at: new Date().toISOString(),
    })
    .execute();
  expect(await act('adjudicator', made, 'revoke')).toBe('409 SAME_PERSON');
  expect(await act('adjudicator', made, 'dropRevocation')).toBe('201');
});

test('who is told the outcome alone sees no difference until it is revoked', async () => {
  const made = await cases.refusedDoubt();
  const outside = async () =>
    (
      await Promise.all(
        (['manager', 'information'] as const).map((account) => house.get(account, `/clearances/${made.id}`)),
      )
    ).map(({ text }) => text);
  const before = await outside();
  await cases.revocationProposed(made);
  expect(await outside()).toEqual(before);
  await cases.step(made.id, 'answerConcerns', 'subject');
  expect(await outside()).toEqual(before);
  await cases.step(made.id, 'dropRevocation', 'adjudicator', { reason: 'TEST' });
  expect(await outside()).toEqual(before);
});
