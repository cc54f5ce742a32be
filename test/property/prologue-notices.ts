import type { InquiryConsent } from '../../domain/checks.js';
import { PAPER_CHANNELS } from '../../domain/service.js';
import type { File } from './file.js';
import { type Draw, type Move, NOTICE, served } from './moves.js';
import { by } from './prologue-parts.js';
import type { World } from './world.js';

/** Told at once, or on paper: it comes back, or its person withdraws while it is on its way. */
export function* told(world: World, draw: Draw, of: File, officer: string): Generator<Move> {
  for (let goes = 0; goes < 3 && of.stage === 'DECIDED' && of.issue === null; goes += 1) {
    // Of a decision taken anew mostly: elsewhere each is met by itself.
    const anew = of.earlier.length > 0;
    if (anew ? draw.once(6) : !draw.once(3)) break;
    yield by(world, officer, of, 'issueResult', { channel: draw.pick(PAPER_CHANNELS) });
    if (anew ? !draw.once(6) : draw.once(3)) yield by(world, 'subject', of, 'withdrawConsent', {});
    if (anew ? !draw.once(6) : draw.once(2))
      yield by(world, 'charge', of, 'takeBackNotice', { reasons: true });
  }
  if (of.stage === 'DECIDED') yield by(world, officer, of, 'notifyResult', served(world, of, draw));
}

/** Reasons are wanted, or not, or after all. */
export function* consenting(world: World, draw: Draw, of: File, inquiries: InquiryConsent): Generator<Move> {
  const waived = draw.once(2) ? { waived: true as const } : {};
  yield by(world, 'subject', of, 'giveConsent', { text: NOTICE, inquiries, ...waived });
  if (of.reasonsWaived && draw.once(3)) yield by(world, 'subject', of, 'wantReasons', {});
}
