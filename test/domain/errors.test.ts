import { describe, expect, test } from '@jest/globals';
import { assertNever, PROBLEMS, type ProblemCode, Refused } from '../../domain/errors.js';

const codes = Object.entries(PROBLEMS) as [ProblemCode, { status: number; text: string }][];

describe('every refusal', () => {
  test.each(codes)('%s has a status of its kind and a sentence for who asked', (code, { status, text }) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(code === 'UNAVAILABLE' || code === 'INTERNAL' ? 600 : 500);
    expect(text).toMatch(/^[A-Z].*[.]$/);
  });

  test('that hides something reads like the missing thing: one code, one text for 404', () => {
    expect(codes.filter(([, row]) => row.status === 404).map(([code]) => code)).toEqual(['NOT_FOUND']);
  });

  test('says its code, and more only if given', () => {
    expect(new Refused('STALE').message).toBe('STALE');
    expect(new Refused('NOT_YOURS', 'decide belongs to Adjudicator')).toMatchObject({
      code: 'NOT_YOURS',
      message: 'NOT_YOURS: decide belongs to Adjudicator',
    });
    expect(
      new Refused('INVALID', undefined, [{ pointer: '/text', message: 'is missing' }]).fields,
    ).toHaveLength(1);
  });
});

test('a member nobody handled is a bug, and says which', () => {
  expect(() => assertNever('SURPRISE' as never)).toThrow('unexpected value "SURPRISE"');
});
