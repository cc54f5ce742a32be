import type { File } from './file.js';
import { type Draw, type Move, NOTICE } from './moves.js';
import { application, by, clearance, hasClearance } from './prologue-parts.js';
import { told } from './prologue-notices.js';
import type { World } from './world.js';

/** Two people say that the case at hand is a mistake; now and then not at the first time. */
export function* mistaken(world: World, draw: Draw): Generator<Move> {
  const of = application(world);
  yield by(world, 'charge', of, 'proposeMistake', { reasons: true });
  if (draw.once(4)) {
    yield by(world, 'adjudicator', of, 'dropMistake', { reasons: true });
    yield by(world, 'charge', of, 'proposeMistake', { reasons: true });
  }
  yield by(world, 'adjudicator', of, 'confirmMistake', { reasons: true });
}

/** A doubt was served by mistake, on a clearance as it was, under review or lapsed; two people say so. */
export function* mistakenDoubt(world: World, draw: Draw, assessed: () => Generator<Move>): Generator<Move> {
  const held = clearance(world);
  const first = draw.below(18);
  if (first < 5) yield by(world, 'subject', held, 'reportChange', {});
  else if (first > 10) yield by(world, 'charge', held, 'lapse', { reasons: true });
  yield by(world, 'charge', held, 'serveDoubtNotice', { reasons: true, text: NOTICE });
  if (draw.once(2)) yield* assessed();
  if (draw.once(4)) yield by(world, 'subject', held, 'reportChange', {});
  if (draw.once(3)) yield by(world, 'charge', held, 'lapse', { reasons: true });
  yield by(world, 'charge', held, 'proposeDoubtVoid', { reasons: true });
  if (draw.once(5)) {
    yield by(world, 'adjudicator', held, 'dropDoubtVoid', { reasons: true });
    yield by(world, 'charge', held, 'proposeDoubtVoid', { reasons: true });
  }
  yield by(world, 'adjudicator', held, 'confirmDoubtVoid', { reasons: true });
  yield { does: 'look', file: held.name };
}

/** The notice was void, whatever the person has done since; and the result is told again, if they still let it be. */
export function* toldAgain(world: World, draw: Draw, file: File): Generator<Move> {
  if (file.stage === 'PLEDGE_PENDING' && !draw.once(3)) yield by(world, 'subject', file, 'signPledge', {});
  if (hasClearance(world) && draw.once(4)) {
    const step = draw.once(2) ? 'lapse' : 'serveDoubtNotice';
    yield by(world, 'charge', clearance(world), step, { reasons: true, text: 'x' });
  }
  yield by(world, 'charge', file, 'proposeNoticeVoid', { reasons: true });
  if (draw.once(3)) {
    yield by(world, 'adjudicator', file, 'dropNoticeVoid', { reasons: true });
    yield by(world, 'charge', file, 'proposeNoticeVoid', { reasons: true });
  }
  yield by(world, 'adjudicator', file, 'confirmNoticeVoid', { reasons: true });
  if (draw.once(6)) yield by(world, 'subject', file, 'withdrawConsent', {});
  for (const sub of file.assigned) if (file.stage === 'DECIDED') yield* told(world, draw, file, sub);
  if (file.stage === 'PLEDGE_PENDING') yield by(world, 'subject', file, 'signPledge', {});
}
