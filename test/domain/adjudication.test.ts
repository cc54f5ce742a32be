import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../domain/checks.js';
import { ACT27, ITEMS, checkOf } from '../support/act27.js';
import type { Facts } from '../../domain/rules.js';
import { permit } from '../../domain/rules.js';
import { mattersOf, passedOver, type Worksheet } from '../../domain/worksheet.js';
import { codeOf } from './code-of.js';
import { easyCase, easyInput, LINES, linesOf, NOTHING_FOUND } from './table.js';

const code = 'RENT_ARREARS';
const item: Item = checkOf(code).item;
const sheet = (treatment: Worksheet[Item]): Worksheet => ({ ...NOTHING_FOUND, [item]: treatment });
const plain = { code, finding: 'NO_RECORD', meddledWith: false } as const;

describe('what there is to weigh', () => {
  test.each(['DECLINED', 'UNAVAILABLE', 'LATE'] as const)(
    'a check that failed (%s) never reads as a clean one',
    (finding) => {
      const matters = mattersOf(ACT27, [], [{ code, finding, meddledWith: false }]);
      expect(matters).toEqual({ [item]: 'UNANSWERED' });
      expect(passedOver(ITEMS, sheet('NOTHING'), matters)).toEqual([item]);
      expect(passedOver(ITEMS, sheet('WITHOUT_ANSWER'), matters)).toEqual([]);
      expect(passedOver(ITEMS, sheet('WEIGHED'), matters)).toEqual([]);
    },
  );

  test('a plain "no record" to the same question answers it; one that somebody meddled with does not', () => {
    const late = { code, finding: 'LATE', meddledWith: false } as const;
    expect(mattersOf(ACT27, [], [late, plain])).toEqual({});
    expect(mattersOf(ACT27, [], [late, { ...plain, meddledWith: true }])).toEqual({ [item]: 'UNANSWERED' });
    const another = { code: 'CREDIT_STANDING', finding: 'NO_RECORD', meddledWith: false } as const;
    expect(mattersOf(ACT27, [], [late, another])).toEqual({ [item]: 'UNANSWERED' });
  });

  test('a record, and what the person stated, are weighed from every viewpoint, whatever was answered beside them', () => {
    const record = { code, finding: 'RECORD', meddledWith: false } as const;
    for (const matters of [mattersOf(ACT27, [], [record, plain]), mattersOf(ACT27, [item], [plain])]) {
      expect(matters).toEqual({ [item]: 'TO_WEIGH' });
      expect(passedOver(ITEMS, sheet('NOTHING'), matters)).toEqual([item]);
      expect(passedOver(ITEMS, sheet('WITHOUT_ANSWER'), matters)).toEqual([item]);
      expect(passedOver(ITEMS, sheet('WEIGHED'), matters)).toEqual([]);
    }
  });

  test('no item is left out, also where there is nothing to weigh; a decision without a worksheet passes over all', () => {
    const { [item]: _, ...six } = NOTHING_FOUND;
    expect(passedOver(ITEMS, six as Worksheet, {})).toEqual([item]);
    expect(passedOver(ITEMS, undefined, {})).toEqual(ITEMS);
  });
});

describe('a decision against a person', () => {
  const against = linesOf('decide').find(({ when }) => when?.proposing === 'NOT_FOUND');
  const acting = { roles: ['Adjudicator'], sub: 'a1' } as const;
  const decide = (hearing: Facts['hearing'], decision: 'FOUND' | 'NOT_FOUND') => () =>
    permit('decide', { ...easyCase(against as never), hearing }, acting, { ...easyInput(), decision });

  test('is not made before the person was asked, nor while they have time to answer', () => {
    expect(codeOf(decide('NONE', 'NOT_FOUND'))).toBe('NOT_HEARD');
    expect(codeOf(decide('ASKED', 'NOT_FOUND'))).toBe('NOT_HEARD');
    expect(decide('SILENT', 'NOT_FOUND')().edge.to).toBe('SECOND_READING');
    expect(decide('HEARD', 'NOT_FOUND')().edge.to).toBe('SECOND_READING');
  });

  test('is none before a second person has read it; one for the person is', () => {
    expect(decide('NONE', 'FOUND')().edge.to).toBe('DECIDED');
    const toDecided = LINES.filter(({ to }) => to === 'DECIDED').map(({ action, when }) => [action, when]);
    expect(toDecided).toEqual([
      ['decide', { proposing: 'FOUND' }],
      ['confirmDecision', undefined],
      // Of a result that was notified: it was decided long before.
      ['confirmNoticeVoid', { correction: 'OPEN' }],
    ]);
  });

  test('is confirmed neither by who made it nor by who investigated, and can be returned', () => {
    const line = linesOf('confirmDecision')[0];
    const facts: Facts = { ...easyCase(line as never), proposedBy: 'a1', investigators: ['a3'] };
    const confirm = (sub: string) => () =>
      permit('confirmDecision', facts, { roles: ['Adjudicator'], sub }, easyInput());
    expect(codeOf(confirm('a1'))).toBe('SAME_PERSON');
    expect(codeOf(confirm('a3'))).toBe('SAME_PERSON');
    expect(confirm('a2')().edge.to).toBe('DECIDED');
    // Whose tie has come to light since proposed nothing: it can only be returned.
    const tied = () =>
      permit(
        'confirmDecision',
        { ...facts, proposedBy: null },
        { roles: ['Adjudicator'], sub: 'a2' },
        easyInput(),
      );
    expect(codeOf(tied)).toBe('SAME_PERSON');
    const back = permit('returnDecision', facts, { roles: ['Adjudicator'], sub: 'a2' }, easyInput());
    expect(back.edge.to).toBe('ADJUDICATION');
  });

  test('is made by no machine: silence only ends the time to answer', () => {
    // Of a case that is decided anew, what was notified before stands: that is no new decision.
    for (const line of LINES.filter(
      ({ from }) => from.includes('HEARING') || from.includes('SECOND_READING'),
    ))
      if (line.by.includes('System') && !line.when?.reopened)
        expect(['ADJUDICATION', 'SAME', 'NOT_CONDUCTED']).toContain(line.to);
  });

  test('a late answer is taken until the decision, and only where something was asked', () => {
    const late = linesOf('answerConcerns').find(({ to }) => to === 'SAME');
    const answer = (hearing: Facts['hearing']) => () =>
      permit('answerConcerns', { ...easyCase(late as never), hearing }, { roles: ['Subject'], sub: 's' }, {});
    expect(answer('SILENT')().edge.to).toBe('SAME');
    // Once is enough: an answer after the other would leave the adjudicator no version to decide on.
    for (const hearing of ['NONE', 'HEARD'] as const) expect(codeOf(answer(hearing))).toBe('WRONG_STAGE');
    const reading = linesOf('answerConcerns').filter(({ from }) => from.includes('SECOND_READING'));
    expect(reading.map(({ to, when }) => [to, when])).toEqual([['ADJUDICATION', { silent: true }]]);
  });
});
