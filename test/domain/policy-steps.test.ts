import { describe, expect, test } from '@jest/globals';
import { OPTIONAL_STEPS } from '../../domain/policy.js';
import { permit } from '../../domain/rules.js';
import { codeOf } from './code-of.js';
import { ACTIONS, easyCase, easyInput, LINES, linesOf } from './table.js';

describe('a part of the way that a scheme may do without', () => {
  test('is named by a line of the table or by a rule, each of them', () => {
    const named = new Set(LINES.flatMap(({ when }) => when?.step ?? []));
    expect([...named].sort()).toEqual([...OPTIONAL_STEPS].sort());
  });

  test.each(
    LINES.filter(({ when }) => when?.step).map((line) => [line.action, line.when?.step, line] as const),
  )('%s is not possible without %s, whoever asks and whatever they bring', (action, step, line) => {
    const facts = { ...easyCase(line), steps: OPTIONAL_STEPS.filter((one) => one !== step) };
    const tried = () => permit(action as never, facts, { roles: line.by, sub: 'p1' }, easyInput(line));
    expect(['WRONG_STAGE', 'NOT_YOURS']).toContain(codeOf(tried));
  });

  test('leaves every other step as it is', () => {
    for (const action of ACTIONS)
      for (const line of linesOf(action).filter(({ when }) => !when?.step)) {
        const acting = { roles: line.by, sub: 'nobody' };
        const permitted = codeOf(() => permit(action, easyCase(line), acting, easyInput(line)));
        const bare = { ...easyCase(line), steps: [] };
        // Where the organ’s own investigation is the only one there is nothing to depart from.
        const { selfGround: _, ...input } = easyInput(line);
        expect([action, codeOf(() => permit(action, bare, acting, input))]).toEqual([action, permitted]);
      }
  });

  test('where nobody is heard, a decision against a person waits for no hearing', () => {
    const against = linesOf('decide').find(({ when }) => when?.proposing === 'NOT_FOUND');
    const facts = { ...easyCase(against as never), hearing: 'NONE' as const };
    const input = { ...easyInput(against), decision: 'NOT_FOUND' as const };
    const acting = { roles: ['Adjudicator'] as const, sub: 'a1' };
    expect(codeOf(() => permit('decide', facts, acting, input))).toBe('NOT_HEARD');
    expect(permit('decide', { ...facts, steps: [] }, acting, input).edge.to).toBe('SECOND_READING');
  });
});
