import { dayBeside, dayOf } from '../../domain/calendar.js';
import type { Ground } from '../../domain/stages.js';
import { reportsWaiting } from './facts.js';
import type { Draw, Move } from './moves.js';
import { application, by, clearance, dueOf, hasClearance, player } from './prologue-parts.js';
import type { World } from './world.js';

type Way = (world: World, draw: Draw) => Generator<Move>;
interface Walked {
  readonly cleared: Way;
  readonly assessed: (
    world: World,
    draw: Draw,
    ground: Ground,
    decision: 'FOUND' | 'NOT_FOUND',
  ) => Generator<Move>;
}

/** Where a clearance may lead that nobody doubts: to another employer, and to an end over what others had said. */
export function afterwards(walked: Walked): Way {
  return function* (world, draw) {
    yield* draw.once(2) ? anotherEmployer(walked, world, draw) : outlived(walked, world, draw);
  };
}

function* anotherEmployer({ cleared, assessed }: Walked, world: World, draw: Draw): Generator<Move> {
  yield* cleared(world, draw);
  if (!hasClearance(world)) return;
  const left = clearance(world);
  const [action, input] = draw.once(3) ? (['second', { reasons: true }] as const) : (['depart', {}] as const);
  yield by(world, 'charge', left, action, input);
  const contractor = !left.contractor;
  yield { does: 'nominate', player: player(world, contractor ? 'manager' : 'charge'), contractor };
  if (draw.once(3)) return;
  yield* assessed(world, draw, 'NEW_HANDLER', draw.once(3) ? 'NOT_FOUND' : 'FOUND');
  if (application(world).stage === 'PLEDGE_PENDING')
    yield by(world, 'subject', application(world), 'signPledge', {});
  // The employer of before says it once more, and is answered as ever.
  if (left.contractor) yield by(world, 'manager', left, 'depart', {});
}

function* outlived({ cleared }: Walked, world: World, draw: Draw): Generator<Move> {
  yield* cleared(world, draw);
  if (!hasClearance(world)) return;
  const held = clearance(world);
  if (draw.once(2)) {
    const reviewOn = dayBeside(dayOf(world.now), 20);
    yield by(world, 'charge', held, 'placeHold', { reasons: true, hold: held.lastHold + 1, reviewOn });
    yield { does: 'wait', until: dueOf(held, 'RENEWAL_OPENING') ?? world.now };
    yield { does: 'sweep' };
    if (draw.once(2))
      yield by(world, 'second-charge', held, 'liftHold', { reasons: true, hold: held.lastHold });
  }
  for (const sub of held.assigned) yield by(world, sub, held, 'reportAsOther', { reasons: true });
  const end = dueOf(held, 'EXPIRY');
  if (end === undefined) return;
  yield { does: 'wait', until: end };
  yield { does: 'look', file: held.name };
  for (const { id } of reportsWaiting(world, held))
    yield by(world, 'charge', held, 'validateReport', { reasons: true, report: id });
  if (!held.contractor) return;
  yield by(world, 'manager', held, 'reportAsOther', { reasons: true });
  yield by(world, 'manager', held, 'depart', {});
  // Said once more, as by an office that was not told of the first time.
  yield by(world, 'manager', held, 'depart', {});
}

/** Without an assessment two people may end it, and its holder is asked first: they answer, late or never, or it is let be. */
export function* revoked(world: World, draw: Draw): Generator<Move> {
  if (!hasClearance(world)) return;
  const held = clearance(world);
  yield { does: 'look', file: held.name };
  yield by(world, 'adjudicator', held, 'proposeRevocation', { reasons: true });
  if (draw.once(3)) {
    yield by(world, 'second-adjudicator', held, 'dropRevocation', { reasons: true });
    yield by(world, 'second-adjudicator', held, 'proposeRevocation', { reasons: true });
  }
  if (draw.once(3)) {
    yield {
      does: 'outage',
      kind: 'OUR_SYSTEM',
      first: dayOf(world.now),
      last: dayBeside(dayOf(world.now), 3),
    };
    yield { does: 'look', file: held.name };
  }
  if (draw.once(2)) {
    yield { does: 'wait', until: dueOf(held, 'HEARING_WINDOW') ?? world.now };
    yield { does: 'look', file: held.name };
  }
  if (draw.once(2)) yield by(world, 'subject', held, 'answerConcerns', {});
  for (const name of ['second-adjudicator', 'adjudicator'])
    yield by(world, name, held, 'revoke', { reasons: true });
  if (!held.contractor) return;
  yield by(world, 'manager', held, 'reportAsOther', { reasons: true });
  yield by(world, 'manager', held, 'depart', {});
}
