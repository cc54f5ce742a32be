import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import type { Case, Cases } from './support/cases.js';
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
