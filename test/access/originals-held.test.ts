import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { READERS } from './expectations.js';
import { bodyOf } from './support/bodies.js';
import type { Cases } from './support/cases.js';
import { type Account, ACCOUNTS, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { askAll, holdings, type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** What a signed paper holds up, what comes before it, who reads what it says, and what is left of it. */
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

const SCREENERS: readonly Account[] = ['screener', 'screenerOnceSubject'];

describe('a paper that waits', () => {
  test('is held by nobody’s delay against its person: over it nothing is closed or decided', async () => {
    const overdue = await cases.application('CONSENT_OVERDUE');
    const paper = await of.key(overdue, 'giveConsent', 'officer');
    const close = async () =>
      house.post(
        'officer',
        `/applications/${overdue.id}/closure-unanswered`,
        bodyOf('closeUnanswered', await cases.version(overdue.id)),
      );
    expect(verdict(await close())).toBe('409 ORIGINAL_WAITING');
    expect(verdict(await of.confirm(paper.body.id, 'inCharge'))).toBe('201');
    expect(await cases.stage(overdue.id)).toBe('QUESTIONNAIRE');

    const hearing = await cases.application('HEARING');
    const said = await of.key(hearing, 'answerConcerns', 'officer');
    await cases.step(hearing.id, 'markHearingOverdue', 'System');
    const decide = async () =>
      house.post(
        'adjudicator',
        `/applications/${hearing.id}/decision`,
        bodyOf('decide', await cases.version(hearing.id)),
      );
    expect(verdict(await decide())).toBe('409 ORIGINAL_WAITING');
    expect(verdict(await of.reject(said.body.id, 'inCharge'))).toBe('201');
    expect(verdict(await decide())).toBe('201');
  });

  test('of a withdrawal has stopped everything before anybody compared it, and a rejection does not undo that', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const paper = await of.key(made, 'withdrawConsent', 'officer');
    expect(paper.body).toMatchObject({ status: 'WAITING', inForce: true });
    expect(await cases.stage(made.id)).toBe('NOT_CONDUCTED');
    const open = await house.register
      .selectFrom('checks')
      .select('status')
      .where('case_id', '=', made.id)
      .execute();
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set(['CANCELLED']));
    expect((await of.reject(paper.body.id, 'officerUnassigned')).body).toMatchObject({
      status: 'REJECTED',
      inForce: true,
    });
    expect(await cases.stage(made.id)).toBe('NOT_CONDUCTED');
  });

  test('is overtaken by a click of the same, and stays known as a paper received', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const paper = await of.key(made, 'giveConsent', 'officer');
    const consent = async () =>
      house.post(
        'subject',
        `/applications/${made.id}/consent`,
        bodyOf('giveConsent', await cases.version(made.id)),
      );
    expect(verdict(await consent())).toBe('201');
    expect((await of.confirm(paper.body.id, 'inCharge')).body).toMatchObject({
      status: 'STALE',
      inForce: false,
    });
    const shown = await house.get('officer', `/originals?caseId=${made.id}`);
    expect(shown.body.items).toMatchObject([
      { id: paper.body.id, status: 'STALE', hash: await of.hashOf(paper.body.id) },
    ]);
  });

  test('and a click at the same moment: one of them counts, once', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const paper = await of.key(made, 'giveConsent', 'officer');
    const click = bodyOf('giveConsent', await cases.version(made.id));
    const [clicked, confirmed] = await Promise.all([
      house.post('subject', `/applications/${made.id}/consent`, click),
      of.confirm(paper.body.id, 'inCharge'),
    ]);
    expect(await cases.stage(made.id)).toBe('QUESTIONNAIRE');
    expect([verdict(clicked), confirmed.body.status]).toEqual(
      clicked.status === 201 ? ['201', 'STALE'] : ['409 STALE', 'CONFIRMED'],
    );
    const taken = await house.register
      .selectFrom('commands')
      .select('seq')
      .where('case_id', '=', made.id)
      .where('action', '=', 'giveConsent')
      .execute();
    expect(taken.length).toBe(1);
  });

  test('ends with its case, and what was keyed in from it with it', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const paper = await of.key(made, 'submitQuestionnaire', 'screener');
    expect(verdict(await house.post('subject', `/applications/${made.id}/withdrawal`))).toBe('201');
    expect(await of.statusOf(paper.body.id)).toBe('STALE');
    const left = await sql<{ n: number }>`select count(*)::int as n from vault_documents d
      where class like 'ORIGINAL%' and owner_id = ${made.id}`.execute(house.register);
    expect(left.rows[0]?.n).toBe(0);
  });

  test('the same sheet is not keyed in twice, nor with days on which it cannot have been', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const hash = 'c'.repeat(64);
    expect(verdict(await of.key(made, 'giveConsent', 'officer', {}, { hash }))).toBe('201');
    expect(verdict(await of.key(made, 'giveConsent', 'officer', {}, { hash }))).toBe('409 ORIGINAL_WAITING');
    const early = await of.key(made, 'giveConsent', 'officer', {}, { signedOn: '2020-01-01' });
    expect([verdict(early), early.body.errors[0].pointer]).toEqual(['422 INVALID', '/original/signedOn']);
    const late = await of.key(made, 'giveConsent', 'officer', {}, { receivedOn: '2999-01-01' });
    expect([verdict(late), late.body.errors[0].pointer]).toEqual(['422 INVALID', '/original/receivedOn']);
  });

  test('is tried as it is keyed in: what the table refuses of a click it refuses of a paper, and keeps nothing', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const before = await holdings(house.register);
    expect(verdict(await of.key(made, 'giveConsent', 'officer', { text: 'another text' }))).toBe(
      '409 CONSENT_TEXT_DIFFERS',
    );
    expect(verdict(await of.key(made, 'giveConsent', 'officer', { seen: 1 }))).toBe('409 STALE');
    expect(verdict(await of.key(made, 'answerConcerns', 'officer'))).toBe('409 WRONG_STAGE');
    expect(await holdings(house.register)).toBe(before);
    const asked = await cases.application('QUESTIONNAIRE');
    const incomplete = await of.key(asked, 'submitQuestionnaire', 'screener', { answers: {} });
    expect([verdict(incomplete), incomplete.body.errors[0].pointer]).toEqual([
      '422 INVALID',
      expect.stringMatching(/^\/says\/answers\//),
    ]);
    const theirs = await of.key(asked, 'submitQuestionnaire', 'screener', {
      draft: 1,
      answers: undefined,
      family: undefined,
    });
    expect([verdict(theirs), theirs.body.errors[0].pointer]).toEqual(['422 INVALID', '/says/draft']);
  });
});

describe('what a paper says', () => {
  test('is shown to its second person, entered in the ledger, and to nobody else', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const paper = await of.key(made, 'submitQuestionnaire', 'screener');
    const at = `/originals/${paper.body.id}`;
    await of.declare(paper.body.id, 'screenerOnceSubject');
    const answers = await askAll(ACCOUNTS, (account) => house.get(account, at));
    const told = ACCOUNTS.filter((account) => answers[account].body.says);
    expect(told.sort()).toEqual([...SCREENERS].sort());
    const lists = await askAll(ACCOUNTS, (account) => house.get(account, `/originals?caseId=${made.id}`));
    const listed = ACCOUNTS.filter((account) => lists[account].body.items?.length > 0);
    const own = ACCOUNTS.filter((account) => READERS.application({}).get(account) === 'subject');
    expect(listed.sort()).toEqual([...SCREENERS, ...own].sort());
  });

  test('bars whoever read a family on it from every other part in the case', async () => {
    const made = await cases.application('QUESTIONNAIRE');
    const paper = await of.key(made, 'submitQuestionnaire', 'screener');
    expect(verdict(await of.confirm(paper.body.id, 'screenerOnceSubject'))).toBe('201');
    // Of these the ledger is asked whenever somebody's roles on the case are (domain/roles.ts).
    const { rows } = await sql<{ sub: string }>`select distinct sub from ledger
      where case_id = ${made.id} and role = 'ScreeningOfficer'`.execute(house.register);
    expect(rows.map(({ sub }) => sub).sort()).toEqual(SCREENERS.map((one) => memberOf(one).sub).sort());
  });

  test('bars whoever keyed in or compared it from deciding the case', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const paper = await of.key(made, 'giveConsent', 'officer');
    await of.confirm(paper.body.id, 'officerUnassigned');
    const hands = await sql<{ hands: string[] }>`select sekisho_original_hands(${made.id}) as hands`.execute(
      house.register,
    );
    expect(hands.rows[0]?.hands.length).toBe(2);
  });
});

describe('what is left of a paper', () => {
  test('goes with its file', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const paper = await of.key(made, 'refuseConsent', 'officer');
    const count = async () =>
      (await house.register.selectFrom('originals').select('id').where('case_id', '=', made.id).execute())
        .length;
    expect([verdict(paper), await count()]).toEqual(['201', 1]);
    await cases.step(made.id, 'dispose', 'System');
    expect(await count()).toBe(0);
  });

  test('is found by its organ and its person alone, and by neither where it is not theirs', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const { request_id: reference } = await house.register
      .selectFrom('checks')
      .select('request_id')
      .where('case_id', '=', made.id)
      .limit(1)
      .executeTakeFirstOrThrow();
    await house.post('officer', `/applications/${made.id}/replies`, {
      reference,
      original: of.paper(),
      says: { answer: 'NO_RECORD' },
    });
    const asked = await cases.application('QUESTIONNAIRE');
    await of.key(asked, 'submitQuestionnaire', 'screener');
    const api = connect(house.database.api, { max: 1 });
    const seen = (scope: Scope) =>
      inScope(api, scope, async (tx) => {
        const rows = await tx
          .selectFrom('originals')
          .select('desk')
          .where('case_id', 'in', [made.id, asked.id])
          .execute();
        const docs = await tx
          .selectFrom('vault_documents')
          .select('class')
          .where('owner_id', 'in', [made.id, asked.id])
          .where('class', 'in', ['ORIGINAL', 'ORIGINAL_APART'])
          .execute();
        return [...rows.map(({ desk }) => desk), ...docs.map((doc) => doc.class)].sort();
      });
    expect(await seen({ organs: [HERE.organId] })).toEqual(['INQUIRY', 'ORIGINAL']);
    expect(await seen({ screens: [HERE.organId] })).toEqual(['APART', 'ORIGINAL_APART']);
    expect(await seen({ subjects: [made.subjectId, asked.subjectId] })).toEqual(['APART']);
    expect(await seen({ cabinet: true })).toEqual(['INQUIRY', 'ORIGINAL']);
    expect(await seen({ contractors: [HERE.contractorId] })).toEqual([]);
    expect(await seen({ organs: [ELSEWHERE.organId], screens: [ELSEWHERE.organId] })).toEqual([]);
    await api.destroy();
  });

  test('is settled once, by another than who keyed it in, whatever the code above asks for', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const { body } = await of.key(made, 'giveConsent', 'officer');
    const set = (change: object) =>
      house.register.updateTable('originals').set(change).where('id', '=', body.id).execute();
    const at = new Date().toISOString();
    await expect(
      set({ status: 'CONFIRMED', settled_by: memberOf('officer').sub, settled_at: at }),
    ).rejects.toMatchObject({ code: '23514' });
    await expect(set({ status: 'CONFIRMED', settled_at: at })).rejects.toMatchObject({ code: '23514' });
    await expect(set({ keyed_by: 'another' })).rejects.toMatchObject({ code: 'P0001' });
    expect((await of.reject(body.id, 'inCharge')).body.status).toBe('REJECTED');
    await expect(set({ status: 'CONFIRMED' })).rejects.toMatchObject({ code: 'P0001' });
  });
});
