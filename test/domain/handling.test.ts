import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CheckFacts,
  checkOf,
  HANDLING_GROUNDS,
  type HeldResult,
  type ListEntry,
  rightOf,
  sdsStands,
  toldOf,
} from '../../domain/handling.js';
import { recordServes, SERVED, servesUntil } from '../../domain/handling-schemes.js';
import { type ClearanceStage, STAGES } from '../../domain/stages.js';

/** A few days around one, and the moments at which they begin and end in Japan: edges are hit often. */
const DAYS = ['2030-02-27', '2030-02-28', '2030-03-01', '2030-03-02', '2030-03-03'] as const;
const day = fc.constantFrom(...DAYS);
const startsAt = (one: string) => Date.parse(`${one}T00:00:00+09:00`);
const moment = fc
  .tuple(day, fc.constantFrom(-1, 0, 1, 43_200_000))
  .map(([one, ms]) => new Date(startsAt(one) + ms).toISOString());
const CLEARANCE_STAGES = Object.keys(STAGES.clearance) as ClearanceStage[];

const scheme = fc.constantFrom('act27', 'act27', 'act27', 'sds', 'kept-nowhere');
const result: fc.Arbitrary<HeldResult> = fc.record({
  stage: fc.constantFrom(...CLEARANCE_STAGES),
  notifiedAt: moment,
  expiresAt: moment,
  lastValidDay: day,
  pledged: fc.boolean(),
  doubted: fc.boolean(),
  hasBasis: fc.boolean(),
  basisUntil: fc.option(day),
  scheme,
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
  scheme,
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
    // Each law's own; and for the Act of 2024 what the Act of 2014 found, which lasts five years here at most.
    const same = one.scheme === of.scheme || (of.scheme === 'act27' && one.scheme === 'sds');
    if (!same) continue;
    if (t < Date.parse(one.notifiedAt) || t >= Date.parse(one.expiresAt)) continue;
    rights.push([one.lastValidDay, ...(one.basisUntil === null ? [] : [one.basisUntil])].sort()[0] ?? '');
  }
  const knowsRecords = of.scheme === 'act27' || of.scheme === 'sds';
  for (const one of knowsRecords ? of.sds : [])
    if (!one.ended && during(one.notifiedOn, one.lastValidDay)) rights.push(one.lastValidDay);
  for (const one of knowsRecords ? of.offices : [])
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

describe('a result under the 2014 Act', () => {
  const sds = { notifiedOn: '2028-03-01', lastValidDay: '2030-03-01', ended: false };
  const stands = (day: string, ...all: (typeof sds)[]) => {
    const now = new Date(startsAt(day)).toISOString();
    return sdsStands(all, momentOf(now), 'P12M');
  };

  test('bars a new assessment from its first day to the beginning of its last twelve months', () => {
    const days = ['2028-02-29', '2028-03-01', '2029-02-28', '2029-03-01', '2030-03-01'];
    expect(days.map((one) => stands(one, sds))).toEqual([false, true, true, false, false]);
  });

  test('bars none once it has ended; of two that were recorded one is enough', () => {
    expect(stands('2028-06-01', { ...sds, ended: true })).toBe(false);
    expect(stands('2028-06-01')).toBe(false);
    expect(stands('2028-06-01', { ...sds, ended: true }, sds)).toBe(true);
  });
});

describe('why somebody is not on a list of handlers', () => {
  const asked: Omit<CheckFacts, 'listed'> = {
    item: true,
    scheme: 'act27',
    itemHasBasis: true,
    custodian: 'InformationManager',
    results: [],
    sds: [],
    offices: [],
  };
  const ground = (...listed: ListEntry[]) =>
    checkOf({ ...asked, listed }, momentOf(new Date(startsAt('2030-03-01')).toISOString())).ground;
  const past = { firstDay: '2030-02-01', lastDay: '2030-02-28', ended: false };
  const coming = { firstDay: '2030-03-02', lastDay: '2030-03-31', ended: false };

  test('is that they never were, are no longer, or are not yet', () => {
    expect(ground()).toBe('NOT_LISTED');
    expect(ground(past)).toBe('NO_LONGER_LISTED');
    expect(ground(coming)).toBe('NOT_YET_LISTED');
    expect(ground(past, coming)).toBe('NOT_YET_LISTED');
  });

  test('is, of what was taken off before it began, that they are no longer', () => {
    expect(ground({ ...coming, ended: true })).toBe('NO_LONGER_LISTED');
    expect(ground({ firstDay: '2030-03-01', lastDay: '2030-03-31', ended: true })).toBe('NO_LONGER_LISTED');
  });
});

describe('of several rights', () => {
  const at = momentOf(new Date(startsAt('2030-03-01')).toISOString());
  const office = (lastDay: string | null) => ({ firstDay: '2030-01-01', lastDay, ended: false });
  const until = (...offices: ReturnType<typeof office>[]) => {
    const right = rightOf({ results: [], sds: [], offices }, at);
    return right.canHandle ? right.until : 'no';
  };

  test('the one that goes furthest is told, in whatever order they were recorded', () => {
    for (const [a, b] of [
      ['2030-03-02', '2030-03-03'],
      ['2030-03-03', '2030-03-02'],
    ] as const)
      expect(until(office(a), office(b))).toBe('2030-03-03');
    expect(until(office('2030-03-02'), office(null))).toBeNull();
    expect(until(office(null), office('2030-03-02'))).toBeNull();
  });

  test('a yes without a day is told nobody: it could not be taken back', () => {
    expect(toldOf({ canHandle: true, ground: 'OFFICE', until: null })).toEqual({ canHandle: false });
  });

  test('the newest result says why there is none', () => {
    const held = (notifiedAt: string, stage: HeldResult['stage']): HeldResult => ({
      stage,
      notifiedAt,
      expiresAt: '2040-01-01T00:00:00.000Z',
      lastValidDay: '2039-12-31',
      pledged: true,
      doubted: false,
      hasBasis: true,
      basisUntil: null,
      scheme: 'act27',
    });
    const older = held('2029-01-01T00:00:00.000Z', 'REVOKED');
    const newer = held('2029-06-01T00:00:00.000Z', 'LAPSED');
    for (const results of [
      [older, newer],
      [newer, older],
    ])
      expect(rightOf({ results, sds: [], offices: [] }, at)).toEqual({ canHandle: false, ground: 'LAPSED' });
  });
});

describe('a right under one law', () => {
  const at = momentOf(new Date(startsAt('2030-03-01')).toISOString());
  const held = (scheme: string): HeldResult => ({
    stage: 'ACTIVE',
    notifiedAt: '2026-03-01T00:00:00.000Z',
    expiresAt: '2036-03-01T15:00:00.000Z',
    lastValidDay: '2036-03-01',
    pledged: true,
    doubted: false,
    hasBasis: true,
    basisUntil: null,
    scheme,
  });
  const told = (granted: string, information: string) =>
    rightOf({ results: [held(granted)], sds: [], offices: [] }, at, information);

  test('serves the information of another by a row alone, and by no row that is not known here', () => {
    const schemes = ['act27', 'sds', 'kept-nowhere', 'another'];
    const serves = schemes.flatMap((granted) =>
      schemes.filter((one) => told(granted, one).canHandle).map((one) => `${granted} ${one}`),
    );
    expect(serves.sort()).toEqual([...schemes.map((one) => `${one} ${one}`), 'sds act27'].sort());
    expect(told('another', 'act27')).toEqual({ canHandle: false, ground: 'OTHER_SCHEME' });
    expect(
      ['act27', 'sds', 'another'].map((one) => [
        recordServes('SDS_RESULT', one),
        recordServes('OFFICE', one),
      ]),
    ).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
    expect(SERVED.every(({ article }) => article.length > 0)).toBe(true);
  });

  test('serves the Act of 2024 for five years from the notice under the Act of 2014, whatever its own days', () => {
    expect(told('sds', 'act27')).toMatchObject({ canHandle: true, until: '2031-03-01' });
    const last = startsAt('2031-03-02') - 1;
    const moment = (ms: number) => momentOf(new Date(ms).toISOString());
    const by = (ms: number) => rightOf({ results: [held('sds')], sds: [], offices: [] }, moment(ms), 'act27');
    expect([by(last).canHandle, by(last + 1).canHandle]).toEqual([true, false]);
    expect(servesUntil({ ...held('sds'), lastValidDay: '2029-01-01' }, 'act27')).toBe('2029-01-01');
  });

  test('is a right of whatever law to who asks of none in particular', () => {
    expect(rightOf({ results: [held('another')], sds: [], offices: [] }, at).canHandle).toBe(true);
  });
});
