import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type ApplicationStage, type CaseKind, type ClearanceStage } from '../../domain/stages.js';
import { ROUTES } from '../../api/routes/index.js';
import { bodyOf } from '../access/support/bodies.js';
import { type Case, Cases } from '../access/support/cases.js';
import type { Account } from '../access/support/cast.js';
import { type Answer, type House, openHouse, verdict } from '../access/support/house.js';
import { inState } from '../access/support/states.js';
import { isOfOneMind } from './support/one-mind.js';

/** Two people, or one person twice, do what cannot both be done, at the same moment. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const PAIRS = 30;
interface Side {
  readonly by: Account;
  readonly act: string;
  readonly more?: Record<string, unknown>;
}
interface Race {
  readonly on: CaseKind;
  readonly in: ApplicationStage | ClearanceStage | 'REFUSED_DOUBT' | 'GRIEVANCE_OPEN';
  readonly sides: readonly [Side, Side];
  /** What the case may come to, by who won. */
  readonly ends: readonly [string, string];
}

const RACES: readonly Race[] = [
  {
    on: 'application',
    in: 'DECIDED',
    sides: [
      { by: 'subject', act: 'withdrawConsent' },
      { by: 'officer', act: 'notifyResult' },
    ],
    ends: ['NOT_CONDUCTED', 'PLEDGE_PENDING'],
  },
  {
    on: 'application',
    in: 'AWAITING_CONSENT',
    sides: [
      { by: 'subject', act: 'giveConsent' },
      { by: 'subject', act: 'refuseConsent' },
    ],
    ends: ['QUESTIONNAIRE', 'NOT_CONDUCTED'],
  },
  {
    on: 'application',
    in: 'NOMINATED',
    sides: [
      { by: 'adjudicator', act: 'approveNominee' },
      { by: 'inCharge', act: 'rejectNominee' },
    ],
    ends: ['SCREENED', 'NOT_CONDUCTED'],
  },
  {
    on: 'application',
    in: 'ADJUDICATION',
    sides: [
      { by: 'adjudicator', act: 'decide', more: { decision: 'FOUND' } },
      { by: 'adjudicator', act: 'decide', more: { decision: 'NOT_FOUND' } },
    ],
    ends: ['DECIDED', 'DECIDED'],
  },
  {
    on: 'application',
    in: 'ADJUDICATION',
    sides: [
      { by: 'adjudicator', act: 'decide' },
      { by: 'subject', act: 'withdrawConsent' },
    ],
    ends: ['DECIDED or NOT_CONDUCTED', 'NOT_CONDUCTED'],
  },
  {
    on: 'application',
    in: 'INVESTIGATION',
    sides: [
      { by: 'inCharge', act: 'startInvestigation' },
      { by: 'inCharge', act: 'closeWithoutBasis' },
    ],
    ends: ['CHECKS_RUNNING', 'NOT_CONDUCTED'],
  },
  {
    on: 'application',
    in: 'CONSENT_OVERDUE',
    sides: [
      { by: 'subject', act: 'giveConsent' },
      { by: 'officer', act: 'closeUnanswered' },
    ],
    ends: ['QUESTIONNAIRE', 'NOT_CONDUCTED'],
  },
  {
    on: 'application',
    in: 'PLEDGE_OVERDUE',
    sides: [
      { by: 'subject', act: 'signPledge' },
      { by: 'officer', act: 'lapseUnpledged' },
    ],
    ends: ['CLEARED', 'CLOSED'],
  },
  {
    on: 'clearance',
    in: 'ACTIVE',
    sides: [
      { by: 'inCharge', act: 'serveDoubtNotice' },
      { by: 'inCharge', act: 'lapse' },
    ],
    ends: ['SUSPENDED', 'LAPSED'],
  },
  {
    on: 'clearance',
    in: 'REFUSED_DOUBT',
    sides: [
      { by: 'adjudicator', act: 'revoke' },
      { by: 'inCharge', act: 'lapse' },
    ],
    ends: ['REVOKED', 'LAPSED'],
  },
  {
    on: 'grievance',
    in: 'GRIEVANCE_OPEN',
    sides: [
      { by: 'grievance', act: 'answerGrievance' },
      { by: 'grievanceOnceSubject', act: 'answerGrievance' },
    ],
    ends: ['GRIEVANCE_ANSWERED', 'GRIEVANCE_ANSWERED'],
  },
];

const routeOf = (id: string) => ROUTES.find((route) => route.id === id)?.path ?? '';
/** The races that matter most in full; of the others enough to be raced both ways. */
const pairsOf = (nth: number) => (nth < 2 ? PAIRS : 6);

describe.each(
  RACES.map((race, nth) => ({
    ...race,
    pairs: pairsOf(nth),
    name: race.sides.map(({ by, act }) => `${by} ${act}`).join(' against '),
  })),
)('$name, in $in', ({ on, sides, ends, pairs, ...race }) => {
  test('exactly one wins, the other is told, and the register is of one mind', async () => {
    const wins = new Set<number>();
    for (let n = 0; n < pairs; n += 1) {
      const made = await inState(cases, on, race.in);
      const version = await cases.version(made.id);
      const post = ({ by, act, more }: Side) =>
        house.post(by, routeOf(act).replace(':id', made.id), { ...bodyOf(act, version), ...more });
      // The other way round each time, so that neither always comes first.
      const order = n % 2 === 0 ? [0, 1] : [1, 0];
      const answers: Answer[] = [];
      await Promise.all(order.map(async (side) => void (answers[side] = await post(sides[side] as Side))));
      const won = answers.findIndex((answer) => answer.status === 201);
      const both = answers.every((answer) => answer.status === 201);
      const withdrawnAfter = both && sides[1].act === 'withdrawConsent' && ends[0].includes(' or ');
      if (!withdrawnAfter) {
        expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
        expect(['409 STALE', '409 WRONG_STAGE']).toContain(verdict(answers[1 - won] as Answer));
      }
      const stage = await cases.stage(made.id);
      expect((withdrawnAfter ? ends[1] : (ends[won] ?? '')).split(' or ')).toContain(stage);
      wins.add(won);
      await isOfOneMind(house, made, version);
    }
    expect(house.errors).toEqual([]);
    if (pairs === PAIRS) expect(wins.size).toBe(2);
  }, 120_000);
});

describe('many at once on one case', () => {
  test('twenty people’s acts at any version are all taken, in some order, none lost', async () => {
    const made = await cases.clearance('ACTIVE');
    const before = await cases.version(made.id);
    const reporters: Account[] = ['subject', 'officer', 'manager', 'managerOnceSubject'];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        house.post(
          reporters[n % reporters.length] as Account,
          `/clearances/${made.id}/change-reports`,
          bodyOf('reportChange', 0),
        ),
      ),
    );
    expect(answers.map(verdict)).toEqual(answers.map(() => '201'));
    expect(await cases.version(made.id)).toBe(before + 20);
    await isOfOneMind(house, made, before);
  });

  test('of twenty that saw the same version one is taken', async () => {
    const made = await cases.application('SCREENED');
    const version = await cases.version(made.id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        house.post('inCharge', `/applications/${made.id}/assignment`, bodyOf('assignOfficer', version)),
      ),
    );
    const told = answers.map(verdict);
    expect([
      told.filter((one) => one === '201').length,
      told.filter((one) => one === '409 STALE').length,
    ]).toEqual([1, 19]);
    expect(await cases.version(made.id)).toBe(version + 1);
  });

  test('a clearance and the renewal it is about, moved at once from both ends, wait for each other and not for ever', async () => {
    for (let n = 0; n < 8; n += 1) {
      const renewal = await cases.renewal();
      const { clearance_id: clearanceId } = await house.register
        .selectFrom('applications')
        .select('clearance_id')
        .where('id', '=', renewal.id)
        .executeTakeFirstOrThrow();
      const clearance: Case = { kind: 'clearance', id: clearanceId ?? '', subjectId: renewal.subjectId };
      const seen = [await cases.version(renewal.id), await cases.version(clearance.id)] as const;
      const answers = await Promise.all([
        house.post('inCharge', `/applications/${renewal.id}/need`, bodyOf('confirmNeed', seen[0])),
        house.post(
          'inCharge',
          `/clearances/${clearance.id}/doubt-notice`,
          bodyOf('serveDoubtNotice', seen[1]),
        ),
        house.post('subject', `/clearances/${clearance.id}/change-reports`, bodyOf('reportChange', 0)),
      ]);
      for (const answer of answers)
        expect(['201', '409 STALE', '409 WRONG_STAGE']).toContain(verdict(answer));
      const served = answers[1]?.status === 201;
      expect(await cases.stage(renewal.id)).toBe(served ? 'NOT_CONDUCTED' : 'SCREENED');
      await isOfOneMind(house, clearance, seen[1]);
    }
    expect(house.errors).toEqual([]);
  }, 60_000);
});
