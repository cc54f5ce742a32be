import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expiryInstant, lastValidDay, renewalOpening } from '../../domain/calendar.js';
import { dueOf } from '../../domain/due.js';
import { policyOn } from '../../domain/policy.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

const { periods } = policyOn('2026-01-01');
const play = (subject: string) => new Play({ as: system.as }, staffOf(0), subject);
/** Just before: far enough that the clock, which runs on, does not get there by itself. */
const before = (instant: string) => new Date(Date.parse(instant) - 30_000).toISOString();

async function shown(id: string, kind: 'applications' | 'clearances' = 'applications') {
  const { body } = await (await system.as('in-charge1')).get(`/${kind}/${id}`);
  return body;
}
async function canHandle(clearance: { subjectId: string; organId: string }): Promise<boolean> {
  const { subjectId, organId } = clearance;
  const { body } = await (await system.as('in-charge1')).get(
    `/handling-rights?subjectId=${subjectId}&organId=${organId}`,
  );
  return body.canHandle;
}
/** The engine's own word for whose turn it is. */
async function engineSays(kind: 'application' | 'clearance', id: string): Promise<unknown> {
  const { workflowIdPrefix } = system.engine.names;
  const handle = system.engine.client.workflow.getHandle(`${workflowIdPrefix}${kind}/${id}`);
  const described = await handle.describe();
  return described.status.name === 'RUNNING'
    ? described.searchAttributes.WaitingOn?.[0]
    : described.status.name;
}

describe('register and workflow agree at every boundary instant', () => {
  test('the consent window: a minute before it the subject, from its instant on an officer, never a verdict', async () => {
    const life = play('s01');
    const id = await life.nominate();
    await life.approve(id);
    await life.serveNotice(id);
    const due = dueOf('CONSENT_WINDOW', (await shown(id)).since, periods);
    await life.moveClock({ to: before(due) });
    expect(await shown(id)).toMatchObject({ stage: 'AWAITING_CONSENT', waitingOn: 'SUBJECT' });
    expect(await engineSays('application', id)).toBe('SUBJECT');
    await life.moveClock({ to: due });
    expect(await shown(id)).toMatchObject({ stage: 'CONSENT_OVERDUE', waitingOn: 'OFFICER' });
    expect(await engineSays('application', id)).toBe('OFFICER');
    await life.moveClock({ by: 'P1Y' });
    expect(await shown(id)).toMatchObject({ stage: 'CONSENT_OVERDUE' });
    await life.post(life.subject, `/applications/${id}/refusal`);
  }, 120_000);

  test('ten years: the renewal opens at its instant, the right ends with the last day, without grace', async () => {
    const life = play('s03');
    const first = await life.untilChecks();
    const id = await life.clear(first);
    const clearance = await shown(id, 'clearances');
    const notifiedAt: string = (await shown(first)).notifiedAt;
    expect(clearance.lastValidDay).toBe(lastValidDay(notifiedAt, 'P10Y'));

    const opening = renewalOpening(clearance.lastValidDay, periods.RENEWAL_LEAD);
    await life.moveClock({ to: before(opening) });
    expect(await renewals(clearance.subjectId)).toEqual([]);
    await life.moveClock({ to: opening });
    expect(await renewals(clearance.subjectId)).toMatchObject([{ stage: 'NOMINATED', ground: 'RENEWAL' }]);
    expect(await canHandle(clearance)).toBe(true);

    const expiry = expiryInstant(notifiedAt, 'P10Y');
    await life.moveClock({ to: before(expiry) });
    expect(await canHandle(clearance)).toBe(true);
    expect(await engineSays('clearance', id)).toBe('CLOCK');
    // No organ has confirmed the need: no notice was served, whatever time passed.
    expect(await renewals(clearance.subjectId)).toMatchObject([{ stage: 'NOMINATED' }]);
    await life.moveClock({ to: expiry });
    expect(await canHandle(clearance)).toBe(false);
    expect((await shown(id, 'clearances')).stage).toBe('EXPIRED');
    expect(await engineSays('clearance', id)).toBe('COMPLETED');
  }, 180_000);

  test('the right ends at its instant by the register alone, with every worker down', async () => {
    const life = play('s09');
    const first = await life.untilChecks();
    const id = await life.clear(first);
    const clearance = await shown(id, 'clearances');
    const expiry = expiryInstant((await shown(first)).notifiedAt, 'P10Y');
    await life.moveClock({ to: before(expiry) });
    expect(await canHandle(clearance)).toBe(true);
    await system.engine.stopWorkflowWorker();
    await system.engine.stopActivityWorker();
    const offset = Math.ceil(Date.parse(expiry) - Date.now());
    await system.register.updateTable('clock').set({ offset_ms: offset }).execute();
    expect(await canHandle(clearance)).toBe(false);
    await system.engine.startWorkflowWorker();
    await system.engine.startActivityWorker();
    await life.moveClock({ by: 'P1D' });
    expect((await shown(id, 'clearances')).stage).toBe('EXPIRED');
  }, 180_000);
});

async function renewals(subjectId: string) {
  const inCharge = await system.as('in-charge1');
  const { body } = await inCharge.get('/applications?open=true');
  const theirs = body.items.filter((item: { subjectId: string }) => item.subjectId === subjectId);
  return Promise.all(
    theirs.map(async ({ id }: { id: string }) => (await inCharge.get(`/applications/${id}`)).body),
  );
}
