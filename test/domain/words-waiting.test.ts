import { describe, expect, test } from '@jest/globals';
import type { DocumentCode } from '../../domain/document-classes.js';
import { comesOver, holdsUp, screeningClock, type WaitingText } from '../../domain/words-waiting.js';
import { ACT27 } from '../support/act27.js';

/** Nothing is decided over holes that it may rest on; and nobody delays a revocation by words that nothing rests on. */
const text = (more: Partial<WaitingText>): WaitingText => ({
  of: 'CASE',
  docClass: 'EVIDENCE',
  step: null,
  own: false,
  raised: false,
  put: false,
  since: '2026-11-27T01:00:00.000Z',
  ...more,
});
const report = (more: Partial<WaitingText>) => text({ docClass: 'CHANGE_REPORT', ...more });
const bits = [false, true];
const every = bits.flatMap((own) => bits.flatMap((raised) => bits.map((put) => ({ own, raised, put }))));

describe('a decision on an assessment', () => {
  test.each(every)('waits for every text of its own file: %j', (is) => {
    for (const docClass of ['EVIDENCE', 'REASONS', 'HEARING', 'INTERVIEW', 'PROVIDED'] as const)
      expect(holdsUp('application', text({ docClass, ...is }))).toBe(true);
  });

  test.each(every)('waits for nothing that no decision rests on, wherever it lies: %j', (is) => {
    for (const file of ['CASE', 'CLEARANCE', 'EARLIER'] as const)
      for (const docClass of ['HOLD', 'CORRECTION', 'GRIEVANCE'] as const)
        for (const kind of ['application', 'clearance'] as const)
          expect(holdsUp(kind, text({ of: file, docClass, ...is }))).toBe(false);
  });

  test.each(every)(
    'waits for nothing that somebody says when they declare a tie, wherever it lies: %j',
    (is) => {
      const declared = { docClass: 'REASONS', step: 'declareConflict', ...is } as const;
      for (const file of ['CASE', 'CLEARANCE', 'EARLIER'] as const)
        for (const kind of ['application', 'clearance'] as const)
          expect(holdsUp(kind, text({ of: file, ...declared }))).toBe(false);
      expect(comesOver(text(declared))).toBe(false);
      expect(holdsUp('application', text({ ...declared, step: 'resolveReview' }))).toBe(true);
    },
  );

  test('waits, when a doubt is reassessed, for what raised it and for what its person said before it was submitted', () => {
    const on = (is: Partial<WaitingText>) => holdsUp('application', report({ of: 'CLEARANCE', ...is }));
    expect(on({ raised: true })).toBe(true);
    expect(on({ own: true, put: true })).toBe(true);
    // Else each new word of theirs would delay it anew.
    expect(on({ own: true })).toBe(false);
    // Nobody has been told of it, so nothing rests on it.
    expect(on({ put: true })).toBe(false);
    expect(on({})).toBe(false);
  });

  test('waits for words that came over from an investigation that was used again, and for nothing else of that file', () => {
    const on = (docClass: DocumentCode) => holdsUp('application', text({ of: 'EARLIER', docClass }));
    expect((['EVIDENCE', 'REASONS'] as const).map(on)).toEqual([true, true]);
    expect((['HEARING', 'INTERVIEW', 'PROVIDED'] as const).map(on)).toEqual([false, false, false]);
  });
});

describe('a revocation', () => {
  test.each([
    ['what others reported before the doubt notice', { raised: true }, true],
    ['what others reported after it, before the proposal or since', { put: true }, false],
    ['what others reported since the proposal', {}, false],
    ['what its holder reported before the proposal', { own: true, put: true }, true],
    ['what its holder reported since', { own: true }, false],
  ] as const)('%s: %j, waits for it: %s', (_, is, waits) => {
    expect(holdsUp('clearance', report(is))).toBe(waits);
  });

  test('waits for every answer of its holder when heard', () => {
    for (const put of bits)
      expect(holdsUp('clearance', text({ docClass: 'HEARING', own: true, put }))).toBe(true);
  });
});

test('an investigation is used again only when nothing of it waits that would come over', () => {
  expect(comesOver(text({}))).toBe(true);
  expect(comesOver(text({ docClass: 'REASONS' }))).toBe(true);
  expect(comesOver(text({ docClass: 'HEARING' }))).toBe(false);
  expect(comesOver(text({ of: 'CLEARANCE' }))).toBe(false);
});

test('who screens has three office days until they are reminded, and five', () => {
  // Friday noon in Tokyo, before a weekend.
  expect(screeningClock('2026-11-27T03:00:00.000Z', ACT27.periods)).toEqual({
    remindAt: '2026-12-02T15:00:00.000Z',
    overdueAt: '2026-12-04T15:00:00.000Z',
  });
});
