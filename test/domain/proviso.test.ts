import { expect, test } from '@jest/globals';
import { needsProviso, PROVISO_PARTS, unfitProviso } from '../../domain/proviso.js';
import type { InvestigationMode } from '../../domain/stages.js';

const UNIFIED = ['HEARING', 'UNIFIED_INVESTIGATION', 'REUSE'];
const OWN = ['HEARING', 'REUSE'];
const given = { ground: 'TOO_LATE', reasons: '間に合わない。' } as const;

test('an organ needs a ground only where the Cabinet Office investigates otherwise', () => {
  const needed = (steps: readonly string[]) =>
    (['UNIFIED', 'SELF', 'REUSED'] satisfies InvestigationMode[]).filter((mode) => needsProviso(steps, mode));
  expect([needed(UNIFIED), needed(OWN)]).toEqual([['SELF'], []]);
});

test('the ground and its words come together, and nowhere else', () => {
  const { ground, reasons } = given;
  expect(unfitProviso(UNIFIED, { mode: 'SELF', ...given })).toEqual([]);
  expect(unfitProviso(UNIFIED, { mode: 'SELF' })).toEqual(PROVISO_PARTS);
  expect(unfitProviso(UNIFIED, { mode: 'SELF', ground })).toEqual(['reasons']);
  expect(unfitProviso(UNIFIED, { mode: 'SELF', reasons })).toEqual(['ground']);
  for (const [steps, mode] of [
    [UNIFIED, 'UNIFIED'],
    [UNIFIED, 'REUSED'],
    [OWN, 'SELF'],
    [OWN, 'REUSED'],
  ] as const) {
    expect(unfitProviso(steps, { mode })).toEqual([]);
    expect(unfitProviso(steps, { mode, ...given })).toEqual(PROVISO_PARTS);
    expect(unfitProviso(steps, { mode, ground })).toEqual(['ground']);
  }
});
