import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import {
  clockMovedProbe,
  databaseRoleProbe,
  sandboxUsersProbe,
  timeSkippingProbe,
} from '../../launch/production-probes.js';
import { seedReferenceData } from '../../sandbox/seed/reference-data.js';
import { connect } from '../../store/db.js';
import { cloneDatabase, given, type TestDatabase } from '../support/database.js';

describe('on a real database', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await cloneDatabase();
  });
  afterAll(() => database.drop());

  async function withPool<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
    const pool = new pg.Pool({ connectionString: url, max: 1 });
    try {
      return await work(pool);
    } finally {
      await pool.end();
    }
  }

  test("the administrator's role is found out, a process's own role is not", async () => {
    const roleAt = (url: string) => withPool(url, (pool) => databaseRoleProbe(pool)());
    expect(await roleAt(database.admin)).toEqual({ superuser: true, bypassesRowSecurity: true });
    expect(await roleAt(database.api)).toEqual({ superuser: false, bypassesRowSecurity: false });
  });

  test('a register that the sandbox has filled is found out', async () => {
    const found = () => withPool(database.api, (pool) => sandboxUsersProbe(pool)());
    expect(await found()).toBe(false);
    const owner = connect(database.owner, { max: 1 });
    await seedReferenceData(owner, { indexKey: new Uint8Array(32), providers: {} }).finally(() =>
      owner.destroy(),
    );
    expect(await found()).toBe(true);
  });

  test('a clock that somebody moved is found out', async () => {
    const moved = () => withPool(database.api, (pool) => clockMovedProbe(pool)());
    expect(await moved()).toBe(false);
    await withPool(database.owner, (pool) => pool.query('update clock set offset_ms = 1'));
    expect(await moved()).toBe(true);
  });
});

describe('on a real engine', () => {
  let connection: Connection;
  const namespace = `probe-${randomUUID()}`;
  beforeAll(async () => {
    connection = await Connection.connect({ address: given('TEST_TEMPORAL_ADDRESS') });
    await connection.workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: { seconds: 86_400 } as never,
    });
  });
  afterAll(() => connection.close());

  test('skipping of time is found out where it is on', async () => {
    const probe = timeSkippingProbe(connection.workflowService, namespace);
    await expect(eventually(probe)).resolves.toBe(true);
  });

  test('also before our namespace is there, as at the very first start of a deployment', async () => {
    await expect(timeSkippingProbe(connection.workflowService, 'no-such-namespace')()).resolves.toBe(true);
  });

  test('and an engine that does not answer is not taken for an answer', async () => {
    const nobody = Connection.lazy({ address: '127.0.0.1:1', interceptors: [] });
    await expect(timeSkippingProbe(nobody.workflowService, namespace)()).rejects.toThrow();
    await nobody.close();
  });
});

/** A new namespace takes the server a moment to know. */
async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
