import { describe, expect, test } from '@jest/globals';
import type { Action } from '../../domain/edges.js';
import { Refused } from '../../domain/errors.js';
import { type ActorRole, ROLES } from '../../domain/roles.js';
import { permit, refusalBy, takenOnSight } from '../../domain/rules.js';
import { ACTIONS, easyCase, easyInput, KINDS, LINES, linesOf, NOTHING_FOUND } from './table.js';

const people = LINES.filter(({ by }) => by.some((role) => (ROLES as readonly ActorRole[]).includes(role)));

describe('a step is decided on what was seen', () => {
  test('but for what a person may do at any moment: to leave, to complain, to report, to step back, to hold', () => {
    const anytime = new Set(people.filter(({ anyVersion }) => anyVersion).map(({ action }) => action));
    expect([...anytime]).toEqual(
      expect.arrayContaining([
        'refuseConsent',
        'withdrawConsent',
        'fileGrievance',
        'reportChange',
        'reportAsOther',
        'declareConflict',
        'placeHold',
        'liftHold',
      ]),
    );
    for (const action of [
      'giveConsent',
      'decide',
      'confirmDecision',
      'notifyResult',
      'revoke',
      'answerGrievance',
    ])
      expect(anytime).not.toContain(action);
  });

  test('by whoever takes it, of the very kind of case, and by nobody else', () => {
    for (const kind of KINDS)
      for (const action of ACTIONS)
        for (const role of ROLES) {
          const lines = linesOf(action).filter((e) => e.kind === kind && e.by.includes(role));
          expect([kind, action, role, takenOnSight(kind, action, [role])]).toEqual([
            kind,
            action,
            role,
            lines.length > 0 && lines.every(({ anyVersion }) => !anyVersion),
          ]);
        }
  });

  test('whatever other roles they have; and with none of them it is not asked', () => {
    expect(takenOnSight('application', 'decide', ['Auditor', 'Adjudicator'])).toBe(true);
    expect(takenOnSight('application', 'decide', [])).toBe(false);
    expect(takenOnSight('clearance', 'decide', ['Adjudicator'])).toBe(false);
  });
});

describe('who is refused for stage or office is told', () => {
  const [decide] = linesOf('decide');
  const detail = (roles: readonly ActorRole[], stage: 'ADJUDICATION' | 'NOMINATED') => {
    if (!decide) throw new Error('nobody decides');
    try {
      permit('decide' as Action, { ...easyCase(decide), stage }, { roles, sub: 'p1' }, easyInput(decide));
    } catch (error) {
      if (error instanceof Refused) return error.detail;
    }
    return undefined;
  };

  test('the step, and the stage in which it is not possible', () => {
    expect(detail(['Adjudicator'], 'NOMINATED')).toBe('decide is not possible in NOMINATED');
  });

  test('or whose step it is', () => {
    expect(detail(['CaseOfficer', 'Auditor'], 'ADJUDICATION')).toBe('decide belongs to Adjudicator');
  });

  test('what is wrong, where a word of the rule helps, and in which field', () => {
    const told = (
      rule: Parameters<typeof refusalBy>[0],
      facts: object,
      input: object = {},
      sub: string | null = 'p1',
    ) => {
      const [line] = linesOf('decide');
      if (!line) throw new Error('nobody decides');
      const refused = refusalBy(rule, { ...easyCase(line), ...facts }, { roles: [], sub }, input);
      return refused && [refused.code, refused.detail, refused.fields?.map(({ pointer }) => pointer)];
    };
    expect(told('timeAhead', {}, { ahead: false })).toEqual(['INVALID', undefined, ['/at']]);
    expect(told('reportWaits', {}, { report: 'r9' })).toEqual(['INVALID', undefined, ['/report']]);
    expect(told('answerFits', {}, { outcome: 'UPHELD', measures: true })).toEqual([
      'INVALID',
      undefined,
      ['/measures'],
    ]);
    expect(told('notWhoProposed', { proposedBy: null })?.[1]).toContain('tied');
    expect(told('correctedByAnother', { correctionBy: null })?.[1]).toContain('tied');
    expect(told('somethingTold', {}, { marks: ['WOULD_REVEAL_SOURCE'] })?.[1]).toContain('Art. 13(4)');
    expect(told('doubtEndedWithoutAssessment', { doubtEndedWithoutAssessment: false })?.[1]).toContain(
      'still open',
    );
    const holds = [
      { number: 1, by: 'p1' },
      { number: 2, by: 'p2' },
    ];
    expect(told('notWhoPlacedIt', { holds }, { hold: 1 })?.[1]).toContain('does not lift');
    expect(told('notWhoPlacedIt', { holds }, { hold: 2 })).toBeUndefined();
    // Not said which: one that somebody else placed is enough.
    expect(told('notWhoPlacedIt', { holds })).toBeUndefined();
    const waitingReports = [
      { id: 'r1', sub: 'p1' },
      { id: 'r2', sub: 'p2' },
      { id: 'r3', sub: null },
    ];
    expect(told('reportWaits', { waitingReports }, { report: 'r2' })).toBeUndefined();
    const reported = ['r1', 'r2', 'r3'].map(
      (report) => told('notWhoReported', { waitingReports }, { report })?.[0],
    );
    expect(reported).toEqual(['SAME_PERSON', undefined, undefined]);
    // What was said on paper in time waits for people, and holds up no clock.
    expect(told('noOriginalWaiting', { originalWaiting: true })?.[0]).toBe('ORIGINAL_WAITING');
    expect(told('noOriginalWaiting', { originalWaiting: true }, {}, null)).toBeUndefined();
    expect(told('officerApart', { proposedBy: 'p2' }, { officer: 'p2' })?.[1]).toContain(
      'does not work on the case',
    );
    expect(told('mayBeAsked', { askable: [] }, { asks: ['POLICE_RECORD'] })?.[1]).toContain(
      'not consented to',
    );
    expect(told('answerFits', { grievance: null }, { outcome: 'NOT_EXAMINED' })?.[2]).toEqual(['/outcome']);
    expect(
      told(
        'answerFits',
        { grievance: { about: 'CONDUCT', late: false } },
        { outcome: 'UPHELD', measures: true },
      ),
    ).toBeUndefined();
    const matters = { DRUG_ABUSE: 'TO_WEIGH', ALCOHOL_MODERATION: 'TO_WEIGH' };
    expect(told('everythingWeighed', { matters }, { worksheet: NOTHING_FOUND })?.[1]).toBe(
      'DRUG_ABUSE, ALCOHOL_MODERATION',
    );
    expect(told('textWasServed', { servedText: null }, { text: null })?.[0]).toBe('CONSENT_TEXT_DIFFERS');
  });
});
