import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Action, Edge, Rule } from '../../domain/edges.js';
import { type Explained, explain } from '../../domain/explain.js';
import { RULES_TOLD, toldOfClock, toldOfRule, toldOfStep } from '../../domain/explain-told.js';
import { DEADLINES, type DeadlineKind } from '../../domain/policy.js';
import { ROLES, type Role } from '../../domain/roles.js';
import { type Facts, possibleActions } from '../../domain/rules.js';
import { ACTIONS, easyCase, EVERY_STAGE, LINES, linesOf, outBy } from './table.js';
import { anyCase, tried } from './tried.js';

const RUNS = { numRuns: 1000 };
const OFFICE = [
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'GrievanceOfficer',
] as const satisfies Role[];
/** What the step says, where lines of one action differ by it. */
const wayOf = (one: Explained): Edge['when'] =>
  'conditions' in one
    ? {
        ...(one.proposing === undefined ? {} : { proposing: one.proposing }),
        ...(one.choosing === undefined ? {} : { choosing: one.choosing }),
        ...(one.drifting === undefined ? {} : { drifting: one.drifting }),
      }
    : {};

/** Whoever reads a file: at least one role of the office, with any other but the subject's beside it. */
const anyRoles = fc
  .tuple(fc.constantFrom(...OFFICE), fc.uniqueArray(fc.constantFrom(...ROLES.filter((r) => r !== 'Subject'))))
  .map(([first, more]): Role[] => [...new Set<Role>([first, ...more])]);
const anyReader = fc.record({ roles: anyRoles, sub: fc.constantFrom('p1', 'p2', 'p3') });
const readersOf = (kind: Facts['kind']): readonly Role[] =>
  kind === 'grievance' ? ['GrievanceOfficer'] : OFFICE;

describe('whoever works on a case', () => {
  test.each(EVERY_STAGE)(
    'is told of every step of its kind, once to each way it leads: %s %s',
    (kind, stage) => {
      const facts = easyCase({ ...(LINES[0] as Edge), kind }, stage);
      const steps = LINES.filter((e) => e.kind === kind && e.from.some((from) => from !== 'NEW'));
      for (const role of readersOf(kind)) {
        const told = explain(facts, { roles: [role], sub: 'p1' });
        expect(new Set(told.map(({ action }) => action))).toEqual(new Set(steps.map(({ action }) => action)));
        const ways = told.map((one) => `${one.action} ${JSON.stringify(wayOf(one))}`);
        expect(new Set(ways).size).toBe(ways.length);
      }
    },
  );

  test('is told that a step is theirs when, and only when, the table lets them take it', () => {
    fc.assert(
      fc.property(anyCase, anyReader, (facts, { roles, sub }) => {
        const told = explain(facts, { roles, sub });
        const answers = told.map(
          (one) => `${one.action} ${tried(one.action, facts, roles, sub, wayOf(one))}`,
        );
        expect(answers.join()).toBe(told.map((one) => `${one.action} ${said(one)}`).join());
      }),
      RUNS,
    );
  });

  /** What an explained step says of trying it. */
  function said(one: Explained): string {
    switch (one.state) {
      case 'YOURS':
        return 'permitted';
      case 'OTHERS':
        return 'NOT_YOURS';
      case 'OTHER_STAGE':
      case 'OTHER_CASE':
        return 'WRONG_STAGE';
      case 'BLOCKED':
        return one.yours
          ? String(one.conditions.find(({ standing }) => standing === 'BROKEN')?.code)
          : 'NOT_YOURS';
    }
  }

  test('finds in it all they may do next, and nothing that is refused for its stage or its owner', () => {
    fc.assert(
      fc.property(anyCase, anyReader, (facts, reader) => {
        const near = explain(facts, reader).filter((one) => one.yours && 'conditions' in one);
        const possible = possibleActions(facts, reader.roles);
        expect(new Set(near.map(({ action }) => action))).toEqual(new Set(possible));
      }),
      RUNS,
    );
  });

  test('is told of a file that is not held that there is no hold, and not that they placed it', () => {
    const facts: Facts = { ...easyCase(linesOf('liftHold')[0] as Edge), holds: [], holdStands: false };
    const [lift] = explain(facts, { roles: ['AssessmentOfficerInCharge'], sub: 'p1' }).filter(
      ({ action }) => action === 'liftHold',
    );
    expect(lift).toMatchObject({ state: 'BLOCKED' });
    expect(
      lift && 'conditions' in lift ? lift.conditions.map((c) => [c.rule, c.code ?? c.standing]) : [],
    ).toEqual(
      expect.arrayContaining([
        ['holdStands', 'NO_HOLD'],
        ['notWhoPlacedIt', 'MET'],
      ]),
    );
  });

  test('is told where a step leads as the table says, and what stands in its way by the code of the refusal', () => {
    const facts: Facts = {
      ...easyCase(linesOf('decide')[0] as Edge),
      openChecks: 1,
      hearing: 'NONE',
      investigators: ['p9'],
    };
    const decide = explain(facts, { roles: ['Adjudicator'], sub: 'p1' }).filter((o) => o.action === 'decide');
    expect(decide).toMatchObject([
      { proposing: 'FOUND', to: 'DECIDED', state: 'BLOCKED', yours: true },
      { proposing: 'NOT_FOUND', to: 'SECOND_READING', state: 'BLOCKED', yours: true },
    ]);
    const standing = (one: Explained | undefined) =>
      Object.fromEntries(
        one && 'conditions' in one ? one.conditions.map((c) => [c.rule, c.code ?? c.standing]) : [],
      );
    expect(standing(decide[1])).toEqual({
      notWhoInvestigated: 'MET',
      notWhoDecidedBefore: 'MET',
      outsideTheirLine: 'MET',
      nothingOpen: 'CHECKS_OPEN',
      nothingUnresolved: 'MET',
      subjectWasHeard: 'NOT_HEARD',
      everythingWeighed: 'TO_GIVE',
      somethingWeighed: 'NOT_WEIGHED',
      reasonsGiven: 'TO_GIVE',
      somethingTold: 'TO_GIVE',
      noOriginalWaiting: 'MET',
      noWordsWaiting: 'MET',
    });
    const officer = explain(facts, { roles: ['CaseOfficer'], sub: 'p9' }).find((o) => o.action === 'decide');
    expect(officer).toMatchObject({ state: 'BLOCKED', yours: false, by: ['Adjudicator'] });
    expect(standing(officer).notWhoInvestigated).toBe('UNTOLD');
  });

  test('is told by what their case differs from those a step is for, or in which stages it is taken', () => {
    const facts = easyCase(linesOf('giveOpinion')[0] as Edge);
    const told = explain(
      { ...facts, stage: 'NOMINATED', ground: 'DOUBT' },
      { roles: ['Adjudicator'], sub: 'p1' },
    );
    const of = (action: Action) => told.find((one) => one.action === action);
    expect(of('approveNominee')).toMatchObject({ state: 'OTHER_CASE', differs: ['ground'], yours: true });
    expect(of('signPledge')).toMatchObject({
      state: 'OTHER_STAGE',
      from: ['PLEDGE_PENDING', 'PLEDGE_OVERDUE'],
      differs: [],
      yours: false,
    });
  });
});

/** What of the facts each rule about more than the step looks at, and two values that tell it apart. */
const SECRETS: Readonly<Partial<Record<Rule, readonly [Partial<Facts>, Partial<Facts>]>>> = {
  contractorCertified: [{ certified: true }, { certified: false }],
  noOtherOpenCase: [{ otherOpenCase: false }, { otherOpenCase: true }],
  notYetCleared: [{ alreadyCleared: false }, { alreadyCleared: true }],
  nothingOpen: [{ openChecks: 0 }, { openChecks: 2 }],
  recordsAreIn: [{ firstDue: [] }, { firstDue: ['SUPERIOR_STATEMENT'] }],
  firstCameIn: [{ firstDue: [] }, { firstDue: ['SUPERIOR_STATEMENT'] }],
  nothingUnresolved: [{ unresolvedFindings: 0 }, { unresolvedFindings: 1 }],
  noDoubtServed: [{ doubtServed: false }, { doubtServed: true }],
  nothingHolds: [{ held: false }, { held: true }],
  noHoldStands: [{ holdStands: false }, { holdStands: true }],
  holdStands: [{ holds: [] }, { holds: [{ number: 1, by: 'p2' }] }],
  notWhoPlacedIt: [{ holds: [{ number: 1, by: 'p1' }] }, { holds: [{ number: 1, by: 'p2' }] }],
  subjectWasHeard: [{ hearing: 'NONE' }, { hearing: 'HEARD' }],
  investigationReusable: [{ reusable: false }, { reusable: true }],
  reportWaits: [{ waitingReports: [] }, { waitingReports: [{ id: 'r1', sub: 'p2' }] }],
  everyReportValidated: [{ waitingReports: [] }, { waitingReports: [{ id: 'r1', sub: 'p2' }] }],
  noSupplementOpen: [{ supplement: null }, { supplement: { text: 's1:abc', asks: ['CREDIT_STANDING'] } }],
  noOriginalWaiting: [{ originalWaiting: false }, { originalWaiting: true }],
  noWordsWaiting: [{ wordsWaiting: false }, { wordsWaiting: true }],
  interviewBegun: [{ interviewBegun: false }, { interviewBegun: true }],
  notWhoIssued: [outBy('p2'), outBy('p1')],
  noNoticeOut: [{ issue: null }, outBy('p2')],
  notWhoProposed: [{ proposedBy: 'p2' }, { proposedBy: null }],
  notWhoInvestigated: [{ investigators: [] }, { investigators: ['p1'] }],
  nothingRestsOnNotice: [{ noticeReliedOn: false }, { noticeReliedOn: true }],
  correctedByAnother: [{ correctionBy: 'p2' }, { correctionBy: 'p1' }],
  notWhoWorkedOnIt: [{ workers: [] }, { workers: ['p1'] }],
  notWhoDecidedBefore: [{ answeredGrievances: [] }, { answeredGrievances: ['p1'] }],
  outsideTheirLine: [{ inTheirLine: [] }, { inTheirLine: ['p1'] }],
  consentStands: [{ consentWithdrawn: false }, { consentWithdrawn: true }],
  doubtEndedWithoutAssessment: [
    { doubtEndedWithoutAssessment: true },
    { doubtEndedWithoutAssessment: false },
  ],
};

describe('what a reader may not know', () => {
  test('is told of by one line for each rule and each step, and a step without a line is told to nobody', () => {
    for (const action of ACTIONS) {
      expect([action, toldOfStep(ROLES, action, 'next')]).toEqual([action, true]);
    }
    for (const role of ROLES) expect(toldOfStep([role], 'somethingNew', 'next')).toBe(false);
    const aboutMore = (Object.keys(RULES_TOLD) as Rule[]).filter((rule) => RULES_TOLD[rule].about !== 'STEP');
    expect(Object.keys(SECRETS).toSorted()).toEqual(aboutMore.toSorted());
  });

  const untold = (Object.keys(SECRETS) as Rule[]).flatMap((rule) => {
    const theirs = (role: Role) => LINES.some((e) => e.rules?.includes(rule) && e.by.includes(role));
    const kept = OFFICE.filter((role) => !toldOfRule([role], rule) && !theirs(role));
    return kept.length === 0 ? [] : [{ rule, kept }];
  });
  test('is, of the rules, these', () => {
    expect(untold.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining([
        'contractorCertified',
        'nothingHolds',
        'notWhoProposed',
        'doubtEndedWithoutAssessment',
      ]),
    );
  });

  test.each(untold)('changes no byte of what they are told: $rule', ({ rule, kept }) => {
    const [one = {}, other = {}] = SECRETS[rule] ?? [];
    fc.assert(
      fc.property(anyCase, fc.subarray(kept, { minLength: 1 }), (facts, roles) => {
        const told = (secret: Partial<Facts>) => explain({ ...facts, ...secret }, { roles, sub: 'p1' });
        expect(JSON.stringify(told(one))).toBe(JSON.stringify(told(other)));
      }),
      { numRuns: 300 },
    );
  });

  test.each(OFFICE)(
    'an open grievance or a doubt that holds the file does not show, as a reason either: %s',
    (role) => {
      const [line] = linesOf('dispose');
      const told = (held: boolean) =>
        JSON.stringify(explain({ ...easyCase(line as Edge, 'CLOSED'), held }, { roles: [role], sub: 'p1' }));
      expect(told(true) === told(false)).toBe(role !== 'GrievanceOfficer');
      expect(told(true).includes('HELD')).toBe(role === 'GrievanceOfficer');
    },
  );

  test.each(OFFICE)(
    'a grievance, a doubt and a hold that keep a file are one to whoever may know of none: %s',
    (role) => {
      for (const [kind, stage] of [
        ['application', 'CLOSED'],
        ['clearance', 'REVOKED'],
      ] as const) {
        const line = LINES.find((edge) => edge.kind === kind && edge.action === 'dispose') as Edge;
        const facts = { ...easyCase(line, stage), holds: [] };
        const told = (kept: Partial<Facts>) =>
          JSON.stringify(explain({ ...facts, ...kept }, { roles: [role], sub: 'p1' }));
        const hold = told({ holdStands: true, holds: [{ number: 1, by: 'p2' }] });
        const [nothing, other] = [told({}), told({ held: true })];
        expect(hold === nothing).toBe(role !== 'AssessmentOfficerInCharge');
        expect(other === nothing).toBe(role !== 'GrievanceOfficer');
        if (role === 'AssessmentOfficerInCharge') expect(hold).toContain('HELD');
      }
    },
  );

  test('that a grievance was filed or a tie declared is no step of the history, and neither leaves a gap in it', () => {
    const untold = ACTIONS.flatMap((action) =>
      OFFICE.filter((role) => !toldOfStep([role], action, 'taken')).map((role) => `${action} ${role}`),
    );
    const insiders = OFFICE.filter((role) => role !== 'GrievanceOfficer');
    const holds = ['placeHold', 'liftHold', 'chaseHold'];
    const others = OFFICE.filter((role) => role !== 'AssessmentOfficerInCharge');
    const grievances = ['fileGrievance', 'openGrievance', 'markGrievanceOverdue', 'answerGrievance'];
    expect(untold.toSorted()).toEqual(
      [
        ...OFFICE.map((role) => `declareConflict ${role}`),
        ...grievances.flatMap((action) => insiders.map((role) => `${action} ${role}`)),
        ...holds.flatMap((action) => others.map((role) => `${action} ${role}`)),
      ].toSorted(),
    );
    for (const action of ['declareConflict', 'fileGrievance', 'placeHold', 'liftHold', 'chaseHold'] as const)
      expect([action, new Set(linesOf(action).map(({ to }) => to))]).toEqual([action, new Set(['SAME'])]);
  });

  test('who only holds an outcome is told of no step, no rule and no clock', () => {
    const outside: Role[] = ROLES.filter((r) => r !== 'Subject' && !OFFICE.some((one) => one === r));
    expect(outside).toContain('ContractorSecurityManager');
    for (const action of ACTIONS) expect(toldOfStep(outside, action, 'taken')).toBe(false);
    for (const rule of Object.keys(RULES_TOLD) as Rule[]) expect(toldOfRule(outside, rule)).toBe(false);
    for (const kind of Object.keys(DEADLINES) as DeadlineKind[])
      expect(toldOfClock(outside, kind)).toBe(false);
  });
});
