import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Worker } from '@temporalio/worker';
import { rebuildCase } from '../../workers/rebuild.js';
import { until } from '../support/system-engine.js';
import { type Bundle, bundleOf, PATCH, patchedBundle, unpatchedBundle } from './support/bundles.js';
import { type Member, OPEN_STAGES } from './support/cohort.js';
import { type Fleet, standsStill, startFleet, track } from './support/fleet.js';
import { BEFORE } from './support/releases.js';

/** For a machine that has much else to do. */
const PATIENCE_MS = 300_000;

let fleet: Fleet;
let before: Bundle;
let after: Bundle;
let careless: Bundle;
/** Which runs the release before began, by case. */
let begun: Map<string, string>;

beforeAll(async () => {
  [fleet, before, after, careless] = await Promise.all([
    startFleet(),
    bundleOf(BEFORE),
    patchedBundle(),
    unpatchedBundle(),
  ]);
  // Everything below stands on this: if it fails, all of it does.
  const old = await fleet.start('before', before);
  await fleet.cohort.begin();
  await old.stop();
}, 3 * PATIENCE_MS);
// A test that fails must leave no worker to the next one.
afterEach(() => fleet?.stopWorkers(), 60_000);
afterAll(() => fleet?.stop(), 60_000);

const tracks = async (members: readonly Member[] = fleet.cohort.members) =>
  Promise.all(members.map((member) => track(fleet.engine, member)));

/** Told by case and stage, so that a failure names what failed. */
const named = <T>(values: readonly T[], members: readonly Member[] = fleet.cohort.members) =>
  members.map(({ kind, stage }, n) => [`${kind} in ${stage}`, values[n]] as const);
const all = <T>(value: T) => fleet.cohort.members.map(({ kind, stage }) => [`${kind} in ${stage}`, value]);

async function replayed(bundle: Bundle): Promise<string[]> {
  const { members } = fleet.cohort;
  const histories = (await tracks()).map(({ history }, n) => ({
    workflowId: fleet.engine.handleOf(members[n]?.kind ?? 'application', members[n]?.id ?? '').workflowId,
    history,
  }));
  const { dataConverter } = fleet;
  const results: string[] = [];
  for await (const { error } of Worker.runReplayHistories(
    { workflowBundle: bundle, dataConverter },
    histories,
  ))
    results.push(error?.name ?? 'replays');
  return results;
}

describe('one life of a deployment: cases in every stage, begun by the release before', () => {
  test(
    'the release before has brought a case into every open stage of every kind',
    async () => {
      expect(fleet.cohort.members.map(({ kind, stage }) => ({ kind, stage }))).toEqual(OPEN_STAGES);
      const found = await tracks();
      expect(named(found.map(({ status, failures }) => [status, failures]))).toEqual(all(['RUNNING', []]));
      begun = new Map(fleet.cohort.members.map(({ id }, n) => [id, found[n]?.runId ?? '']));
    },
    2 * PATIENCE_MS,
  );

  test(
    'the gate: open histories replay with the patched change, and none with the same change unpatched',
    async () => {
      expect(named(await replayed(before))).toEqual(all('replays'));
      expect(named(await replayed(after))).toEqual(all('replays'));
      expect(named(await replayed(careless))).toEqual(all('DeterminismViolationError'));
    },
    2 * PATIENCE_MS,
  );

  test(
    'shipped with its patch held, a release goes on with every case and can be taken back without a trace',
    async () => {
      const dark = await fleet.start('dark', after, { heldPatches: [PATCH] });
      await seeAll();
      await dark.stop();
      const old = await fleet.start('before', before);
      await seeAll();
      await old.stop();
      const found = await tracks();
      expect(named(found.map(({ patches, failures }) => [patches, failures]))).toEqual(all([0, []]));
      expect(named(found.map(({ workers }) => workers.includes('dark')))).toEqual(all(true));
      expect(named(found.map(({ runId }) => runId))).toEqual(named(fleet.cohort.members.map(sameRun)));
    },
    2 * PATIENCE_MS,
  );

  test(
    'shipped unpatched, it stops every workflow and no act; taken back, all go on in the runs they had',
    async () => {
      const bad = await fleet.start('careless', careless);
      await fleet.cohort.ring();
      await until('every workflow task has failed', allStandStill, PATIENCE_MS);
      expect(await fleet.cohort.unseen()).toEqual(fleet.cohort.members);
      // Only a first try is written down; the later ones count in the pending task alone.
      const failures = (await tracks()).flatMap((found) => found.failures);
      expect(new Set(failures)).toEqual(new Set(['WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR']));
      const waiting = fleet.cohort.members.find(({ stage }) => stage === 'AWAITING_CONSENT') as Member;
      await fleet.cohort.consent(waiting);
      expect(await fleet.cohort.stage(waiting.id)).toBe('QUESTIONNAIRE');
      await bad.stop();

      const old = await fleet.start('before', before);
      await allSeen();
      await old.stop();
      const found = await tracks();
      expect(named(found.map(({ status }) => status))).toEqual(all('RUNNING'));
      expect(named(found.map(({ runId }) => runId))).toEqual(named(fleet.cohort.members.map(sameRun)));
    },
    2 * PATIENCE_MS,
  );

  test(
    'taken back after its patch was taken, it stands still on the release before, until rebuilt by hand or census',
    async () => {
      const next = await fleet.start('after', after);
      await seeAll();
      expect(named((await tracks()).map(({ patches }) => patches))).toEqual(all(1));
      await next.stop();

      const old = await fleet.start('before', before);
      await fleet.cohort.ring();
      await until('every workflow task has failed anew', allStandStill, PATIENCE_MS);
      const [byHand, ...others] = fleet.cohort.members as [Member, ...Member[]];
      await rebuildCase(fleet.engine, byHand.id);
      await until('it has looked', async () => (await fleet.cohort.unseen([byHand])).length === 0);
      expect(await fleet.cohort.unseen()).toEqual(others);
      // The first census rings, the second ends what was rung in vain.
      await fleet.engine.runUpkeep('census');
      await fleet.engine.runUpkeep('census');
      await allSeen();
      const found = await tracks();
      expect(named(found.map(({ status, patches, workers }) => [status, patches, new Set(workers)]))).toEqual(
        all(['RUNNING', 0, new Set(['before'])]),
      );
      await old.stop();
    },
    2 * PATIENCE_MS,
  );

  test(
    'with both releases at work, then the next alone, every case goes on to its right end',
    async () => {
      const old = await fleet.start('before', before);
      const next = await fleet.start('after', after);
      await seeAll();
      await old.stop();
      const ends = await fleet.cohort.finish();
      expect(ends).toEqual(
        Object.fromEntries(fleet.cohort.members.map((m) => [`${m.kind} from ${m.stage}`, endOf(m)])),
      );
      const statuses = async () => named((await tracks()).map(({ status }) => status));
      const ended = async () => (await statuses()).every(([, status]) => status !== 'RUNNING');
      await until('the workflows have ended', ended, PATIENCE_MS);
      expect(await statuses()).toEqual(all('COMPLETED'));
      await next.stop();
    },
    2 * PATIENCE_MS,
  );
});

const allStandStill = async () =>
  (await Promise.all(fleet.cohort.members.map((member) => standsStill(fleet.engine, member)))).every(Boolean);
const sameRun = ({ id }: Member) => begun.get(id);
async function allSeen(): Promise<void> {
  try {
    await until('all have looked', async () => (await fleet.cohort.unseen()).length === 0, PATIENCE_MS);
  } catch (error) {
    const left = await fleet.cohort.unseen();
    throw new Error(JSON.stringify(await Promise.all(left.map(standOf))), { cause: error });
  }
}
/** What a case waits for that has not looked, for whoever reads of it. */
async function standOf(member: Member) {
  const { runId, status, failures, workers } = await track(fleet.engine, member);
  return { case: `${member.kind} in ${member.stage}`, runId, status, failures, workers };
}
async function seeAll(): Promise<void> {
  await fleet.cohort.ring();
  await allSeen();
}

function endOf({ kind, stage }: Member): string {
  if (kind === 'application') return 'CLEARED';
  if (kind === 'grievance') return 'GRIEVANCE_ANSWERED';
  return stage === 'SUSPENDED' ? 'REVOKED' : 'EXPIRED';
}
