import { importJWK, SignJWT } from 'jose';
import { loadKeys } from '../../sandbox/identity/keys.js';
import { spreadOf, type Spread } from '../statistics.js';
import { custodianOf, type Holders, idOf, itemOf } from './holders.js';
import { type Line, openLine } from './line.js';

export interface DriverSetup extends Holders {
  readonly port: number;
  readonly issuer: string;
  readonly audience: string;
  readonly dataDir: string;
  readonly connections: number;
}

/** `rate` questions a second for so long, each due at its moment whatever became of those before; 0: as fast as it goes. */
export interface DriveTask {
  readonly rate: number;
  readonly seconds: number;
}
export interface Driven {
  readonly answers: number;
  readonly yes: number;
  readonly seconds: number;
  readonly spread: Spread;
  /** Not 200, or another answer than it had to be. */
  readonly wrong: number;
}

/** Rate limits are in force: as many addresses as keep each below its own (Linux; elsewhere one). */
const ADDRESSES = process.platform === 'linux' ? 64 : 1;
const TICK_MS = 1;

async function serve(setup: DriverSetup): Promise<(task: DriveTask) => Promise<Driven>> {
  const tokens = await tokensOf(setup);
  const lines = await Promise.all(
    Array.from({ length: setup.connections }, (_, n) =>
      openLine(setup.port, ADDRESSES > 1 ? `127.0.0.${2 + (n % ADDRESSES)}` : undefined),
    ),
  );
  return async ({ rate, seconds }) => {
    const tally: Tally = { times: [], yes: 0, wrong: 0 };
    const begun = performance.now();
    const until = begun + seconds * 1_000;
    if (rate === 0)
      await flatOut(lines, until, (line) => askOne(line, setup, tokens, tally, performance.now()));
    else await atRate(lines, { begun, until, rate }, (line, due) => askOne(line, setup, tokens, tally, due));
    const { times, yes, wrong } = tally;
    const took = (performance.now() - begun) / 1_000;
    return { answers: times.length, yes, seconds: took, spread: spreadOf(times), wrong };
  };
}

interface Tally {
  readonly times: number[];
  yes: number;
  wrong: number;
}

async function askOne(line: Line, setup: DriverSetup, tokens: readonly string[], tally: Tally, due: number) {
  const holder = Math.floor(Math.random() * setup.holders);
  const item = itemOf(holder, setup);
  const token = tokens[item % setup.custodians];
  const query = `subjectId=${idOf('subject', holder)}&organId=${idOf('organ', 0)}&itemId=${idOf('item', item)}`;
  const { status, body } = await line.ask(
    `GET /handling-checks?${query} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer ${token}\r\n\r\n`,
  );
  tally.times.push(performance.now() - due);
  const yes = body.startsWith('{"canHandle":true');
  if (yes) tally.yes += 1;
  if (status === 200 && yes === (holder % 10 !== 9)) return;
  tally.wrong += 1;
  if (tally.wrong === 1) process.stderr.write(`answered wrongly: ${status} ${body}\n`);
}

async function flatOut(
  lines: readonly Line[],
  until: number,
  ask: (line: Line) => Promise<void>,
): Promise<void> {
  await Promise.all(
    lines.map(async (line) => {
      while (performance.now() < until) await ask(line);
    }),
  );
}

/** Who finds every line taken waits for one, and its time runs: the wait is part of the answer. */
async function atRate(
  lines: readonly Line[],
  { begun, until, rate }: { begun: number; until: number; rate: number },
  ask: (line: Line, due: number) => Promise<void>,
): Promise<void> {
  const free = [...lines];
  const due: number[] = [];
  const underWay = new Set<Promise<void>>();
  let failed: Error | undefined;
  const begin = (): void => {
    while (due.length > 0 && free.length > 0) {
      const line = free.pop() as Line;
      const one = ask(line, due.shift() as number)
        .then(() => void free.push(line))
        .catch((error: unknown) => {
          failed ??= error instanceof Error ? error : new Error(String(error));
        })
        .finally(() => {
          underWay.delete(one);
          begin();
        });
      underWay.add(one);
    }
  };
  let made = 0;
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const at = performance.now();
      for (; begun + (made * 1_000) / rate <= Math.min(at, until); made += 1)
        due.push(begun + (made * 1_000) / rate);
      begin();
      if (at < until && failed === undefined) return;
      clearInterval(timer);
      resolve();
    }, TICK_MS);
  });
  while (underWay.size > 0) await Promise.all(underWay);
  if (failed !== undefined) throw failed;
}

/** Signed with the sandbox issuer's own key; the API checks them as any. */
async function tokensOf({ dataDir, issuer, audience, custodians }: DriverSetup): Promise<string[]> {
  const [jwk] = (await loadKeys(dataDir)).jwks.keys;
  if (!jwk) throw new Error('the issuer has no key');
  const key = await importJWK(jwk, 'ES256');
  return Promise.all(
    Array.from({ length: custodians }, (_, n) =>
      new SignJWT({ client_id: 'sekisho-cli', scope: 'sekisho' })
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: jwk.kid ?? '' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(custodianOf(n, { holders: 0, items: 0, custodians }))
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(key),
    ),
  );
}

let drive: ((task: DriveTask) => Promise<Driven>) | undefined;
process.on('disconnect', () => process.exit(0));
process.on('message', (message: { setup: DriverSetup } | { task: DriveTask }) => {
  const work = async () => {
    if ('setup' in message) {
      drive = await serve(message.setup);
      return {};
    }
    if (!drive) throw new Error('nothing was set up');
    return drive(message.task);
  };
  work().then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? error.message : 'unknown' }),
  );
});
