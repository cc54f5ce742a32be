import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { after } from '../../domain/calendar.js';
import { DEADLINES, POLICIES, type PeriodKey, policyOn } from '../../domain/policy.js';

const rows = POLICIES.flatMap((p) =>
  Object.entries(p.periods).map(([key, row]) => [`${p.version} ${key}`, row] as const),
);
const NOON = '2026-05-16T03:00:00.000Z';
const anyDay = fc
  .integer({ min: 18_000, max: 40_000 })
  .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));

describe('every period', () => {
  test.each(rows)('%s has a legal basis or says it is policy, a mark, and can be counted', (_, row) => {
    expect(row.basis).toMatch(/^(Art\. \d|Diet answer|Standards|reading|policy)/);
    expect(['law', 'memory', 'reading', 'policy']).toContain(row.mark);
    expect(after(NOON, row.period) > NOON).toBe(true);
  });

  test.each(POLICIES.map((p) => [p.version, p] as const))('%s gives one to every deadline', (_, policy) => {
    const derived = ['RENEWAL_OPENING', 'EXPIRY'];
    const wanted = [
      ...Object.keys(DEADLINES).filter((d) => !derived.includes(d)),
      'VALIDITY',
      'SDS_VALIDITY',
      'RENEWAL_LEAD',
      'REUSE_LIMIT',
      'INTERVIEW_WITHIN',
      'REPORT_SEALED',
      'INTERVIEW_NOTICE',
      'HOLD_REVIEW_WITHIN',
      'RETENTION_RECORDED',
      'NOT_CONDUCTED_TOLD',
      'ORIGINAL_COMPARED',
      'DEMAND_REMINDER',
      'DEMAND_ANSWER',
      'DEMAND_RETENTION',
      'GRIEVANCE_LATE',
    ];
    expect(Object.keys(policy.periods).sort()).toEqual(wanted.sort());
  });

  test.each(POLICIES.map((p) => [p.version, p] as const))(
    '%s: the reminder comes before the end it reminds of',
    (_, { periods }) => {
      const pairs: [PeriodKey, PeriodKey][] = [
        ['CONSENT_REMINDER', 'CONSENT_WINDOW'],
        ['PLEDGE_REMINDER', 'PLEDGE_WINDOW'],
        ['RECORD_REMINDER', 'RECORD_WINDOW'],
        ['CHECK_REMINDER', 'CHECK_DUE'],
        ['RENEWAL_LEAD', 'VALIDITY'],
      ];
      for (const [earlier, later] of pairs) {
        expect(after(NOON, periods[earlier].period) < after(NOON, periods[later].period)).toBe(true);
      }
    },
  );

  test('fixed by the Act is what the Act says: ten years', () => {
    for (const { periods } of POLICIES)
      expect(periods.VALIDITY).toMatchObject({ period: 'P10Y', mark: 'law' });
  });

  test('no file outlives or dies before what the minister told the Diet: ten years', () => {
    expect(policyOn('2025-05-16').periods.RETENTION_ASSESSED).toBe('P10Y');
  });
});

describe('the policy of a day', () => {
  test('is the newest one in force on it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { version } = policyOn(day);
        const chosen = POLICIES.find((p) => p.version === version);
        const newer = POLICIES.filter((p) => p.from <= day && p.from > (chosen?.from ?? ''));
        expect(newer).toEqual([]);
        expect(chosen === POLICIES[0] || (chosen?.from ?? '') <= day).toBe(true);
      }),
    );
  });

  test('is each version’s on its first day', () => {
    for (const { from, version } of POLICIES) expect(policyOn(from).version).toBe(version);
    // A case from before the Act's first day has no policy of its own time.
    expect(policyOn('2024-05-17').version).toBe(POLICIES[0]?.version);
  });

  test('is the old one up to the eve of a new version, and the new one from its first day', () => {
    const table = POLICIES as unknown as unknown[];
    table.push({ ...POLICIES.at(-1), version: 'next', from: '2099-04-01' });
    try {
      expect(policyOn('2099-03-31').version).toBe(POLICIES.at(-2)?.version);
      expect(policyOn('2099-04-01').version).toBe('next');
      expect(policyOn('2099-12-31').version).toBe('next');
    } finally {
      table.pop();
    }
  });

  test('comes from versions with names of their own, in order of their first day', () => {
    expect(new Set(POLICIES.map((p) => p.version)).size).toBe(POLICIES.length);
    const days = POLICIES.map((p) => p.from);
    expect(days).toEqual([...new Set(days)].sort());
    for (const day of days) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  test('is the case’s own copy: what is done to it moves no other case', () => {
    const before = JSON.stringify(POLICIES);
    const mine = policyOn('2026-05-16');
    try {
      (mine.periods as Record<PeriodKey, string>).VALIDITY = 'P99Y';
    } catch {
      // A frozen copy is as good.
    }
    expect(policyOn('2026-05-16').periods.VALIDITY).toBe('P10Y');
    expect(JSON.stringify(POLICIES)).toBe(before);
  });

  test('is plain text that survives being written down with the case', () => {
    const policy = policyOn('2026-05-16');
    expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
  });
});
