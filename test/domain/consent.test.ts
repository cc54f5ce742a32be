import { describe, expect, test } from '@jest/globals';
import type { Edge } from '../../domain/edges.js';
import type { Stage } from '../../domain/stages.js';
import { GROUNDS, isEnd, LINES, linesFor, linesFrom, linesOf, reach } from './table.js';

const sorted = (stages: Iterable<string>) => [...new Set(stages)].sort();
const without = (action: string, lines = LINES) => lines.filter((e) => e.action !== action);
const byMachine = (e: Edge) => e.by.includes('System') || e.by.includes('Provider');

describe('consent (Art. 12(3))', () => {
  const consent = linesOf('giveConsent');

  test('is given by the subject and nobody else', () => {
    expect(sorted(consent.flatMap((e) => e.by))).toEqual(['Subject']);
  });

  test('names the text that was served', () => {
    for (const edge of consent) expect(edge.rules).toContain('textWasServed');
  });

  test.each(GROUNDS)('is the only way to an investigation or a decision, on ground %s too', (ground) => {
    const lines = without('giveConsent', linesFor(ground, 'UNIFIED'));
    const reached = reach('application', 'NEW', lines);
    const after = [...reach('application', 'QUESTIONNAIRE')].filter(
      (s) => s !== 'NOT_CONDUCTED' && s !== 'DISPOSED',
    );
    for (const stage of after) expect(reached).not.toContain(stage);
  });

  test('can be refused wherever it can be given, at any moment and without giving reasons', () => {
    const refusal = linesOf('refuseConsent');
    expect(sorted(refusal.flatMap((e) => e.from))).toEqual(sorted(consent.flatMap((e) => e.from)));
    for (const edge of refusal) expect(edge).toMatchObject({ by: ['Subject'], anyVersion: true });
    expect(refusal.flatMap((e) => e.rules ?? [])).toEqual([]);
  });

  test('is not assumed from silence: time alone never ends or moves on an unanswered case', () => {
    for (const stage of ['AWAITING_CONSENT', 'CONSENT_OVERDUE'] as const) {
      const byTime = linesFrom('application', stage).filter(byMachine);
      // With its basis, with the renewal it replaces, with the notice that two people voided.
      const others = ['closeWithoutBasis', 'absorb', 'voidReassessment'];
      const moving = byTime.filter((e) => !others.includes(e.action));
      expect(
        sorted(moving.map((e) => e.to)).filter((to) => to !== 'SAME' && to !== 'CONSENT_OVERDUE'),
      ).toEqual([]);
    }
  });
});

describe('withdrawal', () => {
  const withdrawal = linesOf('withdrawConsent');

  test('is possible from every stage between consent and notification, and nowhere else', () => {
    const beforeNotice = LINES.filter((e) => e.action !== 'notifyResult' && !isEnd(e.kind, e.to));
    const between = linesOf('giveConsent').flatMap((e) => [
      ...reach('application', e.to as Stage, beforeNotice),
    ]);
    expect(sorted(withdrawal.flatMap((e) => e.from))).toEqual(sorted(between));
  });

  test('is the subject’s, on every ground, at any moment, with no rule in the way', () => {
    for (const edge of withdrawal) {
      expect(edge).toMatchObject({ by: ['Subject'], anyVersion: true });
      expect(edge.rules).toBeUndefined();
    }
    // Once a result was notified and is decided anew, to withdraw is to leave it at that result.
    expect(withdrawal.map(({ when, to, endsAs }) => [when, to, endsAs])).toEqual([
      [{ reopened: false, issue: 'NONE' }, 'NOT_CONDUCTED', 'WITHDRAWN'],
      [{ reopened: true, issue: 'NONE' }, 'CLOSED', undefined],
      // While a notice is on its way, whichever came first stands, and only its receipt shows that.
      [{ issue: 'ISSUED' }, 'SAME', undefined],
    ]);
    for (const edge of withdrawal) {
      const first = withdrawal[0]?.from ?? [];
      expect(first).toEqual(expect.arrayContaining([...edge.from]));
    }
  });
});
