import { expect, test } from '@jest/globals';
import { gathered } from '../../store/gathered.js';

const full = () => new Error('full');
const nextRound = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Answers when it is told to, and remembers who was asked together. */
function answering() {
  const groups: number[][] = [];
  const ends: ((error?: Error) => void)[] = [];
  const all = (questions: readonly number[]) =>
    new Promise<number[]>((resolve, reject) => {
      groups.push([...questions]);
      ends.push((error) => (error ? reject(error) : resolve(questions.map((one) => one * 10))));
    });
  return { all, groups, end: (error?: Error) => ends.shift()?.(error) };
}

test('who asks while others are being answered goes together with all who do, and gets their own answer', async () => {
  const { all, groups, end } = answering();
  const ask = gathered(all, { full });
  const first = [ask(1), ask(2)];
  await nextRound();
  const later = [ask(3), ask(4), ask(5)];
  await nextRound();
  expect(groups).toEqual([[1, 2]]);
  end();
  expect(await Promise.all(first)).toEqual([10, 20]);
  await nextRound();
  expect(groups).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  end();
  expect(await Promise.all(later)).toEqual([30, 40, 50]);
});

test('a failure is that of all who were asked together, and of nobody after them', async () => {
  const { all, end } = answering();
  const ask = gathered(all, { full });
  const lost = [ask(1), ask(2)].map((one) => one.catch((error: Error) => error.message));
  await nextRound();
  const next = ask(3);
  end(new Error('away'));
  expect(await Promise.all(lost)).toEqual(['away', 'away']);
  await nextRound();
  end();
  expect(await next).toBe(30);
});

test('no group is larger than it may be, and nobody waits behind too many', async () => {
  const { all, groups, end } = answering();
  const ask = gathered(all, { full, together: 2, waiting: 3 });
  const asked = [ask(1), ask(2), ask(3)];
  await expect(ask(4)).rejects.toThrow('full');
  await nextRound();
  expect(groups).toEqual([[1, 2]]);
  end();
  await Promise.all(asked.slice(0, 2));
  end();
  await nextRound();
  end();
  expect(await asked[2]).toBe(30);
});

test('fewer answers than questions are none', async () => {
  const ask = gathered(async () => [1], { full });
  const asked = [ask(1), ask(2)].map((one) => one.catch(() => 'refused'));
  expect(await Promise.all(asked)).toEqual(['refused', 'refused']);
});
