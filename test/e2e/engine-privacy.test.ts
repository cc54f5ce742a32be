import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { AUDIT_EVENTS, FINDINGS } from '../support/words.js';
import { personOf, Play, staffOf } from '../../sandbox/lives/world.js';
import { users } from '../../sandbox/people.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { until } from '../support/system-engine.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

const play = (subject: string) => new Play({ as: system.as }, staffOf(0), subject);

describe('the engine knows no person and no outcome', () => {
  test('nothing personal, no outcome, refusal or grievance stands in clear in any history', async () => {
    const life = play('s14');
    const id = await life.untilAllAsked();
    await life.until(id, 'HUMAN_REVIEW');
    await life.review(id);
    await life.opinion(id);
    await life.decideAndNotify(id, 'NOT_FOUND');
    await life.post(life.subject, `/applications/${id}/grievances`, {
      about: 'RESULT',
      text: '結果に納得できません。',
    });
    const refusing = play('s02');
    const refused = await refusing.nominate();
    await refusing.approve(refused);
    await refusing.serveNotice(refused);
    await refusing.post(refusing.subject, `/applications/${refused}/refusal`);
    await system.engine.quiet();

    const person = personOf('s14');
    const secrets = [
      ...Object.values(person.name),
      person.address,
      person.birthDate,
      ...users.map((user) => user.sub),
      ...users.map((user) => user.displayName.ja),
      ...AUDIT_EVENTS,
      ...FINDINGS,
      'NOT_FOUND',
      'REFUSED',
      'WITHDRAWN',
      'HUMAN_REVIEW',
      '納得',
    ];
    for (const [kind, caseId] of [
      ['application', id],
      ['application', refused],
    ] as const) {
      const history = await system.engine.handleOf(kind, caseId).fetchHistory();
      const clear = readable(historyToJSON(history));
      for (const secret of secrets) expect([secret, clear.includes(secret)]).toEqual([secret, false]);
    }
  }, 120_000);

  test('an operator sees whose turn it is, in which organ and until when, from search attributes alone', async () => {
    const life = play('s03');
    const id = await life.nominate();
    await life.approve(id);
    await life.serveNotice(id);
    await system.engine.quiet();
    const found = async (query: string) => {
      const ids: string[] = [];
      for await (const { workflowId } of system.engine.client.workflow.list({ query })) ids.push(workflowId);
      return ids;
    };
    const mine = system.engine.handleOf('application', id).workflowId;
    const query = `WaitingOn = "SUBJECT" and CasePhase = "OPEN" and Organ = "${life.staff.organId}" and WorkflowType = "application"`;
    await until('the list shows it', async () => (await found(query)).includes(mine));
    const { searchAttributes } = await system.engine.handleOf('application', id).describe();
    expect(Object.keys(searchAttributes).sort()).toEqual(
      expect.arrayContaining(['CasePhase', 'DueAt', 'Organ', 'WaitingOn']),
    );
  }, 60_000);

  test('with the key, the details say the stage, the role and each open check', async () => {
    system.providers.control.hold('IMMIGRATION');
    const life = play('s09');
    const id = await life.untilAllAsked();
    await system.heldRequests('IMMIGRATION', id);
    await system.engine.quiet();
    const handle = system.engine.handleOf('application', id);
    const { currentDetails = '' } = await handle.query<{ currentDetails?: string }>(
      '__temporal_workflow_metadata',
    );
    expect(currentDetails).toContain('CHECKS_RUNNING');
    expect(currentDetails).toContain('PROVIDER');
    expect(currentDetails).toContain('ENTRY_HISTORY');
  }, 60_000);
});

/** A history as somebody without our key reads it: every payload's bytes as text beside the JSON. */
function readable(json: string): string {
  const seen: string[] = [json];
  JSON.stringify(JSON.parse(json), (key, value) => {
    if (key === 'data' && typeof value === 'string') seen.push(Buffer.from(value, 'base64').toString('utf8'));
    return value;
  });
  return seen.join('\n');
}
