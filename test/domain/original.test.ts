import { describe, expect, test } from '@jest/globals';
import { type Action, type Edge, EDGES } from '../../domain/edges.js';
import {
  askedBy,
  deskOf,
  DESKS,
  HANDS,
  handOn,
  handOwed,
  impossibleDays,
  isFoundLate,
  overtaken,
  stopsAtOnce,
  type Standing,
  type StepSince,
} from '../../domain/original.js';
import { type CaseTies, type Grant, ROLES } from '../../domain/roles.js';

const LINES: readonly Edge[] = EDGES;
const ties: CaseTies = {
  kind: 'application',
  organId: 'o',
  subjectId: 's',
  contractorId: null,
  investigatedByCabinet: false,
  assigned: ['officer'],
  undeclared: [],
  // Everybody in these tests but who says that they have not.
  declared: ['officer', 'another', 'sub', 'g', 'tied', 'looked', 'p'],
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
      'wantReasons',
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

  test.each([
    ['CASE', ['CaseOfficer', 'AssessmentOfficerInCharge'], ['CaseOfficer', 'AssessmentOfficerInCharge']],
    ['APART', ['ScreeningOfficer'], ['ScreeningOfficer']],
    ['GRIEVANCE', ['GrievanceOfficer'], ['GrievanceOfficer']],
    [
      'INQUIRY',
      ['CaseOfficer', 'CabinetInvestigator'],
      ['CaseOfficer', 'AssessmentOfficerInCharge', 'CabinetInvestigator'],
    ],
  ] as const)(
    'on the desk %s is keyed in by %j and compared by %j, and by nobody else',
    (desk, keys, confirms) => {
      expect(HANDS[desk]).toEqual({ KEYS: keys, CONFIRMS: confirms });
      const all = ROLES.map((role) => grant(role));
      const near = { ...ties, assigned: ['p'], workers: [], screening: desk === 'APART' };
      for (const [part, roles] of [
        ['KEYS', keys],
        ['CONFIRMS', confirms],
      ] as const)
        for (const one of all) {
          const on = {
            ...near,
            declared: ['p'],
            assigned: desk === 'APART' || desk === 'GRIEVANCE' ? [] : ['p'],
            investigatedByCabinet: true,
          };
          const held = handOn(desk, part, { grants: [one], sub: 'p' }, on);
          expect([one.role, held]).toEqual([
            one.role,
            (roles as readonly string[]).includes(one.role) ? one.role : undefined,
          ]);
        }
      expect(DESKS).toContain(desk);
    },
  );

  test('of a grievance is in no hand that has worked on the case, or is named on it, and in any other', () => {
    const of = (more: Partial<CaseTies>) =>
      handOn('GRIEVANCE', 'KEYS', { grants: [grant('GrievanceOfficer')], sub: 'g' }, { ...ties, ...more });
    expect(of({})).toBe('GrievanceOfficer');
    expect(of({ workers: ['g'] })).toBeUndefined();
    expect(of({ assigned: ['g'] })).toBeUndefined();
    expect(of({ undeclared: ['g'] })).toBeUndefined();
  });

  test('is compared by nobody who is named on the case and has not said yet that they are not tied', () => {
    const of = (more: Partial<CaseTies>) =>
      (['CASE', 'INQUIRY'] as const).map((desk) =>
        handOn(desk, 'CONFIRMS', { grants: [grant('CaseOfficer')], sub: 'n' }, { ...ties, ...more }),
      );
    expect(of({ declared: ['n'] })).toEqual(['CaseOfficer', 'CaseOfficer']);
    expect(of({ undeclared: ['n'] })).toEqual([undefined, undefined]);
    const inCharge = (declared: string[]) =>
      handOn(
        'CASE',
        'CONFIRMS',
        { grants: [grant('AssessmentOfficerInCharge')], sub: 'n' },
        { ...ties, declared },
      );
    expect([inCharge([]), inCharge(['n'])]).toEqual([undefined, 'AssessmentOfficerInCharge']);
  });

  test.each([
    ['CASE', 'CaseOfficer'],
    ['APART', 'ScreeningOfficer'],
    ['GRIEVANCE', 'GrievanceOfficer'],
    ['INQUIRY', 'CaseOfficer'],
  ] as const)(
    'on the desk %s is compared by a %s once they have said that they are not tied',
    (desk, role) => {
      const caller = { grants: [grant(role)], sub: 'n' };
      expect([handOn(desk, 'CONFIRMS', caller, ties), handOwed(desk, caller, ties)]).toEqual([
        undefined,
        role,
      ]);
      const said = { ...ties, declared: ['n'] };
      expect([handOn(desk, 'CONFIRMS', caller, said), handOwed(desk, caller, said)]).toEqual([
        role,
        undefined,
      ]);
      const tied = { ...ties, conflicted: ['n'] };
      expect(handOwed(desk, caller, tied)).toBeUndefined();
    },
  );

  test('is in nobody’s hand who is its subject, tied to them, or has a part that bars', () => {
    const officer = [grant('CaseOfficer'), grant('GrievanceOfficer'), grant('ScreeningOfficer')];
    const hand = (
      desk: Parameters<typeof handOn>[0],
      part: 'KEYS' | 'CONFIRMS',
      sub: string,
      grants = officer,
    ) => handOn(desk, part, { grants, sub }, { ...ties, declared: [...ties.declared, sub] });
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

  test('is overtaken by another proposal to revoke, which asks for other reasons where the clearance stays', () => {
    const of = (...since: StepSince[]) => overtaken('clearance', 'answerConcerns', since);
    const [dropped, proposed] = ['dropRevocation', 'proposeRevocation'].map((action) =>
      step(action, 'Adjudicator', 'SUSPENDED', 'SUSPENDED'),
    ) as [StepSince, StepSince];
    expect(of(dropped, proposed)).toBe(true);
    expect(of(step('markHearingOverdue', 'System', 'SUSPENDED', 'SUSPENDED'))).toBe(false);
    expect(overtaken('clearance', 'reportChange', [proposed])).toBe(false);
  });

  test('is overtaken by what came among other things, and by nothing that was no question to the person', () => {
    const of = (action: Action, ...since: StepSince[]) => overtaken('application', action, since);
    const given = step('giveConsent', 'Subject', 'AWAITING_CONSENT', 'QUESTIONNAIRE');
    const reminded = step('remind', 'System', 'AWAITING_CONSENT', 'AWAITING_CONSENT');
    expect(of('giveConsent', reminded, given)).toBe(true);
    expect(of('giveConsent')).toBe(false);
    for (const other of [
      // Another act of theirs; an officer's step of the same name, or one that leaves the case where it is; time.
      step('fileGrievance', 'Subject', 'AWAITING_CONSENT', 'AWAITING_CONSENT'),
      step('giveConsent', 'System', 'AWAITING_CONSENT', 'AWAITING_CONSENT'),
      step('assign', 'AssessmentOfficerInCharge', 'AWAITING_CONSENT', 'AWAITING_CONSENT'),
      step('openReassessment', 'System', 'NEW', 'AWAITING_CONSENT'),
      // It is an officer who is waited for then.
      step('dropMistake', 'Adjudicator', 'AWAITING_CONSENT', 'CONSENT_OVERDUE'),
    ])
      expect([other.action, of('giveConsent', other)]).toEqual([other.action, false]);
    expect(of('giveConsent', step('serveNotice', 'CaseOfficer', 'SCREENED', 'AWAITING_CONSENT'))).toBe(true);
  });

  test('is found late from the start, or as a withdrawal that a second person confirmed; none that was overtaken is', () => {
    const keyed = '2026-11-20T01:00:00.000Z';
    const stale: Standing = {
      action: 'withdrawConsent',
      commandId: null,
      status: 'STALE',
      keyedAt: keyed,
      settledBy: 'another',
      settledAt: '2026-11-21T01:00:00.000Z',
    };
    expect(isFoundLate(stale)).toBe(true);
    expect(isFoundLate({ ...stale, action: 'giveConsent', settledBy: null, settledAt: keyed })).toBe(true);
    expect(isFoundLate({ ...stale, settledBy: null })).toBe(false);
    expect(isFoundLate({ ...stale, action: 'giveConsent' })).toBe(false);
    expect(isFoundLate({ ...stale, commandId: 'a step' })).toBe(false);
    for (const status of ['WAITING', 'CONFIRMED', 'REJECTED'] as const)
      expect(isFoundLate({ ...stale, status, settledAt: keyed })).toBe(false);
  });

  test('answers what it was asked by: an answer is none to what came after it was signed', () => {
    expect(askedBy('clearance', 'answerConcerns')).toBe('proposeRevocation');
    expect(askedBy('application', 'answerConcerns')).toBe('askSubject');
    for (const [kind, action] of [
      ['application', 'giveConsent'],
      ['clearance', 'reportChange'],
      ['application', 'fileGrievance'],
    ] as const)
      expect(askedBy(kind, action)).toBeUndefined();
  });

  test('is not signed before its person was asked, nor after it came, nor tomorrow', () => {
    const on = { asked: '2026-05-10', today: '2026-05-20' };
    const wrong = (signedOn: string, receivedOn: string) => impossibleDays({ signedOn, receivedOn }, on);
    expect(wrong('2026-05-10', '2026-05-20')).toEqual([]);
    expect(wrong('2026-05-12', '2026-05-12')).toEqual([]);
    expect(wrong('2026-05-09', '2026-05-20')).toEqual(['signedOn']);
    expect(wrong('2026-05-12', '2026-05-11')).toEqual(['signedOn']);
    expect(wrong('2026-05-12', '2026-05-21')).toEqual(['receivedOn']);
  });
});
