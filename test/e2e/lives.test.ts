import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIVES } from '../../sandbox/lives/lives.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
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
