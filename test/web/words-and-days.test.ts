import { describe, expect, test } from '@jest/globals';
import { daysBetween, dayText, formalDay, momentText } from '../../web/dates.js';
import { languageOf } from '../../web/language.js';
import { dueDay } from '../../web/parts.js';
import { inLanguage, paths, withQuery } from '../../web/paths.js';

describe('days are Japan’s, wherever the server stands', () => {
  test('the evening in London is the next day', () => {
    expect(dayText('2026-11-22T15:00:00.000Z', 'ja')).toBe('2026年11月23日(月)');
    expect(dayText('2026-11-22T14:59:59.999Z', 'en')).toBe('Sun, 22 Nov 2026');
    expect(momentText('2026-11-22T15:00:00.000Z', 'ja')).toBe('2026年11月23日 00:00');
  });

  test('a day stays that day, and a letter names its era', () => {
    expect(formalDay('2019-05-01', 'ja')).toContain('令和元年');
    expect(formalDay('1989-01-07', 'ja')).toContain('昭和64年');
    expect(formalDay('2036-02-29', 'en')).toBe('Fri, 29 Feb 2036');
  });

  test('waiting is counted in midnights, not in hours', () => {
    expect(daysBetween('2026-11-22T14:59:00.000Z', '2026-11-22T15:01:00.000Z')).toBe(1);
    expect(daysBetween('2026-11-22T15:01:00.000Z', '2026-11-23T14:00:00.000Z')).toBe(0);
    expect(daysBetween('2026-11-23', '2026-11-20')).toBe(-3);
  });

  test('a deadline is told by its last day, a beginning by its first', () => {
    const at = '2026-12-10T15:00:00.000Z';
    const window = dueDay({ at, kind: 'CONSENT_WINDOW' }, '2026-12-10T05:00:00.000Z');
    expect([dayText(window.day, 'en'), window.left]).toEqual(['Thu, 10 Dec 2026', 0]);
    expect(dueDay({ at, kind: 'CONSENT_WINDOW' }, at).left).toBe(-1);
    expect(dayText(dueDay({ at, kind: 'RENEWAL_OPENING' }, undefined).day, 'en')).toBe('Fri, 11 Dec 2026');
  });
});

describe('language', () => {
  test('asked, then chosen, then preferred, then Japanese', () => {
    expect(languageOf('en', 'ja', 'ja')).toBe('en');
    expect(languageOf('fr', 'en', 'ja')).toBe('en');
    expect(languageOf(undefined, undefined, 'fr;q=0.9, en-GB;q=0.5, ja;q=0.2')).toBe('en');
    expect(languageOf(['en'], undefined, 'fr, en;q=0')).toBe('ja');
    expect(languageOf(undefined, undefined, undefined)).toBe('ja');
  });
});

describe('addresses', () => {
  test('an id cannot leave its place, and a page keeps its query in the other language', () => {
    expect(paths.caseOf('../../x')).toBe('/console/cases/..%2F..%2Fx');
    expect(paths.signIn('/console/queue?show=mine')).toBe(
      '/console/sign-in?return_to=%2Fconsole%2Fqueue%3Fshow%3Dmine',
    );
    expect(inLanguage('/console/queue?show=mine&lang=ja', 'en')).toBe('/console/queue?show=mine&lang=en');
    expect(withQuery('/console/queue?after=x', { after: undefined })).toBe('/console/queue');
  });
});
