import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { ROUTES } from '../../api/routes/index.js';
import { type Edge, EDGES } from '../../domain/edges.js';
import { ACTS, READERS } from './expectations.js';
import { bodyOf } from './support/bodies.js';
import type { Cases } from './support/cases.js';
import { type Account, ACCOUNTS, memberOf } from './support/cast.js';
import { askAll, holdings, type House, openHouse, verdict, verdicts } from './support/house.js';
import { Originals } from './support/originals.js';
import { inState } from './support/states.js';

/** What is signed on paper counts as what is clicked, through two pairs of hands (Art. 12(3), 14; reading). */
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

const LINES: readonly Edge[] = EDGES;
const THEIRS = [
  ...new Set(LINES.filter((edge) => edge.by.includes('Subject')).map((e) => `${e.kind} ${e.action}`)),
];
const KEYING = ROUTES.filter(({ tag, id }) => tag === 'originals' && /^key(?!InquiryReply)/.test(id));
const stepOf = (routeId: string) => routeId.replace(/^key(.)/, (_, letter: string) => letter.toLowerCase());

/** Who keys in and who confirms, written down from the readings (decision 0042), not from the code. */
const OFFICERS: readonly Account[] = ['officer', 'officerOnceSubject'];
const ORGAN: readonly Account[] = [...OFFICERS, 'officerUnassigned', 'inCharge', 'inChargeOnceSubject'];
const SCREENERS: readonly Account[] = ['screener', 'screenerOnceSubject'];
const GRIEVANCE: readonly Account[] = ['grievance', 'grievanceOnceSubject'];
const HANDS: Readonly<Record<string, { keys: readonly Account[]; confirms: readonly Account[] }>> = {
  submitQuestionnaire: { keys: SCREENERS, confirms: SCREENERS },
  fileGrievance: { keys: GRIEVANCE, confirms: GRIEVANCE },
};
const handsOf = (step: string) =>
  HANDS[step] ?? { keys: [...OFFICERS, 'inCharge', 'inChargeOnceSubject'], confirms: ORGAN };

test('every step of a subject’s has a paper for it', () => {
  const keyed = ROUTES.filter(({ takes }) => takes)
    .filter(({ id }) => KEYING.some((route) => stepOf(route.id) === id))
    .map(({ takes }) => `${takes?.kind} ${takes?.action}`);
  expect(keyed.sort()).toEqual(THEIRS.sort());
});

describe.each(KEYING.map(({ id }) => stepOf(id)))('%s on paper', (step) => {
  const expected = ACTS[step];
  const at = expected?.tries[0] ?? { state: '', may: [] };
  const on = expected?.on ?? 'application';
  const { keys, confirms } = handsOf(step);
  const stops = ['refuseConsent', 'withdrawConsent'].includes(step);

  test('is keyed in by its hands and by nobody else, who are told no more than of the case itself', async () => {
    const made = await inState(cases, on, at.state);
    const route = KEYING.find(({ id }) => stepOf(id) === step);
    const address = route?.path.replace(':id', made.id) ?? '';
    const body = bodyOf(route?.id ?? '', await cases.version(made.id));
    const others = ACCOUNTS.filter((account) => !keys.includes(account));
    const before = await holdings(house.register);
    const answers = await askAll(others, (account) => house.post(account, address, body));
    const reads = READERS[on](at);
    expect(verdicts(answers)).toEqual(
      Object.fromEntries(others.map((one) => [one, reads.has(one) ? '403 NOT_YOURS' : '404 NOT_FOUND'])),
    );
    expect(await holdings(house.register)).toBe(before);
  }, 60_000);

  test('counts once a second person has confirmed it, and not before', async () => {
    const made = await inState(cases, on, at.state);
    const [first, second] = [keys[0] as Account, confirms.find((one) => one !== keys[0]) as Account];
    const version = await cases.version(made.id);
    const keyed = await of.key(made, step, first);
    expect([verdict(keyed), keyed.body]).toMatchObject(['201', { status: 'WAITING', inForce: stops }]);
    expect((await cases.version(made.id)) - version).toBe(stops ? 1 : 0);

    const paper = keyed.body.id as string;
    expect(verdict(await of.confirm(paper, first))).toBe('409 SAME_PERSON');
    const refused = ACCOUNTS.filter((one) => !confirms.includes(one) && one !== 'subject');
    const tried = await askAll(refused, (account) => of.confirm(paper, account));
    expect(new Set(Object.values(verdicts(tried)))).toEqual(new Set(['404 NOT_FOUND', '403 NOT_YOURS']));
    expect(
      verdict(await house.post(second, `/originals/${paper}/confirmation`, { hash: 'b'.repeat(64) })),
    ).toBe('422 INVALID');
    const done = await of.confirm(paper, second);
    expect([verdict(done), done.body]).toMatchObject(['201', { status: 'CONFIRMED', inForce: true }]);
    expect((await cases.version(made.id)) - version).toBe(1);
    expect(verdict(await of.confirm(paper, second))).toBe('409 WRONG_STAGE');

    const { rows } = await sql<{
      role: string;
      sub: string;
      original: Record<string, unknown>;
      told: unknown;
    }>`
      select c.role, c.sub, c.details -> 'original' as original, l.details -> 'original' as told
      from commands c join ledger l on l.command_id = c.command_id where c.case_id = ${made.id} order by c.seq desc limit 1
    `.execute(house.register);
    const [row] = rows;
    expect([row?.role, row?.original.id, row?.original.hash]).toEqual([
      'Subject',
      paper,
      await of.hashOf(paper),
    ]);
    expect(row?.told).toEqual(row?.original);
    const left = await sql<{ n: number }>`select count(*)::int as n from vault_documents
      where class in ('ORIGINAL', 'ORIGINAL_APART') and owner_id = ${made.id}`.execute(house.register);
    expect(left.rows[0]?.n).toBe(0);
  }, 60_000);
});

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
