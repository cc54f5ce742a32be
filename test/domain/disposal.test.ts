import { describe, expect, test } from '@jest/globals';
import { inBackups, type KeyEnding } from '../../domain/disposal.js';

const DESTROYED = '2031-04-01T15:00:00.000Z';
const WINDOW = '2031-05-06T15:00:00.000Z';
const [MAY, JUNE, JULY] = ['2031-05-01', '2031-06-01', '2031-07-01'].map((day) => `${day}T00:00:00.000Z`) as [
  string,
  string,
  string,
];
const NOW = '2031-12-01T00:00:00.000Z';
const ending = (keyId: string, more: Partial<KeyEnding> = {}): KeyEnding => ({
  keyId,
  endedAt: DESTROYED,
  goneAt: null,
  notBefore: null,
  ...more,
});
const gone = (keyId: string, goneAt: string) => ending(keyId, { goneAt });
const waiting = (keyId: string, notBefore: string) => ending(keyId, { notBefore });
const seen = (keyIds: string[], endings: KeyEnding[], windowEnds: string | null = WINDOW, now = NOW) =>
  inBackups(keyIds, endings, { windowEnds, now });

describe('a destroyed file in backups', () => {
  test('is gone when the last of its keys is', () =>
    expect(seen(['a', 'b'], [gone('b', JULY), gone('a', JUNE)])).toEqual({ state: 'GONE', since: JULY }));
  test('is not gone before the backups of that day are thrown away: what had no key was in clear', () => {
    expect(seen(['a'], [gone('a', MAY)])).toEqual({ state: 'GONE', since: WINDOW });
    expect(seen([], [])).toEqual({ state: 'GONE', since: WINDOW });
    expect(seen([], [], WINDOW, MAY)).toEqual({ state: 'WAITING', notBefore: WINDOW });
    expect(seen([], [], WINDOW, WINDOW)).toEqual({ state: 'GONE', since: WINDOW });
  });
  test('waits for the last of its keys, and stays waiting when that day is late', () => {
    const three = [waiting('a', JULY), waiting('b', JUNE), gone('c', JUNE)];
    expect(seen(['a', 'b', 'c'], three, WINDOW, MAY)).toEqual({ state: 'WAITING', notBefore: JULY });
    expect(seen(['a', 'b', 'c'], three)).toEqual({ state: 'WAITING', notBefore: JULY });
  });
  test.each([
    ['a key has none', ['a'], [ending('a')], WINDOW],
    ['nobody says how long backups are kept', ['a'], [gone('a', JUNE)], null],
    ['a key is still there', ['a'], [ending('a', { endedAt: null }), gone('b', JUNE)], WINDOW],
    ['the key store does not know a key', ['a', 'b'], [gone('a', JUNE)], WINDOW],
  ] as const)('has no day where %s', (_, keyIds, endings, windowEnds) =>
    expect(seen([...keyIds], [...endings], windowEnds)).toEqual({ state: 'WAITING', notBefore: null }),
  );
});
