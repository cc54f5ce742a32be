import type { Action } from '../../domain/edges.js';
import type { DeadlineKind } from '../../domain/policy.js';
import { hasEnded, type InvestigationMode } from '../../domain/stages.js';
import type { Draw, Move } from './moves.js';
import type { File, Input } from './file.js';
import { lastDayOf } from './time.js';
import type { World } from './world.js';

export function by(world: World, name: string, file: File, action: Action, input: Input): Move {
  return { does: 'take', file: file.name, action, player: player(world, name), seen: file.seq, input };
}

export function player(world: World, name: string) {
  const found = world.cast.players.find(({ sub }) => sub.startsWith(name));
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}

export function dueOf({ deadlines }: File, of: DeadlineKind): string | undefined {
  return deadlines.find(({ kind }) => kind === of)?.dueAt;
}

/** Not where something was found on the way: then a person's turn is where the life goes on. */
export function hasClearance(world: World): boolean {
  return world.named('clearance').length > 0;
}

export function application(world: World): File {
  return alive(world, 'application');
}

export function clearance(world: World): File {
  return alive(world, 'clearance');
}

export function alive(world: World, kind: File['kind']): File {
  const found = world.named(kind).findLast((file) => !hasEnded(kind, file.stage)) ?? world.named(kind).at(-1);
  if (!found) throw new Error(`no ${kind} yet`);
  return found;
}

/** By the length of the life and not by chance: one more number drawn would make another life of each. */
export function investigatedBy(draw: Draw): InvestigationMode {
  return draw.length % 20 === 0 ? 'UNIFIED' : 'SELF';
}

export function investigatorOf({ mode }: File): string {
  return mode === 'UNIFIED' ? 'investigator' : 'case-officer';
}

/** Nobody does anything for a while. */
export function* silence(world: World, draw: Draw): Generator<Move> {
  for (let times = draw.below(5); times >= 0; times -= 1) {
    const due = world.nextDue();
    if (due === undefined) return;
    yield { does: 'wait', until: due };
    for (const file of world.files.keys()) yield { does: 'look', file };
  }
}

/** The office comes late to a paper that came in time. */
function late(world: World, draw: Draw, of: File): Move {
  const receivedOn = lastDayOf(of.missedDocument ?? world.now);
  return by(world, 'subject', of, draw.once(3) ? 'declineDocument' : 'provideDocument', { receivedOn });
}

/** Asked for a document, a person hands it in, declines, or lets the time pass. */
export function* askedForDocument(world: World, draw: Draw, of: File): Generator<Move> {
  const officer = investigatorOf(of);
  yield by(world, officer, of, 'requestDocument', { reasons: true, items: ['MENTAL_DISORDER'] });
  if (draw.once(3)) {
    yield { does: 'wait', until: dueOf(of, 'DOCUMENT_WINDOW') ?? world.now };
    yield { does: 'look', file: of.name };
    if (draw.once(2)) yield late(world, draw, of);
  } else yield by(world, 'subject', of, draw.once(2) ? 'provideDocument' : 'declineDocument', {});
  yield by(world, officer, of, 'resolveReview', { reasons: true });
  if (of.missedDocument !== null && draw.once(2)) yield late(world, draw, of);
}
