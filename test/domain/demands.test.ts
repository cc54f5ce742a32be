import { describe, expect, test } from '@jest/globals';
import {
  clockOf,
  DEMAND_STEPS,
  type DemandStepName,
  permitDemandStep,
  possibleOn,
} from '../../domain/demands.js';
import { codeOf } from './code-of.js';

const AT = '2026-06-01T00:00:00.000Z';
const OPEN = { answeredAt: null, closedAt: null };
const ANSWERED = { answeredAt: AT, closedAt: null };
const CLOSED = { answeredAt: AT, closedAt: AT };
const STEPS = Object.keys(DEMAND_STEPS) as DemandStepName[];

describe('a demand for correction', () => {
  test.each([
    ['open', OPEN, ['answer', 'close']],
    ['answered', ANSWERED, ['repeat', 'close']],
    ['closed', CLOSED, []],
    ['closed unanswered', { answeredAt: null, closedAt: AT }, []],
  ] as const)('%s allows these steps and no other', (_, demand, allowed) => {
    for (const step of STEPS)
      expect([step, codeOf(() => permitDemandStep(step, demand))]).toEqual([
        step,
        (allowed as readonly string[]).includes(step) ? 'permitted' : 'WRONG_STAGE',
      ]);
  });

  test('is answered by the officer in charge alone, and everything else of it is the auditor’s', () => {
    expect(possibleOn(OPEN, ['AssessmentOfficerInCharge'])).toEqual(['answer']);
    expect(possibleOn(OPEN, ['Auditor'])).toEqual(['close']);
    expect(possibleOn(ANSWERED, ['Auditor'])).toEqual(['repeat', 'close']);
    expect(possibleOn(ANSWERED, ['AssessmentOfficerInCharge', 'CaseOfficer', 'Adjudicator'])).toEqual([]);
  });

  test('is late by the day, whether or not anybody or any night has noticed, and its clock stops with the answer', () => {
    const clock = { remindAt: '2026-06-15T00:00:00.000Z', dueAt: '2026-06-29T00:00:00.000Z' };
    const at = (now: string, of = OPEN as { answeredAt: string | null; closedAt: string | null }) =>
      clockOf({ ...clock, ...of }, now);
    expect(at('2026-06-14T23:59:59.999Z')).toBe('RUNNING');
    expect(at(clock.remindAt)).toBe('REMINDED');
    expect(at(clock.dueAt)).toBe('OVERDUE');
    expect(at('2030-01-01T00:00:00.000Z', ANSWERED)).toBe('STOPPED');
    expect(at('2030-01-01T00:00:00.000Z', CLOSED)).toBe('STOPPED');
  });
});
