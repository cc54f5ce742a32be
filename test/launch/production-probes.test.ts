import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Connection } from '@temporalio/client';
import pg from 'pg';
import { connectWithoutCredential } from '../../engine.js';
import {
  clockMovedProbe,
  databaseRoleProbe,
  sandboxUsersProbe,
  engineOpenProbe,
  timeSkippingProbe,
  uiWritesProbe,
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

describe('the engine’s UI', () => {
  const answering = async (settings: string) => {
    const server = createServer((_, response) => response.end(settings)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      return await uiWritesProbe(`http://127.0.0.1:${port}`)();
    } finally {
      server.close();
    }
  };

  test('is known to write by its own settings, and by nothing else', async () => {
    expect(await answering('{"DisableWriteActions":false}')).toBe(true);
    expect(await answering('{"DisableWriteActions":true}')).toBe(false);
    expect(await answering('no settings')).toBe(false);
    expect(await uiWritesProbe('http://127.0.0.1:1')()).toBe(false);
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

  test('who asks nobody for a credential is found out', async () => {
    const stranger = connectWithoutCredential({ address: given('TEST_TEMPORAL_ADDRESS'), namespace });
    await expect(engineOpenProbe(() => stranger)()).resolves.toBe(true);
  });

  test('an engine that lets nobody in, and one that is not there, are not open', async () => {
    const stranger = connectWithoutCredential({ address: '127.0.0.1:1', namespace });
    await expect(engineOpenProbe(() => stranger)()).resolves.toBe(false);
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
