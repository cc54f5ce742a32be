import { describe, expect, test } from '@jest/globals';
import { placeOf } from '../../domain/free-text.js';
import { faultsAt, placesOfRoutes } from './support/edges.js';
import { NAMES } from './support/written-names.js';

/** Every form and act, walked off the route table: days at the edges of the calendar, names as people have them, length. */
const PLACES = placesOfRoutes();
const named = (kind: 'DAY' | 'TEXT') =>
  PLACES.filter((place) => place.kind === kind).map(
    (place) => [place.routeId, place.pointer, place] as const,
  );
const days = named('DAY');
const texts = named('TEXT');
const names = texts.filter(([routeId, pointer]) => placeOf(routeId, pointer) === 'NAME');

describe('the walk', () => {
  test('comes to forms and acts of every kind, those on paper included', () => {
    const routes = new Set(PLACES.map(({ routeId }) => routeId));
    for (const one of [
      'nominate',
      'notifyResult',
      'recordOutage',
      'placeHold',
      'keyAnswerConcerns',
      'decide',
    ])
      expect(routes).toContain(one);
    expect(days.length).toBeGreaterThan(50);
    expect(texts.length).toBeGreaterThan(100);
    expect(names.length).toBeGreaterThan(10);
  });
});

describe('a day', () => {
  const TAKEN = [
    '2028-02-29',
    '2000-02-29',
    '2019-04-30',
    '2019-05-01',
    '1989-01-07',
    '1989-01-08',
    '0001-01-01',
    '9999-12-31',
  ];
  const NONE = [
    '2026-02-29',
    '2100-02-29',
    '1900-02-29',
    '2026-04-31',
    '0000-02-29',
    '10000-01-01',
    '令和8年1月1日',
    '２０２６-０１-０１',
    '2026-1-1',
    '',
  ];
  test.each(days)(
    'of %s at %s is taken where there is one, and refused where there is none',
    (_, __, place) => {
      for (const day of TAKEN) expect([day, faultsAt(place, day)]).toEqual([day, []]);
      for (const day of NONE) expect([day, faultsAt(place, day).length > 0]).toEqual([day, true]);
    },
  );
});

describe('a name', () => {
  test.each(names)('of %s at %s is taken in every writing', (_, __, place) => {
    for (const [how, name] of Object.entries(NAMES)) expect([how, faultsAt(place, name)]).toEqual([how, []]);
  });
});

describe('a text', () => {
  test.each(texts)('of %s at %s has a most, is taken up to it, and refused whole beyond', (_, __, place) => {
    const { most = 0 } = place;
    expect(most).toBeGreaterThan(0);
    const tooBig = (length: number) => faultsAt(place, 'a'.repeat(length)).includes('too_big');
    expect([most, tooBig(most), tooBig(most + 1)]).toEqual([most, false, true]);
  });
});
