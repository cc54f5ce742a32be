import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textsOf } from '../../forms/packs.js';
import { after } from '../../domain/calendar.js';
import { DEADLINES, inForceOn, type PeriodKey, policies, policyOn } from '../../domain/policy.js';

const POLICIES = policies();
const ACT = POLICIES.filter(({ isDefault }) => isDefault);

const rows = POLICIES.flatMap((p) =>
  Object.entries(p.bases).map(
    ([key, row]) => [`${p.version} ${key}`, { ...row, period: p.periods[key as PeriodKey] }] as const,
  ),
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
      'GRANT_VALID',
      'ENROLMENT_CODE_VALID',
      'PASSKEY_COOL_DOWN',
      'INTERVIEW_WITHIN',
      'REPORT_SEALED',
      'INTERVIEW_NOTICE',
      'HOLD_REVIEW_WITHIN',
      'RETENTION_RECORDED',
      'RETENTION_RIGHT_END',
      'NOT_CONDUCTED_TOLD',
      'PASS_ON_REMINDER',
      'PASS_ON_OVERDUE',
      'ORIGINAL_COMPARED',
      'TEXT_SCREENING_REMINDER',
      'TEXT_SCREENED',
      'DEMAND_REMINDER',
      'DEMAND_ANSWER',
      'DEMAND_RETENTION',
      'CERTIFICATION_CONFIRMED',
      'RETENTION_CERTIFICATION',
      'RIGHT_END_REMINDER',
      'RIGHT_END_OVERDUE',
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
        ['PASS_ON_REMINDER', 'PASS_ON_OVERDUE'],
        ['TEXT_SCREENING_REMINDER', 'TEXT_SCREENED'],
        ['RIGHT_END_REMINDER', 'RIGHT_END_OVERDUE'],
        ['RENEWAL_LEAD', 'VALIDITY'],
      ];
      for (const [earlier, later] of pairs) {
        expect(after(NOON, periods[earlier]) < after(NOON, periods[later])).toBe(true);
      }
    },
  );

  test('fixed by the Act is what the Act says: ten years', () => {
    for (const { periods, bases } of ACT)
      expect([periods.VALIDITY, bases.VALIDITY.mark]).toEqual(['P10Y', 'law']);
  });

  test('outsiders are told of no assessment later than any silence of the way has run out: so nobody reads one from the day', () => {
    const { periods } = policyOn('9999-12-31');
    const days = [periods.CONSENT_WINDOW, periods.QUESTIONNAIRE_WINDOW, periods.CHECK_DUE].map((period) =>
      Number(/^P(\d+)D$/.exec(period)?.[1]),
    );
    const months = Number(/^P(\d+)M$/.exec(periods.NOT_CONDUCTED_TOLD)?.[1]);
    expect(months * 30).toBeGreaterThan(days.reduce((sum, one) => sum + one, 0));
  });

  test('no file outlives or dies before what the minister told the Diet: ten years', () => {
    expect(policyOn('2025-05-16').periods.RETENTION_ASSESSED).toBe('P10Y');
  });
});

describe('the scheme of the 2014 Act', () => {
  const sds = policyOn('2026-11-26', 'sds');

  test('has seven items, the first its own, and a right of five years', () => {
    const items = sds.items.map(({ code }) => code);
    expect(items).toEqual([
      'SPECIFIED_HARMFUL_ACTIVITY',
      ...(ACT[0]?.items.slice(1).map(({ code }) => code) ?? []),
    ]);
    expect([sds.periods.VALIDITY, sds.periods.SDS_VALIDITY]).toEqual(['P5Y', 'P5Y']);
  });

  test('is investigated by the organ alone, and its numbers are known from memory', () => {
    for (const step of ['UNIFIED_INVESTIGATION', 'REUSE']) expect(sds.steps).not.toContain(step);
    expect(Object.values(sds.bases).filter(({ mark }) => mark === 'law')).toEqual([]);
  });

  test('says in its own texts under which Act it is', () => {
    const { forms, questions } = textsOf(sds.version);
    const told = JSON.stringify([forms, questions]);
    expect(told).toContain('特定秘密の保護に関する法律第13条第1項');
    expect(told).not.toMatch(/重要経済|mportant [Ee]conomic|十年/);
    expect(forms['notice-renewal'].ja.blocks).toContainEqual({ paragraph: expect.stringContaining('五年') });
  });
});

describe('the policy of a day', () => {
  test('is the newest one in force on it', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const { version } = policyOn(day);
        const chosen = ACT.find((p) => p.version === version);
        const newer = ACT.filter((p) => p.from <= day && p.from > (chosen?.from ?? ''));
        expect(newer).toEqual([]);
        expect(chosen === ACT[0] || (chosen?.from ?? '') <= day).toBe(true);
      }),
    );
  });

  test('is each version’s on its first day', () => {
    for (const { from, scheme, version } of POLICIES) expect(policyOn(from, scheme).version).toBe(version);
    // A case from before the Act's first day has no policy of its own time.
    expect(policyOn('2024-05-17').version).toBe(ACT[0]?.version);
  });

  test('is the old one up to the eve of a new version, and the new one from its first day', () => {
    const [first] = POLICIES;
    const on = (day: string) =>
      inForceOn(day, [first, { ...first, version: 'next', from: '2099-04-01' }]).version;
    expect(on('2099-03-31')).toBe(first.version);
    expect(on('2099-04-01')).toBe('next');
    expect(on('2099-12-31')).toBe('next');
  });

  test('comes from versions with names of their own, in order of their first day', () => {
    expect(new Set(POLICIES.map((p) => p.version)).size).toBe(POLICIES.length);
    for (const scheme of new Set(POLICIES.map((p) => p.scheme))) {
      const days = POLICIES.filter((p) => p.scheme === scheme).map((p) => p.from);
      expect(days).toEqual([...new Set(days)].sort());
      for (const day of days) expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
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
