import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { ROUTES } from '../../api/routes/index.js';
import { type RunningPostgres, startPostgres } from '../../launch/postgres.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { prepareDatabase } from '../../store/bootstrap.js';
import { listenTo } from '../../workers/wakeup.js';
import { Visitor } from '../console/visitor.js';
import { temporaryFolder } from '../support/child-process.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { until } from '../support/system-engine.js';

/** A database of this file's own, since it is taken away under a system that runs and goes on running. */
const folder = temporaryFolder();
const shared = { ...process.env };
let server: RunningPostgres;
let system: TestSystem;
let visitor: Visitor;
let play: Play;
let caseId = '';

const startServer = () => startPostgres({ dataDir: folder.path, log: () => {}, throwAway: true });
beforeAll(async () => {
  server = await startServer();
  const adminUrl = server.url('postgres', 'postgres');
  await prepareDatabase({ adminUrl, database: 'template_here' });
  Object.assign(process.env, { TEST_DATABASE_URL: adminUrl, TEST_TEMPLATE_DATABASE: 'template_here' });
  system = await startSystem();
  visitor = new Visitor(system);
  await visitor.signIn('officer1');
  play = new Play({ as: system.as }, staffOf(0), 's01');
  system.providers.control.hold('IMMIGRATION');
  caseId = await play.untilAllAsked();
  await system.engine.quiet(30_000);
}, 180_000);
afterAll(async () => {
  await system?.stop();
  const { TEST_DATABASE_URL, TEST_TEMPLATE_DATABASE } = shared;
  Object.assign(process.env, { TEST_DATABASE_URL, TEST_TEMPLATE_DATABASE });
  await server?.stop();
  folder.remove();
}, 60_000);

const SECONDS = /^[1-9]\d*$/;
interface Said {
  readonly status: number;
  readonly type: string | null;
  readonly retryAfter: string | null;
}
const OUT_OF_REACH = {
  status: 503,
  type: expect.stringMatching(/^application\/problem\+json/),
  retryAfter: expect.stringMatching(SECONDS),
};

async function ask(method: string, at: string, token: string, key: string = randomUUID()): Promise<Said> {
  const said = at === '/sandbox/clock' ? '{"by":"P1D"}' : '{}';
  const body = method === 'POST' ? { body: said } : {};
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': key,
  };
  const response = await fetch(`${system.url}${at}`, { method, headers, ...body });
  await response.arrayBuffer();
  const { status, headers: told } = response;
  return { status, type: told.get('content-type'), retryAfter: told.get('retry-after') };
}

/** How often the withdrawal stands among the commands and in the ledger. */
async function withdrawals(): Promise<unknown> {
  const { rows } = await sql`select
    (select count(*)::int from commands where case_id = ${caseId} and action = 'withdrawConsent') as commands,
    (select count(*)::int from ledger where case_id = ${caseId} and event = 'ConsentWithdrawn') as entries
  `.execute(system.register);
  return rows[0];
}

/** One act, whoever asks for it how often. */
const key = randomUUID();
const withdraw = async () =>
  ask('POST', `/applications/${caseId}/withdrawal`, (await system.as(play.subject)).token, key);

describe('with the database down', () => {
  test('what was under way when it went is answered 503, and nothing of it is done', async () => {
    await system.as(play.subject);
    const holder = new pg.Client({ connectionString: system.database.admin });
    holder.on('error', () => {});
    await holder.connect();
    await holder.query('begin');
    await holder.query('select 1 from cases where id = $1 for update', [caseId]);
    const withdrawing = withdraw();
    await until('the withdrawal waits inside its transaction', async () => {
      const { rows } = await holder.query(
        `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`,
      );
      return rows.length > 0;
    });
    await server.stop();
    expect(await withdrawing).toEqual(OUT_OF_REACH);
    await holder.end().catch(() => {});
  }, 60_000);

  test.each(ROUTES.map(({ id, method, path }) => [id, method.toUpperCase(), path] as const))(
    '%s says when to come again',
    async (_, method, path) => {
      const { token } = await system.as(play.staff.inCharge);
      const id = randomUUID();
      // Read before anybody is asked who that is: the only one that is not.
      const query = path === '/handling-checks' ? `?subjectId=${id}&organId=${id}&itemId=${id}` : '';
      expect(await ask(method, `${path.replace(':id', id)}${query}`, token)).toEqual(OUT_OF_REACH);
    },
  );

  test.each([
    ['GET', '/gateway/requests'],
    ['GET', `/gateway/requests/${randomUUID()}`],
    ['POST', `/gateway/requests/${randomUUID()}/answer`],
    ['GET', '/sandbox/clock'],
    ['POST', '/sandbox/clock'],
  ])('%s %s says so too', async (method, path) => {
    const gateway = path.startsWith('/gateway');
    const token = gateway ? 'credential-of-some-source' : (await system.as(play.staff.inCharge)).token;
    expect(await ask(method, path, token)).toEqual(OUT_OF_REACH);
  });

  test.each(['/console', '/console/queue', '/console/operations', `/console/cases/${randomUUID()}`])(
    'the console, for somebody signed in, at %s',
    async (path) => {
      const { status, headers } = await visitor.get(path);
      expect([path, status, headers.get('retry-after')]).toEqual([path, 503, expect.stringMatching(SECONDS)]);
    },
  );

  test('and nobody can sign in, which is said the same way', async () => {
    const stranger = new Visitor(system);
    const answer = await stranger.signIn('officer2').then(
      () => 'signed in',
      (error: Error) => error.message,
    );
    expect(answer).not.toBe('signed in');
    const { status, headers } = await stranger.get('/console');
    expect([status < 500 || headers.get('retry-after') !== null, status]).toEqual([true, status]);
  });
});

describe('with the database back', () => {
  test('everything goes on without a restart, and the act is done once', async () => {
    server = await startServer();
    const { token } = await system.as(play.subject);
    await until('the API answers again', async () => {
      const { status } = await ask('GET', '/me', token);
      return status === 200;
    });
    expect(await withdrawals()).toEqual({ commands: 0, entries: 0 });
    // Signed it is the same act under the same key; what was sent before it was signed is answered as a repetition.
    const signed = await (await system.as(play.subject)).post(`/applications/${caseId}/withdrawal`, {}, key);
    expect(signed.status).toBe(201);
    expect((await withdraw()).status).toBe(201);
    expect(await withdrawals()).toEqual({ commands: 1, entries: 1 });
    await system.engine.quiet(60_000);
    await system.engine.handleOf('application', caseId).result();
    expect((await visitor.get('/console')).status).toBe(200);
  }, 120_000);

  test('a whole case can be lived, and the relay is woken by its rows again', async () => {
    const next = new Play({ as: system.as }, staffOf(0), 's09');
    await next.nominate();
    await system.engine.quiet(60_000);
    const wakeup = listenTo(system.database.worker, 'sekisho_relay');
    await until('it listens', async () => wakeup.of.outbox.news() > 0);
    await wakeup.close();
  }, 120_000);
});
