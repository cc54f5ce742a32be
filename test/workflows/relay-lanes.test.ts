import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { claimMessages, deferMessage, redriveLetters } from '../../store/relay-queue.js';
import type { PushMessage } from '../../workers/push.js';
import { IN_FLIGHT } from '../../workers/relay.js';
import { startEngine, type TestEngine, until } from '../support/system-engine.js';
import { Office, type TestCase } from './support/cases.js';

/** Where thin events go: each waits at the door of its request, if that has been closed. */
class Providers {
  readonly arrived: PushMessage[] = [];
  readonly delivered: string[] = [];
  readonly #doors = new Map<string, { wait: Promise<void>; open(): void }>();
  refusing = new Set<string>();
  under = 0;
  most = 0;

  close(requestId: string): void {
    let open = () => {};
    const wait = new Promise<void>((resolve) => (open = resolve));
    this.#doors.set(requestId, { wait, open });
  }

  open(): void {
    for (const door of this.#doors.values()) door.open();
    this.#doors.clear();
  }

  push = async (message: PushMessage): Promise<void> => {
    this.arrived.push(message);
    this.most = Math.max(this.most, ++this.under);
    try {
      await this.#doors.get(message.requestId)?.wait;
      if (this.refusing.has(message.requestId)) throw Object.assign(new Error('no'), { code: 'HTTP_500' });
      this.delivered.push(message.id);
    } finally {
      this.under -= 1;
    }
  };
}

let engine: TestEngine;
let office: Office;
let of: TestCase;
const providers = new Providers();

beforeAll(async () => {
  engine = await startEngine({ push: providers.push });
  office = await Office.open(engine.db, engine.register);
  of = await office.nominate();
  await engine.quiet();
}, 60_000);
afterEach(() => {
  providers.open();
  providers.refusing.clear();
});
afterAll(() => engine?.stop());

/** Rows as a step would have written them; their ids, in order. */
async function tell(requestIds: readonly string[]): Promise<string[]> {
  const rows = requestIds.map((requestId) => ({
    lane: `request/${requestId}`,
    case_id: of.caseId,
    kind: 'PUSH' as const,
    payload: JSON.stringify({ requestId, type: 'check.requested' }),
  }));
  const told = await engine.register.insertInto('outbox').values(rows).returning('id').execute();
  return told.map(({ id }) => id);
}
const letterOf = (id: string) =>
  engine.register.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a lane', () => {
  test('keeps its order, whatever its first message has to wait for', async () => {
    const [slow, other] = [randomUUID(), randomUUID()];
    providers.close(slow);
    const first = await tell([slow, slow, slow]);
    const beside = await tell([other, other]);
    await until('the other lane is through', async () =>
      beside.every((id) => providers.delivered.includes(id)),
    );
    expect(providers.arrived.filter(({ requestId }) => requestId === slow)).toHaveLength(1);
    providers.open();
    await until('so is the slow one', async () => first.every((id) => providers.delivered.includes(id)));
    expect(providers.delivered.filter((id) => first.includes(id))).toEqual(first);
  });

  test('that hangs takes one place of a bounded number, and never another’s', async () => {
    const hanging = Array.from({ length: IN_FLIGHT - 1 }, () => randomUUID());
    for (const requestId of hanging) providers.close(requestId);
    providers.most = 0;
    await tell(hanging);
    await until('they hang', async () => providers.under === hanging.length);
    const others = await tell(Array.from({ length: 60 }, () => randomUUID()));
    await until('all others are through', async () => others.every((id) => providers.delivered.includes(id)));
    expect(providers.most).toBe(IN_FLIGHT);
  });
});

describe('a message that is refused', () => {
  test('waits twice as long each time, up to ten minutes, and five seconds where a case waits for it', async () => {
    const message = { id: '0', kind: 'PUSH' } as const;
    const waits = async (kind: 'PUSH' | 'RING', attempts: number) => {
      const [id = ''] = await tell([randomUUID()]);
      await until('it is through', async () => (await letterOf(id)).done_at !== null);
      await engine.register.updateTable('outbox').set({ done_at: null, kind }).where('id', '=', id).execute();
      const about = { ...message, id, kind, attempts } as Parameters<typeof deferMessage>[1];
      // Counted from before and from after it was put off: how long that itself took is not what is asked.
      const { rows } = await engine.register.transaction().execute(async (tx) => {
        const before = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(tx);
        await deferMessage(tx as never, about, 'TEST');
        await sql`update outbox set done_at = clock_timestamp() where id = ${id}`.execute(tx);
        return sql<{
          least: number;
          most: number;
        }>`select extract(epoch from next_at - done_at)::float as least,
          extract(epoch from next_at - ${before.rows[0]?.at}::timestamptz)::float as most from outbox where id = ${id}`.execute(
          tx,
        );
      });
      return rows[0] ?? { least: Number.NaN, most: Number.NaN };
    };
    for (const [kind, attempts, full] of [
      ['PUSH', 1, 0.4],
      ['PUSH', 5, 6.4],
      ['PUSH', 20, 600],
      ['RING', 3, 1.6],
      ['RING', 20, 5],
    ] as const) {
      const { least, most } = await waits(kind, attempts);
      expect(least).toBeLessThanOrEqual(full);
      expect(most).toBeGreaterThan(full / 2 - 0.1);
    }
  });

  test('by a provider thirty times is given up; by the engine it is tried for ever and listed', async () => {
    const [requestId, last] = [randomUUID(), 29];
    providers.refusing.add(requestId);
    await engine.stopActivityWorker();
    const [push = ''] = await tell([requestId]);
    const [bell] = await engine.register
      .insertInto('outbox')
      // What no engine call can be made of.
      .values({ lane: 'case/broken', case_id: of.caseId, kind: 'COMPLETE', payload: '{"requestId":"none"}' })
      .returning('id')
      .execute();
    await sql`update outbox set attempts = ${last} where id in (${push}, ${bell?.id})`.execute(
      engine.register,
    );
    await engine.startActivityWorker();
    await until('the event is given up', async () => (await letterOf(push)).dead_at !== null);
    await until(
      'the bell is refused again',
      async () => (await letterOf(bell?.id ?? '')).attempts > last + 1,
    );
    expect(await letterOf(bell?.id ?? '')).toMatchObject({ dead_at: null, done_at: null });
    // Meanwhile the case itself goes on: its own lane is another.
    await office.take(of, 'approveNominee', 'Adjudicator', { caseOfficer: 'officer-case' });
    await until('its workflow has looked', async () => {
      const { handled_seq, rung_seq } = await engine.register
        .selectFrom('cases')
        .select(['handled_seq', 'rung_seq'])
        .where('id', '=', of.caseId)
        .executeTakeFirstOrThrow();
      return handled_seq >= rung_seq;
    });
    expect(await engine.runUpkeep('census')).toMatchObject({ deadLetters: 2, stuck: 0 });
    await sql`delete from outbox where id = ${bell?.id}`.execute(engine.register);

    providers.refusing.clear();
    const redriven = await engine.register.transaction().execute((tx) => redriveLetters(tx, [push]));
    expect(redriven).toMatchObject([{ id: push, state: 'DEAD', attempts: 30, lastError: 'HTTP_500' }]);
    await until('driven again, it arrives', async () => providers.delivered.includes(push));
  }, 60_000);

  test('is taken by one relay only', async () => {
    await engine.stopActivityWorker();
    const ids = await tell(Array.from({ length: 20 }, () => randomUUID()));
    const both = await Promise.all([1, 2].map(() => claimMessages(engine.db, ['PUSH'], 20)));
    expect(
      both
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
    await sql`update outbox set leased_until = null where id = any (${ids})`.execute(engine.register);
    await engine.startActivityWorker();
    await engine.quiet();
  });
});

describe('one poisoned case', () => {
  test('that cannot be advanced holds up no other, and is found', async () => {
    const poisoned = await office.nominate();
    await engine.quiet();
    // A deadline that has fallen due and that nothing knows how to handle.
    await sql`update deadlines set kind = 'NO_SUCH_KIND', due_at = now() - interval '1 day'
      where case_id = ${poisoned.caseId}`.execute(engine.register);
    await office
      .take(poisoned, 'approveNominee', 'Adjudicator', { caseOfficer: 'officer-case' })
      .catch(() => {});
    await engine.register
      .insertInto('outbox')
      .values({ lane: `case/${poisoned.caseId}`, case_id: poisoned.caseId, kind: 'RING', payload: '{}' })
      .execute();
    await sql`update cases set rung_seq = handled_seq + 1 where id = ${poisoned.caseId}`.execute(
      engine.register,
    );

    const other = await office.nominate();
    const requests = await office.bringToChecks(other);
    for (const requestId of requests) await office.receiveAnswer(requestId);
    await until(
      'the other case goes its way',
      async () => (await office.stageOf(other.caseId)) === 'AWAITING_OPINION',
    );
    const { rows } = await sql<{ id: string; unseen: boolean }>`
      select id, unseen from sekisho_stuck_cases(now())`.execute(engine.register);
    expect(rows).toEqual([{ id: poisoned.caseId, unseen: true }]);
    await sql`update deadlines set closed_at = now() where case_id = ${poisoned.caseId}`.execute(
      engine.register,
    );
    await engine.quiet(30_000);
  }, 60_000);

  test('that is locked takes its answer later, and no other’s waits for that', async () => {
    const [locked, free] = [await office.nominate(), await office.nominate()];
    const [first, second] = [await office.bringToChecks(locked), await office.bringToChecks(free)];
    await engine.quiet();
    await engine.register.transaction().execute(async (tx) => {
      await sql`select 1 from cases where id = ${locked.caseId} for update`.execute(tx);
      for (const requestId of first) await office.receiveAnswer(requestId);
      for (const requestId of second) await office.receiveAnswer(requestId);
      await until(
        'the free one is settled',
        async () => (await office.stageOf(free.caseId)) === 'AWAITING_OPINION',
      );
    });
    await engine.quiet(30_000);
    expect(await office.stageOf(locked.caseId)).toBe('AWAITING_OPINION');
  }, 60_000);
});
