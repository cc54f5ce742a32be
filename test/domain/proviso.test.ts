import { describe, expect, test } from '@jest/globals';
import {
  needsProviso,
  PROVISO_PARTS,
  SELF_GROUNDS,
  unfitGround,
  unfitProviso,
} from '../../domain/proviso.js';
import type { InvestigationMode } from '../../domain/stages.js';

const UNIFIED = ['HEARING', 'UNIFIED_INVESTIGATION', 'REUSE'];
const OWN = ['HEARING', 'REUSE'];
const MODES = ['UNIFIED', 'SELF', 'REUSED'] as const satisfies InvestigationMode[];
const given = { ground: 'TOO_LATE', reasons: '間に合わない。' } as const;
/** Under every scheme and every choice but the one that departs from the ordinary way. */
const ORDINARY = [
  [UNIFIED, 'UNIFIED'],
  [UNIFIED, 'REUSED'],
  [OWN, 'SELF'],
  [OWN, 'UNIFIED'],
  [OWN, 'REUSED'],
] as const;
const MISSING = 'required where the organ investigates in place of the Cabinet Office';
const STRANGE = 'only where the organ investigates in place of the Cabinet Office';

test('an organ needs a ground only where the Cabinet Office investigates otherwise', () => {
  const needed = (steps: readonly string[]) => MODES.filter((mode) => needsProviso(steps, mode));
  expect([needed(UNIFIED), needed(OWN)]).toEqual([['SELF'], []]);
  expect(needsProviso(UNIFIED, undefined)).toBe(false);
});

test('it is too late, it would tell of the duties, or they are hindered otherwise: there is no other ground', () => {
  expect(SELF_GROUNDS).toEqual(['TOO_LATE', 'DUTIES_DISCLOSED', 'HINDERED_OTHERWISE']);
});

describe('the ground and its words come together, and nowhere else', () => {
  const { ground, reasons } = given;
  const parts = (...request: Parameters<typeof unfitProviso>) =>
    unfitProviso(...request).map(({ pointer }) => pointer);
  const both = PROVISO_PARTS.map((part) => `/${part}`);

  test('in a request', () => {
    expect(both).toEqual(['/ground', '/reasons']);
    expect(parts(UNIFIED, { mode: 'SELF', ...given })).toEqual([]);
    expect(parts(UNIFIED, { mode: 'SELF' })).toEqual(both);
    expect(parts(UNIFIED, { mode: 'SELF', ground })).toEqual(['/reasons']);
    expect(parts(UNIFIED, { mode: 'SELF', reasons })).toEqual(['/ground']);
    for (const [steps, mode] of ORDINARY) {
      expect(parts(steps, { mode })).toEqual([]);
      expect(parts(steps, { mode, ...given })).toEqual(both);
      expect(parts(steps, { mode, ground })).toEqual(['/ground']);
      expect(parts(steps, { mode, reasons })).toEqual(['/reasons']);
    }
  });

  test('in a step, where words without a ground are why others are asked', () => {
    const selfGround = ground;
    const unfit = (...step: Parameters<typeof unfitGround>) => unfitGround(...step)?.pointer;
    expect(unfit(UNIFIED, { mode: 'SELF', selfGround, reasons: true })).toBeUndefined();
    expect(unfit(UNIFIED, { mode: 'SELF', selfGround, reasons: false })).toBe('/reasons');
    expect(unfit(UNIFIED, { mode: 'SELF', selfGround })).toBe('/reasons');
    expect(unfit(UNIFIED, { mode: 'SELF', reasons: true })).toBe('/ground');
    expect(unfit(UNIFIED, { mode: 'SELF' })).toBe('/ground');
    for (const [steps, mode] of [...ORDINARY, [UNIFIED, undefined]] as const) {
      const way = mode === undefined ? {} : { mode };
      expect(unfit(steps, way)).toBeUndefined();
      expect(unfit(steps, { ...way, reasons: true })).toBeUndefined();
      expect(unfit(steps, { ...way, selfGround, reasons: true })).toBe('/ground');
    }
  });

  test('and who sends one says which: what is missing, or what has no place there', () => {
    expect(unfitProviso(UNIFIED, { mode: 'SELF' }).map(({ message }) => message)).toEqual([MISSING, MISSING]);
    expect(unfitProviso(OWN, { mode: 'SELF', ground }).map(({ message }) => message)).toEqual([STRANGE]);
    expect(unfitGround(UNIFIED, { mode: 'SELF' })).toEqual({ pointer: '/ground', message: MISSING });
    expect(unfitGround(OWN, { mode: 'SELF', selfGround: ground })).toEqual({
      pointer: '/ground',
      message: STRANGE,
    });
  });
});
