import { expect, test } from '@jest/globals';
import { EDGES, type Edge } from '../../domain/edges.js';
import type { HeldResult } from '../../domain/handling.js';
import {
  chaseFrom,
  chaseState,
  givenBesides,
  mayEndOtherRights,
  mayEndRight,
  mayReturnRight,
  RIGHT_ENDED,
  RIGHT_RETURNED,
  rightText,
} from '../../domain/right-ended.js';
import { CLEARANCE_STAGES, type ClearanceStage } from '../../domain/stages.js';

/** Who is told that a right has ended, and by when they answer (Art. 11, 16). */
const STAGES = Object.keys(CLEARANCE_STAGES) as ClearanceStage[];

test('a right ends where it was in force and is no longer, and nowhere else; a successor hands it on', () => {
  const ends = STAGES.flatMap((from) =>
    STAGES.filter((to) => mayEndRight(from, to, true)).map((to) => `${from} ${to}`),
  );
  const out = ['SUSPENDED', 'REVOKED', 'LAPSED', 'EXPIRED', 'VOIDED', 'DISPOSED'];
  expect(ends.sort()).toEqual(out.flatMap((to) => [`ACTIVE ${to}`, `REVIEW ${to}`]).sort());
  for (const from of STAGES) for (const to of STAGES) expect(mayEndRight(from, to, false)).toBe(false);
});

test('a doubt notice and a negative result end what another law gave, and no other step does', () => {
  const lines = (EDGES as readonly Edge[]).filter(mayEndOtherRights);
  expect(lines.map(({ action, to }) => `${action} ${to}`)).toEqual([
    'notifyResult CLOSED',
    'serveDoubtNotice SUSPENDED',
  ]);
});

test('what is given besides is looked at where no clearance in force tells of its own end', () => {
  const at = { now: '2026-12-01T00:00:00.000Z', day: '2026-12-01' };
  const held = (stage: ClearanceStage, pledged: boolean): HeldResult => ({
    stage,
    notifiedAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2036-01-01T15:00:00.000Z',
    lastValidDay: '2036-01-01',
    pledged,
    doubted: false,
    hasBasis: true,
    basisUntil: null,
    scheme: 'act27',
  });
  const sds = [{ notifiedOn: '2025-01-01', lastValidDay: '2029-12-31', ended: false }];
  for (const stage of STAGES)
    for (const pledged of [true, false]) {
      const inForce = pledged && (stage === 'ACTIVE' || stage === 'REVIEW');
      const facts = { results: [held(stage, pledged)], offices: [] };
      expect(givenBesides({ ...facts, sds }, at)).toBe(!inForce);
      expect(givenBesides({ ...facts, sds: [] }, at)).toBe(false);
      // Of another record of theirs: no step of this one tells of its end.
      expect(givenBesides({ ...facts, sds: [] }, at, [])).toBe(inForce);
    }
});

test('a right comes back where it was not in force and is again, and nowhere else', () => {
  const back = STAGES.flatMap((from) =>
    STAGES.filter((to) => mayReturnRight(from, to)).map((to) => `${from} ${to}`),
  );
  const from = STAGES.filter((stage) => stage !== 'ACTIVE' && stage !== 'REVIEW');
  expect(back.sort()).toEqual(from.flatMap((out) => [`${out} ACTIVE`, `${out} REVIEW`]).sort());
});

test('the text is the same for every cause: of an end, and of a return, it knows the day alone', () => {
  for (const { ja, en } of [...RIGHT_RETURNED, ...RIGHT_ENDED]) {
    expect([ja.length, en.length]).toEqual([1, 1]);
    const [one, other] = ['2026-05-15', '2027-01-04'].map((day) => ja(day).replace(day, 'DAY'));
    expect(one).toBe(other);
  }
});

test('the text names no law’s information, as the right ends under all of them; what was told before stays as told', () => {
  for (const texts of [RIGHT_ENDED, RIGHT_RETURNED]) {
    const told = (toldOn: string) => rightText(texts, { toldOn, on: '2026-11-20' });
    const now = told('2026-11-27');
    expect(now.ja + now.en).toContain('2026-11-20');
    expect(now.ja + now.en).not.toMatch(/重要経済安保|特定秘密|important economic|designated/);
    expect(told('2026-11-26').ja).toContain('重要経済安保情報');
  }
});

test('office days count: told on a Friday, one is reminded after Monday and overdue after Wednesday', () => {
  const { remindAt, overdueAt } = chaseFrom('2026-11-27T03:00:00.000Z');
  expect([remindAt, overdueAt]).toEqual(['2026-11-30T15:00:00.000Z', '2026-12-02T15:00:00.000Z']);
});

test('stands as told, reminded, overdue, until it is acknowledged, which is final', () => {
  const of = {
    remindAt: '2026-12-01T15:00:00.000Z',
    overdueAt: '2026-12-03T15:00:00.000Z',
    acknowledgedAt: null,
  };
  const at = (now: string, acknowledgedAt: string | null = null) =>
    chaseState({ ...of, acknowledgedAt }, now);
  expect(at('2026-12-01T14:59:59.999Z')).toBe('TOLD');
  expect(at(of.remindAt)).toBe('REMINDED');
  expect(at(of.overdueAt)).toBe('OVERDUE');
  expect(at(of.overdueAt, of.overdueAt)).toBe('ACKNOWLEDGED');
  // Of a right that is back nobody is late.
  expect(chaseState({ ...of, returnedOn: '2026-12-02' }, of.overdueAt)).toBe('RETURNED');
});
