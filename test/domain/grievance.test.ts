import { describe, expect, test } from '@jest/globals';
import {
  GRIEVANCE_OUTCOMES,
  type GrievanceFacts,
  isLate,
  MATTERS_OF_GRIEVANCE,
  unfitAnswer,
} from '../../domain/grievance.js';
import { toldOutside, withStandingResult } from '../../domain/outward.js';
import { policyOn } from '../../domain/policy.js';
import { permit } from '../../domain/rules.js';
import type { Edge } from '../../domain/edges.js';
import { codeOf } from './code-of.js';
import { easyCase, easyInput, LINES, linesOf, reach } from './table.js';

const { periods } = policyOn('2026-11-26');
const NOTIFIED = '2026-03-02T01:00:00.000Z';

describe('an answer to a grievance', () => {
  const fit = (of: Partial<GrievanceFacts>, measures: boolean) =>
    GRIEVANCE_OUTCOMES.filter(
      (outcome) => unfitAnswer({ about: 'RESULT', late: false, ...of }, outcome, measures) === undefined,
    );

  test('leaves a grievance unexamined only if it came late, whatever it is about', () => {
    for (const about of MATTERS_OF_GRIEVANCE) {
      expect(fit({ about }, false)).not.toContain('NOT_EXAMINED');
      expect(fit({ about, late: true }, false)).toContain('NOT_EXAMINED');
    }
  });

  test('tells measures where conduct was found wanting, and never without or elsewhere', () => {
    expect(fit({ about: 'CONDUCT', late: true }, true)).toEqual(['UPHELD', 'PARTLY']);
    expect(fit({ about: 'CONDUCT', late: true }, false)).toEqual(['NOT_UPHELD', 'NOT_EXAMINED']);
    expect(fit({ about: 'RESULT', late: true }, true)).toEqual([]);
  });

  test('says an outcome', () => {
    expect(unfitAnswer({ about: null, late: true }, undefined, false)).toBe('outcome');
    expect(unfitAnswer({ about: 'RESULT', late: false }, 'UPHELD', true)).toBe('measures');
  });
});

test('a grievance is late after the period of policy and not before, and one about an open case never', () => {
  expect(isLate(NOTIFIED, periods, '2026-06-02T14:59:59.999Z')).toBe(false);
  // From midnight in Japan on, as every period of the calendar (calendar.ts, after).
  expect(isLate(NOTIFIED, periods, '2026-06-02T15:00:00.000Z')).toBe(true);
  expect(isLate(NOTIFIED, periods, '2026-06-03T01:00:00.000Z')).toBe(true);
  expect(isLate(null, periods, '2036-06-03T01:00:00.000Z')).toBe(false);
});

describe('a reopened decision', () => {
  const line = linesOf('reopenAdjudication')[0] as Edge;
  const system = { roles: ['System'], sub: null } as const;

  test('is reached from a notified negative result alone, by no person and by nothing but an answer', () => {
    expect(LINES.filter((e) => e.action === 'reopenAdjudication')).toHaveLength(1);
    expect([line.from, line.when, line.by]).toEqual([['CLOSED'], { decision: 'NOT_FOUND' }, ['System']]);
    const found = { ...easyCase(line), decision: 'FOUND' as const };
    expect(codeOf(() => permit('reopenAdjudication', found, system, {}))).toBe('WRONG_STAGE');
  });

  test('does not come about against a consent taken back, a contract ended, or another case of the person', () => {
    for (const [facts, code] of [
      [{ consentWithdrawn: true }, 'NO_CONSENT'],
      [{ certified: false }, 'NOT_CERTIFIED'],
      [{ otherOpenCase: true }, 'ALREADY_OPEN'],
      [{ alreadyCleared: true }, 'ALREADY_CLEARED'],
    ] as const)
      expect(codeOf(() => permit('reopenAdjudication', { ...easyCase(line), ...facts }, system, {}))).toBe(
        code,
      );
  });

  test.each(['decide', 'confirmDecision', 'returnDecision', 'askSubject', 'requestMore'] as const)(
    'is not taken up by who decided before, nor by who answered the grievance: %s',
    (action) => {
      for (const edge of linesOf(action))
        for (const fact of ['decidedBefore', 'answeredGrievances'] as const) {
          const facts = { ...easyCase(edge), reopened: true, [fact]: ['p1'] };
          const ask = (sub: string) => () =>
            permit(action, facts, { roles: ['Adjudicator'], sub }, easyInput(edge));
          expect(codeOf(ask('p1'))).toBe('SAME_PERSON');
          expect(ask('p3')).not.toThrow();
        }
    },
  );

  test.each([
    'startInvestigation',
    'inquire',
    'askAgain',
    'resolveReview',
    'requestDocument',
    'requestSupplement',
    'arrangeInterview',
    'giveOpinion',
  ] as const)('nor investigated by either, in whatever office: %s', (action) => {
    for (const edge of linesOf(action))
      for (const role of edge.by)
        for (const fact of ['decidedBefore', 'answeredGrievances'] as const) {
          const facts = { ...easyCase(edge), [fact]: ['p1'] };
          const ask = (sub: string) => () => permit(action, facts, { roles: [role], sub }, easyInput(edge));
          expect(codeOf(ask('p1'))).toBe('SAME_PERSON');
          expect(ask('p3')).not.toThrow();
        }
  });

  test('leads to a new notice, and otherwise only back to the one before: never to "not conducted"', () => {
    const ends = LINES.filter(
      (e) => e.kind === 'application' && e.when?.reopened !== false && e.from.includes('ADJUDICATION'),
    ).map((e) => e.to);
    expect(ends).toContain('CLOSED');
    expect(
      reach(
        'application',
        'ADJUDICATION',
        LINES.filter((e) => e.when?.reopened !== false && e.action !== 'absorb'),
      ),
    ).not.toContain('NOT_CONDUCTED');
  });
});

describe('outside', () => {
  const before = {
    openedAt: '2026-01-05T01:00:00.000Z',
    endedAt: NOTIFIED,
    notifiedAt: NOTIFIED,
    decision: 'NOT_FOUND' as const,
    notConductedReason: null,
    earlier: null,
  };
  const kept = { id: 'r1', decision: 'NOT_FOUND', decidedAt: NOTIFIED, notifiedAt: NOTIFIED } as const;
  const told = (of: Parameters<typeof withStandingResult>[0]) =>
    toldOutside(withStandingResult(of), periods, '2026-09-01T00:00:00.000Z');

  test('the result that was notified stands while it is decided anew, whatever is being proposed', () => {
    for (const decision of ['FOUND', 'NOT_FOUND', null] as const) {
      const reopened = { ...before, endedAt: null, notifiedAt: null, decision, earlier: kept };
      expect(told(reopened)).toEqual(told(before));
    }
  });

  test('the new one takes its place at its own notice', () => {
    const anew = {
      ...before,
      notifiedAt: '2026-08-03T01:00:00.000Z',
      decision: 'FOUND' as const,
      earlier: null,
    };
    expect(told(anew)).toEqual({ outcome: 'FOUND', since: '2026-08-03T01:00:00.000Z' });
  });
});
