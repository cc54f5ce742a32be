import { describe, expect, test } from '@jest/globals';
import { closedLoop } from '../../bench/closed-loop.js';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('the closed loop', () => {
  test('keeps so many in flight, never more, and does each once', async () => {
    let running = 0;
    let most = 0;
    const done = await closedLoop(
      3,
      (n) => n < 10,
      async (index) => {
        running += 1;
        most = Math.max(most, running);
        await turn();
        running -= 1;
        return index;
      },
    );
    expect(most).toBe(3);
    expect(done.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
  test('one failure ends it: nothing is measured that did not work', async () => {
    let begun = 0;
    const loop = closedLoop(
      2,
      (n) => n < 100,
      async () => {
        begun += 1;
        await turn();
        throw new Error('no');
      },
    );
    await expect(loop).rejects.toThrow('no');
    expect(begun).toBe(2);
  });
});
