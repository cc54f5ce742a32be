import { setTimeout as pause } from 'node:timers/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { currentKey, readKeyFile } from '../../privacy/key-file.js';
import { localKeys } from '../../privacy/data-keys.js';
import { people } from '../../sandbox/people.js';
import { SEEDED_CASES } from '../../sandbox/seed/cases.js';
import { castOf } from '../../sandbox/seed/cast.js';
import { seedCases } from '../../sandbox/seed/seed-cases.js';
import { grantSignerFromFile } from '../../privacy/grant-signing.js';
import { readNow } from '../../store/clock.js';
import { isQuiet } from '../../store/operations.js';
import { createVault } from '../../store/vault.js';
import { startSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
  const keys = path.join(path.dirname(system.secretsFile), 'keys');
  await seedCases(system.database.owner, {
    vault: createVault(localKeys(path.join(keys, 'vault.json'))),
    indexKey: currentKey(readKeyFile(path.join(keys, 'index.json'), 'index')),
    grants: grantSignerFromFile(path.join(keys, 'grants.json'), 'http://127.0.0.1:9'),
    authenticators: system.authenticatorSeed,
  });
}, 300_000);
afterAll(() => system?.stop());

describe('the running system, given the sixty cases', () => {
  test('comes to rest', async () => {
    const begun = Date.now();
    await untilAllRest(100_000);
    process.stderr.write(`at rest after ${Date.now() - begun} ms\n`);
  }, 300_000);

  test.each([
    ['a silent source of months ago goes to a person', 'p12', 'kaiyo', 'HUMAN_REVIEW'],
    ['a notice left unanswered goes to the officer', 'p16', 'kaiyo', 'CONSENT_OVERDUE'],
    ['a questionnaire never sent goes to the officer', 'p21', 'kaiyo', 'QUESTIONNAIRE_OVERDUE'],
    ['a pledge never signed goes to the officer', 'p30', 'kiban', 'PLEDGE_OVERDUE'],
    ['a source that waited for its reminder has answered', 'p05', 'kiban', 'AWAITING_OPINION'],
    ['new questions are answered, and what is of concern goes to a person', 'p34', 'kiban', 'HUMAN_REVIEW'],
    ['a question asked again is answered again', 'p18', 'kaiyo', 'HUMAN_REVIEW'],
    ['a question whose reminder is not due stays open', 'p24', 'kiban', 'CHECKS_RUNNING'],
  ] as const)('%s', async (_what, who, organ, stage) => {
    expect(await stageOf(who, organ)).toBe(stage);
  });

  test('has moved nothing else', async () => {
    const moved = ['p12 kaiyo', 'p16 kaiyo', 'p21 kaiyo', 'p30 kiban', 'p05 kiban', 'p34 kiban', 'p18 kaiyo'];
    const last = new Map(SEEDED_CASES.map((line) => [`${line.who} ${line.organ}`, line]));
    for (const [key, line] of last) {
      if (!moved.includes(key))
        expect({ key, stage: await stageOf(line.who, line.organ) }).toEqual({ key, stage: line.stage });
    }
  });

  test('runs a workflow for each open case, and none for what has ended', async () => {
    const { n } = await system.register
      .selectFrom('cases')
      .select((e) => e.fn.countAll<string>().as('n'))
      .where('ended', '=', false)
      .executeTakeFirstOrThrow();
    const prefix = system.engine.names.workflowIdPrefix;
    const query = `ExecutionStatus = "Running" AND WorkflowId STARTS_WITH "${prefix}"`;
    const until = Date.now() + 20_000;
    let running = -1;
    while (running !== Number(n) && Date.now() < until) {
      running = (await system.engine.client.workflow.count(query)).count;
      await pause(200);
    }
    expect(running).toBe(Number(n));
  }, 30_000);

  test('leaves nothing undelivered, and no trace of anything forged', async () => {
    const undelivered = await system.register
      .selectFrom('outbox')
      .select('id')
      .where('dead_at', 'is not', null)
      .execute();
    const forged = await system.register
      .selectFrom('ledger')
      .select('event')
      .where('event', 'in', [
        'UnknownCaseStarted',
        'ForeignSignal',
        'ForeignLook',
        'WorkflowReplaced',
        'ForgedCompletion',
        'AnswerDropped',
        'AnswerAfterClose',
      ])
      .execute();
    expect([undelivered, forged]).toEqual([[], []]);
  });

  test('shows the person of the first page their notice, and takes their consent', async () => {
    const s01 = await system.as('s01');
    const { body } = await s01.get('/applications?open=true');
    expect(body.items).toHaveLength(1);
    const { body: shown } = await s01.get(`/applications/${body.items[0].id}`);
    expect(shown.possible).toContain('giveConsent');
    const consent = { text: shown.notice.text, assessment: true, inquiries: {}, seen: shown.version };
    expect((await s01.post(`/applications/${shown.id}/consent`, consent)).status).toBe(201);
  });

  test('refuses to go on with a nominee of the decertified contractor', async () => {
    const head = await system.as('adjudicator1');
    const nominee = people.find((person) => person.key === 'p39');
    const { body } = await head.get('/applications?open=true&limit=100');
    const listed = body.items.find((item: { subjectId: string }) => item.subjectId === nominee?.id);
    const { body: found } = await head.get(`/applications/${listed.id}`);
    const officer = { caseOfficer: found.assigned[0] ?? people.find((one) => one.key === 'p40')?.sub };
    const refused = await head.post(`/applications/${found.id}/approval`, {
      ...officer,
      seen: found.version,
    });
    expect(refused.body).toMatchObject({ code: 'NOT_CERTIFIED' });
  });
});

/** Quiet, and every source that will ever speak has spoken: one question stays open until its reminder. */
async function untilAllRest(patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const rests = await system.register.transaction().execute(async (tx) => {
      const open = await tx.selectFrom('checks').select('request_id').where('status', '=', 'OPEN').execute();
      return open.length === 1 && (await isQuiet(tx, await readNow(tx)));
    });
    if (rests) return;
    if (Date.now() > end) throw new Error('the system does not come to rest');
    await pause(100);
  }
}

async function stageOf(who: string, organ: 'kiban' | 'kaiyo'): Promise<string | undefined> {
  const { person, organId } = castOf({ who, organ, path: [] });
  const row = await system.register
    .selectFrom('cases')
    .select('stage')
    .where('subject_id', '=', person.id)
    .where('organ_id', '=', organId)
    .where('kind', '=', 'application')
    .orderBy('opened_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.stage;
}
