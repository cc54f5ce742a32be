import { describe, expect, test } from '@jest/globals';
import type { Action, Edge } from '../../domain/edges.js';
import { explainOwn } from '../../domain/explain.js';
import type { Facts } from '../../domain/rules.js';
import { type Stage, stageRow } from '../../domain/stages.js';
import { easyCase, EVERY_STAGE, LINES, linesOf, outBy } from './table.js';

const wordsOf = (...stages: Stage[]) =>
  stages.map((stage) => ({ ...stageRow('application', stage).subject }));
/** What the person of such a case is told of one step of theirs. */
const own = (action: Action, facts: Facts) => explainOwn(facts, 's1').find((one) => one.action === action);
const caseIn = (stage: Stage, given: Partial<Facts> = {}): Facts => ({
  ...easyCase({ ...(LINES[0] as Edge), kind: 'application' }, stage),
  ...given,
});

describe('a step that is the person’s now', () => {
  test('is told with its article and with the words of the stage it leads to', () => {
    expect(own('giveConsent', caseIn('CONSENT_OVERDUE'))).toEqual({
      action: 'giveConsent',
      article: 'Art. 12(3)',
      state: 'YOURS',
      leadsTo: wordsOf('QUESTIONNAIRE')[0],
    });
  });

  test('leads to where they are, where it changes no stage', () => {
    expect(own('withdrawInquiry', caseIn('HUMAN_REVIEW'))).toMatchObject({
      state: 'YOURS',
      leadsTo: wordsOf('HUMAN_REVIEW')[0],
    });
  });

  test('is told by the line of their own case: what is put right late by its own article', () => {
    const late = own('confirmInterviewRecord', caseIn('INTERVIEW', { unconfirmed: true }));
    expect(late).toMatchObject({ state: 'YOURS', leadsTo: wordsOf('INTERVIEW')[0] });
    expect(late?.article).toContain('late is not too late');
  });

  test('is not one where what they would have to consent to, take back or answer is not there', () => {
    expect(own('giveConsent', caseIn('AWAITING_CONSENT', { servedText: null }))?.state).toBe('NOT_NOW');
    expect(own('withdrawInquiry', caseIn('HUMAN_REVIEW', { consented: [] }))?.state).toBe('NOT_NOW');
    expect(own('answerSupplement', caseIn('HUMAN_REVIEW', { supplement: null }))?.state).toBe('NOT_NOW');
  });

  test('is none that only a paper can still take, which came in before the time was over', () => {
    for (const action of ['provideDocument', 'declineDocument'] as const) {
      const [, onPaper] = linesOf(action) as [Edge, Edge];
      expect([action, own(action, easyCase(onPaper))?.state]).toEqual([action, 'NOT_NOW']);
    }
  });
});

describe('a step that is not theirs now', () => {
  test('is told in the words of the stages in which it is, each once, and with no reason', () => {
    expect(own('giveConsent', caseIn('HUMAN_REVIEW'))).toEqual({
      action: 'giveConsent',
      article: 'Art. 12(3)',
      state: 'NOT_NOW',
      when: wordsOf('AWAITING_CONSENT', 'CONSENT_OVERDUE'),
    });
    const withdraw = own('withdrawConsent', caseIn('CLEARED'));
    const english = withdraw?.when?.map(({ en }) => en) ?? [];
    expect(new Set(english).size).toBe(english.length);
    expect(english).toContain(wordsOf('ADJUDICATION')[0]?.en);
  });

  test('is told by the ordinary way alone: that others’ cases are asked anew, late or on paper is not said', () => {
    // Only of a case whose time has passed is it late; the ordinary stage is the one in which they are asked.
    expect(own('confirmInterviewRecord', caseIn('NOMINATED'))).toMatchObject({
      article: linesOf('confirmInterviewRecord')[0]?.article,
      when: wordsOf('INTERVIEW_RECORD'),
    });
    expect(own('provideDocument', caseIn('NOMINATED'))).toMatchObject({
      article: linesOf('provideDocument')[0]?.article,
      when: wordsOf('DOCUMENT_REQUESTED'),
    });
    expect(own('answerConcerns', caseIn('NOMINATED'))?.when).toEqual(wordsOf('HEARING'));
    expect(own('withdrawConsent', caseIn('NOMINATED'))).toMatchObject({
      article: 'Art. 12(3), Standards: withdrawal',
    });
  });

  test('is told by its own lines where it is never but for some cases', () => {
    const told = own('wantReasons', caseIn('NOMINATED', { reasonsWaived: false }));
    expect(told).toMatchObject({ state: 'NOT_NOW', article: linesOf('wantReasons')[0]?.article });
    expect(told?.when?.length).toBeGreaterThan(1);
    const asked = own('answerSupplement', caseIn('NOMINATED'));
    expect(asked?.article).toBe([...new Set(linesOf('answerSupplement').map((e) => e.article))].join('; '));
  });
});

describe('that a notice of the result is out', () => {
  const out = { issue: outBy('p2').issue };

  test.each([[false], [true]])(
    'does not show in what withdrawing would lead to, of a case reopened or not: %s',
    (reopened) => {
      const [before, after] = [caseIn('DECIDED', { reopened }), caseIn('DECIDED', { reopened, ...out })];
      expect(explainOwn(after, 's1')).toEqual(explainOwn(before, 's1'));
      expect(own('withdrawConsent', after)).toMatchObject({
        state: 'YOURS',
        article: expect.stringContaining('Standards: withdrawal'),
        leadsTo: wordsOf(reopened ? 'CLOSED' : 'NOT_CONDUCTED')[0],
      });
    },
  );
});

test.each(EVERY_STAGE)('nobody’s step but the person’s is told to them: %s %s', (kind, stage) => {
  const facts = easyCase({ ...(LINES[0] as Edge), kind }, stage);
  const theirs = LINES.filter((edge) => edge.kind === kind && edge.by.includes('Subject'));
  const told = explainOwn(facts, 's1');
  expect(told.map(({ action }) => action)).toEqual([...new Set(theirs.map(({ action }) => action))]);
  // In the words of the stages of their own lines, and of no others'.
  for (const { action, article, when, leadsTo } of told) {
    const lines = theirs.filter((edge) => edge.action === action);
    for (const part of article.split('; Art.')) expect(lines.map((e) => e.article).join()).toContain(part);
    expect(when === undefined).toBe(leadsTo !== undefined);
  }
});
