import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accessRoutes } from '../../api/routes/accesses.js';
import { disposalRoutes } from '../../api/routes/disposals.js';
import { demandRoutes } from '../../api/routes/demands.js';
import { contractorRoutes } from '../../api/routes/contractors.js';
import { passingOnRoutes } from '../../api/routes/passings-on.js';
import { documentRoutes } from '../../api/routes/documents.js';
import { handlingRoutes } from '../../api/routes/handling.js';
import { samePersonRoutes } from '../../api/routes/same-persons.js';
import { textScreeningRoutes } from '../../api/routes/text-screenings.js';
import { outageRoutes } from '../../api/routes/outages.js';
import { declarationRoutes } from '../../api/routes/declarations.js';
import { reportingLineRoutes } from '../../api/routes/reporting-lines.js';
import { passkeyRoutes } from '../../api/routes/passkeys.js';
import { breakGlassRoutes } from '../../api/routes/break-glass.js';
import { standInRoutes } from '../../api/routes/stand-ins.js';
import { ROUTES } from '../../api/routes/index.js';
import { ACTS, type Openings, READERS, type Seen } from './expectations.js';
import { ANYBODY, CASE_READS, GENERAL, HANDLING_RIGHT, HISTORY_READERS } from './expectations-reads.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import {
  type Answer,
  askAll,
  type House,
  openHouse,
  unreferenced,
  verdict,
  verdicts,
} from './support/house.js';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const DOCUMENT_READS = documentRoutes.map((route) => route.id);
const pathOf = (id: string) => ROUTES.find((route) => route.id === id)?.path ?? '';
const everybody = (question: (account: Account) => Promise<Answer>) => askAll(ACCOUNTS, question);
const expectedFor = (readers: ReadonlyMap<Account, Seen>, as: (seen: Seen) => string) =>
  Object.fromEntries(
    ACCOUNTS.map((account) => [
      account,
      readers.has(account) ? as(readers.get(account) as Seen) : '404 NOT_FOUND',
    ]),
  );

test('every route of the table has its expectation, and every expectation its route', () => {
  const known = [
    ...Object.keys(ACTS),
    ...Object.keys(CASE_READS),
    ...Object.keys(GENERAL),
    'readHandlingRight',
    'nominate',
    'redriveDeadLetters', // test/api/dead-letters.test.ts: of messages, not of a case
    'readQuestionnaireDraft', // test/access/drafts.test.ts
    'saveQuestionnaireDraft',
    // test/api/decision-packet.test.ts, revocation-packet.test.ts, consent-record.test.ts
    'readDecisionPacket',
    'readRevocationPacket',
    'readConsentRecord',
    'readConsentReceipts',
    'listHolds', // test/access/holds.test.ts
    // test/access/accesses.test.ts, disposal.test.ts, test/access/outages.test.ts, test/access/declarations.test.ts
    ...[...accessRoutes, ...disposalRoutes, ...outageRoutes, ...declarationRoutes].map((route) => route.id),
    // test/access/reporting-lines.test.ts, stand-ins.test.ts, break-glass.test.ts
    ...[...reportingLineRoutes, ...standInRoutes, ...breakGlassRoutes].map((route) => route.id),
    // test/access/documents.test.ts
    ...DOCUMENT_READS,
    // test/access/demands.test.ts
    ...demandRoutes.filter(({ method }) => method === 'post').map((route) => route.id),
    // test/access/handling.test.ts
    ...handlingRoutes.map((route) => route.id),
    ...ROUTES.filter((route) => route.tag === 'originals').map((route) => route.id),
    // test/access/originals.test.ts, contractors.test.ts, contractor-lists.test.ts, right-ended.test.ts, passing-on.test.ts
    ...[...contractorRoutes, ...passingOnRoutes].map((route) => route.id),
    // test/access/same-persons.test.ts, text-screening.test.ts, passkeys-lost.test.ts; test/api/passkeys.test.ts
    ...[...samePersonRoutes, ...textScreeningRoutes, ...passkeyRoutes].map((route) => route.id),
  ];
  expect(ROUTES.map((route) => route.id).sort()).toEqual(known.sort());
});

test('without a token nothing is read or done, and no address is told from another', async () => {
  const answers: Answer[] = [];
  for (const route of ROUTES) {
    const at = route.path.replace(':id', randomUUID());
    answers.push(await (route.method === 'get' ? house.get(null, at) : house.post(null, at)));
  }
  expect(new Set(answers.map(verdict))).toEqual(new Set(['401 NOT_SIGNED_IN']));
  expect(new Set(answers.map((answer) => JSON.stringify(unreferenced(answer)))).size).toBe(1);
  expect(new Set(answers.map((answer) => answer.headers.get('www-authenticate')))).toEqual(
    new Set(['Bearer']),
  );
});

interface Scene extends Openings {
  readonly name: string;
  readonly kind: Case['kind'];
  readonly made: () => Promise<Case>;
}
const SCENES: readonly Scene[] = [
  {
    name: 'an application before the Cabinet Office is asked',
    kind: 'application',
    made: () => cases.application('INVESTIGATION'),
  },
  {
    name: 'an application whose questionnaire waits to be screened',
    kind: 'application',
    unscreened: true,
    made: () => cases.application('QUESTIONNAIRE_SCREENING'),
  },
  {
    name: 'an application it was asked about',
    kind: 'application',
    asked: true,
    made: () => cases.application('HUMAN_REVIEW'),
  },
  {
    name: 'an application the organ investigates itself',
    kind: 'application',
    made: () => cases.application('HUMAN_REVIEW', { mode: 'SELF' }),
  },
  {
    name: 'an application somebody filed a grievance about',
    kind: 'application',
    asked: true,
    grieved: true,
    made: async () => (await cases.grievance()).about,
  },
  { name: 'an application that was refused', kind: 'application', made: () => cases.notConducted('REFUSED') },
  { name: 'a clearance', kind: 'clearance', made: () => cases.clearance('ACTIVE') },
  {
    name: 'a clearance suspended by a doubt notice',
    kind: 'clearance',
    made: () => cases.clearance('SUSPENDED'),
  },
  { name: 'a grievance', kind: 'grievance', made: () => cases.grievance() },
];

describe.each(SCENES)('$name', ({ kind, made, ...openings }) => {
  let it: Case;
  beforeAll(async () => {
    it = await made();
  }, 30_000);
  const routeOf = (as: string) =>
    Object.entries(CASE_READS).find(([, read]) => read.kind === kind && read.as === as)?.[0] ?? '';
  const readers = READERS[kind](openings);

  test('is read by its readers, each in their own view, and does not exist for anybody else', async () => {
    const at = (id: string) => pathOf(routeOf('one')).replace(':id', id);
    const answers = await everybody((account) => house.get(account, at(it.id)));
    const shown = ([account, answer]: [string, Answer]) => [
      account,
      answer.status === 200 ? answer.body.view : verdict(answer),
    ];
    expect(Object.fromEntries(Object.entries(answers).map(shown))).toEqual(
      expectedFor(readers, (seen) => seen),
    );

    const hidden = ACCOUNTS.filter((account) => !readers.has(account));
    const nowhere = await askAll(hidden, (account) => house.get(account, at(randomUUID())));
    for (const account of hidden)
      expect(unreferenced(answers[account])).toEqual(unreferenced(nowhere[account]));
  }, 30_000);

  test('stands in the lists of its readers and in no other', async () => {
    const answers = await everybody((account) => house.get(account, `${pathOf(routeOf('list'))}?limit=100`));
    const shown = Object.entries(answers).map(([account, { body }]) => {
      const item = (body.items ?? []).find((one: { id: string }) => one.id === it.id);
      return [account, item?.view ?? '404 NOT_FOUND'];
    });
    expect(Object.fromEntries(shown)).toEqual(expectedFor(readers, (seen) => seen));
  }, 30_000);

  if (kind !== 'grievance')
    test('tells its history to those who work on it and to its subject', async () => {
      const at = pathOf(routeOf('history')).replace(':id', it.id);
      const answers = await everybody((account) => house.get(account, at));
      expect(verdicts(answers)).toEqual(expectedFor(HISTORY_READERS[kind](openings), () => '200'));
    }, 30_000);

  test('is explained to those who work on it and to its subject, each in their own view', async () => {
    const at = pathOf(routeOf('explanation')).replace(':id', it.id);
    const answers = await everybody((account) => house.get(account, at));
    const shown = ([account, answer]: [string, Answer]) => [
      account,
      answer.status === 200 ? answer.body.view : verdict(answer),
    ];
    expect(Object.fromEntries(Object.entries(answers).map(shown))).toEqual(
      expectedFor(HISTORY_READERS[kind](openings), (seen) => seen),
    );
  }, 30_000);

  test('leaves on the ledger who read it and for which purpose (rule 19), outcome, history and explanation included', async () => {
    for (const seen of new Set(readers.values())) {
      const [account] = [...readers].find(([, as]) => as === seen) ?? ['nobody' as const];
      const alone = seen === 'outcome' || seen === 'screening';
      const reads = alone ? ['one'] : ['one', ...(kind === 'grievance' ? [] : ['history']), 'explanation'];
      for (const as of reads) {
        const { status } = await house.get(account, pathOf(routeOf(as)).replace(':id', it.id));
        expect([account, as, status, await lastReadOf(it.id, account)]).toEqual([
          account,
          as,
          200,
          PURPOSES[kind][seen],
        ]);
      }
    }
  });
});

const PURPOSES = {
  application: { file: 'ASSESSMENT', subject: 'OWN_FILE', outcome: 'PROTECTION', screening: 'SCREENING' },
  clearance: { file: 'ASSESSMENT', subject: 'OWN_FILE', outcome: 'PROTECTION', screening: 'never' },
  grievance: { file: 'GRIEVANCE', subject: 'OWN_FILE', outcome: 'never', screening: 'never' },
};
const counted = new Map<string, number>();
/** The purpose of the read just made; what it says if none was written since the last look. */
async function lastReadOf(caseId: string, account: Account): Promise<string> {
  const { sub } = memberOf(account);
  const rows = await house.register
    .selectFrom('ledger')
    .select(['purpose'])
    .where('case_id', '=', caseId)
    .where('event', '=', 'FileRead')
    .where('sub', '=', sub)
    .orderBy('recorded_at')
    .execute();
  const before = counted.get(`${caseId} ${sub}`) ?? 0;
  counted.set(`${caseId} ${sub}`, rows.length);
  return rows.length > before ? (rows.at(-1)?.purpose ?? '') : 'nothing written';
}

describe('reads that are not about one case', () => {
  test.each(Object.entries(GENERAL))('%s', async (routeId, may) => {
    const answers = await everybody((account) => house.get(account, pathOf(routeId)));
    const wanted = ACCOUNTS.map((account) => [
      account,
      may === ANYBODY || may.includes(account) ? '200' : '404 NOT_FOUND',
    ]);
    expect(verdicts(answers)).toEqual(Object.fromEntries(wanted));
  });

  test('reading the ledger is on the ledger, and shows nothing of the vault', async () => {
    await cases.application('CLOSED');
    const { body } = await house.get('auditor', '/ledger?limit=500');
    expect(body.items.length).toBeGreaterThan(10);
    expect(JSON.stringify(body)).not.toMatch(/REASONS TEXT|OPINION TEXT|架空/);
    const entries = await house.register
      .selectFrom('ledger')
      .select('sub')
      .where('event', '=', 'LedgerRead')
      .execute();
    expect(entries.length).toBeGreaterThan(0);
  });

  test('operators see ids and codes: no person, no outcome, no stage that tells one', async () => {
    await cases.application('DECIDED');
    const { text, body } = await house.get('operator', '/operations/cases');
    expect(body.items.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/FOUND|NOT_CONDUCTED|DECIDED|ADJUDICATION|REFUSED|架空|subject/);
  });
});

describe('readHandlingRight', () => {
  test('is told to those of the organ; to others it is as if nobody knew the person', async () => {
    const { subjectId } = await cases.clearance('ACTIVE');
    const at = (who: string, organId: string) => `/handling-rights?subjectId=${who}&organId=${organId}`;
    const answers = await everybody((account) => house.get(account, at(subjectId, HERE.organId)));
    const wanted = ACCOUNTS.map((account) => [
      account,
      HANDLING_RIGHT.told.some((one) => one === account) ? true : '404 NOT_FOUND',
    ]);
    const told = ([account, answer]: [string, Answer]) => [account, answer.body.canHandle ?? verdict(answer)];
    expect(Object.fromEntries(Object.entries(answers).map(told))).toEqual(Object.fromEntries(wanted));
    const unknown = await house.get('informationElsewhere', at(randomUUID(), HERE.organId));
    expect(unreferenced(answers.informationElsewhere)).toEqual(unreferenced(unknown));
    const elsewhere = await house.get('information', at(subjectId, ELSEWHERE.organId));
    expect(verdict(elsewhere)).toBe('404 NOT_FOUND');
  });

  test.each(['REVIEW', 'SUSPENDED', 'LAPSED', 'REVOKED', 'EXPIRED'] as const)('in %s', async (stage) => {
    const { subjectId } = await cases.clearance(stage);
    const { body } = await house.get('information', rightOf(subjectId));
    expect(body.canHandle).toBe(stage === 'REVIEW');
  });

  test('not before the pledge, whatever was decided and notified', async () => {
    const { subjectId } = await cases.application('PLEDGE_PENDING');
    const { body } = await house.get('information', rightOf(subjectId));
    expect(body).toEqual({ canHandle: false, validUntil: null });
  });
});

const rightOf = (subjectId: string) => `/handling-rights?subjectId=${subjectId}&organId=${HERE.organId}`;
