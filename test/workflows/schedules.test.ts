import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ScheduleOverlapPolicy } from '@temporalio/client';
import { ensureNamespace, ensureSearchAttributes, engineFault } from '../../workers/registration.js';
import { ensureSchedules, scheduleIdOf } from '../../workers/schedules.js';
import { startEngine, type TestEngine, until } from '../support/system-engine.js';

let engine: TestEngine;

beforeAll(async () => {
  engine = await startEngine({ registerEveryMs: 300 });
});
afterAll(() => engine.stop());

const handleOf = (kind: 'census' | 'retention' | 'statistics') =>
  engine.client.schedule.getHandle(scheduleIdOf(kind, engine.names.workflowIdPrefix));

describe('registration', () => {
  test('is done once, however many ask at the same time', async () => {
    const all = Array.from({ length: 4 }, async () => {
      await ensureNamespace(engine.client);
      await ensureSearchAttributes(engine.client);
    });
    await Promise.all(all);
    expect(await engineFault(engine.client)).toBeUndefined();
  });
});

describe('schedules', () => {
  test('are there once and stay as they are', async () => {
    const twice = [
      await ensureSchedules(engine.client, engine.names),
      await ensureSchedules(engine.client, engine.names),
    ];
    const kept = { census: 'kept', retention: 'kept', statistics: 'kept' };
    expect(twice).toEqual([kept, kept]);
  });

  test('run by the Japanese clock', async () => {
    const { spec, info } = await handleOf('census').describe();
    expect(spec.timezone).toBe('Asia/Tokyo');
    const [next] = info.nextActionTimes;
    const hour = new Intl.DateTimeFormat('en', {
      timeZone: 'Asia/Tokyo',
      hour: 'numeric',
      minute: 'numeric',
      hour12: false,
    });
    expect(hour.format(next)).toBe('02:30');
    const yearly = (await handleOf('statistics').describe()).info.nextActionTimes[0];
    expect(
      new Intl.DateTimeFormat('en', { timeZone: 'Asia/Tokyo', month: 'numeric', day: 'numeric' }).format(
        yearly,
      ),
    ).toBe('4/1');
  });

  test('are set right when they were changed, but a pause stays', async () => {
    // First: it is set right within a moment of the change, and the engine keeps the last of two writers.
    await handleOf('retention').pause('test');
    await handleOf('retention').update((found) => ({
      ...found,
      spec: { calendars: [{ hour: 9 }], timezone: 'UTC' },
      policies: { ...found.policies, overlap: ScheduleOverlapPolicy.ALLOW_ALL },
    }));
    await until(
      'it is set right',
      async () => (await handleOf('retention').describe()).spec.timezone === 'Asia/Tokyo',
    );
    const { policies, state } = await handleOf('retention').describe();
    expect(policies.overlap).toBe(ScheduleOverlapPolicy.BUFFER_ONE);
    expect(state.paused).toBe(true);
  });

  test('come back to an engine that has lost them', async () => {
    await handleOf('census').delete();
    await until('it is there again', async () =>
      handleOf('census')
        .describe()
        .then(
          () => true,
          () => false,
        ),
    );
  });

  test('start the census, which leaves its report', async () => {
    await handleOf('census').trigger();
    await until('the report is written', async () => {
      const sweeps = await engine.register.selectFrom('sweeps').select('kind').execute();
      return sweeps.some((sweep) => sweep.kind === 'census');
    });
    const ledger = await engine.register
      .selectFrom('ledger')
      .select('event')
      .where('event', '=', 'CensusDone')
      .execute();
    expect(ledger).toHaveLength(1);
  });
});
