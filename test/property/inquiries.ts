import type { InvestigationMode } from '../../domain/stages.js';
import type { CheckCode } from '../../domain/checks.js';
import { askableNow } from '../../domain/inquiries.js';
import { CHECK_CODES } from '../support/act27.js';
import { factsOf } from './facts.js';
import type { File, Input } from './file.js';
import type { Draw } from './moves.js';
import type { World } from './world.js';

/** What may be asked now. */
export function asksOf(world: World, of: File): CheckCode[] {
  const { askable, firstDue } = factsOf(world, of);
  return askableNow(askable, firstDue);
}

/** Some of what may be asked, each for a reason; now and then what may not be. */
export function asking(world: World, file: File, draw: Draw): Input {
  const { askable, firstDue } = factsOf(world, file);
  // Now and then before the first ones have come in.
  const theirs = draw.once(6) ? askable : askableNow(askable, firstDue);
  const open = draw.once(8) ? CHECK_CODES : theirs;
  return { reasons: true, asks: open.filter(() => draw.once(2)) };
}

/** Who investigates, and where it is the organ, on what ground. */
export function beginning(mode: InvestigationMode): Input {
  return mode === 'SELF' ? { mode, selfGround: 'TOO_LATE', reasons: true } : { mode };
}
