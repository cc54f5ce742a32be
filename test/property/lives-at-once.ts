import { isDeepStrictEqual } from 'node:util';
import { dayBeside, dayOf, startOfDay } from '../../domain/calendar.js';
import { moveClock, readNow } from '../../store/clock.js';
import { nextDueUpTo } from '../../store/operations.js';
import type { TestEngine } from '../support/system-engine.js';
import { lifeOf, play } from './life.js';
import { Draw, type Move } from './moves.js';
import { Register } from './register.js';
import { type Seen, seenIn } from './seen.js';
import { World } from './world.js';

/** How many lives act at the same moment; more than that wait for connections. */
const AT_ONCE = 8;
/** A relay that is told of hundreds of moves at once takes its time on a busy machine. */
const PATIENCE_MS = 120_000;
const JUST_AFTER_MS = 1;
/** Longer than any run takes. */
const EVENING_MS = 4 * 60 * 60 * 1000;
const YEAR_MS = 365.25 * 86_400_000;

interface Life {
  readonly numbers: readonly number[];
  readonly world: World;
  readonly register: Register;
  readonly moves: Generator<Move>;
  /** Nothing is tried before then. */
  wakesAt: string;
  over: boolean;
  readonly told: string[];
}

/** What differs between the scheme in memory and what workflows have made of the register. */
export interface Difference {
  readonly numbers: readonly number[];
  readonly told: readonly string[];
  readonly expected: unknown;
  readonly reached: unknown;
}

/**
 * Many lives beside each other, under one clock: people's moves go into the register, and all that time and answers call
 * for is left to the cases' own workflows. After each round both sides must be the same.
 */
export class LivesAtOnce {
  readonly #lives: Life[] = [];
  #began = '';
  #walks = 0;
  #moves = 0;

  constructor(private readonly engine: TestEngine) {}

  async begin(numbers: readonly (readonly number[])[]): Promise<void> {
    const now = await readNow(this.engine.db);
    this.#began = now;
    for (const of of numbers) {
      const register = await Register.open(this.engine.db, this.engine.register);
      const world = new World(register.cast, now);
      const moves = lifeOf(world, new Draw(of));
      this.#lives.push({ numbers: of, world, register, moves, wakesAt: now, over: false, told: [] });
    }
  }

  /** Plays one round, or lets time pass where everybody waits for it. `undefined` when all lives are over. */
  async round(): Promise<Difference[] | undefined> {
    const alive = this.#lives.filter(({ over }) => !over);
    if (alive.length === 0) return undefined;
    const now = await readNow(this.engine.db);
    const ready = alive.filter(({ wakesAt }) => wakesAt <= now);
    if (ready.length > 0) return this.#act(ready, now);
    // Half of them wake: some of those who wait for less come late, which the scheme must bear as well.
    const until = alive.map(({ wakesAt }) => wakesAt).sort()[Math.floor(alive.length / 2)] ?? now;
    await this.#walk(farFromMidnight(until));
    return this.#compare(this.#lives);
  }

  counts(): { readonly moves: number; readonly steps: number; readonly byTime: number } {
    const history = this.#lives.flatMap(({ world }) => world.history);
    const byTime = history.filter(({ sub }) => sub === null).length;
    return { moves: this.#moves, steps: history.length, byTime };
  }

  told(): string {
    const { moves, steps, byTime } = this.counts();
    const years = Date.parse(this.#lives[0]?.world.now ?? '') - Date.parse(this.#began);
    return `${this.#lives.length} lives, ${moves} moves, ${steps} steps, ${byTime} of them by time, answers and effects; ${(years / YEAR_MS).toFixed(1)} years in ${this.#walks} walks`;
  }

  async #act(ready: readonly Life[], now: string): Promise<Difference[]> {
    const acting = ready.flatMap((life) => {
      const move = nextOf(life, now);
      return move ? [{ life, move }] : [];
    });
    if (acting.length === 0) return [];
    const played = await inTurns(acting, ({ life, move }) => this.#move(life, move));
    await this.engine.quiet(PATIENCE_MS);
    for (const settle of played) await settle();
    // Nobody else has changed since they were last compared.
    return this.#compare(acting.map(({ life }) => life));
  }

  /** One move on both sides; what is left to do once all is quiet. */
  async #move({ world, register, told }: Life, move: Move): Promise<() => Promise<void>> {
    this.#moves += 1;
    const came = play(world, move);
    const received = move.does === 'answer' ? await register.receive(move) : undefined;
    const reached = move.does === 'answer' ? undefined : await register.play(move);
    look(world);
    return async () => {
      const really = reached ?? (received ? await this.#disposition(received.id) : 'DROPPED');
      told.push(`${world.now} ${tellOf(move)}: ${came}${really === came ? '' : `, really ${really}`}`);
    };
  }

  /** As the sandbox's clock does (api/sandbox/clock.ts): from one deadline of anybody to the next, at last the night. */
  async #walk(target: string): Promise<void> {
    const { db, register, runUpkeep, quiet } = this.engine;
    for (;;) {
      const next = await db.transaction().execute((tx) => nextDueUpTo(tx, target));
      if (next === null) break;
      await moveClock(register, next);
      await quiet(PATIENCE_MS);
    }
    await moveClock(register, target);
    await quiet(PATIENCE_MS);
    await runUpkeep('retention');
    await quiet(PATIENCE_MS);
    this.#walks += 1;
    for (const { world } of this.#lives) pass(world, target);
  }

  async #compare(lives: readonly Life[]): Promise<Difference[]> {
    const found = await inTurns(lives, async ({ register, world, told, numbers }) => {
      await register.nameNew();
      register.now = world.now;
      const reached = { files: simplified(await register.files()), rights: await register.rights() };
      const expected = { files: simplified(seenIn(world)), rights: world.rights() };
      const odd = told.at(-1)?.includes(', really ') === true;
      return !odd && isDeepStrictEqual(reached, expected)
        ? undefined
        : { numbers, told: told.slice(-12), expected, reached };
    });
    return found.filter((one) => one !== undefined);
  }

  async #disposition(id: string): Promise<string> {
    const row = await this.engine.register
      .selectFrom('inbox')
      .select('disposition')
      .where('id', '=', id)
      .executeTakeFirst();
    return row?.disposition ?? 'NEVER FILED';
  }
}

/** What it does next at this moment; nothing where it waits, or is over. */
function nextOf(life: Life, now: string): Move | undefined {
  life.world.now = now;
  life.register.now = now;
  for (let next = life.moves.next(); !next.done; next = life.moves.next()) {
    const move = next.value;
    // The cases look by themselves, and the night comes by itself.
    if (move.does === 'look' || move.does === 'sweep') continue;
    if (move.does !== 'wait') return move;
    life.wakesAt = move.until;
    return undefined;
  }
  life.over = true;
  return undefined;
}

/** The clock runs on while all is made quiet: what falls on a day must fall on the same day here and there. */
function farFromMidnight(until: string): string {
  const midnight = Date.parse(startOfDay(dayBeside(dayOf(until), 1)));
  return midnight - Date.parse(until) > EVENING_MS ? until : new Date(midnight + EVENING_MS).toISOString();
}

function look(world: World): void {
  for (const file of world.files.keys()) world.look(file);
}

function pass(world: World, target: string): void {
  for (let due = world.nextDue(); due !== undefined && due <= target; due = world.nextDue()) {
    world.now = new Date(Date.parse(due) + JUST_AFTER_MS).toISOString();
    look(world);
  }
  world.now = target;
  look(world);
  world.sweep();
  look(world);
}

/** Deadlines by the day: between the same move on both sides some milliseconds pass. */
function simplified(files: readonly Seen[]): unknown[] {
  return files.map((file) => ({ ...file, deadlines: file.deadlines.map((one) => one.slice(0, -14)) }));
}

function tellOf(move: Move): string {
  if (move.does === 'take') return `${move.action} on ${move.file} by ${move.player.sub}`;
  if (move.does === 'answer') return `${move.code} of ${move.file} is ${move.finding}`;
  return move.does;
}

async function inTurns<T, R>(of: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < of.length; at += AT_ONCE)
    results.push(...(await Promise.all(of.slice(at, at + AT_ONCE).map(each))));
  return results;
}
