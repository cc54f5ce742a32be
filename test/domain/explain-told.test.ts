import { describe, expect, test } from '@jest/globals';
import type { Action, Rule } from '../../domain/edges.js';
import { RULES_TOLD, toldOfClock, toldOfRule, toldOfStep } from '../../domain/explain-told.js';
import { DEADLINES, type DeadlineKind } from '../../domain/policy.js';
import { type Role, ROLES } from '../../domain/roles.js';
import { ACTIONS, LINES } from './table.js';

const rules = Object.keys(RULES_TOLD) as Rule[];
const clocks = Object.keys(DEADLINES) as DeadlineKind[];
const OFFICE = [
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'GrievanceOfficer',
] as const satisfies Role[];
const OUTSIDE = ROLES.filter((role) => role !== 'Subject' && !OFFICE.some((one) => one === role));

const about = (what: 'CASE' | 'WHO_ACTS' | 'STEP') =>
  rules.filter((rule) => RULES_TOLD[rule].about === what).toSorted();
const knownTo = (role: Role) => rules.filter((rule) => toldOfRule([role], rule)).toSorted();
const toldNext = (role: Role) => ACTIONS.filter((action) => toldOfStep([role], action, 'next')).toSorted();

describe('a rule looks at', () => {
  test('the case, who acts, or what comes with the step', () => {
    expect([...about('CASE'), ...about('WHO_ACTS'), ...about('STEP')].toSorted()).toEqual(rules.toSorted());
  });

  test('who acts, where it keeps two people apart: what it says of one it says of nobody else', () => {
    expect(about('WHO_ACTS')).toEqual([
      'correctedByAnother',
      'notWhoDecidedBefore',
      'notWhoInvestigated',
      'notWhoIssued',
      'notWhoPlacedIt',
      'notWhoProposed',
      'notWhoWorkedOnIt',
      'outsideTheirLine',
    ] satisfies Rule[]);
  });

  test('what comes with the step, where nobody can say that it is met before it is there', () => {
    expect(about('STEP')).toEqual([
      'answerFits',
      'answeredInTime',
      'everyQuestionAnswered',
      'everythingWeighed',
      'issuedThisWay',
      'mayBeAsked',
      'mayBeAskedFor',
      'noGroundGiven',
      'notWhoReported',
      'officerApart',
      'provisoGrounded',
      'reasonsGiven',
      'receivedFirst',
      'receivedInTime',
      'somethingTold',
      'somethingWeighed',
      'supplementWasShown',
      'textWasServed',
      'timeAhead',
      'wasConsented',
    ] satisfies Rule[]);
  });
});

/** Another case of the person, a right they hold, an earlier investigation: nobody learns of it by a page. */
const OF_OTHER_CASES = ['noOtherOpenCase', 'notYetCleared', 'investigationReusable'] as const;
const OF_THE_HEAD = [
  'contractorCertified',
  'correctedByAnother',
  'nothingRestsOnNotice',
  'doubtEndedWithoutAssessment',
] as const;
/** Of who decides: that two people are apart is theirs to know. */
const OF_WHO_DECIDES = ['notWhoProposed', 'notWhoInvestigated', 'notWhoDecidedBefore'] as const;
/** A grievance is its officer's, a hold theirs who place it. */
const OF_GRIEVANCES = ['nothingHolds', 'answerFits'] as const;
const OF_HOLDS = ['noHoldStands', 'holdStands', 'notWhoPlacedIt'] as const;
const OF_WHO_JUDGES = ['outsideTheirLine', 'notWhoWorkedOnIt'] as const;
/** Who issued a notice is asked of who takes it back. */
const OF_ISSUES = ['notWhoIssued'] as const;

describe('whether it is met', () => {
  const OF_NOBODY_BELOW = [...OF_OTHER_CASES, ...OF_GRIEVANCES] as const;
  test.each<[Role, readonly Rule[]]>([
    [
      'CaseOfficer',
      [...OF_NOBODY_BELOW, ...OF_THE_HEAD, ...OF_WHO_DECIDES, ...OF_HOLDS, ...OF_WHO_JUDGES, ...OF_ISSUES],
    ],
    [
      'CabinetInvestigator',
      [...OF_NOBODY_BELOW, ...OF_THE_HEAD, ...OF_WHO_DECIDES, ...OF_HOLDS, ...OF_WHO_JUDGES, ...OF_ISSUES],
    ],
    ['AssessmentOfficerInCharge', [...OF_NOBODY_BELOW, ...OF_WHO_DECIDES, ...OF_WHO_JUDGES]],
    ['Adjudicator', [...OF_NOBODY_BELOW, ...OF_HOLDS, ...OF_ISSUES]],
    ['GrievanceOfficer', [...OF_OTHER_CASES, ...OF_THE_HEAD, ...OF_WHO_DECIDES, ...OF_HOLDS, ...OF_ISSUES]],
  ])('is kept from a %s of these rules, and of no other', (role, kept) => {
    expect(rules.filter((rule) => !toldOfRule([role], rule)).toSorted()).toEqual([...kept].toSorted());
  });

  test('is known to the subject of their own answers, and of nothing else', () => {
    expect(knownTo('Subject')).toEqual([
      'everyQuestionAnswered',
      'supplementWasShown',
      'textWasServed',
      'wasConsented',
    ]);
  });

  test.each(OUTSIDE)('is known of no rule to who works on no case: %s', (role) => {
    expect(knownTo(role)).toEqual([]);
  });

  test('is known to whoever has one role to which it is told, whatever their others are', () => {
    expect(toldOfRule(['Auditor', 'GrievanceOfficer'], 'nothingHolds')).toBe(true);
    expect(toldOfRule([], 'nothingHolds')).toBe(false);
  });
});

describe('that a step may come next, or why not', () => {
  const OF_GRIEVANCE_CASES = ['openGrievance', 'markGrievanceOverdue', 'answerGrievance'] satisfies Action[];
  test.each(OFFICE)(
    'is told of every step to who works on a case, of a grievance to its officer: %s',
    (role) => {
      const kept: readonly string[] = role === 'GrievanceOfficer' ? [] : OF_GRIEVANCE_CASES;
      expect(toldNext(role)).toEqual(ACTIONS.filter((action) => !kept.includes(action)).toSorted());
    },
  );

  test('is told to the subject of the steps that are theirs, a grievance too, and of no other', () => {
    const theirs = LINES.filter(({ by }) => by.includes('Subject')).map(({ action }) => action);
    expect(toldNext('Subject')).toEqual([...new Set(theirs)].toSorted());
    expect(theirs).toEqual(
      expect.arrayContaining([
        'giveConsent',
        'withdrawConsent',
        'signPledge',
        'reportChange',
        'fileGrievance',
      ]),
    );
  });

  test.each(OUTSIDE)('is told of no step to who works on no case: %s', (role) => {
    expect(toldNext(role)).toEqual([]);
  });
});

describe('that a step was taken', () => {
  const takenTo = (action: Action) => ROLES.filter((role) => toldOfStep([role], action, 'taken')).toSorted();

  test('is told to all who work on a case, but for grievances, holds and ties', () => {
    const apart = {
      // Those whom it may be about do not learn that one was filed (Art. 14).
      fileGrievance: ['GrievanceOfficer'],
      openGrievance: ['GrievanceOfficer'],
      markGrievanceOverdue: ['GrievanceOfficer'],
      answerGrievance: ['GrievanceOfficer'],
      placeHold: ['AssessmentOfficerInCharge'],
      liftHold: ['AssessmentOfficerInCharge'],
      chaseHold: ['AssessmentOfficerInCharge'],
      declareConflict: [],
    } satisfies Partial<Record<Action, Role[]>>;
    for (const action of ACTIONS) {
      const roles = Object.entries(apart).find(([one]) => one === action)?.[1] ?? OFFICE;
      expect([action, takenTo(action)]).toEqual([action, [...roles].toSorted()]);
    }
  });

  test('is told of nothing that has no line of its own, were it the name of something every object has', () => {
    for (const action of ['somethingNew', 'toString', 'constructor'])
      for (const what of ['next', 'taken'] as const)
        expect([action, toldOfStep(ROLES, action, what)]).toEqual([action, false]);
  });
});

describe('that a clock runs', () => {
  test.each(OFFICE)('is told to who works on a case, whichever it is: %s', (role) => {
    expect(clocks.filter((kind) => !toldOfClock([role], kind))).toEqual([]);
    expect(clocks.filter((kind) => !toldOfClock(['Auditor', role], kind))).toEqual([]);
  });

  test.each(OUTSIDE)('is told of none to who works on no case: %s', (role) => {
    expect(clocks.filter((kind) => toldOfClock([role], kind))).toEqual([]);
  });
});
