import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { CheckCode } from '../../domain/checks.js';
import { activityIdOf } from '../../workflows/contract.js';
import type { Case } from '../access/support/cases.js';
import { GARBAGE } from './support/attacker.js';
import { openSite, sayingsOf, type Site, until } from './support/house-with-engine.js';
import { answerCheck, bringToAnEnd } from './support/onward.js';

/** Two questions, so that one is still open while somebody plays with the other. */
const INQUIRIES: Partial<Record<CheckCode, true>> = { CONVICTION_RECORD: true, POLICE_RECORD: true };

let site: Site;
let of: Case;
let meddled = '';
let honest = '';

beforeAll(async () => {
  site = await openSite();
}, 60_000);
beforeEach(async () => {
  of = await site.cases.application('CHECKS_RUNNING', { inquiries: INQUIRIES });
  const rows = await site.house.register
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', of.id)
    .orderBy('code')
    .execute();
  [honest = '', meddled = ''] = rows.map((row) => row.request_id);
  await awaited(honest, meddled);
}, 60_000);
afterAll(() => site?.stop());

const awaited = (...ids: string[]) =>
  until('its checks are awaited', async () => {
    const now = await site.engine.awaitedChecks(of.id).catch((): string[] => []);
    return ids.every((id) => now.includes(id));
  });
const told = (event: string) =>
  until(`${event} is on the file`, async () => (await site.count(of.id, event)) > 0);
const activity = (verb: string, requestId: string, ...more: string[]) =>
  site.attacker.mustRun('activity', verb, ...site.attacker.waitOf(of.id, requestId), ...more);

describe('a check that somebody else completes', () => {
  test('is told at once, stays open, and its source’s own clean answer goes to a person', async () => {
    const sayings = await sayingsOf(site);
    await site.attacker.complete(of.id, meddled);
    await told('ForgedCompletion');
    await awaited(honest, meddled);
    expect(await sayingsOf(site)).toEqual(sayings);

    await answerCheck(site, honest);
    await answerCheck(site, meddled);
    await until('a person has it', async () => (await site.cases.stage(of.id)) === 'HUMAN_REVIEW');
    const { body } = await site.house.get('investigator', `/applications/${of.id}`);
    const seen = (body.checks as { requestId: string; finding: string; forgeryAt: string | null }[]).map(
      ({ requestId, finding, forgeryAt }) => [requestId, finding, forgeryAt !== null],
    );
    expect(new Map(seen.map(([id, ...rest]) => [id, rest]))).toEqual(
      new Map([
        [honest, ['NO_RECORD', false]],
        [meddled, ['NO_RECORD', true]],
      ]),
    );
    expect(await bringToAnEnd(site, of)).toBe('CLEARED');
  }, 60_000);

  test.each([
    ['with what claims to be ours', (id: string) => ['--result', `{"answered":"${id}"}`]],
    ['with nothing in it', (_id: string) => ['--result', 'null']],
  ] as const)('%s, is as little believed', async (_, result) => {
    await activity('complete', meddled, ...result(meddled));
    await told('ForgedCompletion');
    await awaited(honest, meddled);
  });

  test('is told even if the true answer overtakes the look, and still goes to a person', async () => {
    await site.engine.stopWorkflowWorker();
    await site.attacker.complete(of.id, meddled);
    await answerCheck(site, honest);
    await answerCheck(site, meddled);
    await until('both are filed', async () => {
      const left = site.house.register.selectFrom('inbox').select('id').where('filed_at', 'is', null);
      return (await left.execute()).length === 0;
    });
    await site.engine.startWorkflowWorker();
    await until('a person has it', async () => (await site.cases.stage(of.id)) === 'HUMAN_REVIEW');
    expect(await site.count(of.id, 'ForgedCompletion')).toBe(1);
  }, 60_000);

  test('is not taken for completed when it is failed', async () => {
    await activity('fail', meddled, '--reason', 'REFUSED', '--detail', '"no such person"');
    await told('ForgedCompletion');
    await awaited(honest, meddled);
  });

  test('is answered all the same while it is paused', async () => {
    await activity('pause', meddled);
    for (const id of [honest, meddled]) await answerCheck(site, id);
    await until('it goes on', async () => (await site.cases.stage(of.id)) === 'AWAITING_OPINION');
    expect(await site.tracesOf(of.id)).toEqual([]);
  });

  test('with a copy of what we sealed for another, is told', async () => {
    await answerCheck(site, honest);
    const copied = await until.defined('our completion is in the history', () => resultOf(honest));
    await site.engine.client.workflowService.respondActivityTaskCompletedById({
      namespace: site.engine.at.namespace,
      workflowId: site.attacker.idOf('application', of.id),
      activityId: activityIdOf(meddled),
      result: { payloads: [copied] },
    });
    await told('ForgedCompletion');
    await awaited(meddled);
  });
});

// The engine lets nobody fail what no worker has picked up yet, so a look can only be answered from outside.
describe('a look at the register that somebody else answers', () => {
  /** Held until the activity worker is back: by then the attacker has answered it. */
  async function pendingLook(): Promise<string[]> {
    await site.engine.stopActivityWorker();
    const workflowId = site.attacker.idOf('application', of.id);
    await site.attacker.signal(workflowId, 'bell');
    const look = await until.defined('a look is pending', async () => {
      const { raw } = await site.engine.handleOf('application', of.id).describe();
      const found = raw.pendingActivities?.find(({ activityType }) => activityType?.name === 'advance');
      return found?.activityId ?? undefined;
    });
    return ['--workflow-id', workflowId, '--activity-id', look];
  }

  test.each([
    ['as ended', ['complete', '--result', '{"ended":true,"stage":"CLEARED","lastSeq":99,"openChecks":[]}']],
    ['as no case at all', ['complete', '--result', 'null']],
    ['with what is no standing', ['complete', '--result', '"granted"']],
  ])(
    '%s, is asked again and told',
    async (_, [verb = '', ...result]) => {
      const sayings = await sayingsOf(site);
      await site.attacker.mustRun('activity', verb, ...(await pendingLook()), ...result);
      await site.engine.startActivityWorker();
      await told('ForeignLook');
      expect(await sayingsOf(site)).toEqual(sayings);
      expect(await site.statusOf('application', of.id)).toBe('RUNNING');
      expect(await bringToAnEnd(site, of)).toBe('CLEARED');
    },
    90_000,
  );
});

test('a signal that nobody can read, and one of protobuf, change nothing here either', async () => {
  const workflowId = site.attacker.idOf('application', of.id);
  for (const input of Object.values(GARBAGE))
    await site.attacker.signal(workflowId, 'checkAnswered', ...input);
  await until('both are told', async () => (await site.count(of.id, 'ForeignSignal')) === 2);
  expect(await site.cases.stage(of.id)).toBe('CHECKS_RUNNING');
});

/** What we completed a wait with, as it stands in the history: sealed. */
async function resultOf(requestId: string): Promise<object | undefined> {
  const { events } = await site.engine.handleOf('application', of.id).fetchHistory();
  const scheduled = events?.find(
    (event) => event.activityTaskScheduledEventAttributes?.activityId === activityIdOf(requestId),
  );
  const completed = events?.find((event) => {
    const of = event.activityTaskCompletedEventAttributes?.scheduledEventId;
    return of !== undefined && of !== null && String(of) === String(scheduled?.eventId);
  });
  return completed?.activityTaskCompletedEventAttributes?.result?.payloads?.[0] ?? undefined;
}
