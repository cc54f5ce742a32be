import { CHECK_CODES } from '../support/act27.js';
import { factsOf } from './facts.js';
import type { File } from './file.js';
import type { Draw, Move } from './moves.js';
import { by, dueOf, investigatorOf } from './prologue-parts.js';
import { SHOWN } from './supplement-moves.js';
import { lastDayOf } from './time.js';
import type { World } from './world.js';

/** Asked for a further consent, a person answers or lets the time pass; and may take back what they gave. */
export function* supplemented(world: World, draw: Draw, of: File): Generator<Move> {
  const open = factsOf(world, of).supplementable;
  const code = CHECK_CODES.find((one) => open[one] !== undefined);
  const need = code && open[code]?.[0];
  if (code && need) {
    const text = SHOWN;
    yield by(world, investigatorOf(of), of, 'requestSupplement', {
      reasons: true,
      text,
      needs: { [code]: need },
    });
    if (draw.once(2)) {
      yield { does: 'wait', until: dueOf(of, 'SUPPLEMENT_WINDOW') ?? world.now };
      yield { does: 'look', file: of.name };
      if (draw.once(2)) yield* answeredLate(world, draw, of);
    } else
      yield by(world, 'subject', of, 'answerSupplement', {
        text,
        answers: [code],
        inquiries: { [code]: !draw.once(3) },
      });
  }
  const { consented } = factsOf(world, of);
  if (consented.length > 0 && draw.once(2))
    yield by(world, 'subject', of, 'withdrawInquiry', { codes: [draw.pick(consented)] });
}

/** The office comes late to a paper that came in time. */
export function* answeredLate(world: World, draw: Draw, of: File): Generator<Move> {
  const { missedSupplement: missed } = factsOf(world, of);
  if (!missed) return;
  yield by(world, 'subject', of, 'answerSupplement', {
    text: SHOWN,
    receivedOn: lastDayOf(missed.over),
    answers: missed.asks,
    inquiries: Object.fromEntries(missed.asks.map((code) => [code, !draw.once(3)])),
  });
}
