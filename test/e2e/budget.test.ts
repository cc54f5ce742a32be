import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SOURCES } from '../support/act27.js';
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

/** What the engine has written for a case so far. */
async function countOf(id: string): Promise<{ events: number; tasks: number }> {
  const workflowId = workflowIdOf('application', id, system.engine.names.workflowIdPrefix);
  const { events = [] } = await system.engine.client.workflow.getHandle(workflowId).fetchHistory();
  const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).length;
  return { events: events?.length ?? 0, tasks };
}

async function inTurn(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) {
    await step();
    await rest();
  }
}

/** The six acts of people before the sources answer, each seen by the engine before the next. */
async function untilAsked(play: Play): Promise<string> {
  const id = await play.nominate();
  await rest();
  await inTurn([
    () => play.approve(id),
    () => play.serveNotice(id),
    () => play.consent(id),
    () => play.submitQuestionnaire(id),
    () => play.investigate(id),
  ]);
  return id;
}

/** The five that follow. */
function untilCleared(play: Play, id: string): Promise<void> {
  const { inCharge, officer } = play.staff;
  return inTurn([
    () => play.opinion(id),
    () => play.act(inCharge, `/applications/${id}/submission`),
    () => play.decide(id, 'FOUND'),
    () => play.act(officer, `/applications/${id}/result-notice`, { channel: 'OWN_ACCOUNT' }),
    () => play.pledge(id),
  ]);
}

async function heldOf(id: string): Promise<string[]> {
  const held: string[] = [];
  for (const source of SOURCES) held.push(...(await system.heldRequests(source, id)));
  return held;
}

describe('the engine is used sparingly', () => {
  beforeAll(() => {
    for (const source of SOURCES) system.providers.control.hold(source);
  });

  test('six acts and eight checks answered one by one: 150 events and 25 workflow tasks', async () => {
    const play = new Play({ as: system.as }, staffOf(0), 's01');
    const id = await untilAsked(play);
    const held = await heldOf(id);
    expect(held).toHaveLength(8);
    await inTurn(held.map((requestId) => () => system.providers.control.answer(requestId, 'NO_RECORD')));
    await play.until(id, 'AWAITING_OPINION');
    const counted = await countOf(id);
    process.stdout.write(`one by one: ${counted.events} events, ${counted.tasks} workflow tasks\n`);
    expect(counted.events).toBeLessThanOrEqual(150);
    expect(counted.tasks).toBeLessThanOrEqual(25);

    await untilCleared(play, id);
    const whole = await countOf(id);
    process.stdout.write(`to the end: ${whole.events} events, ${whole.tasks} workflow tasks\n`);
    expect(whole.events).toBeLessThanOrEqual(190);
    expect(whole.tasks).toBeLessThanOrEqual(33);
  }, 120_000);

  test('answered together: 115 events and 16 workflow tasks', async () => {
    const play = new Play({ as: system.as }, staffOf(0), 's03');
    const id = await untilAsked(play);
    expect(await heldOf(id)).toHaveLength(8);
    // All answers are in the inbox before the first is told on: together means together, on the slowest machine, too.
    await system.engine.stopActivityWorker();
    await system.providers.control.release();
    await system.engine.startActivityWorker();
    await play.until(id, 'AWAITING_OPINION');
    await rest();
    const counted = await countOf(id);
    process.stdout.write(`together: ${counted.events} events, ${counted.tasks} workflow tasks\n`);
    expect(counted.events).toBeLessThanOrEqual(115);
    expect(counted.tasks).toBeLessThanOrEqual(16);
  }, 120_000);
});
