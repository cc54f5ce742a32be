import { describe, expect, test } from '@jest/globals';
import type { Rule } from '../../domain/edges.js';
import { RULES_TOLD, toldOfRule, toldOfStep } from '../../domain/explain-told.js';
import { type Role, ROLES } from '../../domain/roles.js';

const rules = Object.keys(RULES_TOLD) as Rule[];
const toldOf = (rule: Rule) => ROLES.filter((role) => toldOfRule([role], rule));
const OFFICE: readonly Role[] = [
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'GrievanceOfficer',
];

describe('a rule looks at', () => {
  test.each(rules)('the case, who acts, or what comes with the step: %s', (rule) => {
    expect(['CASE', 'WHO_ACTS', 'STEP']).toContain(RULES_TOLD[rule].about);
  });

  test('who acts, where it keeps two people apart: what it says of one it says of nobody else', () => {
    for (const rule of [
      'notWhoPlacedIt',
      'notWhoProposed',
      'notWhoInvestigated',
      'notWhoDecidedBefore',
      'notWhoWorkedOnIt',
      'correctedByAnother',
    ] as const)
      expect([rule, RULES_TOLD[rule].about]).toEqual([rule, 'WHO_ACTS']);
  });
});

describe('whether it is met', () => {
  test.each<[Rule, readonly Role[]]>([
    // Another case of the person, a right they hold, an earlier investigation: nobody learns of it by a page.
    ['noOtherOpenCase', []],
    ['notYetCleared', []],
    ['investigationReusable', []],
    ['contractorCertified', ['AssessmentOfficerInCharge', 'Adjudicator']],
    ['doubtEndedWithoutAssessment', ['AssessmentOfficerInCharge', 'Adjudicator']],
    ['correctedByAnother', ['AssessmentOfficerInCharge', 'Adjudicator']],
    // A grievance is its officer's, a hold theirs who place it.
    ['nothingHolds', ['GrievanceOfficer']],
    ['answerFits', ['GrievanceOfficer']],
    ['noHoldStands', ['AssessmentOfficerInCharge']],
    ['holdStands', ['AssessmentOfficerInCharge']],
    ['notWhoPlacedIt', ['AssessmentOfficerInCharge']],
    ['notWhoProposed', ['Adjudicator']],
    ['notWhoInvestigated', ['Adjudicator']],
    ['notWhoDecidedBefore', ['Adjudicator']],
    ['notWhoWorkedOnIt', ['Adjudicator', 'GrievanceOfficer']],
    ['textWasServed', ['Subject', ...OFFICE]],
    ['nothingOpen', OFFICE],
  ])('%s is known to %j and to nobody else', (rule, roles) => {
    expect(new Set(toldOf(rule))).toEqual(new Set(roles));
  });

  test('is known to no contractor, custodian, auditor or operator, whatever the rule', () => {
    for (const role of [
      'ContractorSecurityManager',
      'InformationManager',
      'Auditor',
      'Operator',
      'AccessAdministrator',
      'ScreeningOfficer',
    ] as const)
      expect([role, rules.filter((rule) => toldOfRule([role], rule))]).toEqual([role, []]);
  });
});

describe('the subject is told that a step may come next', () => {
  test('where it is theirs, a grievance too, and of no other', () => {
    const next = (action: string) => toldOfStep(['Subject'], action, 'next');
    for (const action of ['giveConsent', 'withdrawConsent', 'signPledge', 'reportChange', 'fileGrievance'])
      expect([action, next(action)]).toEqual([action, true]);
    for (const action of [
      'decide',
      'giveOpinion',
      'placeHold',
      'serveDoubtNotice',
      'screenQuestionnaire',
      'nothing',
    ])
      expect([action, next(action)]).toEqual([action, false]);
  });

  test('and that one of those it may be about was complained of, is told to the grievance officer alone', () => {
    expect(ROLES.filter((role) => toldOfStep([role], 'fileGrievance', 'taken'))).toEqual([
      'GrievanceOfficer',
    ]);
    expect(ROLES.filter((role) => toldOfStep([role], 'declareConflict', 'taken'))).toEqual([]);
    expect(ROLES.filter((role) => toldOfStep([role], 'toString', 'next'))).toEqual([]);
  });
});
