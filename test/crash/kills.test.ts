import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { sql } from 'kysely';
import { LAST_WORDS_MS, UNDER_WAY_MS } from '../../api/start.js';
import { CRASH_POINTS } from '../../crash-points.js';
import { connectClient } from '../../engine.js';
import { createDataConverter } from '../../privacy/data-converter.js';
import { engineKeysFromFile } from '../../privacy/engine-keys.js';
import { testFolder } from '../../launch/test-folder.js';
import { readNow } from '../../store/clock.js';
import { isQuiet } from '../../store/operations.js';
import { until } from '../support/system-engine.js';
import * as audit from './audit.js';
import { Campaign } from './campaign.js';
import { PARKS } from './lives.js';
import { killPostgres, killTemporal } from './outside-kills.js';
import type { Mortal } from './plan.js';
import { Seeded } from './seeded.js';
import { Troupe } from './troupe.js';

const SEED = Number(process.env.TEST_CRASH_SEED ?? 1);
const KILLS = Number(process.env.TEST_CRASH_KILLS ?? 50);
/** Fewer are for trying the test itself: then not every point has its turn. */
const EVERY_POINT = KILLS >= 50;
/** A killing takes a second or two; a machine with much else to do, many. */
const PATIENCE_MS = 900_000 + KILLS * 20_000;
const LONG = PATIENCE_MS + 600_000;
/** Much longer than the engine waits for a worker that knew the case (ten seconds) or took a look (thirty): 44 were seen. */
const LAST_ANSWERS_MS = 180_000;
const MORTALS: readonly Mortal[] = ['api', 'activity-worker', 'workflow-worker', 'sandbox-providers'];

const folder = testFolder();
const seeded = new Seeded(SEED);
let troupe: Troupe;
let campaign: Campaign;
let client: Client;
const before = { open: 0, stages: [] as string[] };
const drained: { name: string; code: number; errors: string[] }[] = [];
let drainFailures: string[] = [];

/** Everything happens here, once; the tests below look at what came of it. */
beforeAll(async () => {
  say(`seed ${SEED}, ${KILLS} kills (npm run test:crash -- --seed ${SEED} --kills ${KILLS} tells it again)`);
  troupe = await Troupe.start(folder.path, seeded);
  campaign = new Campaign(troupe, seeded);
  const { address, namespace } = troupe.config.temporal;
  const keys = engineKeysFromFile(troupe.config.keys.codecFile, { create: false });
  client = connectClient({ address, namespace }, createDataConverter(keys), 'audit');
  const begun = Date.now();
  await campaign.setUp();
  say(`${campaign.lives.length} lives set up in ${Math.round((Date.now() - begun) / 1_000)} s`);
  await lookBefore();
  const playing = campaign.play();
  // Awaited below; failing earlier it must not end the process.
  playing.catch(() => {});
  await Promise.race([playing, drainThem().then(killThem)]);
  campaign.again = false;
  await playing;
  // Whoever was told to die and has not had the occasion is not to die while we look.
  await Promise.all(MORTALS.filter((name) => troupe.armedAt(name)).map((name) => troupe.drain(name)));
  await troupe.untilReady();
  await quiet();
}, LONG);

afterAll(async () => {
  await campaign?.close();
  await client?.connection.close();
  await troupe?.stop();
  folder.remove();
}, 60_000);

describe('killed at every named point, with work in hand', () => {
  test('it was busy: at least fifty applications open, in every open stage', () => {
    expect(before.open).toBeGreaterThanOrEqual(50);
    expect(before.stages).toEqual(expect.arrayContaining([...PARKS]));
  });

  test('as many processes died as were to die, at every point and by every server', () => {
    const hit = new Set(troupe.deaths.map(({ name, at }) => (at === 'outside' ? name : at)));
    expect(troupe.deaths.length).toBeGreaterThanOrEqual(KILLS);
    const wanted = EVERY_POINT ? [...CRASH_POINTS, 'postgres', 'temporal'] : ['postgres', 'temporal'];
    expect(wanted.filter((one) => !hit.has(one))).toEqual([]);
  });

  test('no process ended of anything else', () => expect(troupe.unplanned).toEqual([]));

  test('no caller was answered that the fault is ours: a part out of reach is 503, and was tried again', () =>
    expect(campaign.memory.unexpected).toEqual([]));
});

describe('afterwards', () => {
  test('every case has ended right', async () =>
    expect(await audit.wrongEnds(campaign.register, [...campaign.lives, ...campaign.past])).toEqual([]));

  test('every acknowledged command is in the register once, and nothing else of anybody', async () => {
    const { acknowledged } = campaign.memory;
    const repeated = [...acknowledged.values()].filter(({ sent }) => sent > 1).length;
    say(`${acknowledged.size} commands acknowledged, ${repeated} of them sent more than once`);
    expect(repeated).toBeGreaterThan(0);
    expect(await audit.commandFaults(campaign.register, campaign.memory)).toEqual([]);
  });

  test('commands and ledger agree one to one, and versions have no gap', async () =>
    expect(await audit.ledgerFaults(campaign.register)).toEqual([]));

  test('each check has one request and one answer, whatever was repeated on the wire', async () => {
    const wire = await audit.wireOf(campaign.register, troupe.logFile('sandbox-providers'));
    say(`${wire.checks} checks: ${wire.events} events taken, ${wire.fetches} fetched`);
    expect(wire.fetches).toBeGreaterThan(wire.checks);
    expect(wire.unknown).toEqual([]);
    expect(await audit.requestFaults(campaign.register)).toEqual([]);
  });

  test('nothing waits to be carried, and nothing was given up', async () =>
    expect(await audit.outboxFaults(campaign.register)).toEqual([]));

  test('every open case has one workflow that stands where the register does, and an ended one has none', async () => {
    // Of a last look the register knows at once, its workflow once a worker is told: where the one that was to be has
    // just ended, that takes as long as the engine waits for it.
    let faults: string[] = [];
    const agreed = async () => (faults = await audit.workflowFaults(campaign.register, client)).length === 0;
    await until('workflows and register agree', agreed, LAST_ANSWERS_MS).catch(() => {});
    expect(faults).toEqual([]);
  }, 300_000);

  test('a census finds nothing to do', async () => {
    expect(await audit.censusFaults(client, troupe.config.temporal.taskQueue)).toEqual([]);
  }, 120_000);
});

describe('asked to end under load', () => {
  test('every process ends with 0 and without an error in its log', () =>
    expect(drained).toEqual(MORTALS.map((name) => ({ name, code: 0, errors: [] }))));

  test('callers are refused or told 503, and no request under way is lost', () =>
    expect(drainFailures).toEqual([]));
});

async function lookBefore(): Promise<void> {
  const { rows } = await sql<{ stage: string; n: number }>`
    select stage, count(*)::int as n from cases where kind = 'application' and not ended group by stage`.execute(
    campaign.register,
  );
  before.open = rows.reduce((sum, { n }) => sum + n, 0);
  before.stages = rows.map(({ stage }) => stage).toSorted();
}

/** Arms every process at each start, kills the servers in between, lets days pass, until enough has died. */
async function killThem(): Promise<void> {
  troupe.killing = true;
  const begun = Date.now();
  for (const name of MORTALS) troupe.replace(name);
  const wanted = {
    postgres: Math.max(2, Math.ceil(KILLS / 25)),
    temporal: Math.max(2, Math.ceil(KILLS / 25)),
  };
  const died = (name: string) => troupe.deaths.filter((death) => death.name === name).length;
  let ticks = 0;
  for (let told = 0; !enough(); ) {
    if (Date.now() - begun > PATIENCE_MS) throw new Error(`within ${PATIENCE_MS / 1_000} s only: ${tally()}`);
    const count = troupe.deaths.length;
    if (count >= told + 25)
      say(`${(told = count)} kills after ${Math.round((Date.now() - begun) / 1_000)} s`);
    const share = count / KILLS;
    if (died('postgres') < wanted.postgres * Math.min(1, share + 0.1)) await killPostgres(campaign);
    if (died('temporal') < wanted.temporal * Math.min(1, share + 0.1)) await killTemporal(campaign);
    if (count >= ticks * 2) {
      ticks += 1;
      await letDaysPass().catch(() => {});
    }
    await pause(200);
  }
  troupe.killing = false;
  say(`${tally()} in ${Math.round((Date.now() - begun) / 1_000)} s`);
}

function enough(): boolean {
  const hit = new Set(troupe.deaths.map(({ at }) => at));
  return troupe.deaths.length >= KILLS && (!EVERY_POINT || CRASH_POINTS.every((point) => hit.has(point)));
}

/** Time goes on while processes die: reminders and deadlines fall due on whoever is there. */
async function letDaysPass(): Promise<void> {
  await sql`update clock set offset_ms = offset_ms + ${3 * 86_400_000}`.execute(campaign.register);
  await sql`select pg_notify('sekisho_relay', 'clock')`.execute(campaign.register);
}

/** SIGTERM to one process after the other, under load. */
async function drainThem(): Promise<void> {
  campaign.again = true;
  const asked: { name: string; at: number }[] = [];
  for (const name of MORTALS) {
    const attempts = campaign.memory.attempts;
    await until('people act', async () => campaign.memory.attempts > attempts + 20, 60_000);
    const from = logLines(name).length;
    asked.push({ name, at: Date.now() });
    const code = await troupe.drain(name);
    drained.push({ name, code, errors: logLines(name).slice(from).filter(isError) });
    await troupe.untilReady();
  }
  drainFailures = campaign.memory.failures
    .filter(({ what }) => what !== 'ECONNREFUSED' && what !== '503')
    .flatMap(({ at, what }) => {
      const last = asked.findLast((one) => one.at <= at);
      const after = at - (last?.at ?? at);
      if (!last || (last.name === 'api' && lostToHttp(what, after))) return [];
      return [`${what} ${after} ms after ${last.name} was asked to end`];
    });
  say(`drained: ${JSON.stringify({ drained, drainFailures })}`);
}

/** A connection closed for having been idle, and used at that moment: HTTP/1.1 has no cure but to send again. */
function lostToHttp(what: string, afterMs: number): boolean {
  const closing = afterMs >= LAST_WORDS_MS && afterMs < LAST_WORDS_MS + UNDER_WAY_MS;
  return closing && ['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE'].includes(what);
}

function logLines(name: string): string[] {
  return readFileSync(troupe.logFile(name), 'utf8').split('\n');
}

function isError(line: string): boolean {
  try {
    return ((JSON.parse(line) as { level?: number }).level ?? 0) >= 50;
  } catch {
    return line.trim() !== '';
  }
}

/** A source that died again and again is told again after up to ten minutes: that is back-off, and nothing is lost. */
const LONGEST_BACK_OFF_MS = 600_000;

async function quiet(): Promise<void> {
  const { register } = campaign;
  const now = () => register.transaction().execute(async (tx) => isQuiet(tx, await readNow(tx)));
  try {
    await until('everything written is seen and done', now, LONGEST_BACK_OFF_MS + 120_000);
  } catch (error) {
    throw new Error([String(error), ...(await audit.stillToDo(register))].join('\n'), { cause: error });
  }
}

function tally(): string {
  const counts = new Map<string, number>();
  for (const { name, at } of troupe.deaths) {
    const what = at === 'outside' ? name : at;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return `${troupe.deaths.length} kills: ${[...counts].map(([what, n]) => `${what} ${n}`).join(', ')}`;
}

function say(text: string): void {
  process.stderr.write(`crash: ${text}\n`);
}
