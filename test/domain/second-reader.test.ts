import { describe, expect, test } from '@jest/globals';
import type { Edge } from '../../domain/edges.js';
import { Refused } from '../../domain/errors.js';
import type { Acting, Facts } from '../../domain/rules.js';
import { mustBeAnother } from '../../domain/second-reader.js';
import { easyCase, linesOf } from './table.js';

const facts: Facts = {
  ...easyCase(linesOf('confirmDecision')[0] as Edge),
  proposedBy: 'proposer',
  investigators: [],
};
/** What whoever takes it is refused with: the code and the words to it. */
function refusal(given: Partial<Facts>, acting: Omit<Acting, 'roles'>): string | undefined {
  try {
    mustBeAnother({ ...facts, ...given }, { roles: ['Adjudicator'], ...acting });
    return undefined;
  } catch (error) {
    return error instanceof Refused ? error.message : 'no refusal';
  }
}

describe('what one has proposed', () => {
  test('another takes, in their own place or in a third one’s', () => {
    expect(refusal({}, { sub: 'other' })).toBeUndefined();
    expect(refusal({}, { sub: 'other', inPlaceOf: null })).toBeUndefined();
    expect(refusal({}, { sub: 'other', inPlaceOf: 'third' })).toBeUndefined();
    expect(refusal({ proposedInPlaceOf: 'second' }, { sub: 'other', inPlaceOf: 'third' })).toBeUndefined();
    expect(refusal({ proposedInPlaceOf: null }, { sub: 'other', inPlaceOf: null })).toBeUndefined();
  });

  test('neither they nor who acts in their place takes', () => {
    expect(refusal({}, { sub: 'proposer' })).toBe('SAME_PERSON');
    expect(refusal({}, { sub: 'other', inPlaceOf: 'proposer' })).toBe('SAME_PERSON');
  });

  test('in somebody’s place, neither that one nor another in the same place takes', () => {
    const proposedInPlaceOf = 'second';
    expect(refusal({ proposedInPlaceOf }, { sub: 'second' })).toBe('SAME_PERSON');
    expect(refusal({ proposedInPlaceOf }, { sub: 'other', inPlaceOf: 'second' })).toBe('SAME_PERSON');
  });

  test('nobody takes once they are tied or have taken another part: it is returned, and the refusal says so', () => {
    expect(refusal({ proposedBy: null }, { sub: 'other' })).toBe(
      'SAME_PERSON: who proposed it is tied: return it',
    );
    expect(refusal({ investigators: ['proposer'] }, { sub: 'other' })).toBe(
      'SAME_PERSON: who proposed it has taken another part since: return it',
    );
    expect(refusal({ investigators: ['other'] }, { sub: 'third' })).toBeUndefined();
  });
});
