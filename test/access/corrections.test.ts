import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { handlingRight } from '../../store/handling-right.js';
import { inScope } from '../../store/scope.js';
import { connect, type Db } from '../../store/db.js';
import { readNow } from '../../store/clock.js';
import { disposeOf, dueFiles } from '../../store/retention.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases, INQUIRY } from './support/cases.js';
import { type Account, HERE, memberOf } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';

/** What was a mistake is put right by two people; everyone is told what they were told before, and no more. */
let house: House;
let cases: Cases;
let worker: Db;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  worker = connect(house.database.worker, { max: 1 });
}, 60_000);
afterAll(async () => {
  await worker?.destroy();
  await house?.stop();
});

const pathOf = ({ kind, id }: Case) => `/${kind}s/${id}`;
const take = async (by: Account, of: Case, routeId: string, step: string) =>
  house.post(by, `${pathOf(of)}/${step}`, bodyOf(routeId, await cases.version(of.id)));
const propose = (by: Account, of: Case) => take(by, of, 'proposeMistake', 'mistake');
const confirm = (by: Account, of: Case) => take(by, of, 'confirmMistake', 'mistake-confirmation');
const mayHandle = async ({ subjectId }: Case) =>
  (
    await house.register
      .transaction()
      .execute(async (tx) => handlingRight(tx, { subjectId, organId: HERE.organId }, await readNow(tx)))
  ).canHandle;

describe('a case about the wrong person', () => {
  test('is ended by two people: nothing changes for one, and nobody confirms what they said themselves', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    expect(verdict(await confirm('adjudicator', made))).toBe('409 WRONG_STAGE');
    expect(verdict(await propose('inCharge', made))).toBe('201');
    expect(await cases.stage(made.id)).toBe('CHECKS_RUNNING');
    expect(verdict(await propose('adjudicator', made))).toBe('409 WRONG_STAGE');
    expect(verdict(await confirm('inCharge', made))).toBe('409 SAME_PERSON');
    expect(verdict(await confirm('inChargeOnceSubject', made))).toBe('201');
    expect(await cases.stage(made.id)).toBe('NOT_CONDUCTED');
  });

  test('goes on as it was where the second person says no, and can be said again', async () => {
    const made = await cases.mistakeProposed('QUESTIONNAIRE');
    expect(verdict(await take('adjudicator', made, 'dropMistake', 'mistake-rejection'))).toBe('201');
    expect(verdict(await confirm('adjudicator', made))).toBe('409 WRONG_STAGE');
    expect(await cases.stage(made.id)).toBe('QUESTIONNAIRE');
    expect(verdict(await propose('officer', made))).toBe('201');
  });

  test('waits for somebody else where who said so has declared a tie since', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    await cases.step(made.id, 'proposeMistake', 'everything', { reason: 'TEST' });
    await cases.step(made.id, 'declareConflict', 'everything', { caseOfficer: memberOf('everything').sub });
    expect(verdict(await confirm('adjudicator', made))).toBe('409 SAME_PERSON');
  });

  test('is read by nobody any more, not even by whoever asks the database as the API does', async () => {
    const made = await cases.application('DECIDED');
    const before = (await house.get('officer', pathOf(made))).body;
    expect(before.statements.map(({ text }: { text: string }) => text)).toContain('OPINION TEXT');
    await propose('officer', made);
    await confirm('adjudicator', made);
    for (const account of ['officer', 'inCharge', 'adjudicator', 'investigator'] as const) {
      const { items: listed } = (await house.get(account, '/applications?limit=100')).body;
      const row = listed.find(({ id }: { id: string }) => id === made.id);
      expect(row).toMatchObject({ decision: null, notConductedReason: 'MISTAKEN' });
      const { status, body } = await house.get(account, pathOf(made));
      expect(status).toBe(200);
      expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['checks']));
      const text = JSON.stringify(body);
      for (const gathered of ['OPINION TEXT', INQUIRY, 'questionnaire', 'matters'])
        expect([gathered, text.includes(gathered)]).toEqual([gathered, false]);
      // Why it was a mistake is not what was gathered.
      expect(body.statements.map(({ action }: { action: string }) => action)).toEqual([
        'proposeMistake',
        'confirmMistake',
      ]);
      const { entries } = (await house.get(account, `${pathOf(made)}/timeline`)).body;
      for (const { detail } of entries) expect(detail).toEqual({});
      const { items } = (await house.get(account, `${pathOf(made)}/documents`)).body;
      expect(items.map(({ form }: { form: string }) => form)).toEqual(['notice']);
    }
    const api = connect(house.database.api, { max: 1 });
    const classes = await inScope(api, { organs: [HERE.organId] }, (tx) =>
      tx.selectFrom('vault_documents').select('class').where('owner_id', '=', made.id).execute(),
    );
    await api.destroy();
    expect([...new Set(classes.map((row) => row.class))]).toEqual(['CORRECTION']);
  });

  test('is told to its person in plain words, and every source is told to delete, also those that had answered', async () => {
    const made = await cases.application('AWAITING_OPINION', { mode: 'SELF' });
    await propose('officer', made);
    await confirm('inCharge', made);
    const { body } = await house.get('subject', pathOf(made));
    expect(body).toMatchObject({ outcome: 'NOT_CONDUCTED', corrected: expect.stringMatching(/^\d{4}-/) });
    const { entries } = (await house.get('subject', `${pathOf(made)}/timeline`)).body;
    const told = entries.map(({ event }: { event: string }) => event);
    expect(told).toContain('EndedAsMistaken');
    expect(told).not.toContain('MistakeProposed');
    const sent = await house.register
      .selectFrom('outbox')
      .select('payload')
      .where('case_id', '=', made.id)
      .where('kind', '=', 'PUSH')
      .execute();
    const types = sent.map(({ payload }) => (payload as { type: string }).type);
    expect(types.filter((type) => type === 'check.cancelled')).toHaveLength(
      types.filter((type) => type === 'check.requested').length,
    );
  });

  test('loses what it gathered after a short while, and stays as long as any other; not while a grievance is open', async () => {
    const made = await cases.application('ADJUDICATION');
    await propose('officer', made);
    await confirm('adjudicator', made);
    const grievance = await cases.grievance(made);
    const due = async () =>
      house.register
        .selectFrom('deadlines')
        .select(['id', 'kind', 'due_at'])
        .where('case_id', '=', made.id)
        .where('handled_by', '=', 'retention')
        .where('closed_at', 'is', null)
        .orderBy('due_at')
        .execute();
    const [first, second] = await due();
    expect([first?.kind, second?.kind]).toEqual(['GATHERED_BY_MISTAKE', 'RETENTION_NOT_CONDUCTED']);
    const then = first?.due_at.toISOString() ?? '';
    const night = async () => {
      const told: string[] = [];
      for await (const page of dueFiles(worker, then))
        for (const file of page) if (file.caseId === made.id) told.push(await disposeOf(worker, file, then));
      return told;
    };
    expect(await night()).toEqual(['HELD']);
    await cases.step(grievance.id, 'answerGrievance', 'grievance', { reason: 'TEST', outcome: 'NOT_UPHELD' });
    // Nor while a law requires it to be kept; and why it does is read by who may lift the hold.
    await cases.held(made);
    expect(await night()).toEqual(['HELD']);
    const { holds } = (await house.get('inCharge', `/applications/${made.id}`)).body;
    expect(JSON.stringify(holds)).toContain('HOLD TEXT');
    const reasons = { hold: 1, reasons: 'もう要らない。' };
    const lifted = await house.post('inCharge', `/applications/${made.id}/holds/lifting`, reasons);
    expect(verdict(lifted)).toBe('201');
    expect(await night()).toEqual(['DISPOSED']);
    expect(await night()).toEqual([]);
    expect(await cases.stage(made.id)).toBe('NOT_CONDUCTED');
    const left = await house.register
      .selectFrom('vault_documents')
      .select('class')
      .where('owner_id', '=', made.id)
      .execute();
    expect(new Set(left.map((row) => row.class))).toEqual(new Set(['CORRECTION', 'HOLD']));
    const keys = await house.register
      .selectFrom('vault_keys')
      .select(['class', 'wrapped'])
      .where('owner_id', '=', made.id)
      .where('class', 'not in', ['CORRECTION', 'HOLD'])
      .execute();
    expect(keys.length).toBeGreaterThan(0);
    for (const { wrapped } of keys) expect(wrapped).toBeNull();
    const found = await house.register
      .selectFrom('checks')
      .select('finding')
      .where('case_id', '=', made.id)
      .execute();
    expect(found.length).toBeGreaterThan(0);
    for (const { finding } of found) expect(finding).toBeNull();
    // What is written for the file from now on has no key to be sealed with, and the case has ended anyway.
    expect(verdict(await take('officer', made, 'inquire', 'inquiries'))).toBe('409 WRONG_STAGE');
  });

  test('is lost by a sign-in that was handed to somebody else, at once and for good; another one keeps it', async () => {
    const made = await cases.application('SCREENED');
    await house.register
      .deleteFrom('principals')
      .where('role', '=', 'Subject')
      .where('subject_id', '=', made.subjectId)
      .execute();
    const serving = { ...bodyOf('serveNotice', await cases.version(made.id)) };
    const stray = { ...serving, subjectAccount: memberOf('stranger').sub };
    expect(verdict(await house.post('officer', `${pathOf(made)}/notice`, stray))).toBe('201');
    expect((await house.get('stranger', pathOf(made))).status).toBe(200);
    const elsewhere = { reasons: '別人に渡した。', signIn: 'ELSEWHERE' };
    expect(verdict(await house.post('officer', `${pathOf(made)}/mistake`, elsewhere))).toBe('201');
    expect((await house.get('stranger', pathOf(made))).status).toBe(200);
    expect(verdict(await confirm('inCharge', made))).toBe('201');
    expect(verdict(await house.get('stranger', pathOf(made)))).toBe('404 NOT_FOUND');
    expect(verdict(await house.get('adjudicator', pathOf(made)))).toBe('200');
    // That it was handed over stays with the step that did.
    const served = await house.register
      .selectFrom('commands')
      .select('details')
      .where('case_id', '=', made.id)
      .where('action', '=', 'serveNotice')
      .executeTakeFirstOrThrow();
    expect(served.details).toMatchObject({ subjectAccount: memberOf('stranger').sub });
  });
});

describe('a doubt notice served by mistake', () => {
  const proposeVoid = (by: Account, of: Case) => take(by, of, 'proposeDoubtVoid', 'doubt-notice-mistake');
  const confirmVoid = (by: Account, of: Case) =>
    take(by, of, 'confirmDoubtVoid', 'doubt-notice-mistake-confirmation');

  test('is voided by two people: the right is back from then on, and its reassessment ends as a mistake', async () => {
    const held = await cases.clearance('SUSPENDED');
    const reassessment = await cases.doubtOf(held.id);
    expect(await mayHandle(held)).toBe(false);
    expect(verdict(await proposeVoid('inCharge', held))).toBe('201');
    expect(await mayHandle(held)).toBe(false);
    expect(verdict(await confirmVoid('inCharge', held))).toBe('409 SAME_PERSON');
    expect(verdict(await confirmVoid('adjudicator', held))).toBe('201');
    expect(await cases.stage(held.id)).toBe('ACTIVE');
    expect(await mayHandle(held)).toBe(true);
    const ended = await house.register
      .selectFrom('applications')
      .select('not_conducted_reason')
      .where('id', '=', reassessment)
      .executeTakeFirstOrThrow();
    expect(ended.not_conducted_reason).toBe('MISTAKEN');
    const { body } = await house.get('subject', pathOf(held));
    expect(body.corrected).toMatch(/^\d{4}-/);
    // A later notice is another one, and no mistake for that.
    await cases.step(held.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'v1:x' });
    expect((await house.get('subject', pathOf(held))).body.corrected).toBeUndefined();
    expect(await mayHandle(held)).toBe(false);
  });

  test('leaves the clearance where it would be without it: looked at, where something was reported meanwhile', async () => {
    const held = await cases.clearance('SUSPENDED');
    await cases.step(held.id, 'reportChange', 'subject');
    await proposeVoid('officer', held);
    expect(verdict(await confirmVoid('inCharge', held))).toBe('201');
    expect(await cases.stage(held.id)).toBe('REVIEW');
  });

  test('does not bring back a right whose need had ended', async () => {
    const held = await cases.clearance('LAPSED');
    await cases.step(held.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'v1:x' });
    await proposeVoid('officer', held);
    expect(verdict(await confirmVoid('adjudicator', held))).toBe('201');
    expect(await cases.stage(held.id)).toBe('LAPSED');
    expect(await mayHandle(held)).toBe(false);
  });

  test('leaves a contractor with what it had before, byte for byte', async () => {
    const held = await cases.clearance('ACTIVE');
    const told = async () => JSON.stringify((await house.get('manager', pathOf(held))).body);
    const before = await told();
    await cases.step(held.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'v1:x' });
    expect(await told()).not.toBe(before);
    await proposeVoid('officer', held);
    await confirmVoid('adjudicator', held);
    expect(await told()).toBe(before);
  });

  test('opens anew the renewal it had taken over, and leaves the refused reassessment what it was', async () => {
    const renewal = await cases.renewal();
    const { clearance_id: id } = await house.register
      .selectFrom('applications')
      .select('clearance_id')
      .where('id', '=', renewal.id)
      .executeTakeFirstOrThrow();
    const held: Case = { kind: 'clearance', id: id ?? '', subjectId: renewal.subjectId };
    await cases.step(held.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'v1:x' });
    const reassessment = await cases.doubtOf(held.id);
    await cases.step(reassessment, 'refuseConsent', 'subject');
    await proposeVoid('officer', held);
    expect(verdict(await confirmVoid('adjudicator', held))).toBe('201');
    const row = await house.register
      .selectFrom('clearances')
      .select('renewal_application_id')
      .where('id', '=', held.id)
      .executeTakeFirstOrThrow();
    expect(row.renewal_application_id).toBeNull();
    const open = await house.register
      .selectFrom('deadlines')
      .select('kind')
      .where('case_id', '=', held.id)
      .where('closed_at', 'is', null)
      .execute();
    expect(open.map(({ kind }) => kind)).toContain('RENEWAL_OPENING');
    const ended = await house.register
      .selectFrom('applications')
      .select('not_conducted_reason')
      .where('id', '=', reassessment)
      .executeTakeFirstOrThrow();
    expect(ended.not_conducted_reason).toBe('REFUSED');
  });
});
