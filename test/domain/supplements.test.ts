import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CheckCode } from '../../domain/checks.js';
import type { Edge } from '../../domain/edges.js';
import { type Inquired, NEEDS } from '../../domain/inquiries.js';
import { permit, type StepInput } from '../../domain/rules.js';
import { consentAfter, everConsented, type Given, supplementable } from '../../domain/supplements.js';
import { ACT27, CHECK_CODES, checkOf, ITEMS } from '../support/act27.js';
import { codeOf } from './code-of.js';
import { easyCase, easyInput, linesOf } from './table.js';

const anyConsent = fc.dictionary(fc.constantFrom(...CHECK_CODES), fc.boolean());
const anyNamed: fc.Arbitrary<Inquired> = fc.dictionary(
  fc.constantFrom(...CHECK_CODES),
  fc.constantFrom(...NEEDS),
);
const anyStated = fc.subarray([...ITEMS]);

describe('consent may be asked for', () => {
  test('to what is not consented to and warranted, and for each need once', () => {
    fc.assert(
      fc.property(anyConsent, anyStated, fc.array(anyNamed, { maxLength: 6 }), (consent, stated, before) => {
        const open = supplementable(ACT27, consent, stated, before);
        for (const code of CHECK_CODES) {
          const kind = checkOf(code);
          const warranted = !kind.onlyIfStated || stated.includes(kind.item);
          const left = NEEDS.filter((need) => !before.some((named) => named[code] === need));
          const may = consent[code] !== true && warranted && left.length > 0;
          expect([code, open[code]]).toEqual([code, may ? left : undefined]);
        }
      }),
    );
  });

  test('to one question no oftener than there are needs, however often it is declined', () => {
    const before: Inquired[] = [];
    const ask = () => supplementable(ACT27, {}, [], before).CREDIT_STANDING;
    for (let next = ask(); next; next = ask()) before.push({ CREDIT_STANDING: next[0] as (typeof NEEDS)[0] });
    expect(before).toHaveLength(NEEDS.length);
  });
});

describe('what the person has answered', () => {
  const given: readonly Given[] = [
    { action: 'giveConsent', inquiries: { POLICE_RECORD: true, CREDIT_STANDING: false } },
    { action: 'answerSupplement', inquiries: { CREDIT_STANDING: true, ENTRY_HISTORY: false } },
    { action: 'withdrawInquiry', codes: ['POLICE_RECORD'] },
  ];

  test('adds up in its order, and replaces nothing that was not answered again', () => {
    expect(consentAfter(given.slice(0, 1))).toEqual({ POLICE_RECORD: true, CREDIT_STANDING: false });
    expect(consentAfter(given)).toEqual({
      POLICE_RECORD: false,
      CREDIT_STANDING: true,
      ENTRY_HISTORY: false,
    });
  });

  test('was a yes for as long as it stood: what was asked meanwhile was asked with consent', () => {
    expect(everConsented(given)).toEqual({ POLICE_RECORD: true, CREDIT_STANDING: true });
  });
});

const lineOf = (action: Parameters<typeof linesOf>[0]) => linesOf(action)[0] as Edge;
const by = (edge: Edge, more: Partial<StepInput> = {}, facts: Partial<ReturnType<typeof easyCase>> = {}) =>
  permit(
    edge.action as never,
    { ...easyCase(edge), ...facts },
    { roles: [...edge.by], sub: 'p1' },
    {
      ...easyInput(edge),
      ...more,
    },
  );

describe('a request for a supplementary consent', () => {
  const request = lineOf('requestSupplement');
  const answer = lineOf('answerSupplement');

  test('needs its reasons, and one question too many refuses all of it', () => {
    expect(codeOf(() => by(request, { reasons: false }))).toBe('REASONS_REQUIRED');
    const needs = { CREDIT_STANDING: 'TO_CONFIRM_STATEMENT', POLICE_RECORD: 'UNCLEAR' } as const;
    expect(codeOf(() => by(request, { needs }))).toBe('NO_SUPPLEMENT');
    expect(codeOf(() => by(request, { needs: { CREDIT_STANDING: 'UNCLEAR' } }))).toBe('NO_SUPPLEMENT');
  });

  test('is one at a time, and is answered while it waits and at no other moment', () => {
    const open = { supplement: { text: 's1:abc', asks: ['CREDIT_STANDING'] as CheckCode[] } };
    expect(codeOf(() => by(request, {}, open))).toBe('WRONG_STAGE');
    expect(codeOf(() => by(answer, {}, { supplement: null }))).toBe('WRONG_STAGE');
  });

  test('is answered whole, to the text that was shown: nothing left open is a yes or a no', () => {
    const facts = { supplement: { text: 's1:abc', asks: ['CREDIT_STANDING', 'DRUG_RECORD'] as CheckCode[] } };
    const answers = (...codes: CheckCode[]) => by(answer, { answers: codes }, facts);
    expect(codeOf(() => answers('CREDIT_STANDING'))).toBe('INVALID');
    expect(codeOf(() => answers('CREDIT_STANDING', 'DRUG_RECORD', 'POLICE_RECORD'))).toBe('INVALID');
    expect(answers('DRUG_RECORD', 'CREDIT_STANDING').edge).toBe(answer);
    expect(codeOf(() => by(answer, { text: 'v1:abc', answers: facts.supplement.asks }, facts))).toBe(
      'CONSENT_TEXT_DIFFERS',
    );
  });

  test('declined, passed over or agreed to, and a question taken back: the case stays where it is, if the opinion waits', () => {
    for (const action of ['answerSupplement', 'markSupplementOverdue', 'withdrawInquiry'] as const)
      for (const edge of linesOf(action)) {
        // Yes and no lead to the same people, so that nobody tells them apart by where the case goes.
        const passedOver = edge.when?.missedSupplement === true && edge.from.includes('OPINION_RECEIVED');
        expect([edge.action, edge.to]).toEqual([edge.action, passedOver ? 'HUMAN_REVIEW' : 'SAME']);
        expect(edge).not.toHaveProperty('endsAs');
      }
  });

  test('that was passed over is answered on paper that came in by then, whole and to its own text, and by no click', () => {
    const passed = linesOf('answerSupplement').filter(({ when }) => when?.missedSupplement);
    expect(passed).toHaveLength(2);
    for (const edge of passed) {
      expect(by(edge, { receivedOn: '2026-12-25' }).edge).toBe(edge);
      for (const receivedOn of ['2026-12-26', undefined] as const)
        expect(codeOf(() => by(edge, { receivedOn } as Partial<StepInput>))).toBe('WRONG_STAGE');
      expect(codeOf(() => by(edge, { text: 'v1:abc' }))).toBe('CONSENT_TEXT_DIFFERS');
      expect(codeOf(() => by(edge, { answers: [] }))).toBe('INVALID');
      expect(codeOf(() => by(edge, {}, { missedSupplement: null }))).toBe('WRONG_STAGE');
    }
  });

  test('is waited for by the opinion, and by nothing before it', () => {
    const open = { supplement: { text: 's1:abc', asks: ['CREDIT_STANDING'] as CheckCode[] } };
    for (const edge of linesOf('giveOpinion'))
      expect(codeOf(() => by(edge, {}, open))).toBe('SUPPLEMENT_OPEN');
    for (const action of ['inquire', 'resolveReview', 'completeChecks', 'startInvestigation'] as const)
      for (const edge of linesOf(action)) expect(by(edge, {}, open).edge).toBe(edge);
  });
});

test('a question is taken back that is consented to, alone or with others, and no other', () => {
  const edge = lineOf('withdrawInquiry');
  expect(by(edge).edge).toBe(edge);
  expect(codeOf(() => by(edge, { codes: ['CREDIT_STANDING', 'POLICE_RECORD'] }))).toBe('NO_CONSENT');
});
