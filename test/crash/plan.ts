import type { CrashAt, CrashPoint } from '../../crash-points.js';
import type { ProcessRow } from '../../launch/process-table.js';
import type { Seeded } from './seeded.js';

export type Mortal = Extract<
  ProcessRow['name'],
  'api' | 'activity-worker' | 'workflow-worker' | 'sandbox-providers'
>;

/** Which process passes which point, and at most how often it may pass before it dies: rare ones at their first. */
export const POINTS: Readonly<Record<Mortal, Readonly<Partial<Record<CrashPoint, number>>>>> = {
  api: {
    'command.before-commit': 6,
    'command.after-commit': 6,
    'fetch.after-commit': 8,
    'answer.before-commit': 6,
    'answer.after-commit': 6,
  },
  'activity-worker': {
    'advance.before-commit': 6,
    'advance.after-commit': 6,
    'relay.after-claim': 6,
    'relay.after-ring': 5,
    'relay.after-completion': 4,
    'relay.after-push': 4,
    'filing.before-commit': 4,
    'filing.after-commit': 4,
  },
  'workflow-worker': { 'check.before-waiting': 3, 'roll.before': 2, 'roll.after': 2 },
  'sandbox-providers': { 'source.told': 3, 'source.before-answer': 3, 'source.after-answer': 3 },
};

/** One death after another, without end: every point once, in seeded order, then all of them again. */
export function* deathsOf(name: Mortal, seeded: Seeded): Generator<CrashAt, never> {
  const points = Object.entries(POINTS[name]) as [CrashPoint, number][];
  for (;;) {
    for (const [point, atMost] of seeded.shuffled(points))
      yield { point, passage: seeded.between(1, atMost) };
  }
}
