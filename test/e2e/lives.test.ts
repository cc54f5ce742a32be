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

describe('ten years of files do not make an act slower', () => {
  // After the lives above, which have asked for nearly everything there is.
  test('every statement of theirs finds its rows by an index, however it is asked', async () => {
    // The nights' prunings, and the look after unseen cases every few minutes, read what a week has left.
    const texts = preparedTexts().filter((text) => !/^\s*(delete from|with unseen as)/.test(text));
    expect(texts.length).toBeGreaterThan(60);
    expect(await wholeTablesRead(system.database.owner, texts)).toEqual([]);
  });
});
