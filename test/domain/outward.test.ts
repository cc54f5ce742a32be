import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { outcomeOf, subjectSees } from '../../domain/outward.js';
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
      const quiet = ['NomineeApproved', 'OpinionGiven', 'BelatedAnswerFiled', 'MoreRequested'];
      if (isEnd(edge.kind, to) || (news && !quiet.includes(edge.event))) {
        expect([edge.event, subjectSees(edge.event)]).toEqual([edge.event, true]);
      }
    }
  });

  test('nothing of answers, reviews, opinions, the decision before its notice, and who works on the case', () => {
    const inside = [
      'fileAnswer',
      'markLate',
      'escalate',
      'completeChecks',
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

describe('the outcome shown to a contractor', () => {
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
});
