import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type CaseKind, hasEnded, type Stage, STAGES } from '../../domain/stages.js';
import type { Case } from '../access/support/cases.js';
import { inState } from '../access/support/states.js';
import { FORGED_ACTS, GARBAGE } from './support/attacker.js';
import { eachOf, openSite, sayingsOf, type Site, until } from './support/house-with-engine.js';
import { bringToAnEnd } from './support/onward.js';

/**
 * A plain `temporal` command line against a case in every stage there is, wave after wave on the same cases. None moves
 * the register, each leaves a trace on the file, and every case ends as it should.
 */
let site: Site;
interface Standing extends Case {
  readonly stage: Stage;
  readonly open: boolean;
}
const all: Standing[] = [];
let sayings: unknown;

beforeAll(async () => {
  // No worker yet: cases are brought to their stages first, and get their workflows all at once.
  site = await openSite({ start: [], limits: { endingMs: 0, unseenMs: 60_000 } });
  for (const kind of Object.keys(STAGES) as CaseKind[])
    for (const stage of Object.keys(STAGES[kind]) as Stage[])
      if (stage !== 'DISPOSED')
        all.push({
          ...(await inState(site.cases, kind, stage)),
          stage,
          open: !hasEnded(kind, stage),
        });
  await Promise.all([site.engine.startActivityWorker(), site.engine.startWorkflowWorker()]);
  await site.engine.quiet(60_000);
  sayings = await sayingsOf(site);
}, 240_000);
afterAll(() => site?.stop());

const open = () => all.filter((one) => one.open);
const idOf = ({ kind, id }: Case) => site.attacker.idOf(kind, id);
const runOf = async ({ kind, id }: Case) => (await site.engine.handleOf(kind, id).describe()).runId;

/** Waits until each of these cases has at least `count` of the event on its file. */
async function traced(cases: readonly Standing[], event: string, count: number): Promise<void> {
  await eachOf(cases, (one) =>
    until(
      `${count} ${event} on the file of a case in ${one.stage}`,
      async () => (await site.count(one.id, event)) >= count,
      60_000,
    ),
  );
}

async function unmoved(): Promise<void> {
  await site.engine.quiet(60_000);
  expect(await sayingsOf(site)).toEqual(sayings);
}

describe('in every stage', () => {
  test('there is a case, with its workflow while it is open', async () => {
    const stages = Object.values(STAGES).flatMap((table) => Object.keys(table));
    expect(new Set(all.map(({ stage }) => stage))).toEqual(new Set(stages.filter((s) => s !== 'DISPOSED')));
    for (const { kind, id, stage, open: wanted } of all)
      expect([stage, (await site.statusOf(kind, id)) === 'RUNNING']).toEqual([stage, wanted]);
  });

  test('forged consent, withdrawal and decision, a bell that says more, and what nobody can read', async () => {
    await eachOf(open(), async (one) => {
      for (const [name, input] of FORGED_ACTS) await site.attacker.signal(idOf(one), name, ...input);
    });
    await traced(open(), 'ForeignSignal', FORGED_ACTS.length);
    await unmoved();
  }, 240_000);

  test('an update nobody has heard of is refused, and told', async () => {
    await eachOf(open(), async (one) => {
      const update = ['workflow', 'update', 'execute', '--workflow-id', idOf(one), '--name', 'decide'];
      const { code, said } = await site.attacker.run(...update, ...GARBAGE.protobuf);
      expect([one.stage, code === 0, said]).toEqual([one.stage, false, expect.any(String)]);
    });
    await traced(open(), 'ForeignSignal', FORGED_ACTS.length + 1);
    await unmoved();
  }, 240_000);

  test('a request to cancel ends nothing', async () => {
    await eachOf(open(), (one) => site.attacker.mustRun('workflow', 'cancel', '--workflow-id', idOf(one)));
    await traced(open(), 'ForeignSignal', FORGED_ACTS.length + 2);
    await unmoved();
    for (const { kind, id, stage } of open())
      expect([stage, await site.statusOf(kind, id)]).toEqual([stage, 'RUNNING']);
  }, 240_000);

  test('a reset begins again where the register stands', async () => {
    const why = ['--type', 'FirstWorkflowTask', '--reason', 'test'];
    await eachOf(open(), (one) =>
      site.attacker.mustRun('workflow', 'reset', '--workflow-id', idOf(one), ...why),
    );
    await traced(open(), 'WorkflowReplaced', 1);
    await unmoved();
  }, 240_000);

  test('what was terminated the census starts again', async () => {
    await eachOf(open(), (one) =>
      site.attacker.mustRun('workflow', 'terminate', '--workflow-id', idOf(one), '--reason', 'test'),
    );
    const { missing } = await site.engine.runUpkeep('census');
    expect(missing).toBe(open().length);
    await traced(open(), 'CensusRang', 1);
    for (const { kind, id, stage } of open())
      expect([stage, await site.statusOf(kind, id)]).toEqual([stage, 'RUNNING']);
    await unmoved();
  }, 240_000);

  test('a start in the place of a case that has ended finds nothing to do', async () => {
    const ended = all.filter((one) => !one.open);
    await eachOf(ended, (one) => site.attacker.start(idOf(one), { type: one.kind }));
    await eachOf(ended, (one) => site.engine.handleOf(one.kind, one.id).result());
    await unmoved();
    for (const { id, stage } of ended) {
      const traces = (await site.tracesOf(id)).map(({ event }) => event);
      expect([stage, traces]).toEqual([stage, expect.arrayContaining(['WorkflowReplaced'])]);
    }
  }, 240_000);

  test('what was deleted comes back at the next act, and every case ends as it should', async () => {
    const before = new Map<string, string>();
    await eachOf(open(), async (one) => {
      before.set(one.id, await runOf(one));
      await site.attacker.mustRun('workflow', 'delete', '--workflow-id', idOf(one));
    });
    await eachOf(open(), (one) =>
      until(
        `a ${one.kind} is gone`,
        async () => (await site.statusOf(one.kind, one.id)) !== 'RUNNING',
        60_000,
      ),
    );
    const ends: Record<CaseKind, string> = {
      application: 'CLEARED',
      clearance: 'EXPIRED',
      grievance: 'GRIEVANCE_ANSWERED',
    };
    for (const one of open())
      expect([one.stage, await bringToAnEnd(site, one)]).toEqual([one.stage, ends[one.kind]]);
    await site.engine.quiet(60_000);
    for (const one of open()) {
      const traces = (await site.tracesOf(one.id)).filter(({ event }) => event === 'WorkflowReplaced');
      const told = traces.some(({ details }) => details.before === before.get(one.id));
      // A case that its last act ended before any workflow looked again needs none, and so has none to tell of.
      const status = await site.statusOf(one.kind, one.id);
      expect([one.stage, told || status === undefined]).toEqual([one.stage, true]);
      expect([one.stage, status]).not.toEqual([one.stage, 'RUNNING']);
    }
    expect(await site.engine.runUpkeep('census')).toMatchObject({
      missing: 0,
      impostors: 0,
      stuck: 0,
      failed: 0,
    });
  }, 300_000);
});
