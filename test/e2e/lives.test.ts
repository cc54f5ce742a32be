import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { historiesOf } from '../../sandbox/demo/play.js';
import { LIVES } from '../../sandbox/lives/lives.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { preparedTexts } from '../../store/prepared.js';
import { wholeTablesRead } from '../support/plans.js';
import { startSystem, type TestSystem } from '../support/system.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

describe('every life of the demo, over HTTP, on a real engine and a real register', () => {
  for (const life of LIVES) {
    test(`${life.name}: ${life.title.en}`, async () => {
      const end = await life.play(new Play({ as: system.as }, staffOf(0), life.subject));
      expect(end.actual).toBe(life.expected);
      // The demo prints them.
      const told = await historiesOf(end, system.as, staffOf(0).inCharge);
      expect(new Set(told.map((step) => step.case)).size).toBe(end.cases.length);
    }, 120_000);
  }
});

describe('somebody assessed by two organs', () => {
  test('is investigated once: the second organ uses it, with consent, opinion and decision of its own', async () => {
    const [first, second] = [0, 1].map((n) => new Play({ as: system.as }, staffOf(n as 0 | 1), 's03')) as [
      Play,
      Play,
    ];
    await first.clear(await first.untilChecks());
    const id = await second.nominate();
    await second.approve(id);
    await second.serveNotice(id);
    await second.consent(id);
    await second.submitQuestionnaire(id);
    const chooser = await system.as(second.staff.inCharge);
    const { body } = await chooser.get(`/applications/${id}`);
    expect(body.reusable.organId).toBe(first.staff.organId);
    await second.investigate(id, 'REUSED');
    await second.until(id, 'AWAITING_OPINION');
    const asked = await system.register
      .selectFrom('checks')
      .select('reused')
      .where('case_id', '=', id)
      .execute();
    expect(new Set(asked.map(({ reused }) => reused))).toEqual(new Set([true]));
    await second.act(second.staff.inCharge, `/applications/${id}/opinion`, {
      reasons: '引き継いだ調査による。',
    });
    await second.decideAndNotify(id, 'FOUND');
    await second.pledge(id);
    expect(await second.stageOf('applications', id)).toBe('CLEARED');
  }, 120_000);
});

/** Prunings read what a week has left; the census goes through all that is open, page by page. */
const NIGHTLY = [
  /^\s*delete from (outbox|idempotency|sessions) where (done_at|created_at|expires_at)/,
  /from "cases" where "ended" = \$1 order by "id"/,
  /"k"\."last_valid_day", "k"\."renewal_/,
];

describe('ten years of files do not make an act slower', () => {
  // What the lives above have asked, and what people and sources look at besides.
  test('every statement of theirs finds its rows by an index, as whichever role it is asked', async () => {
    const officer = await system.as(staffOf(0).officer);
    const { body } = await officer.get('/applications');
    for (const { id } of body.items.slice(0, 1)) await officer.get(`/applications/${id}/timeline`);
    const { IMMIGRATION } = JSON.parse(readFileSync(system.secretsFile, 'utf8'));
    const headers = { authorization: `Bearer ${IMMIGRATION.credential}` };
    expect((await fetch(`${system.url}/gateway/requests`, { headers })).status).toBe(200);
    const texts = preparedTexts().filter((text) => !NIGHTLY.some((one) => one.test(text)));
    expect(texts.length).toBeGreaterThan(60);
    const { owner, api, gateway, worker } = system.database;
    expect(await wholeTablesRead([owner, api, gateway, worker], texts)).toEqual([]);
  });
});
