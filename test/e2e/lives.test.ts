import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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
    }, 120_000);
  }
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
