import { castOf } from './cast.js';
import { coverage, type Coverage } from './coverage.js';
import { INVARIANTS } from './invariants.js';
import { Draw, type Move, moveOf } from './moves.js';
import { prologue } from './prologues.js';
import { OF_REUSE } from './reuse.js';
import { rightsIn } from './rights.js';
import { World } from './world.js';

/** A moment at night in Japan, so that whole first days and part ones both occur; the newest policy has just come into force. */
export const BEGIN = '2026-11-26T15:00:00.000Z';
const CAST = castOf({ organId: 'organ', contractorId: 'contractor', subjectId: 'person', suffix: '' });

const ALWAYS = [...INVARIANTS, ...OF_REUSE];

/** What a move came to, for who counts or compares. */
export function play(world: World, move: Move): string {
  switch (move.does) {
    case 'nominate':
      return world.nominate(move.player, move.contractor);
    case 'take':
      return world.take(move);
    case 'answer':
      return world.answer(move.file, move.code, move.finding);
    case 'wait':
      world.now = move.until;
      return 'PASSED';
    case 'look':
      world.look(move.file);
      return 'PASSED';
    case 'sweep':
      world.sweep();
      return 'PASSED';
    case 'outage': {
      const { kind, first, last } = move;
      world.outage({ kind, first, last });
      return 'PASSED';
    }
    case 'certify':
      world.certified = move.certified;
      return 'PASSED';
    case 'record':
      world.recorded.push(move);
      return 'PASSED';
  }
}

/** The moves of one life, as long as its numbers: how it begins, what is tried, and when the workflows look. */
export function* lifeOf(world: World, draw: Draw): Generator<Move> {
  yield* prologue(world, draw);
  for (let left = draw.length; left > 0; left -= 1) {
    yield moveOf(world, draw);
    // Mostly at once; sometimes people are faster than the engine.
    if (!draw.once(5)) for (const file of world.files.keys()) yield { does: 'look', file };
  }
}

/** Plays one life and asks every invariant after every move. @throws what does not hold, with the moves so far */
export function live(numbers: readonly number[], counted: Coverage = coverage()): World {
  const world = new World(CAST, BEGIN);
  const moves: string[] = [];
  for (const move of lifeOf(world, new Draw(numbers))) {
    const told = world.history.length;
    const came = play(world, move);
    if (move.does !== 'look') moves.push(tell(move, came));
    counted.tried(move, came);
    const fresh = world.history.slice(told);
    if (fresh.length === 0 && move.does !== 'wait' && move.does !== 'record') continue;
    for (const { name, basis, broken } of ALWAYS) {
      const told = broken(world, fresh);
      if (told !== undefined) throw new Error(`${name} (${basis}): ${told}\n${moves.join('\n')}`);
    }
    const moved = fresh.filter(({ from, to }) => from !== to).map(({ file }) => file);
    for (const { right, taken } of moved.length > 0 ? rightsIn(world, moved) : []) {
      const told = world.would(taken);
      if (told !== 'OK') throw new Error(`${right}: ${told}\n${moves.join('\n')}`);
    }
  }
  counted.lived(world);
  return world;
}

function tell(move: Move, came: string): string {
  switch (move.does) {
    case 'take':
      return `${move.action} on ${move.file} by ${move.player.sub}: ${came}`;
    case 'nominate':
      return `nominate by ${move.player.sub}: ${came}`;
    case 'answer':
      return `${move.code} of ${move.file} is answered ${move.finding}: ${came}`;
    case 'outage':
      return `outage from ${move.first} to ${move.last}`;
    case 'wait':
      return `until ${move.until}`;
    case 'certify':
      return move.certified ? 'certified' : 'certification lost';
    case 'record':
      return `recorded: ${move.what} until ${move.lastDay}`;
    default:
      return move.does;
  }
}
