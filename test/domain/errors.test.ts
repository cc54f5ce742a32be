import { describe, expect, test } from '@jest/globals';
import { assertNever, PROBLEMS, type ProblemCode, problemOf, Refused } from '../../domain/errors.js';

const codes = Object.entries(PROBLEMS) as [ProblemCode, { status: number; text: string }][];

describe('every refusal', () => {
  test.each(codes)('%s has a status of its kind and a sentence for who asked', (code, { status, text }) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(status).toBeGreaterThanOrEqual(400);
    const ours: readonly ProblemCode[] = ['UNAVAILABLE', 'POLICY_MISSING', 'INTERNAL'];
    expect(status).toBeLessThan(ours.includes(code) ? 600 : 500);
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

describe('what a client reads of a refusal', () => {
  test.each(codes)(
    '%s: its address, words, status and code, and the number to ask after it by',
    (code, row) => {
      expect(problemOf(code, 'r-1')).toEqual({
        type: `/problems/${code}`,
        title: row.text,
        status: row.status,
        code,
        reference: 'r-1',
      });
    },
  );

  test('holds what was wrong and where, if that was said, and no empty word of it otherwise', () => {
    const fields = [{ pointer: '/text', message: 'is missing' }];
    expect(problemOf('INVALID', 'r-1', { detail: 'not so', fields })).toMatchObject({
      detail: 'not so',
      errors: fields,
    });
    const bare = problemOf('INVALID', 'r-1', new Refused('INVALID'));
    expect(Object.keys(bare)).toEqual(['type', 'title', 'status', 'code', 'reference']);
  });

  test('is known by its name where it is caught: a refusal is told from a fault', () => {
    expect(new Refused('STALE').name).toBe('Refused');
  });
});

test('a member nobody handled is a bug, and says which', () => {
  expect(() => assertNever('SURPRISE' as never)).toThrow('unexpected value "SURPRISE"');
});
