import { writeSync } from 'node:fs';

/**
 * Named places between two steps that must not be torn apart. A test may arm one of them, by CRASH_AT: then the process
 * that passes it for the n-th time ends there, by SIGKILL, as a power cut or an out-of-memory killer would end it. Unarmed
 * it does nothing at all, and production refuses to be armed (launch/production.ts).
 */
export const CRASH_POINTS = [
  // A person's command, in the API.
  'command.before-commit',
  'command.after-commit',
  // What a provider fetches and answers, in the gateway.
  'fetch.after-commit',
  'answer.before-commit',
  'answer.after-commit',
  // One wake-up of a case.
  'advance.before-commit',
  'advance.after-commit',
  // The relay: taken from the outbox, carried, and not yet written down as done.
  'relay.after-claim',
  'relay.after-ring',
  'relay.after-completion',
  'relay.after-push',
  'filing.before-commit',
  'filing.after-commit',
  // The workflow worker: an activity that waits, and a run that hands over to the next one.
  'check.before-waiting',
  'roll.before',
  'roll.after',
  // A source outside.
  'source.told',
  'source.before-answer',
  'source.after-answer',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

export interface CrashAt {
  readonly point: CrashPoint;
  /** 1: the first time it is passed. */
  readonly passage: number;
}

/** `relay.after-claim:3`; undefined for anything else. */
export function readCrashAt(text: string): CrashAt | undefined {
  const [, name, passage] = /^([a-z]+\.[a-z-]+):([1-9]\d{0,5})$/.exec(text) ?? [];
  const point = CRASH_POINTS.find((one) => one === name);
  return point && { point, passage: Number(passage) };
}

let armed: { readonly point: CrashPoint; left: number } | undefined;

/** For the start of a process, after production has had its say. */
export function armCrashPoint(at: CrashAt | undefined): void {
  armed = at && { point: at.point, left: at.passage };
}

export function crashPoint(point: CrashPoint): void {
  if (armed?.point !== point) return;
  armed.left -= 1;
  if (armed.left > 0) return;
  // Written at once and not by the logger, which may hold lines back: nothing runs after the next one.
  writeSync(2, `crash point ${point}\n`);
  process.kill(process.pid, 'SIGKILL');
}
