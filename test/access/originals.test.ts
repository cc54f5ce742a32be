import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { ROUTES } from '../../api/routes/index.js';
import { type Edge, EDGES } from '../../domain/edges.js';
import { ACTS, READERS } from './expectations.js';
import { bodyOf } from './support/bodies.js';
import type { Cases } from './support/cases.js';
import { type Account, ACCOUNTS } from './support/cast.js';
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
  fileGrievanceAboutClearance: { keys: GRIEVANCE, confirms: GRIEVANCE },
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
  const stops = ['refuseConsent', 'withdrawConsent', 'withdrawInquiry', 'wantReasons'].includes(step);

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
    await of.declare(paper, second);
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
