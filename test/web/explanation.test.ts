import { describe, expect, test } from '@jest/globals';
import { explain, explainOwn } from '../../domain/explain.js';
import { PROBLEMS } from '../../domain/errors.js';
import type { Role } from '../../domain/roles.js';
import { LANGUAGES } from '../../web/language.js';
import { explanationPage } from '../../web/pages/explanation.js';
import { actionWord } from '../../web/words/actions.js';
import { problemText } from '../../web/words/problems.js';
import { ROLE_WORDS } from '../../web/words/roles.js';
import { MARK_OF_LAW_WORDS, NARROWING_WORDS, RULE_WORDS } from '../../web/words/rules.js';
import { ACTIONS, easyCase, EVERY_STAGE, type LINES, linesOf } from '../domain/table.js';
import { fileExplained, ownExplained } from './fixtures/explained.js';
import { frameIn } from './fixtures/pages.js';

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;
const textIn = (html: string) => /<main[\s\S]*<\/main>/.exec(html)?.[0].replace(/<[^>]*>/g, '\n') ?? '';

describe('the words of an explanation', () => {
  test('are there in both languages for every step, rule and difference, and for where a period comes from', () => {
    const words = [RULE_WORDS, NARROWING_WORDS, MARK_OF_LAW_WORDS].flatMap((one) => Object.values(one));
    for (const { ja, en } of [...words, ...ACTIONS.map(actionWord)]) {
      expect(ja).toMatch(JAPANESE);
      expect(en).toMatch(/[A-Z]/i);
      expect(en).not.toMatch(JAPANESE);
    }
  });

  test('are Japanese on a Japanese page, whatever the case', () => {
    const line = linesOf('decide')[0] as (typeof LINES)[number];
    for (const [kind, stage] of EVERY_STAGE) {
      const facts = { ...easyCase({ ...line, kind }, stage), openChecks: 1, unresolvedFindings: 1 };
      const next = explain(facts, { roles: ['GrievanceOfficer', 'Adjudicator'], sub: 'p1' });
      const office = { ...fileExplained, kind, stage, steps: fileExplained.steps.slice(0, 5), next };
      const own = { ...ownExplained, kind, steps: [], next: explainOwn(facts, 's1') };
      for (const told of [office, own])
        expect(textIn(explanationPage(frameIn('ja'), told)).match(/[A-Za-z]{2,}/g) ?? []).toEqual([]);
    }
  });
});

describe.each(LANGUAGES)('the page that explains a case, in %s', (language) => {
  const shown = (role: Role, held: boolean) => {
    const facts = { ...easyCase(linesOf('dispose')[0] as (typeof LINES)[number], 'CLOSED'), held };
    const next = explain(facts, { roles: [role], sub: 'p1' });
    return explanationPage(frameIn(language), { ...fileExplained, stage: 'CLOSED', next });
  };

  test('says why a step is not possible in the words of its refusal', () => {
    expect(explanationPage(frameIn(language), fileExplained)).toContain(problemText('REVIEW_OPEN', language));
    expect(shown('GrievanceOfficer', true)).toContain(problemText('HELD', language));
  });

  test('is the same page whether or not a grievance holds the file, to those who may not know', () => {
    expect(shown('AssessmentOfficerInCharge', true)).toBe(shown('AssessmentOfficerInCharge', false));
    expect(shown('GrievanceOfficer', true)).not.toBe(shown('GrievanceOfficer', false));
  });

  test('tells the subject neither who works on the case next nor a refusal', () => {
    const text = textIn(explanationPage(frameIn(language), { ...ownExplained, steps: [] }));
    for (const role of ['CaseOfficer', 'Adjudicator', 'CabinetInvestigator'] as const)
      expect(text).not.toContain(ROLE_WORDS[role][language]);
    for (const code of Object.keys(PROBLEMS) as (keyof typeof PROBLEMS)[])
      expect(text).not.toContain(problemText(code, language));
  });

  test('say of a rule that is not met nothing about a form or about another stage', () => {
    const words = (['INVALID', 'WRONG_STAGE'] as const).map((code) => problemText(code, 'en'));
    const [report] = linesOf('validateReport');
    const [revocation] = linesOf('proposeRevocation');
    for (const line of [report, revocation]) {
      const facts = {
        ...easyCase(line as (typeof LINES)[number]),
        waitingReports: [],
        doubtEndedWithoutAssessment: false,
      };
      const next = explain(facts, { roles: ['AssessmentOfficerInCharge', 'Adjudicator'], sub: 'p1' });
      const page = explanationPage(frameIn('en'), {
        ...fileExplained,
        kind: 'clearance',
        stage: 'SUSPENDED' as const,
        next,
      });
      expect(next.some((one) => one.state === 'BLOCKED' && one.action === line?.action)).toBe(true);
      for (const word of words) expect(page).not.toContain(word);
    }
  });
});
