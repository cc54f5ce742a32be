import { describe, expect, test } from '@jest/globals';
import {
  CHANGE_KINDS,
  isShownToHolder,
  reportsIn,
  type ReportStep,
  sealEnds,
  waits,
} from '../../domain/change-reports.js';
import { SITUATIONS } from '../../domain/change-situations.js';
import { policyOn } from '../../domain/policy.js';

const { periods } = policyOn('2026-05-16');
const AT = '2026-06-01T03:00:00.000Z';
const step = (action: string, more: Partial<ReportStep> = {}): ReportStep => ({
  commandId: more.commandId ?? action,
  action,
  at: AT,
  role: 'CaseOfficer',
  details: {},
  ...more,
});
const byContractor = step('reportAsOther', { commandId: 'theirs', role: 'ContractorSecurityManager' });
const byHolder = step('reportChange', { commandId: 'own', role: 'Subject' });
const looked = (details: ReportStep['details']) =>
  step('validateReport', { details: { reportId: 'theirs', verdict: 'FOUNDED', ...details } });
const UNSEEN = { verdict: null, seal: null, closed: null };
const shown = (steps: readonly ReportStep[], now = AT) =>
  reportsIn(steps)
    .filter((one) => isShownToHolder(one, now))
    .map(({ id }) => id);

describe('a report about a holder', () => {
  test('is told to them when it is their own, at once', () => {
    expect(shown([byHolder])).toEqual(['own']);
  });

  test('by somebody else is not, before a person has looked at it', () => {
    expect(shown([byContractor])).toEqual([]);
    expect(shown([byContractor, looked({})])).toEqual(['theirs']);
  });

  test('under a seal is not, until the end of its last day in Japan, and then by itself', () => {
    const steps = [byContractor, looked({ sealGround: 'INQUIRY_AT_RISK', sealUntil: '2026-08-31' })];
    expect(shown(steps, '2026-08-31T14:59:59.999Z')).toEqual([]);
    expect(shown(steps, '2026-08-31T15:00:00.000Z')).toEqual(['theirs']);
  });

  test('that a review has closed without anybody looking at it is shown to nobody, and nobody is to look', () => {
    const closed = [byContractor, step('closeReview')];
    expect(shown(closed)).toEqual([]);
    expect(reportsIn(closed).map(waits)).toEqual([false]);
  });

  test('that a doubt notice overtook waits for a person all the same, and is then told or sealed', () => {
    const overtaken = [byContractor, step('serveDoubtNotice')];
    for (const steps of [overtaken, [...overtaken, step('revokeByResult')]]) {
      expect(shown(steps)).toEqual([]);
      expect(reportsIn(steps).map(waits)).toEqual([true]);
      const seen = [...steps, looked({})];
      expect(shown(seen)).toEqual(['theirs']);
      expect(reportsIn(seen)).toMatchObject([{ verdict: 'FOUNDED', closed: { how: 'REASSESSMENT' } }]);
      expect(reportsIn(seen).map(waits)).toEqual([false]);
      const sealed = [...steps, looked({ sealGround: 'INQUIRY_AT_RISK', sealUntil: '2026-08-31' })];
      expect(shown(sealed)).toEqual([]);
      expect(shown(sealed, '2026-08-31T15:00:00.000Z')).toEqual(['theirs']);
    }
    expect(reportsIn([byHolder, step('serveDoubtNotice')]).map(waits)).toEqual([false]);
  });

  test('is closed by the review or the doubt notice after it, and one that comes later is not', () => {
    const later = step('reportChange', { commandId: 'later', role: 'Subject' });
    const how = reportsIn([byHolder, step('closeReview'), later]).map(({ closed }) => closed?.how);
    expect(how).toEqual(['NO_DOUBT', undefined]);
    expect(reportsIn([byHolder, step('serveDoubtNotice')])[0]?.closed?.how).toBe('REASSESSMENT');
  });

  test('waits again where the notice that overtook it was a mistake', () => {
    const steps = [byContractor, step('serveDoubtNotice'), step('confirmDoubtVoid')];
    expect(reportsIn(steps)).toMatchObject([{ id: 'theirs', closed: null, verdict: null }]);
    expect(shown([...steps, looked({})])).toEqual(['theirs']);
  });

  test('is settled by the end of the clearance, and one that nobody had looked at by who looks at it then', () => {
    for (const end of ['expire', 'revoke', 'revokeByResult', 'supersede']) {
      const ended = [byHolder, byContractor, step(end)];
      expect(reportsIn(ended).map(({ closed }) => closed?.how)).toEqual(['CLEARANCE_ENDED', undefined]);
      expect(shown(ended)).toEqual(['own']);
      expect(reportsIn([...ended, looked({})])).toMatchObject([
        { id: 'own' },
        { verdict: 'FOUNDED', closed: { how: 'CLEARANCE_ENDED' } },
      ]);
      expect(shown([...ended, looked({})])).toEqual(['own', 'theirs']);
    }
  });

  test('is open again where what ended the clearance was void, and later ones are settled by no end', () => {
    for (const end of ['revokeByResult', 'supersede']) {
      const steps = [byHolder, step(end), step('returnWithNotice'), byContractor, looked({})];
      expect(reportsIn(steps)).toMatchObject([
        { id: 'own', closed: null },
        { id: 'theirs', verdict: 'FOUNDED', closed: null },
      ]);
      const again = reportsIn([...steps, step('expire')]).map(({ closed }) => closed?.how);
      expect(again).toEqual(['CLEARANCE_ENDED', 'CLEARANCE_ENDED']);
    }
    const before = [byHolder, step('closeReview'), step('supersede'), step('returnWithNotice')];
    expect(reportsIn(before).map(({ closed }) => closed?.how)).toEqual(['NO_DOUBT']);
  });

  test('is what its step says: by whom, when, which paper; whose paper is destroyed has none', () => {
    expect(
      reportsIn([byContractor, step('reportChange', { role: 'Subject', details: { documentId: 'd' } })]),
    ).toEqual([
      { id: 'theirs', at: AT, by: 'ContractorSecurityManager', documentId: null, ...UNSEEN },
      { id: 'reportChange', at: AT, by: 'Subject', documentId: 'd', ...UNSEEN },
    ]);
  });

  test('is looked at alone: what is said of one says nothing of another, and no other step says anything', () => {
    const other = step('reportAsOther', { commandId: 'other' });
    const said = reportsIn([byContractor, other, looked({ verdict: 'UNFOUNDED' })]);
    expect(said.map(({ verdict }) => verdict)).toEqual(['UNFOUNDED', null]);
    const noise = step('lapse', { details: { reportId: 'theirs', verdict: 'FOUNDED' } });
    expect(reportsIn([byContractor, noise])).toMatchObject([{ verdict: null, closed: null }]);
  });

  test('is under a seal if it has a ground and an end, and under none with half of one', () => {
    const seals = [
      { sealGround: 'REPORTER_AT_RISK', sealUntil: '2026-08-31' },
      { sealGround: 'REPORTER_AT_RISK' },
      { sealUntil: '2026-08-31' },
    ] as const;
    expect(seals.map((one) => reportsIn([byContractor, looked(one)])[0]?.seal)).toEqual([
      { ground: 'REPORTER_AT_RISK', until: '2026-08-31' },
      null,
      null,
    ]);
  });

  test('that a person closed stays closed when a later notice is voided; one that waited goes on waiting', () => {
    const closed = [
      byHolder,
      step('closeReview'),
      byContractor,
      step('serveDoubtNotice'),
      step('confirmDoubtVoid'),
    ];
    expect(reportsIn(closed).map((one) => one.closed?.how)).toEqual(['NO_DOUBT', undefined]);
    const since = step('reportAsOther', { commandId: 'since' });
    const open = [byContractor, step('serveDoubtNotice'), since, step('confirmDoubtVoid')];
    expect(reportsIn(open).map((one) => one.closed)).toEqual([null, null]);
    // A step that is no void opens nothing again.
    expect(reportsIn([byContractor, step('serveDoubtNotice'), step('lapse')])[0]?.closed?.how).toBe(
      'REASSESSMENT',
    );
  });

  test.each([
    ['2026-05-31', false],
    ['2026-06-01', true],
    ['2026-12-01', true],
    ['2026-12-02', false],
    ['9999-12-31', false],
  ])('may be sealed from today on for six months: to %s %s', (day, fits) =>
    expect(sealEnds(day, AT, periods)).toBe(fits),
  );
});

describe('“must I report this?”', () => {
  test('has an example of everything that is reported', () => {
    const reported = new Set(SITUATIONS.map(({ report }) => report));
    expect(CHANGE_KINDS.filter((kind) => !reported.has(kind))).toEqual([]);
  });

  test('asks for nothing that nobody may ask about: faith, lawful politics, unions', () => {
    const nobodys = SITUATIONS.filter(({ nobodys }) => nobodys);
    expect(nobodys.length).toBeGreaterThanOrEqual(3);
    for (const one of nobodys) expect(one.report).toBeNull();
    const asked = SITUATIONS.filter(({ report }) => report).map(({ ja, en }) => `${ja} ${en}`);
    for (const words of asked) expect(words).not.toMatch(/宗教|信仰|政党|組合|religio|party|union/);
  });
});
