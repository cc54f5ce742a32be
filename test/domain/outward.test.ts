import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { after, dayOf, startOfDay } from '../../domain/calendar.js';
import {
  type EarlierResult,
  isOverOutside,
  notConductedOverAt,
  outcomeOf,
  stepsTold,
  subjectSees,
  toldNotConductedAt,
  toldOutside,
  withStandingResult,
} from '../../domain/outward.js';
import { policies, policyOn } from '../../domain/policy.js';
import { stageRow } from '../../domain/stages.js';
import { isEnd, LINES, linesOf } from './table.js';

const REASONS = [...new Set(LINES.flatMap((e) => (e.endsAs === undefined ? [] : [e.endsAs])))];

describe('the subject sees', () => {
  test('every step of their own', () => {
    for (const edge of LINES.filter((e) => e.by.includes('Subject')))
      expect([edge.event, subjectSees(edge.event)]).toEqual([edge.event, true]);
  });

  test('every end of a case about them, and every change of what they are told but the quiet ones inside', () => {
    for (const edge of LINES) {
      const { to } = edge;
      if (to === 'SAME') continue;
      const told = JSON.stringify(stageRow(edge.kind, to).subject);
      const news = edge.from.some(
        (from) => from === 'NEW' || JSON.stringify(stageRow(edge.kind, from).subject) !== told,
      );
      // What others said, and that it was looked into, the holder reads among the reports about them, once they may.
      const reviews = ['ReportedByOther', 'ReviewClosed'];
      const quiet = ['NomineeApproved', 'OpinionGiven', 'BelatedAnswerFiled', 'MoreRequested', ...reviews];
      if (isEnd(edge.kind, to) || (news && !quiet.includes(edge.event))) {
        expect([edge.event, subjectSees(edge.event)]).toEqual([edge.event, true]);
      }
    }
  });

  test.each(['startInvestigation', 'openRenewal', 'extendForOutage', 'destroyGathered'] as const)(
    'what happens in their case though it stays where it is for them: %s',
    (action) => {
      for (const { event } of linesOf(action)) expect([event, subjectSees(event)]).toEqual([event, true]);
    },
  );

  test('nothing of answers, reviews, opinions, the decision before its notice, and who works on the case', () => {
    const inside = [
      'fileAnswer',
      'markLate',
      'escalate',
      'completeChecks',
      'inquire',
      'askAgain',
      'resolveReview',
      'giveOpinion',
    ] as const;
    const before = [
      'submitForDecision',
      'requestMore',
      'decide',
      'assign',
      'declareConflict',
      'remind',
    ] as const;
    for (const edge of [...inside, ...before].flatMap((action) => linesOf(action))) {
      expect([edge.event, subjectSees(edge.event)]).toEqual([edge.event, false]);
    }
  });
});

describe('the steps of a case', () => {
  const steps = ['nominated', 'consented', 'notified', 'destroyed'];

  test('are told whole while its file is there', () => {
    expect(stepsTold('CLOSED', steps)).toEqual(steps);
  });

  test('are its beginning and its destruction once the file is destroyed: how it ended goes with it', () => {
    expect(stepsTold('DISPOSED', steps)).toEqual(['nominated', 'destroyed']);
  });
});

describe('while a decision is taken anew', () => {
  const earlier: EarlierResult = {
    id: 'r1',
    decision: 'NOT_FOUND',
    decidedAt: '2026-05-01T00:00:00.000Z',
    notifiedAt: '2026-05-02T00:00:00.000Z',
  };
  const of = {
    openedAt: '2026-01-01T00:00:00.000Z',
    endedAt: null,
    notifiedAt: null,
    decision: 'FOUND' as const,
    notConductedReason: null,
    earlier,
  };

  test('the result that was notified stands, with its day', () => {
    expect(withStandingResult(of)).toEqual({
      ...of,
      decision: 'NOT_FOUND',
      notifiedAt: earlier.notifiedAt,
    });
  });

  test('and once the new one is notified, that one does', () => {
    const notified = { ...of, notifiedAt: '2026-09-01T00:00:00.000Z' };
    expect(withStandingResult(notified)).toEqual(notified);
    // Where there was none before, nothing stands until it is notified.
    expect(withStandingResult({ ...of, earlier: null })).toEqual({ ...of, earlier: null });
  });
});

describe('the outcome shown to a contractor', () => {
  test('is not there for a case that says no day on which it ended, nor for a result without a decision', () => {
    const { periods } = policyOn('2026-05-01');
    const of = { openedAt: '2026-01-01T00:00:00.000Z', endedAt: null, notifiedAt: null, decision: null };
    const now = '2036-01-01T00:00:00.000Z';
    expect(toldOutside({ ...of, notConductedReason: 'REFUSED' }, periods, now)).toBeUndefined();
    expect(toldOutside({ ...of, decision: 'FOUND', notConductedReason: null }, periods, now)).toBeUndefined();
    expect(outcomeOf({ decision: null, notified: true, notConductedReason: null })).toBeUndefined();
  });

  const decision = fc.constantFrom('FOUND' as const, 'NOT_FOUND' as const, null);

  test('is none before the notification', () => {
    fc.assert(
      fc.property(decision, (made) => {
        expect(outcomeOf({ decision: made, notified: false, notConductedReason: null })).toBeUndefined();
      }),
    );
  });

  test('is the decision once notified, and nothing more', () => {
    for (const made of ['FOUND', 'NOT_FOUND'] as const) {
      expect(outcomeOf({ decision: made, notified: true, notConductedReason: null })).toBe(made);
    }
  });

  test.each(REASONS)('never tells why nothing was conducted: %s', (notConductedReason) => {
    for (const made of ['FOUND', 'NOT_FOUND', null] as const) {
      expect(outcomeOf({ decision: made, notified: false, notConductedReason })).toBe('NOT_CONDUCTED');
    }
  });

  test('that there was no assessment is told on a day that follows from the nomination alone, for whoever ended in time', () => {
    const { periods } = policyOn('2026-05-01');
    const anyDay = fc.integer({ min: 0, max: 80 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3_650 }), anyDay, anyDay, (opened, one, other) => {
        const day = (n: number) => new Date(Date.UTC(2026, 4, 1) + n * 86_400_000).toISOString();
        const told = toldNotConductedAt(day(opened), day(opened + one), periods);
        expect(toldNotConductedAt(day(opened), day(opened + other), periods)).toBe(told);
        expect(dayOf(told)).toMatch(/-01$/);
        expect(startOfDay(dayOf(told))).toBe(told);
        expect(told > day(opened + 80)).toBe(true);
      }),
    );
  });

  test('that there was none is told no more from a day that follows from the nomination alone, before any such file can go', () => {
    for (const { periods } of policies()) {
      const day = (n: number) => new Date(Date.UTC(2026, 4, 1, 3) + n * 86_400_000).toISOString();
      const anyDay = fc.integer({ min: 0, max: 80 });
      fc.assert(
        fc.property(fc.integer({ min: 0, max: 3_650 }), anyDay, anyDay, (opened, one, other) => {
          const over = notConductedOverAt(day(opened), day(opened + one), periods);
          expect(notConductedOverAt(day(opened), day(opened + other), periods)).toBe(over);
          expect(over <= after(day(opened + one), periods.RETENTION_NOT_CONDUCTED)).toBe(true);
          expect(over > toldNotConductedAt(day(opened), day(opened + one), periods)).toBe(true);
        }),
      );
    }
  });

  test('of one that ended late it is told no more from a day that the telling gave away, before its file can go', () => {
    for (const { periods } of policies()) {
      const opened = '2026-05-10T03:00:00.000Z';
      const over = (ended: string) => notConductedOverAt(opened, ended, periods);
      expect(over('2028-02-03T00:00:00.000Z')).toBe(over('2028-02-28T00:00:00.000Z'));
      for (const ended of [
        '2028-02-03T00:00:00.000Z',
        '2029-12-31T23:00:00.000Z',
        '2033-07-01T00:00:00.000Z',
      ]) {
        expect(over(ended) <= after(ended, periods.RETENTION_NOT_CONDUCTED)).toBe(true);
        expect(over(ended) > toldNotConductedAt(opened, ended, periods)).toBe(true);
      }
    }
  });

  test('one that is over is told by nothing, and is not open for that', () => {
    const { periods } = policyOn('2026-05-01');
    const opened = '2026-05-10T03:00:00.000Z';
    const of = { openedAt: opened, endedAt: opened, notifiedAt: null, decision: null };
    const refused = { ...of, notConductedReason: 'REFUSED' as const };
    const over = notConductedOverAt(opened, opened, periods);
    const before = new Date(Date.parse(over) - 1).toISOString();
    expect([isOverOutside(refused, periods, before), isOverOutside(refused, periods, over)]).toEqual([
      false,
      true,
    ]);
    expect(toldOutside(refused, periods, before)?.outcome).toBe('NOT_CONDUCTED');
    expect(toldOutside(refused, periods, over)).toBeUndefined();
    // Of a result, or of one that goes on, no day ends it.
    const result = { ...of, notifiedAt: opened, decision: 'FOUND' as const, notConductedReason: null };
    expect(isOverOutside(result, periods, over)).toBe(false);
    expect(isOverOutside({ ...refused, endedAt: null }, periods, over)).toBe(false);
  });

  test('that there was no assessment is never told before it is so, however long it took', () => {
    const { periods } = policyOn('2026-05-01');
    const opened = '2026-05-10T03:00:00.000Z';
    for (const ended of ['2026-08-31T14:59:59.999Z', '2027-02-11T00:00:00.000Z']) {
      const told = toldNotConductedAt(opened, ended, periods);
      const of = {
        openedAt: opened,
        endedAt: ended,
        notifiedAt: null,
        decision: null,
        notConductedReason: 'REFUSED' as const,
      };
      expect(told > ended).toBe(true);
      expect(toldOutside(of, periods, new Date(Date.parse(told) - 1).toISOString())).toBeUndefined();
      expect(toldOutside(of, periods, told)).toEqual({ outcome: 'NOT_CONDUCTED', since: told });
    }
    expect(toldNotConductedAt(opened, '2026-08-31T15:00:00.000Z', periods)).toBe('2026-08-31T15:00:00.000Z');
  });
});
