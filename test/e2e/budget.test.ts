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

async function answerOneByOne(id: string, many: number): Promise<void> {
  const held = await heldOf(id);
  expect(held).toHaveLength(many);
  await inTurn(held.map((requestId) => () => system.providers.control.answer(requestId, 'NO_RECORD')));
}

/** All answers are in the inbox before the first is told on: together means together, on the slowest machine, too. */
async function answerTogether(play: Play, id: string, many: number): Promise<void> {
  expect(await heldOf(id)).toHaveLength(many);
  await system.engine.stopActivityWorker();
  await system.providers.control.release();
  await system.engine.startActivityWorker();
  await play.until(id, 'AWAITING_OPINION');
  await rest();
}

describe('the engine is used sparingly', () => {
  beforeAll(() => {
    for (const source of SOURCES) system.providers.control.hold(source);
  });

  test('seven acts and eight checks answered one by one, three first and then five: 150 events and 25 workflow tasks', async () => {
    const play = new Play({ as: system.as }, staffOf(0), 's01');
    const id = await untilAsked(play);
    await answerOneByOne(id, 3);
    await inTurn([() => play.inquire(id)]);
    await answerOneByOne(id, 5);
    await play.until(id, 'AWAITING_OPINION');
    const counted = await countOf(id);
    process.stdout.write(`one by one: ${counted.events} events, ${counted.tasks} workflow tasks\n`);
    expect(counted.events).toBeLessThanOrEqual(150);
    expect(counted.tasks).toBeLessThanOrEqual(25);

    await untilCleared(play, id);
    const whole = await countOf(id);
    process.stdout.write(`to the end: ${whole.events} events, ${whole.tasks} workflow tasks\n`);
    expect(whole.events).toBeLessThanOrEqual(205);
    expect(whole.tasks).toBeLessThanOrEqual(36);
  }, 120_000);

  test('answered together, three and then five: 130 events and 20 workflow tasks', async () => {
    const play = new Play({ as: system.as }, staffOf(0), 's03');
    const id = await untilAsked(play);
    await answerTogether(play, id, 3);
    for (const source of SOURCES) system.providers.control.hold(source);
    await inTurn([() => play.inquire(id)]);
    await answerTogether(play, id, 5);
    const counted = await countOf(id);
    process.stdout.write(`together: ${counted.events} events, ${counted.tasks} workflow tasks\n`);
    expect(counted.events).toBeLessThanOrEqual(130);
    expect(counted.tasks).toBeLessThanOrEqual(20);
  }, 120_000);
});
