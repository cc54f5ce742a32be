import type { File } from './file.js';
import type { World } from './world.js';

/** One case as both sides can tell it. */
export interface Seen {
  readonly name: string;
  readonly stage: string;
  readonly seq: number;
  readonly ground: string | null;
  readonly mode: string | null;
  readonly decision: string | null;
  readonly reason: string | null;
  readonly about: string | null;
  readonly notified: boolean;
  readonly pledged: boolean;
  readonly lastDay: string | null;
  readonly doubt: string | null;
  readonly renewal: string | null;
  readonly checks: readonly string[];
  readonly deadlines: readonly string[];
  readonly holds: readonly string[];
}

export function seenIn(world: World): Seen[] {
  return [...world.files.values()].map(seen).sort(byName);
}

function seen(file: File): Seen {
  const { name, stage, seq, ground, mode, decision, reason, about, lastDay, doubt, renewal } = file;
  const asked = [...new Set(file.checks.map(({ askedAt }) => askedAt))];
  return {
    name,
    stage,
    seq,
    ground,
    mode,
    decision,
    reason,
    about,
    lastDay,
    doubt,
    renewal,
    notified: file.notifiedAt !== null,
    pledged: file.pledgedAt !== null,
    checks: asked.flatMap((at) =>
      file.checks
        .filter(({ askedAt }) => askedAt === at)
        .map(({ code, status, finding, weighed }) => `${code} ${status} ${finding ?? '-'} ${weighed}`)
        .sort(),
    ),
    holds: file.holds.map(({ number, chased }) => `${number} ${chased}`),
    deadlines: file.deadlines.map(({ kind, dueAt }) => `${kind} ${dueAt}`).sort(),
  };
}

export const byName = (a: Seen, b: Seen) => (a.name < b.name ? -1 : 1);
