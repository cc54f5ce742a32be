import { describe, expect, test } from '@jest/globals';
import {
  BREAK_GLASS_GROUNDS,
  breakGlassState,
  GROUNDS_TO_BREAK,
  isBreakable,
  mayBreakGlass,
  OPEN_MINUTES,
} from '../../domain/break-glass.js';
import type { CaseTies, Grant, Role } from '../../domain/roles.js';
import { type ApplicationStage, STAGES } from '../../domain/stages.js';

const of = (role: Role, organId = 'here'): Grant => ({ role, organId });
const TIES: CaseTies = {
  kind: 'application',
  organId: 'here',
  subjectId: 'person',
  contractorId: null,
  investigatedByCabinet: false,
  assigned: [],
  undeclared: [],
  declared: [],
  conflicted: [],
  screening: false,
  workers: [],
  screeners: [],
};
const may = (grants: Grant[], ties: Partial<CaseTies> = {}) =>
  mayBreakGlass(grants, 'me', { ...TIES, ...ties });

describe('break-glass', () => {
  test('has a closed list of grounds, each with a source and words in both languages, and none for the rest', () => {
    expect(GROUNDS_TO_BREAK).toEqual(['OFFICER_UNREACHABLE', 'COMPROMISE_SUSPECTED', 'DEMAND_WITH_HOUR']);
    for (const { source, ja, en } of Object.values(BREAK_GLASS_GROUNDS))
      expect([source, ja, en].filter((text) => text.length < 5)).toEqual([]);
  });

  test('lasts four hours at most', () => {
    expect(OPEN_MINUTES).toBeLessThanOrEqual(240);
  });

  test('is asked by a case officer of the organ who could be named to the case, and stands apart from nothing else', () => {
    expect(may([of('CaseOfficer')])).toBe(true);
    expect(may([of('CaseOfficer', 'elsewhere')])).toBe(false);
    expect(may([of('InformationManager')])).toBe(false);
    expect(may([of('CaseOfficer')], { conflicted: ['me'] })).toBe(false);
    expect(may([of('CaseOfficer')], { screeners: ['me'] })).toBe(false);
    expect(may([of('CaseOfficer'), { role: 'Subject', subjectId: 'person' }])).toBe(false);
    const apart = [
      'GrievanceOfficer',
      'ScreeningOfficer',
      'Auditor',
      'Operator',
      'AccessAdministrator',
    ] as const;
    for (const role of apart) expect(may([of('CaseOfficer'), of(role)])).toBe(false);
  });

  test('opens no case before its consent, after its withdrawal, in screening or destroyed, and none of another kind', () => {
    const stages = ['NOMINATED', 'SCREENED', 'AWAITING_CONSENT', 'CONSENT_OVERDUE'] as const;
    const closed = [...stages, 'QUESTIONNAIRE_SCREENING', 'NOT_CONDUCTED', 'DISPOSED'] as const;
    const before = ['QUESTIONNAIRE', 'QUESTIONNAIRE_OVERDUE'];
    for (const stage of Object.keys(STAGES.application) as ApplicationStage[])
      expect([stage, isBreakable({ kind: 'application', stage })]).toEqual([
        stage,
        ![...closed, ...before].includes(stage),
      ]);
    for (const kind of ['clearance', 'grievance'] as const)
      for (const stage of Object.keys(STAGES[kind]) as 'ACTIVE'[])
        expect(isBreakable({ kind, stage })).toBe(false);
  });

  test('is over at the instant it ends, and an ask is none at the instant it lapses', () => {
    const [lapsesAt, endsAt] = ['2030-01-01T00:30:00.000Z', '2030-01-01T04:10:00.000Z'];
    const ask = { lapsesAt, approvedAt: null, endsAt: null, endedAt: null };
    const open = { ...ask, approvedAt: '2030-01-01T00:10:00.000Z', endsAt };
    expect(breakGlassState(ask, '2030-01-01T00:29:59.999Z')).toBe('ASKED');
    expect(breakGlassState(ask, lapsesAt)).toBe('LAPSED');
    expect(breakGlassState(open, '2030-01-01T04:09:59.999Z')).toBe('OPEN');
    expect(breakGlassState(open, endsAt)).toBe('OVER');
    expect(
      breakGlassState({ ...open, endedAt: '2030-01-01T01:00:00.000Z' }, '2030-01-01T01:00:00.000Z'),
    ).toBe('OVER');
  });
});
