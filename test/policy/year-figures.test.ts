import { expect, test } from '@jest/globals';
import { countingYear } from '../../domain/statistics/figures.js';
import { stepTold } from '../../domain/statistics/life.js';
import { PolicyNotLoaded } from '../../domain/policy.js';

/** Whose periods a year's stays are judged by: under this scheme a consent has 21 days before 2031 and 45 from then on. */
const OLD = 'lighthouse/2026-01-01';
const NEW = 'lighthouse/2031-01-01';
const FROM = Date.parse('2031-04-01T03:00:00.000Z');
const on = (day: number) => new Date(FROM + day * 86_400_000).toISOString();

/** As the ledger has it: the policy with the first step, and that with no other. */
const consented = (after: number, policy?: string) =>
  (
    [
      ['Nominated', 0, 'NOMINATED', policy === undefined ? {} : { policy }],
      ['NoticeServed', 1, 'AWAITING_CONSENT', {}],
      ['ConsentGiven', 1 + after, 'QUESTIONNAIRE', {}],
    ] as const
  ).flatMap(
    ([event, day, to, more], i) =>
      stepTold({ caseId: 'c', event, at: on(day), details: { seq: i + 1, from: 'NEW', to, ...more } }) ?? [],
  );
function targets(...lives: ReturnType<typeof consented>[]) {
  const counting = countingYear(2031);
  for (const steps of lives) counting.add(steps);
  return counting.figures().targets.AWAITING_CONSENT;
}

test.each([
  [OLD, 20, { within: 1, late: 0 }],
  [OLD, 40, { within: 0, late: 1 }],
  [NEW, 40, { within: 1, late: 0 }],
  [NEW, 50, { within: 0, late: 1 }],
] as const)(
  'a stay is judged by the policy its case froze, whatever is in force on its day: %s, %i days',
  (policy, days, told) => expect(targets(consented(days, policy))).toEqual(told),
);

test('one of a release that did not say it in the ledger, by the scheme that is meant where none is named', () => {
  expect(targets(consented(28), consented(40))).toEqual({ within: 1, late: 1 });
});

test('a year with stays under a policy that is not loaded is not counted at all, and others are', () => {
  const gone = consented(5, 'nobodys/2026-01-01');
  expect(() => targets(gone)).toThrow(PolicyNotLoaded);
  const later = countingYear(2032);
  later.add(gone);
  expect(later.figures().targets.AWAITING_CONSENT).toEqual({ within: 0, late: 0 });
});

test('an entry that is of no step tells nothing', () => {
  expect(stepTold({ caseId: 'c', event: 'FileRead', at: on(1), details: { documents: 2 } })).toBeUndefined();
});
