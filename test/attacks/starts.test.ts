import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scheduleIdOf } from '../../workers/schedules.js';
import type { Case } from '../access/support/cases.js';
import { GARBAGE, json } from './support/attacker.js';
import { openSite, sayingsOf, type Site, until } from './support/house-with-engine.js';
import { bringToAnEnd } from './support/onward.js';

let site: Site;
beforeAll(async () => {
  site = await openSite({ registerEveryMs: 500, limits: { endingMs: 0, unseenMs: 1_000 } });
}, 60_000);
afterAll(() => site?.stop());

const idOf = (of: Case) => site.attacker.idOf(of.kind, of.id);
const told = (caseId: string | null, event: string) =>
  until(`${event} is told`, async () => (await site.tracesOf(caseId)).some((trace) => trace.event === event));
async function aCase(): Promise<Case> {
  const of = await site.cases.application('SCREENED');
  await site.engine.quiet();
  return of;
}

describe('a workflow started from the command line', () => {
  test.each([
    ['nothing', []],
    ['a cleared case', json({ stage: 'CLEARED', lastSeq: 99 })],
    ['what nobody can read', GARBAGE.sealed],
  ])('without a row in the register, with %s, ends at once and is told', async (_, more) => {
    const unknown = randomUUID();
    await site.attacker.start(site.attacker.idOf('application', unknown), { more });
    await site.engine.handleOf('application', unknown).result();
    expect((await site.tracesOf(unknown)).map(({ event }) => event)).toEqual(['UnknownCaseStarted']);
  });

  test('as a second life of a case ends at once, and is told on its file', async () => {
    const of = await aCase();
    const workflowId = `${site.engine.names.workflowIdPrefix}again/application/${of.id}`;
    await site.attacker.start(workflowId, { more: json({ caseId: of.id, lastSeq: 0 }) });
    await site.engine.client.workflow.getHandle(workflowId).result();
    expect((await site.tracesOf(of.id)).map(({ event }) => event)).toEqual(['UnknownCaseStarted']);
    expect(await bringToAnEnd(site, of)).toBe('CLEARED');
  }, 60_000);

  const instead = ['--id-conflict-policy', 'TerminateExisting'];
  test.each([
    ['of our own type', {}, 'WorkflowReplaced'],
    ['of a type nobody knows', { type: 'unheardOf' }, 'ImpostorEnded'],
    ['on a queue nobody serves', { queue: 'nobody' }, 'ImpostorEnded'],
  ])(
    'in the place of a case, %s, holds it up for no longer than the next round',
    async (_, what, event) => {
      const of = await aCase();
      const sayings = await sayingsOf(site);
      await site.attacker.start(idOf(of), { ...what, more: instead });
      expect(await sayingsOf(site)).toEqual(sayings);
      expect(await bringToAnEnd(site, of)).toBe('CLEARED');
      await told(of.id, event);
    },
    90_000,
  );
});

test('a look that is paused is made by another workflow in the next rounds', async () => {
  const of = await aCase();
  await site.engine.stopActivityWorker();
  await site.attacker.signal(idOf(of), 'bell');
  const look = await until.defined('a look is pending', async () => {
    const { raw } = await site.engine.handleOf('application', of.id).describe();
    return raw.pendingActivities?.[0]?.activityId ?? undefined;
  });
  await site.attacker.mustRun('activity', 'pause', '--workflow-id', idOf(of), '--activity-id', look);
  await site.engine.startActivityWorker();
  expect(await bringToAnEnd(site, of)).toBe('CLEARED');
  await told(of.id, 'CensusRang');
}, 90_000);

test('terminated all at once by a query, cases come back at their next act', async () => {
  const some = [await aCase(), await aCase()];
  const ours = `WorkflowId STARTS_WITH '${site.engine.names.workflowIdPrefix}'`;
  await until('both are listed', async () => {
    const { count } = await site.engine.client.workflow.count(`${ours} AND ExecutionStatus = 'Running'`);
    return count >= some.length;
  });
  await site.attacker.mustRun('workflow', 'terminate', '--query', ours, '--reason', 'test', '--yes');
  for (const of of some)
    await until('it is terminated', async () => (await site.statusOf('application', of.id)) !== 'RUNNING');
  for (const of of some) {
    expect(await bringToAnEnd(site, of)).toBe('CLEARED');
    await told(of.id, 'WorkflowReplaced');
  }
}, 90_000);

describe('our schedules', () => {
  const idOfCensus = () => scheduleIdOf('census', site.engine.names.workflowIdPrefix);

  test('are made again when they are deleted, which is told', async () => {
    await site.attacker.mustRun('schedule', 'delete', '--schedule-id', idOfCensus());
    const found = () => site.engine.client.schedule.getHandle(idOfCensus()).describe();
    await until('it is there again', () =>
      found().then(
        () => true,
        () => false,
      ),
    );
    await restored('census', 'created');
  });

  test('are told when they are paused, and cases do not depend on them', async () => {
    const pause = ['--schedule-id', idOfCensus(), '--pause', '--reason', 'test'];
    await site.attacker.mustRun('schedule', 'toggle', ...pause);
    await restored('census', 'paused');
  });

  async function restored(schedule: string, how: string): Promise<void> {
    await until(`${schedule} is told as ${how}`, async () =>
      (await site.tracesOf(null)).some(
        ({ event, details }) =>
          event === 'ScheduleRestored' && details.schedule === schedule && details.how === how,
      ),
    );
  }
});
