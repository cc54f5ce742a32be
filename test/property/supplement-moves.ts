import { CHECK_CODES } from '../support/act27.js';
import { type Inquired, NEEDS } from '../../domain/inquiries.js';
import { factsOf } from './facts.js';
import type { File, Input } from './file.js';
import type { Draw } from './moves.js';
import { lastDayOf } from './time.js';
import type { World } from './world.js';

export const SHOWN = 'supplement-v1';

/** What comes with a step about consent that comes later, or goes alone; now and then what may not. */
export function supplementInput(
  world: World,
  file: File,
  action: 'requestSupplement' | 'answerSupplement' | 'withdrawInquiry',
  draw: Draw,
): Input {
  switch (action) {
    case 'requestSupplement':
      return { reasons: true, text: SHOWN, needs: supplementing(world, file, draw) };
    case 'answerSupplement': {
      const { supplement, missedSupplement } = factsOf(world, file);
      const asks = draw.once(8) ? CHECK_CODES.slice(0, 2) : ((supplement ?? missedSupplement)?.asks ?? []);
      return {
        ...(missedSupplement && { receivedOn: lastDayOf(missedSupplement.over, draw.once(4) ? 1 : 0) }),
        text: draw.once(10) ? 'supplement-v0' : SHOWN,
        answers: asks,
        inquiries: Object.fromEntries(asks.map((code) => [code, draw.once(2)])),
      };
    }
    case 'withdrawInquiry': {
      const { consented } = factsOf(world, file);
      return { codes: (draw.once(8) ? CHECK_CODES : consented).filter(() => draw.once(5)) };
    }
  }
}

/** Some of what may be asked for, each for a need it was not named with before; now and then what may not be. */
function supplementing(world: World, file: File, draw: Draw): Inquired {
  if (draw.once(8)) return { [draw.pick(CHECK_CODES)]: draw.pick(NEEDS) };
  const open = factsOf(world, file).supplementable;
  return Object.fromEntries(
    CHECK_CODES.flatMap((code) => {
      const needs = open[code] ?? [];
      return needs.length > 0 && draw.once(3) ? [[code, draw.pick(needs)]] : [];
    }),
  );
}
