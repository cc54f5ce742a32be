import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { lockCaseRow } from '../../store/case-state.js';
import type { Tx } from '../../store/db.js';
import { lockRequest } from '../../store/requests.js';
import { Cases } from '../access/support/cases.js';
import { type House, openHouse } from '../access/support/house.js';
import { until } from '../support/system-engine.js';
import { type Asked, requestOf } from './support/asked.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house?.stop());

/** Two questions of one case, put to two sources. */
async function twoAsked(): Promise<[Asked, Asked]> {
  const inquiries = { ENTRY_HISTORY: true, CREDIT_STANDING: true };
  const made = await new Cases(house).application('CHECKS_RUNNING', { inquiries });
  return [await requestOf(house, made, 'ENTRY_HISTORY'), await requestOf(house, made, 'CREDIT_STANDING')];
}

/** Whether somebody comes to wait for a lock that `blocker` holds. */
async function somebodyWaitsFor(blocker: number): Promise<void> {
  await until('somebody waits', async () => {
    const { rows } = await sql`
      select 1 from pg_stat_activity where ${blocker}::int = any (pg_blocking_pids(pid))`.execute(
      house.register,
    );
    return rows.length > 0;
  });
}

async function pidOf(tx: Tx): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
  return rows[0]?.pid ?? 0;
}

describe('what a source is served while its case is held', () => {
  test('two sources are served side by side', async () => {
    const [one, other] = await twoAsked();
    await house.register.transaction().execute(async (tx) => {
      // Where a fetch of the one stands, at its slowest.
      await lockRequest(tx, one.requestId, 'IMMIGRATION');
      expect((await other.fetch()).status).toBe(200);
    });
  });

  test('a withdrawal waits until whoever is being served has been', async () => {
    const [one] = await twoAsked();
    let withdrawn = false;
    const withdrawal = await house.register.transaction().execute(async (tx) => {
      await lockRequest(tx, one.requestId, 'IMMIGRATION');
      const asked = house.post('subject', `/applications/${one.made.id}/withdrawal`);
      void asked.then(() => (withdrawn = true));
      await somebodyWaitsFor(await pidOf(tx));
      expect(withdrawn).toBe(false);
      return { asked };
    });
    expect((await withdrawal.asked).status).toBe(201);
    expect((await one.fetch()).status).toBe(410);
  });

  test('a fetch waits for a withdrawal under way, and is told that it is closed', async () => {
    const [one] = await twoAsked();
    const fetched = await house.register.transaction().execute(async (tx) => {
      await lockCaseRow(tx, one.made.id);
      const asked = one.fetch();
      await somebodyWaitsFor(await pidOf(tx));
      await tx
        .updateTable('cases')
        .set({ stage: 'NOT_CONDUCTED', ended: true })
        .where('id', '=', one.made.id)
        .execute();
      return { asked };
    });
    expect((await fetched.asked).status).toBe(410);
  });

  test('about one request one at a time: asking side by side holds a case against nobody', async () => {
    const [one] = await twoAsked();
    const again = await house.register.transaction().execute(async (tx) => {
      await lockRequest(tx, one.requestId, 'IMMIGRATION');
      const asked = one.fetch();
      await somebodyWaitsFor(await pidOf(tx));
      return { asked };
    });
    expect((await again.asked).status).toBe(200);
  });
});
