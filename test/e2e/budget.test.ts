import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SOURCES } from '../../domain/checks.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { workflowIdOf } from '../../workflows/contract.js';
import { startSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

/** Every act seen by the engine before the next one: the dearest way to live a case. */
async function rest(): Promise<void> {
  while (!(await system.quiet())) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function countOf(id: string): Promise<{ events: number; tasks: number }> {
  const workflowId = workflowIdOf('application', id, system.engine.names.workflowIdPrefix);
  const handle = system.engine.client.workflow.getHandle(workflowId);
  await handle.result();
  const { events = [] } = await handle.fetchHistory();
  const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).length;
  return { events: events?.length ?? 0, tasks };
}

/** The ten acts of people in a whole life, each answered by the engine before the next. */
async function wholeLife(play: Play, answers: (id: string) => Promise<void>): Promise<string> {
  const id = await play.nominate();
  for (const step of [
    () => play.approve(id),
    () => play.serveNotice(id),
    () => play.consent(id),
    () => play.submitQuestionnaire(id),
    () => play.investigate(id),
    () => answers(id),
    () => play.opinion(id),
    () => play.act(play.staff.inCharge, `/applications/${id}/submission`),
    () =>
      play.act(play.staff.adjudicator, `/applications/${id}/decision`, {
        decision: 'FOUND',
        reasons: 'on the whole',
      }),
    () => play.act(play.staff.officer, `/applications/${id}/result-notice`),
    () => play.pledge(id),
  ]) {
    await step();
    await rest();
  }
  return id;
}

describe('the engine is used sparingly', () => {
  test('eleven acts and eight checks answered one by one stay within the budget of a history', async () => {
    const play = new Play({ as: system.as }, staffOf(0), 's01');
    for (const source of SOURCES) system.providers.control.hold(source);
    const id = await wholeLife(play, async (caseId) => {
      for (const source of SOURCES) {
        for (const requestId of await system.heldRequests(source, caseId)) {
          await system.providers.control.answer(requestId, 'NO_RECORD');
          await rest();
        }
      }
      await play.until(caseId, 'AWAITING_OPINION');
    });
    const counted = await countOf(id);
    process.stdout.write(`one by one: ${counted.events} events, ${counted.tasks} workflow tasks\n`);
    expect(counted.events).toBeLessThanOrEqual(190);
    expect(counted.tasks).toBeLessThanOrEqual(36);
  }, 120_000);

  test('answered as they come they cost no more', async () => {
    const play = new Play({ as: system.as }, staffOf(0), 's03');
    for (const source of SOURCES) await system.providers.control.release(source);
    const id = await wholeLife(play, async (caseId) => void (await play.until(caseId, 'AWAITING_OPINION')));
    const counted = await countOf(id);
    process.stdout.write(`together: ${counted.events} events, ${counted.tasks} workflow tasks\n`);
    expect(counted.events).toBeLessThanOrEqual(190);
    expect(counted.tasks).toBeLessThanOrEqual(32);
  }, 120_000);
});
