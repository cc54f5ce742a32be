import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { connect, type Db } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { type Case, Cases } from './support/cases.js';
import { ELSEWHERE, HERE } from './support/cast.js';
import { type House, openHouse } from './support/house.js';

/** The second wall: what PostgreSQL itself refuses, whatever the code above it does. */
let house: House;
let made: Case;
let clearance: Case;
let roles: Record<'api' | 'worker' | 'gateway' | 'owner', pg.Pool>;
let api: Db;
beforeAll(async () => {
  house = await openHouse();
  const cases = new Cases(house);
  made = await cases.application('CLOSED');
  clearance = await cases.clearance('SUSPENDED');
  const { database } = house;
  const pool = (connectionString: string) => new pg.Pool({ connectionString, max: 1 });
  roles = {
    api: pool(database.api),
    worker: pool(database.worker),
    gateway: pool(database.gateway),
    owner: pool(database.owner),
  };
  api = connect(database.api, { max: 1 });
}, 60_000);
afterAll(async () => {
  await Promise.all([...Object.values(roles).map((pool) => pool.end()), api.destroy()]);
  await house?.stop();
});

const BY_CASE = [
  'cases',
  'applications',
  'clearances',
  'grievances',
  'checks',
  'commands',
  'deadlines',
  'assignments',
  'vault_documents',
];
/** How many rows of each table a scope sees. */
async function seen(scope: Scope): Promise<Record<string, number>> {
  return inScope(api, scope, async (tx) => {
    const counts: [string, number][] = [];
    for (const table of BY_CASE) {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
        tx,
      );
      counts.push([table, rows[0]?.n ?? -1]);
    }
    return Object.fromEntries(counts);
  });
}
const NOTHING = Object.fromEntries(BY_CASE.map((table) => [table, 0]));

/** Why PostgreSQL refused, by its SQLSTATE; the count of changed rows if it did not. */
async function tried(role: keyof typeof roles, statement: string, values: unknown[] = []): Promise<string> {
  try {
    const { rowCount } = await roles[role].query(statement, values);
    return `${rowCount} rows`;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}
const DENIED = '42501';
const RAISED = 'P0001';
const CHECK_FAILED = '23514';

describe('row-level security', () => {
  test('shows the organ its own, or the tests below would prove nothing', async () => {
    const own = await seen({ organs: [HERE.organId] });
    const filled = BY_CASE.filter((table) => !['grievances', 'assignments'].includes(table));
    for (const table of filled) expect([table, own[table]]).toEqual([table, expect.any(Number)]);
    expect(own.cases).toBeGreaterThan(2);
  });

  test.each<[string, Scope]>([
    ['another organ', { organs: [ELSEWHERE.organId] }],
    ['another subject', { subjects: [randomUUID()] }],
    ['another contractor', { contractors: [ELSEWHERE.contractorId] }],
    [
      'all of these at once',
      { organs: [ELSEWHERE.organId], subjects: [randomUUID()], contractors: [ELSEWHERE.contractorId] },
    ],
    ['nobody', {}],
  ])('shows %s not one row', async (_, scope) => {
    expect(await seen(scope)).toEqual(NOTHING);
  });

  test('forgets a scope with its transaction, on the same connection', async () => {
    expect((await seen({ organs: [HERE.organId] })).cases).toBeGreaterThan(0);
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from cases`.execute(api);
    expect(rows[0]?.n).toBe(0);
    await inScope(api, { organs: [HERE.organId] }, async () =>
      Promise.reject(new Error('rolled back')),
    ).catch(() => {});
    expect(await seen({})).toEqual(NOTHING);
  });

  test('shows a subject their own cases alone', async () => {
    const own = await seen({ subjects: [made.subjectId] });
    expect([own.cases, own.applications, own.clearances]).toEqual([1, 1, 0]);
  });

  test('lets nobody write into a case they do not see, nor make one where they do not belong', async () => {
    const elsewhere = { organs: [ELSEWHERE.organId] };
    const changed = await inScope(api, elsewhere, async (tx) =>
      sql`update cases set stage = 'CLEARED' where id = ${made.id}`.execute(tx),
    );
    expect(Number(changed.numAffectedRows)).toBe(0);
    const forged = inScope(api, elsewhere, async (tx) =>
      sql`insert into cases select ${randomUUID()}::uuid, kind, ${HERE.organId}::uuid, ${randomUUID()}::uuid, null, 'CLEARED', 1, 'NOBODY', true,
        policy_version, periods, opened_at, stage_at, ended_at, 1, 1 from (values ('application', 'x', '{}'::jsonb, now(), now(), now()))
        as v (kind, policy_version, periods, opened_at, stage_at, ended_at)`.execute(tx),
    );
    await expect(forged).rejects.toMatchObject({ code: DENIED });
    const planted = inScope(api, elsewhere, async (tx) =>
      sql`insert into assignments values (${made.id}, 'me')`.execute(tx),
    );
    await expect(planted).rejects.toMatchObject({ code: DENIED });
  });

  test('is on wherever a case can be told, and none of our roles may step over it', async () => {
    const { rows } = await roles.owner.query(
      'select relname from pg_class where relrowsecurity order by relname',
    );
    expect(rows.map((row) => row.relname)).toEqual(expect.arrayContaining([...BY_CASE].sort()));
    const powers = await roles.owner.query(
      `select rolname from pg_roles where rolname like 'sekisho%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    );
    expect(powers.rows).toEqual([]);
  });
});

describe('the gateway’s role', () => {
  test.each([
    'ledger',
    'commands',
    'principals',
    'deadlines',
    'assignments',
    'conflicts',
    'clearances',
    'grievances',
    'organs',
    'contractors',
    'subjects',
    'idempotency',
    'sessions',
    'outbox',
    'sweeps',
  ])('cannot read %s', async (table) => {
    expect(await tried('gateway', `select * from ${table} limit 1`)).toBe(DENIED);
  });
  test('reads identities and evidence, no other document', async () => {
    const { rows } = await roles.gateway.query('select distinct class from vault_documents');
    expect(rows.map((row) => row.class).filter((one) => !['IDENTITY', 'EVIDENCE'].includes(one))).toEqual([]);
    expect(rows.length).toBeGreaterThan(0);
  });
  test('changes no case, no check, no answer once given', async () => {
    expect(await tried('gateway', `update cases set stage = 'CLEARED' where id = $1`, [made.id])).toBe(
      DENIED,
    );
    expect(await tried('gateway', `update cases set seq = 99 where id = $1`, [made.id])).toBe(DENIED);
    expect(await tried('gateway', `update checks set finding = 'NO_RECORD'`)).toBe(DENIED);
    expect(await tried('gateway', `update inbox set answer = 'NO_RECORD'`)).toBe(DENIED);
    expect(await tried('gateway', `delete from inbox`)).toBe(DENIED);
    expect(await tried('gateway', `delete from vault_documents`)).toBe(DENIED);
    expect(await tried('gateway', `update clock set offset_ms = 1`)).toBe(DENIED);
  });
});

describe('the ledger and the commands', () => {
  const everyRole = ['api', 'worker', 'gateway', 'owner'] as const;
  test.each(everyRole.flatMap((role) => ['ledger', 'commands'].map((table) => [role, table] as const)))(
    '%s can neither update, delete nor truncate %s',
    async (role, table) => {
      const before = await roles.owner.query(`select count(*) from ${table}`);
      for (const statement of [
        `update ${table} set role = 'Auditor'`,
        `delete from ${table}`,
        `truncate ${table} cascade`,
      ])
        expect([DENIED, RAISED]).toContain(await tried(role, statement));
      expect((await roles.owner.query(`select count(*) from ${table}`)).rows).toEqual(before.rows);
    },
  );
  test.each(['api', 'worker', 'gateway'] as const)('%s cannot take the lock off', async (role) => {
    expect(await tried(role, 'alter table ledger disable trigger all')).toBe(DENIED);
    expect(await tried(role, 'drop trigger ledger_append_only on ledger')).toBe(DENIED);
    expect(
      await tried(
        role,
        'create or replace function sekisho_refuse_change() returns trigger language plpgsql as $$ begin return null; end $$',
      ),
    ).toBe(DENIED);
    expect(await tried(role, `set session_replication_role = 'replica'`)).toBe(DENIED);
    expect(await tried(role, 'create table mine (x int)')).toBe(DENIED);
    expect(await tried(role, 'set role sekisho_owner')).toBe(DENIED);
  });
});

describe('what a process may not do to the register', () => {
  test('the API gives nobody a post, takes none and certifies no contractor', async () => {
    const post = `insert into principals (id, sub, role, organ_id, created_at) values ($1, 'me', 'Adjudicator', $2, now())`;
    expect(await tried('api', post, [randomUUID(), HERE.organId])).toBe(DENIED);
    const own = `insert into principals (id, sub, role, subject_id, created_at) values ($1, 'me', 'Subject', $2, now())`;
    expect(await tried('api', own, [randomUUID(), made.subjectId])).toBe('1 rows');
    expect(await tried('api', `update principals set role = 'Adjudicator'`)).toBe(DENIED);
    expect(await tried('api', `delete from principals`)).toBe(DENIED);
    const certified = `insert into certifications (id, contractor_id, organ_id, valid_from) values ($1, $2, $3, '2026-01-01')`;
    expect(await tried('api', certified, [randomUUID(), ELSEWHERE.contractorId, ELSEWHERE.organId])).toBe(
      DENIED,
    );
    expect(await tried('api', `update certifications set valid_until = null`)).toBe(DENIED);
    expect(await tried('api', `update kysely_migration set name = 'x'`)).toBe(DENIED);
  });
  test('neither the API nor the workers forge an answer of a source', async () => {
    const answer = `insert into inbox (id, request_id, source, answer, content_hash, received_at) values ($1, $2, 'POLICE', 'NO_RECORD', '', now())`;
    expect(await tried('api', answer, [randomUUID(), randomUUID()])).toBe(DENIED);
    expect(await tried('api', `update inbox set answer = 'NO_RECORD'`)).toBe(DENIED);
    expect(await tried('api', `update providers set credential_hash = ''`)).toBe(DENIED);
    expect(await tried('worker', `update providers set credential_hash = ''`)).toBe(DENIED);
  });
  test('the workers give nobody a post and read no session', async () => {
    const post = `insert into principals (id, sub, role, organ_id, created_at) values ($1, 'me', 'Adjudicator', $2, now())`;
    expect(await tried('worker', post, [randomUUID(), HERE.organId])).toBe(DENIED);
    expect(await tried('worker', `update principals set role = 'Adjudicator'`)).toBe(DENIED);
    expect(await tried('worker', `update clock set offset_ms = 1`)).toBe(DENIED);
  });
});

describe('what no role can write', () => {
  test.each(['applications', 'clearances'])(
    'another notification date, or none, on %s (rule 23)',
    async (table) => {
      const { id } = table === 'applications' ? made : clearance;
      for (const role of ['worker', 'owner'] as const) {
        expect(
          await tried(
            role,
            `update ${table} set notified_at = notified_at + interval '1 day' where id = $1`,
            [id],
          ),
        ).toBe(RAISED);
        expect(await tried(role, `update ${table} set notified_at = null where id = $1`, [id])).not.toMatch(
          /rows/,
        );
      }
    },
  );

  test('consent without a notice served before it (rule 1)', async () => {
    const [served] = (await roles.owner.query('select served_at from applications where id = $1', [made.id]))
      .rows;
    const earlier = new Date(served.served_at.getTime() - 1);
    expect(
      await tried('owner', 'update applications set consented_at = $2 where id = $1', [made.id, earlier]),
    ).toBe(CHECK_FAILED);
    expect(await tried('owner', 'update applications set served_at = null where id = $1', [made.id])).toBe(
      CHECK_FAILED,
    );
    const other = await new Cases(house).application('NOMINATED');
    expect(
      await tried('owner', 'update applications set consented_at = now() where id = $1', [other.id]),
    ).toBe(CHECK_FAILED);
  });

  test('a result notified before it was decided, or that nobody decided (rule 7)', async () => {
    const other = await new Cases(house).application('ADJUDICATION');
    expect(
      await tried('owner', 'update applications set notified_at = now() where id = $1', [other.id]),
    ).toBe(CHECK_FAILED);
    const early =
      "update applications set decided_at = now(), notified_at = now() - interval '1 second' where id = $1";
    expect(await tried('owner', early, [other.id])).toBe(CHECK_FAILED);
  });

  test('two open assessments, or two clearances held, of one person at one organ', async () => {
    const other = await new Cases(house).application('NOMINATED');
    const twice = `insert into cases select gen_random_uuid(), kind, organ_id, subject_id, contractor_id, stage, seq, waiting_on, ended,
      policy_version, periods, opened_at, stage_at, ended_at, rung_seq, handled_seq from cases where id = $1`;
    expect(await tried('owner', twice, [other.id])).toBe('23505');
    expect(await tried('owner', twice, [clearance.id])).toBe('23505');
  });
});
