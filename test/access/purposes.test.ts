import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { PURPOSES } from '../../domain/purposes.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const ROLES = ['api', 'worker', 'gateway', 'owner'] as const;
const DENIED = '42501';
const CHECK_FAILED = '23514';
const ENTRY = `insert into ledger (id, at, event, article, role, purpose, details)
  values (gen_random_uuid(), now(), 'FileRead', 'Art. 16', 'CaseOfficer', $1, '{}')`;

let database: TestDatabase;
let pools: Record<(typeof ROLES)[number], pg.Pool>;
beforeAll(async () => {
  database = await cloneDatabase();
  const pool = (connectionString: string) => new pg.Pool({ connectionString, max: 1 });
  const { api, worker, gateway, owner } = database;
  pools = { api: pool(api), worker: pool(worker), gateway: pool(gateway), owner: pool(owner) };
});
afterAll(async () => {
  await Promise.all(Object.values(pools).map((pool) => pool.end()));
  await database.drop();
});

/** Rows written, or why PostgreSQL refused, by its SQLSTATE. */
async function used(role: (typeof ROLES)[number], purpose: string): Promise<string> {
  try {
    const { rowCount } = await pools[role].query(ENTRY, [purpose]);
    return `${rowCount} rows`;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe('a use of personal data', () => {
  test.each(Object.keys(PURPOSES))('may have the purpose %s', async (purpose) => {
    expect(await used('worker', purpose)).toBe('1 rows');
  });

  test.each(['DISCIPLINE', 'PERSONNEL', 'PAYROLL', 'RECRUITMENT', 'assessment', ''])(
    'for any other, %s, is refused to every role, the owner too',
    async (purpose) => {
      for (const role of ROLES) {
        const refusal = role === 'gateway' ? [CHECK_FAILED, DENIED] : [CHECK_FAILED];
        expect(refusal).toContain(await used(role, purpose));
      }
    },
  );
});
