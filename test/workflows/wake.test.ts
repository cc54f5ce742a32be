import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Client } from '@temporalio/client';
import { activityIdOf, type Answered, nudge } from '../../workflows/contract.js';
import { until } from '../support/system-engine.js';
import { overtaken } from './support/overtaken.js';
import { gate, ScriptedRegister, standing } from './support/scripted-register.js';

const YEAR_MS = 366 * 24 * 60 * 60 * 1000;

let register: ScriptedRegister;
beforeEach(async () => {
  register = await ScriptedRegister.start();
});
afterEach(() => register.stop());

const check = (requestId: string) => ({
  requestId,
  code: 'POLICE_RECORD' as const,
  dueAt: '2036-01-01T00:00:00.000Z',
});

/** As the relay says it: a completion without its word is a stranger's, and wakes the case by itself. */
async function complete(workflowId: string, requestId: string): Promise<void> {
  const answered: Answered = { answered: requestId };
  await register.client.activity.complete({ workflowId, activityId: activityIdOf(requestId) }, answered);
}

describe('while a look is under way', () => {
  test('a completion that the look did not yet see does not keep the last one from waking the case', async () => {
    const [a, b] = [randomUUID(), randomUUID()];
    const door = gate();
    const asked = standing({ waitingOn: 'PROVIDER', openChecks: [check(a), check(b)] });
    const { workflowId } = await register.live(
      () => asked,
      () => door.pass().then(() => asked),
      () => standing({ ended: true }),
    );
    await until('both are awaited', async () => (await register.awaited()).includes(activityIdOf(b)));
    await register.ring();
    await door.reached;
    await complete(workflowId, a);
    door.open();
    await until('the look is over', async () =>
      (await register.awaited()).every((id) => id?.startsWith('check-')),
    );
    await complete(workflowId, b);

    await register.client.workflow.getHandle(workflowId).result();
    expect(register.looks.map((look) => [...look.claimed].sort())).toEqual([[], [], [a, b].sort()]);
  });

  test('an answer wakes the case, though that look lets go of everything else that was awaited', async () => {
    const { handle, second } = await overtaken(register);
    await handle.result();
    expect(register.looks.map((look) => look.claimed)).toEqual([[], [], [second]]);
  });

  test('a nudge is answered, also if the case ends with that look', async () => {
    const door = gate();
    const handle = await register.live(
      () => standing(),
      () => door.pass().then(() => standing({ stage: 'EXPIRED', ended: true })),
    );
    await until('it waits', async () => register.looks.length === 1);
    await register.ring();
    await door.reached;
    const answer = handle.executeUpdate(nudge);
    await until('it was accepted', async () => {
      const { events } = await handle.fetchHistory();
      return (events ?? []).some((event) => event.workflowExecutionUpdateAcceptedEventAttributes);
    });
    door.open();
    expect(await answer).toMatchObject({ stage: 'EXPIRED', ended: true });
    await handle.result();
  });

  test('bells are not lost: one more look follows', async () => {
    const door = gate();
    const handle = await register.live(
      () => door.pass().then(() => standing()),
      () => standing({ ended: true }),
    );
    await door.reached;
    await register.ring();
    await register.ring();
    door.open();
    await handle.result();
    expect(register.looks).toHaveLength(2);
  });
});

describe('over the years', () => {
  test('a quiet case rolls on its yearly beat, and its deadline wakes it however far it is', async () => {
    const dueAt = new Date(Date.now() + 3.5 * YEAR_MS).toISOString();
    const handle = await register.live(() =>
      // Workflow time is skipped, the test's is not: the fifth look is the one at the deadline.
      standing(register.looks.length < 5 ? { dueAt } : { ended: true }),
    );
    await until('it waits', async () => register.looks.length === 1);
    const first = (await handle.describe()).runId;
    for (let year = 0; year < 5 && (await handle.describe()).status.name === 'RUNNING'; year++)
      await skip(register.client, handle.workflowId, YEAR_MS);
    await handle.result();
    expect(register.looks.length).toBeGreaterThanOrEqual(5);
    expect((await handle.describe()).runId).not.toBe(first);
  }, 60_000);
});

/** Moves the time of one workflow, on the real engine (public since 1.32; the SDK has the messages and no helper). */
async function skip(client: Client, workflowId: string, ms: number): Promise<void> {
  const { namespace } = client.options;
  const id = randomUUID();
  const duration = { seconds: Math.floor(ms / 1000) as unknown as Long };
  await client.workflowService.updateWorkflowExecutionOptions({
    namespace,
    workflowExecution: { workflowId },
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: { timeSkippingConfig: { enabled: true, fastForwardConfig: { id, duration } } },
  });
  await client.workflowService.pollWorkflowExecutionTimeSkipping({
    namespace,
    workflowExecution: { workflowId },
    fastForwardId: id,
  });
}
type Long = never;
