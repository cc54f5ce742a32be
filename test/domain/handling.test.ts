import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CheckFacts,
  checkOf,
  HANDLING_GROUNDS,
  type HeldResult,
  type ListEntry,
  rightOf,
  toldOf,
} from '../../domain/handling.js';
import { type ClearanceStage, STAGES } from '../../domain/stages.js';

/** A few days around one, and the moments at which they begin and end in Japan: edges are hit often. */
const DAYS = ['2030-02-27', '2030-02-28', '2030-03-01', '2030-03-02', '2030-03-03'] as const;
const day = fc.constantFrom(...DAYS);
const startsAt = (one: string) => Date.parse(`${one}T00:00:00+09:00`);
const moment = fc
  .tuple(day, fc.constantFrom(-1, 0, 1, 43_200_000))
  .map(([one, ms]) => new Date(startsAt(one) + ms).toISOString());
const CLEARANCE_STAGES = Object.keys(STAGES.clearance) as ClearanceStage[];

const result: fc.Arbitrary<HeldResult> = fc.record({
  stage: fc.constantFrom(...CLEARANCE_STAGES),
  notifiedAt: moment,
  expiresAt: moment,
  lastValidDay: day,
  pledged: fc.boolean(),
  doubted: fc.boolean(),
  hasBasis: fc.boolean(),
  basisUntil: fc.option(day),
});
/** Mostly such that only the days decide. */
const mostly = <T>(good: T, any: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(good) }, any);
const ended = mostly(false, fc.boolean());
const early = fc.constantFrom(...DAYS.slice(0, 3));
const late = fc.constantFrom(...DAYS.slice(2));
const entry: fc.Arbitrary<ListEntry> = fc.record({ firstDay: early, lastDay: late, ended });
const facts: fc.Arbitrary<CheckFacts> = fc.record({
  item: mostly(true, fc.boolean()),
  itemHasBasis: mostly(true, fc.boolean()),
  custodian: mostly('InformationManager' as const, fc.constant(null)),
  listed: fc.array(entry, { maxLength: 3 }),
  results: fc.array(
    fc.oneof(
      result,
      result.map((one) => ({
        ...one,
        stage: 'ACTIVE' as const,
        pledged: true,
        doubted: false,
        hasBasis: true,
      })),
    ),
    { maxLength: 2 },
  ),
  sds: fc.array(fc.record({ notifiedOn: early, lastValidDay: late, ended }), { maxLength: 2 }),
  offices: fc.array(fc.record({ firstDay: early, lastDay: fc.option(late), ended }), {
    maxLength: 2,
  }),
});

const momentOf = (now: string) => ({
  now,
  day: new Date(Date.parse(now) + 9 * 3_600_000).toISOString().slice(0, 10),
});

/** The law as one would read it aloud, by numbers and without a line of ours: yes, with the last moment of the answer; or no. */
function plainly(of: CheckFacts, now: string): { yes: false } | { yes: true; until: string } {
  const t = Date.parse(now);
  const endOf = (one: string) => startsAt(one) + 86_400_000;
  const during = (first: string, last: string | null) =>
    t >= startsAt(first) && (last === null || t < endOf(last));
  const rights: string[] = [];
  for (const one of of.results) {
    if (!['ACTIVE', 'REVIEW'].includes(one.stage) || !one.pledged || one.doubted || !one.hasBasis) continue;
    if (t < Date.parse(one.notifiedAt) || t >= Date.parse(one.expiresAt)) continue;
    rights.push([one.lastValidDay, ...(one.basisUntil === null ? [] : [one.basisUntil])].sort()[0] ?? '');
  }
  for (const one of of.sds)
    if (!one.ended && during(one.notifiedOn, one.lastValidDay)) rights.push(one.lastValidDay);
  for (const one of of.offices)
    if (!one.ended && during(one.firstDay, one.lastDay)) rights.push(one.lastDay ?? '9999');
  const lists = of.listed
    .filter((one) => !one.ended && during(one.firstDay, one.lastDay))
    .map(({ lastDay }) => lastDay);
  if (!of.item || !of.itemHasBasis || of.custodian === null || lists.length === 0 || rights.length === 0)
    return { yes: false };
  const latest = (days: string[]) => [...days].sort().at(-1) ?? '';
  return { yes: true, until: [latest(rights), latest(lists)].sort()[0] ?? '' };
}

describe('the handling check', () => {
  test('is what a plain reading of the law says, at any moment and at every edge', () => {
    const seen = { yes: 0, no: 0 };
    fc.assert(
      fc.property(facts, moment, (of, now) => {
        const told = toldOf(checkOf(of, momentOf(now)));
        const plain = plainly(of, now);
        seen[plain.yes ? 'yes' : 'no'] += 1;
        expect(told).toEqual(plain.yes ? { canHandle: true, validUntil: plain.until } : { canHandle: false });
      }),
      { numRuns: 20_000 },
    );
    // Of answers that are nearly all the same a property says little.
    expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(2_000);
  });

  test('without a standing entry on its list nobody handles an item, whatever their right', () => {
    const unlisted = facts.filter(({ listed }) => listed.every(({ ended }) => ended));
    fc.assert(
      fc.property(unlisted, moment, (of, now) => {
        expect(toldOf(checkOf(of, momentOf(now)))).toEqual({ canHandle: false });
      }),
    );
  });

  test('a yes never goes beyond the right, and a no has one shape', () => {
    fc.assert(
      fc.property(facts, moment, (of, now) => {
        const check = checkOf(of, momentOf(now));
        const right = rightOf(of, momentOf(now));
        if (check.canHandle) {
          expect(right.canHandle).toBe(true);
          if (right.canHandle && right.until !== null) expect((check.until ?? '') <= right.until).toBe(true);
        }
        expect(Object.keys(toldOf(check))).toEqual(
          check.canHandle ? ['canHandle', 'validUntil'] : ['canHandle'],
        );
      }),
    );
  });

  test('its grounds are a closed list, and each is met', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(facts, moment, (of, now) => void met.add(checkOf(of, momentOf(now)).ground)),
      { numRuns: 20_000 },
    );
    expect([...met].sort()).toEqual(Object.keys(HANDLING_GROUNDS).sort());
  });
});
