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
const BY = { demandedBy: 'auditor', answeredBy: null };
const OPEN = { ...BY, answeredAt: null, closedAt: null };
const ANSWERED = { ...BY, answeredBy: 'charge', answeredAt: AT, closedAt: null };
const CLOSED = { ...ANSWERED, closedAt: AT };
const STEPS = Object.keys(DEMAND_STEPS) as DemandStepName[];

describe('a demand for correction', () => {
  test.each([
    ['open', OPEN, ['answer', 'close']],
    ['answered', ANSWERED, ['repeat', 'close']],
    ['closed', CLOSED, []],
    ['closed unanswered', { ...OPEN, closedAt: AT }, []],
  ] as const)('%s allows these steps and no other', (_, demand, allowed) => {
    for (const step of STEPS)
      expect([step, codeOf(() => permitDemandStep(step, demand, 'somebody'))]).toEqual([
        step,
        (allowed as readonly string[]).includes(step) ? 'permitted' : 'WRONG_STAGE',
      ]);
  });

  test('is answered by the officer in charge alone, and everything else of it is the auditor’s', () => {
    expect(possibleOn(OPEN, { roles: ['AssessmentOfficerInCharge'], sub: 'somebody' })).toEqual(['answer']);
    expect(possibleOn(OPEN, { roles: ['Auditor'], sub: 'somebody' })).toEqual(['close']);
    expect(possibleOn(ANSWERED, { roles: ['Auditor'], sub: 'somebody' })).toEqual(['repeat', 'close']);
    expect(
      possibleOn(ANSWERED, {
        roles: ['AssessmentOfficerInCharge', 'CaseOfficer', 'Adjudicator'],
        sub: 'somebody',
      }),
    ).toEqual([]);
  });

  test('is not answered by who made it, nor judged by who answered it, whatever posts they hold', () => {
    expect(codeOf(() => permitDemandStep('answer', OPEN, 'auditor'))).toBe('SAME_PERSON');
    expect(codeOf(() => permitDemandStep('close', ANSWERED, 'charge'))).toBe('SAME_PERSON');
    expect(codeOf(() => permitDemandStep('repeat', ANSWERED, 'charge'))).toBe('SAME_PERSON');
    const both = ['Auditor', 'AssessmentOfficerInCharge'] as const;
    expect(possibleOn(OPEN, { roles: both, sub: 'auditor' })).toEqual(['close']);
    expect(possibleOn(ANSWERED, { roles: both, sub: 'charge' })).toEqual([]);
  });

  test('is late by the day, whether or not anybody or any night has noticed, and its clock stops with the answer', () => {
    const clock = { remindAt: '2026-06-15T00:00:00.000Z', dueAt: '2026-06-29T00:00:00.000Z' };
    const at = (now: string, of: { answeredAt: string | null; closedAt: string | null } = OPEN) =>
      clockOf({ ...clock, ...of }, now);
    expect(at('2026-06-14T23:59:59.999Z')).toBe('RUNNING');
    expect(at(clock.remindAt)).toBe('REMINDED');
    expect(at(clock.dueAt)).toBe('OVERDUE');
    expect(at('2030-01-01T00:00:00.000Z', ANSWERED)).toBe('STOPPED');
    expect(at('2030-01-01T00:00:00.000Z', CLOSED)).toBe('STOPPED');
  });
});
