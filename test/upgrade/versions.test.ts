import { afterAll, beforeAll, expect, test } from '@jest/globals';
import proto from '@temporalio/proto';
import { NotPolling, promote } from '../../workers/promote.js';
import { until } from '../support/system-engine.js';
import { bundleOf, patchedBundle } from './support/bundles.js';
import type { Member } from './support/cohort.js';
import { type Fleet, startFleet, track } from './support/fleet.js';
import { BEFORE } from './support/releases.js';

const { ROUTING_CONFIG_UPDATE_STATE_IN_PROGRESS } = proto.temporal.api.enums.v1.RoutingConfigUpdateState;

let fleet: Fleet;
beforeAll(async () => {
  fleet = await startFleet([]);
}, 60_000);
afterAll(() => fleet?.stop(), 60_000);

/** Starting to poll and being known as a version are two moments; the runbook waits for `ready` and tries again. */
async function promoted(buildId: string): Promise<string | null> {
  let before: string | null | undefined;
  await until(
    `build ${buildId} is promoted`,
    async () => {
      before = await promote(fleet.engine.client, fleet.engine.names, buildId).catch((error: unknown) => {
        if (error instanceof NotPolling) return undefined;
        throw error;
      });
      return before !== undefined;
    },
    180_000,
  );
  expect(await spreading()).toBe(false);
  return before ?? null;
}
/** Whether some queue does not know of the promotion yet, and may give a case to the build before. */
async function spreading(): Promise<boolean> {
  const { workerDeploymentInfo } = await fleet.engine.client.workflowService.describeWorkerDeployment({
    namespace: fleet.engine.at.namespace,
    deploymentName: fleet.engine.names.taskQueue,
  });
  return workerDeploymentInfo?.routingConfigUpdateState === ROUTING_CONFIG_UPDATE_STATE_IN_PROGRESS;
}
const seen = (member: Member) =>
  until('it has looked', async () => (await fleet.cohort.unseen([member])).length === 0, 180_000);

test('by worker versions, a release gets every case when promoted, and loses it when the one before is', async () => {
  const { cohort, engine } = fleet;
  await fleet.startRelease('first', await bundleOf(BEFORE));
  const made = await cohort.newApplication();
  await expect(promote(engine.client, engine.names, 'never-started')).rejects.toThrow(NotPolling);
  expect(await promoted('first')).toBeNull();
  await seen(made);

  await fleet.startRelease('second', await patchedBundle());
  expect(await promoted('second')).toBe('first');
  await cohort.ring([made]);
  await seen(made);
  const { runId, patches, workers } = await track(engine, made);
  expect([patches, workers[0], workers.at(-1)]).toEqual([1, 'first', 'second']);

  // Taken back: what took the patch stands still, what is new goes on with the release before.
  expect(await promoted('first')).toBe('second');
  await cohort.ring([made]);
  await until('it fails', async () => (await track(engine, made)).failures.length > 0, 180_000);
  const another = await cohort.newApplication();
  await seen(another);
  expect(new Set((await track(engine, another)).workers)).toEqual(new Set(['first']));
  expect(await cohort.unseen([made])).toEqual([made]);

  expect(await promoted('second')).toBe('first');
  await seen(made);
  expect((await track(engine, made)).runId).toBe(runId);
}, 600_000);
