import { describe, expect, test } from '@jest/globals';
import { inBackups, type KeyEnding } from '../../domain/disposal.js';

const DESTROYED = '2031-04-01T15:00:00.000Z';
const ending = (keyId: string, more: Partial<KeyEnding> = {}): KeyEnding => ({
  keyId,
  endedAt: DESTROYED,
  goneAt: null,
  notBefore: null,
  ...more,
});
const gone = (keyId: string, goneAt: string) => ending(keyId, { goneAt });
const waiting = (keyId: string, notBefore: string) => ending(keyId, { notBefore });

describe('a destroyed file in backups', () => {
  test('is gone when the last of its keys is, and not before it was destroyed', () => {
    const [first, last] = ['2031-05-01T00:00:00.000Z', '2031-06-01T00:00:00.000Z'];
    expect(inBackups(DESTROYED, ['a', 'b'], [gone('b', last), gone('a', first)])).toEqual({
      state: 'GONE',
      since: last,
    });
    expect(inBackups(DESTROYED, ['a'], [gone('a', '2031-01-01T00:00:00.000Z')])).toEqual({
      state: 'GONE',
      since: DESTROYED,
    });
  });
  test('that never had a key is gone from the start', () =>
    expect(inBackups(DESTROYED, [], [])).toEqual({ state: 'GONE', since: DESTROYED }));
  test('waits for the last of its keys', () => {
    const [first, last] = ['2031-07-01T00:00:00.000Z', '2031-08-01T00:00:00.000Z'];
    const three = [waiting('a', last), waiting('b', first), gone('c', first)];
    expect(inBackups(DESTROYED, ['a', 'b', 'c'], three)).toEqual({ state: 'WAITING', notBefore: last });
  });
  test.each([
    ['nobody says how long backups are kept', ['a'], [ending('a')]],
    ['a key is still there', ['a'], [ending('a', { endedAt: null }), gone('b', DESTROYED)]],
    ['the key store does not know a key', ['a', 'b'], [gone('a', DESTROYED)]],
  ])('has no day where %s', (_, keyIds, endings) =>
    expect(inBackups(DESTROYED, keyIds, endings)).toEqual({ state: 'WAITING', notBefore: null }),
  );
});
