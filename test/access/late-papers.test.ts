import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { sql } from 'kysely';
import { bodyOf } from './support/bodies.js';
import type { Case, Cases } from './support/cases.js';
import type { Account } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** What came in time counts from the day it came, whoever in the office came to it late. */
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

const today = () => dayOf(new Date().toISOString());
const SECOND = 'officerUnassigned';
const CREDIT = { CREDIT_STANDING: { need: 'UNCLEAR', reasons: '申告の内容を確かめるため。' } };

describe('a document that was asked for', () => {
  /** Asked for, and not heard of until its time was over; the person had posted it. */
  async function missed(): Promise<Case> {
    const made = await cases.application('DOCUMENT_REQUESTED');
    await cases.step(made.id, 'markDocumentOverdue', 'System');
    return made;
  }
  const possible = async (made: Case) =>
    (await house.get('subject', `/applications/${made.id}`)).body.possible;

  test('compared after its time counts, if it was received before', async () => {
    const made = await cases.application('DOCUMENT_REQUESTED');
    const keyed = await of.key(made, 'provideDocument', 'officer');
    await cases.step(made.id, 'markDocumentOverdue', 'System');
    expect((await of.confirm(keyed.body.id, SECOND)).body).toMatchObject({
      status: 'CONFIRMED',
      inForce: true,
    });
    expect(await cases.stage(made.id)).toBe('HUMAN_REVIEW');
    const statements = (await house.get('officer', `/applications/${made.id}`)).body.statements;
    expect(statements.map(({ action }: { action: string }) => action)).toContain('provideDocument');
  }, 30_000);

  test('keyed in after its time counts as well, wherever the case has gone, and voids nothing unseen', async () => {
    const made = await missed();
    await cases.step(made.id, 'resolveReview', 'officer', { reason: 'TEST' });
    const keyed = await of.key(made, 'provideDocument', 'officer');
    expect(verdict(keyed)).toBe('201');
    expect((await of.confirm(keyed.body.id, SECOND)).body.status).toBe('CONFIRMED');
    // A person looks at what is new before anything is decided.
    expect(await cases.stage(made.id)).toBe('HUMAN_REVIEW');
    // Said once: it is missed no more.
    expect(verdict(await of.key(made, 'declineDocument', 'officer'))).toBe('409 WRONG_STAGE');
  }, 30_000);

  test('received a day late, or clicked late, it is as late as ever, and the page offers it to nobody', async () => {
    const made = await missed();
    await house.register
      .updateTable('deadlines')
      .set({ due_at: new Date(Date.now() - 3 * 86_400_000).toISOString() })
      .where('case_id', '=', made.id)
      .where('kind', '=', 'DOCUMENT_WINDOW')
      .execute();
    const paper = { signedOn: today(), receivedOn: today() };
    expect(verdict(await of.key(made, 'provideDocument', 'officer', {}, paper))).toBe('409 WRONG_STAGE');
    const body = { seen: await cases.version(made.id), text: '資料です。' };
    expect(verdict(await house.post('subject', `/applications/${made.id}/document`, body))).toBe(
      '409 WRONG_STAGE',
    );
    expect(await possible(made)).not.toContain('provideDocument');
    const { body: told } = await house.get('subject', `/applications/${made.id}/explanation`);
    const provide = told.next.find(({ action }: { action: string }) => action === 'provideDocument');
    expect(provide.state).toBe('NOT_NOW');
  }, 30_000);

  test('asked for anew, the question of before is closed for good', async () => {
    const made = await missed();
    await cases.request(made, 'officer');
    await cases.step(made.id, 'provideDocument', 'subject');
    expect(verdict(await of.key(made, 'provideDocument', 'officer'))).toBe('409 WRONG_STAGE');
  });
});

describe('a supplementary consent that was asked for', () => {
  const asked = async () => {
    const made = await cases.application('HUMAN_REVIEW');
    await cases.supplement(made, 'officer');
    return made;
  };
  const passedOver = async (made: Case) => cases.step(made.id, 'markSupplementOverdue', 'System');
  const fileOf = async (made: Case) => (await house.get('officer', `/applications/${made.id}`)).body;

  test('keyed in in time and compared after its time is an answer: what is agreed to may be asked', async () => {
    const made = await asked();
    const keyed = await of.key(made, 'answerSupplement', 'officer');
    await passedOver(made);
    expect((await of.confirm(keyed.body.id, SECOND)).body).toMatchObject({
      status: 'CONFIRMED',
      inForce: true,
    });
    expect(await cases.stage(made.id)).toBe('HUMAN_REVIEW');
    expect((await fileOf(made)).supplements).toMatchObject([
      { status: 'ANSWERED', asked: [{ code: 'CREDIT_STANDING', answer: true }] },
    ]);
    const body = { ...bodyOf('inquire', await cases.version(made.id)), inquiries: CREDIT };
    expect(verdict(await house.post('officer', `/applications/${made.id}/inquiries`, body))).toBe('201');
  }, 30_000);

  test.each([
    ['yes', true],
    ['no', false],
  ])(
    'found after the opinion, a %s goes back to who asked, and is said once',
    async (_, answer) => {
      const made = await asked();
      await passedOver(made);
      await cases.step(made.id, 'resolveReview', 'officer', { reason: 'TEST' });
      await cases.step(made.id, 'giveOpinion', 'investigator', { reason: 'TEST' });
      expect(await cases.stage(made.id)).toBe('OPINION_RECEIVED');
      const says = { inquiries: { CREDIT_STANDING: answer } };
      const keyed = await of.key(made, 'answerSupplement', 'officer', says);
      expect(verdict(keyed)).toBe('201');
      expect((await of.confirm(keyed.body.id, SECOND)).body.status).toBe('CONFIRMED');
      expect(await cases.stage(made.id)).toBe('HUMAN_REVIEW');
      expect(verdict(await of.key(made, 'answerSupplement', 'officer'))).toBe('409 WRONG_STAGE');
    },
    30_000,
  );

  test('received a day late, or clicked late, is no answer, and the page offers it to nobody', async () => {
    const made = await asked();
    await passedOver(made);
    await house.register
      .updateTable('deadlines')
      .set({ due_at: new Date(Date.now() - 3 * 86_400_000).toISOString() })
      .where('case_id', '=', made.id)
      .where('kind', '=', 'SUPPLEMENT_WINDOW')
      .execute();
    const paper = { signedOn: today(), receivedOn: today() };
    expect(verdict(await of.key(made, 'answerSupplement', 'officer', {}, paper))).toBe('409 WRONG_STAGE');
    const click = await house.post(
      'subject',
      `/applications/${made.id}/supplement`,
      bodyOf('answerSupplement', 0),
    );
    expect(verdict(click)).toBe('409 WRONG_STAGE');
    const { body } = await house.get('subject', `/applications/${made.id}`);
    expect(body).not.toHaveProperty('supplement');
    expect(body.possible).not.toContain('answerSupplement');
  }, 30_000);
});

describe('a grievance on paper', () => {
  async function ended(daysAgo: number): Promise<Case> {
    const made = await cases.application('NOT_CONDUCTED');
    const at = new Date(Date.now() - daysAgo * 86_400_000).toISOString();
    const { register } = house;
    await register.updateTable('cases').set({ ended_at: at }).where('id', '=', made.id).execute();
    await register.updateTable('applications').set({ served_at: at }).where('id', '=', made.id).execute();
    return made;
  }
  const grievanceOf = async (made: Case) =>
    house.register
      .selectFrom('grievances as g')
      .innerJoin('deadlines as d', 'd.case_id', 'g.id')
      .select(['g.id', 'g.late', 'd.due_at'])
      .where('g.application_id', '=', made.id)
      .where('d.kind', '=', 'GRIEVANCE_TARGET')
      .executeTakeFirstOrThrow();

  test('is as late as it came in, and is owed an answer from that day', async () => {
    const made = await ended(100);
    const receivedOn = dayBeside(today(), -30);
    const paper = { signedOn: receivedOn, receivedOn };
    const keyed = await of.key(
      made,
      'fileGrievance',
      'grievance',
      { about: 'CONDUCT', text: '不服です。' },
      paper,
    );
    expect(verdict(keyed)).toBe('201');
    expect((await of.confirm(keyed.body.id, 'grievanceOnceSubject')).body.status).toBe('CONFIRMED');
    const grievance = await grievanceOf(made);
    expect(grievance.late).toBe(false);
    expect(grievance.due_at.getTime()).toBeLessThan(Date.now() + 40 * 86_400_000);
    const { body } = await house.get('subject', `/grievances/${grievance.id}`);
    expect(body.grievance).toMatchObject({ receivedOn, late: false });
  }, 30_000);

  test('that came in late is late, whoever keys it in when', async () => {
    const made = await ended(150);
    const receivedOn = dayBeside(today(), -1);
    const paper = { signedOn: receivedOn, receivedOn };
    const keyed = await of.key(
      made,
      'fileGrievance',
      'grievance',
      { about: 'CONDUCT', text: '不服です。' },
      paper,
    );
    await of.confirm(keyed.body.id, 'grievanceOnceSubject');
    expect((await grievanceOf(made)).late).toBe(true);
  }, 30_000);
});

describe('a case that is closed for silence', () => {
  const closed = () => cases.notConducted('NO_RESPONSE');
  const papersOf = async (account: Account, made: Case) =>
    (await house.get(account, `/applications/${made.id}`)).body.papers;

  test('keeps on record a paper that had come in before, without effect, and shows it to its officers', async () => {
    const made = await closed();
    const keyed = await of.key(made, 'giveConsent', 'officer');
    expect([verdict(keyed), keyed.body]).toMatchObject(['201', { status: 'STALE', inForce: false }]);
    expect(await cases.stage(made.id)).toBe('NOT_CONDUCTED');
    for (const account of ['officer', 'inCharge'] as const) {
      expect(await papersOf(account, made)).toMatchObject({ waiting: 0, foundLate: 1 });
      const { items } = (await house.get(account, `/originals?caseId=${made.id}`)).body;
      expect(items).toMatchObject([{ id: keyed.body.id, foundLate: true, compareBy: null }]);
    }
    const [entry] = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', made.id)
      .where('event', '=', 'OriginalOvertaken')
      .execute();
    expect(entry?.details).toMatchObject({ original: keyed.body.id, action: 'giveConsent' });
    expect(verdict(await of.confirm(keyed.body.id, 'inCharge'))).toBe('409 WRONG_STAGE');
    // Nobody without an office on the case is asked for a word on what nobody compares.
    expect(verdict(await of.confirm(keyed.body.id, SECOND))).toBe('404 NOT_FOUND');
    // Nothing of what it says rests anywhere, and the contractor sees what they saw.
    const left = await house.register
      .selectFrom('vault_documents')
      .select('id')
      .where('owner_id', '=', made.id)
      .where('class', '=', 'ORIGINAL')
      .execute();
    expect(left).toEqual([]);
  }, 30_000);

  test('takes none that came in after it, and none that says what was not cut off', async () => {
    const made = await closed();
    await house.register
      .updateTable('cases')
      .set({ ended_at: new Date(Date.now() - 3 * 86_400_000).toISOString() })
      .where('id', '=', made.id)
      .execute();
    const paper = { signedOn: today(), receivedOn: today() };
    expect(verdict(await of.key(made, 'giveConsent', 'officer', {}, paper))).toBe('409 WRONG_STAGE');
    expect(verdict(await of.key(await closed(), 'signPledge', 'officer'))).toBe('409 WRONG_STAGE');
    const refused = await cases.notConducted('REFUSED');
    expect(verdict(await of.key(refused, 'giveConsent', 'officer'))).toBe('409 WRONG_STAGE');
  }, 30_000);
});

describe('a paper that waits for its second person', () => {
  test('is told to whoever works on the case, a questionnaire’s too, and of that no more', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const keyed = await of.key(made, 'submitQuestionnaire', 'screener');
    expect(verdict(keyed)).toBe('201');
    const { body } = await house.get('officer', `/applications/${made.id}`);
    expect(body.papers).toMatchObject({ waiting: 1, overdue: false, foundLate: 0 });
    expect(JSON.stringify(body)).not.toContain(keyed.body.id);
    expect((await house.get('officer', `/originals?caseId=${made.id}`)).body.items).toEqual([]);
    for (const account of ['subject', 'manager', 'screener'] as const)
      expect((await house.get(account, `/applications/${made.id}`)).body.papers).toBeUndefined();
  }, 30_000);

  test('is overdue when the office days of policy are over', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const keyed = await of.key(made, 'giveConsent', 'officer');
    const listed = async () =>
      (await house.get('inCharge', '/originals')).body.items.find(
        ({ id }: { id: string }) => id === keyed.body.id,
      );
    expect(await listed()).toMatchObject({ overdue: false, compareBy: expect.any(String) });
    await sql`alter table originals disable trigger originals_settle_once`.execute(house.register);
    await house.register
      .updateTable('originals')
      .set({ keyed_at: new Date(Date.now() - 30 * 86_400_000).toISOString() })
      .where('id', '=', keyed.body.id)
      .execute();
    await sql`alter table originals enable trigger originals_settle_once`.execute(house.register);
    expect(await listed()).toMatchObject({ overdue: true });
    expect((await house.get('officer', `/applications/${made.id}`)).body.papers).toMatchObject({
      waiting: 1,
      overdue: true,
    });
  }, 30_000);
});
