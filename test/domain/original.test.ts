import { describe, expect, test } from '@jest/globals';
import { type Action, type Edge, EDGES } from '../../domain/edges.js';
import {
  deskOf,
  handOn,
  impossibleDays,
  overtaken,
  stopsAtOnce,
  type StepSince,
} from '../../domain/original.js';
import type { CaseTies, Grant } from '../../domain/roles.js';

const LINES: readonly Edge[] = EDGES;
const ties: CaseTies = {
  organId: 'o',
  subjectId: 's',
  contractorId: null,
  investigatedByCabinet: false,
  assigned: ['officer'],
  conflicted: ['tied'],
  screening: false,
  workers: ['officer'],
  screeners: ['looked'],
};
const grant = (role: Grant['role'], more: Partial<Grant> = {}): Grant => ({ role, organId: 'o', ...more });
const step = (action: string, role: string, from: string, to: string) =>
  ({ action, role, from, to }) as StepSince;

describe('a signed paper', () => {
  test('stops at once where it refuses or withdraws, and nowhere else', () => {
    const theirs = LINES.filter((edge) => edge.by.includes('Subject'));
    const stop = theirs.filter((edge) => stopsAtOnce(edge.kind, edge.action as Action));
    expect([...new Set(stop.map((edge) => edge.action))].sort()).toEqual([
      'refuseConsent',
      'withdrawConsent',
      'withdrawInquiry',
    ]);
    expect(stopsAtOnce('application', 'closeUnanswered')).toBe(false);
  });

  test('of a family, of a grievance and of a source goes over a desk of its own', () => {
    expect(deskOf('application', 'submitQuestionnaire')).toBe('APART');
    expect(deskOf('application', 'fileGrievance')).toBe('GRIEVANCE');
    expect(deskOf('application', 'fileAnswer')).toBe('INQUIRY');
    expect(deskOf('application', 'giveConsent')).toBe('CASE');
    expect(deskOf('clearance', 'reportChange')).toBe('CASE');
  });

  test('is in nobody’s hand who is its subject, tied to them, or has a part that bars', () => {
    const officer = [grant('CaseOfficer'), grant('GrievanceOfficer'), grant('ScreeningOfficer')];
    const hand = (
      desk: Parameters<typeof handOn>[0],
      part: 'KEYS' | 'CONFIRMS',
      sub: string,
      grants = officer,
    ) => handOn(desk, part, { grants, sub }, ties);
    expect(hand('CASE', 'KEYS', 'officer')).toBe('CaseOfficer');
    expect(hand('CASE', 'KEYS', 'another')).toBeUndefined();
    expect(hand('CASE', 'CONFIRMS', 'another')).toBe('CaseOfficer');
    for (const part of ['KEYS', 'CONFIRMS'] as const)
      for (const desk of ['CASE', 'APART', 'GRIEVANCE', 'INQUIRY'] as const) {
        expect(hand(desk, part, 'tied')).toBeUndefined();
        expect(
          hand(desk, part, 'another', [...officer, { role: 'Subject', subjectId: 's' }]),
        ).toBeUndefined();
        expect(hand(desk, part, 'another', [grant('CaseOfficer', { organId: 'p' })])).toBeUndefined();
      }
    expect([hand('APART', 'KEYS', 'officer'), hand('GRIEVANCE', 'KEYS', 'officer')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(hand('CASE', 'CONFIRMS', 'looked')).toBeUndefined();
    expect(hand('APART', 'CONFIRMS', 'looked')).toBe('ScreeningOfficer');
  });

  test('is overtaken by the same act, or a new question; not by time, a reminder, or more time', () => {
    const of = (action: Action, ...since: StepSince[]) => overtaken('application', action, since);
    expect(of('giveConsent', step('giveConsent', 'Subject', 'AWAITING_CONSENT', 'QUESTIONNAIRE'))).toBe(true);
    expect(of('answerConcerns', step('askSubject', 'Adjudicator', 'ADJUDICATION', 'HEARING'))).toBe(true);
    expect(
      of('submitQuestionnaire', step('returnQuestionnaire', 'CaseOfficer', 'INVESTIGATION', 'QUESTIONNAIRE')),
    ).toBe(true);
    expect(
      of('giveConsent', step('markConsentOverdue', 'System', 'AWAITING_CONSENT', 'CONSENT_OVERDUE')),
    ).toBe(false);
    expect(
      of('giveConsent', step('extendConsent', 'CaseOfficer', 'CONSENT_OVERDUE', 'AWAITING_CONSENT')),
    ).toBe(false);
    expect(of('giveConsent', step('remind', 'System', 'AWAITING_CONSENT', 'AWAITING_CONSENT'))).toBe(false);
    expect(of('fileGrievance', step('fileGrievance', 'Subject', 'HEARING', 'HEARING'))).toBe(false);
    expect(of('fileAnswer', step('answerConcerns', 'Subject', 'HEARING', 'ADJUDICATION'))).toBe(false);
  });

  test('is not signed before its person was asked, nor after it came, nor tomorrow', () => {
    const on = { asked: '2026-05-10', today: '2026-05-20' };
    const wrong = (signedOn: string, receivedOn: string) => impossibleDays({ signedOn, receivedOn }, on);
    expect(wrong('2026-05-10', '2026-05-20')).toEqual([]);
    expect(wrong('2026-05-09', '2026-05-20')).toEqual(['signedOn']);
    expect(wrong('2026-05-12', '2026-05-11')).toEqual(['signedOn']);
    expect(wrong('2026-05-12', '2026-05-21')).toEqual(['receivedOn']);
  });
});
