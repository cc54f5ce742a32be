import { describe, expect, test } from '@jest/globals';
import type { Item } from '../../domain/checks.js';
import { heardOnIn, learntFrom, type Naming, learntIn } from '../../domain/learnt.js';
import { ACT27, CHECK_CODES, ITEMS, checkOf } from '../support/act27.js';
import type { Facts } from '../../domain/rules.js';
import { permit } from '../../domain/rules.js';
import {
  bearing,
  type Matters,
  mattersOf,
  passedOver,
  type ToWeigh,
  TREATMENTS,
  treatmentsOf,
  unaskedIn,
  type Worksheet,
} from '../../domain/worksheet.js';
import { codeOf } from './code-of.js';
import { easyCase, easyInput, LINES, linesOf, NOTHING_FOUND } from './table.js';

const code = 'RENT_ARREARS';
const item: Item = checkOf(code).item;
const sheet = (treatment: Worksheet[Item]): Worksheet => ({ ...NOTHING_FOUND, [item]: treatment });
const of = (matters: Matters = {}, more: Partial<ToWeigh> = {}): ToWeigh => ({
  matters,
  learnt: [],
  unasked: [],
  ...more,
});
const plain = { code, finding: 'NO_RECORD', meddledWith: false } as const;

describe('what there is to weigh', () => {
  test.each(['DECLINED', 'UNAVAILABLE', 'LATE'] as const)(
    'a check that failed (%s) never reads as a clean one',
    (finding) => {
      const matters = mattersOf(ACT27, [], [{ code, finding, meddledWith: false }]);
      expect(matters).toEqual({ [item]: 'UNANSWERED' });
      expect(passedOver(ITEMS, sheet('NOTHING'), of(matters))).toEqual([item]);
      expect(passedOver(ITEMS, sheet('WITHOUT_ANSWER'), of(matters))).toEqual([]);
      expect(passedOver(ITEMS, sheet('WEIGHED'), of(matters))).toEqual([]);
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
      expect(passedOver(ITEMS, sheet('NOTHING'), of(matters))).toEqual([item]);
      expect(passedOver(ITEMS, sheet('WITHOUT_ANSWER'), of(matters))).toEqual([item]);
      expect(passedOver(ITEMS, sheet('WEIGHED'), of(matters))).toEqual([]);
    }
  });

  test('no item is left out, also where there is nothing to weigh; a decision without a worksheet passes over all', () => {
    const { [item]: _, ...six } = NOTHING_FOUND;
    expect(passedOver(ITEMS, six as Worksheet, of())).toEqual([item]);
    expect(passedOver(ITEMS, undefined, of())).toEqual(ITEMS);
  });
});

describe('a question that was not consented to', () => {
  const drug: Item = checkOf('DRUG_RECORD').item;
  const ALL = Object.fromEntries(CHECK_CODES.map((one) => [one, true]));
  const no = (...codes: string[]) => ({ ...ALL, ...Object.fromEntries(codes.map((one) => [one, false])) });

  test('leaves its item neither clean nor of concern: it is called not asked, and nothing else', () => {
    const unasked = unaskedIn(ACT27, no('DRUG_RECORD'), [], []);
    expect(unasked).toEqual([drug]);
    expect(treatmentsOf(drug, of({}, { unasked }))).toEqual(['NOT_ASKED']);
    expect(passedOver(ITEMS, NOTHING_FOUND, of({}, { unasked }))).toEqual([drug]);
    const called: Worksheet = { ...NOTHING_FOUND, [drug]: 'NOT_ASKED' };
    expect(passedOver(ITEMS, called, of({}, { unasked }))).toEqual([]);
    expect(bearing(ITEMS, called, of({}, { unasked }))).toEqual([]);
  });

  test('is one that was left open, too, and one that was taken back before anybody answered it', () => {
    const { DRUG_RECORD: _, ...open } = ALL;
    expect(unaskedIn(ACT27, open, [], [])).toEqual([drug]);
    const answer = { code: 'DRUG_RECORD', finding: 'NO_RECORD', meddledWith: false } as const;
    expect(unaskedIn(ACT27, no('DRUG_RECORD'), [], [answer])).toEqual([]);
  });

  test('is not missing where nothing was stated that would warrant it', () => {
    expect(unaskedIn(ACT27, no(code), [], [])).toEqual([]);
    expect(unaskedIn(ACT27, no(code), [item], [])).toEqual([item]);
  });

  test('is weighed for what is known beside it, and no item is called not asked that was', () => {
    const unasked = [drug];
    expect(treatmentsOf(drug, of({}, { unasked, learnt: [drug] }))).toEqual(['NOT_ASKED', 'WEIGHED']);
    expect(treatmentsOf(drug, of({ [drug]: 'TO_WEIGH' }, { unasked }))).toEqual(['WEIGHED']);
    expect(treatmentsOf(drug, of({ [drug]: 'UNANSWERED' }, { unasked }))).toEqual([
      'WITHOUT_ANSWER',
      'WEIGHED',
    ]);
    for (const more of [{}, { learnt: [drug] }])
      expect(treatmentsOf(drug, of({}, more))).not.toContain('NOT_ASKED');
  });
});

describe('what was learnt otherwise', () => {
  const asked = (action: string, ...items: Item[]): Naming => ({ action, items });

  test.each([
    ['arrangeInterview', 'recordInterview'],
    ['requestDocument', 'provideDocument'],
    ['askSubject', 'answerConcerns'],
  ])('is about the items that were named by %s, once there is %s', (asks, tells) => {
    const steps = [asked(asks, 'ALCOHOL_MODERATION', 'DRUG_ABUSE')];
    expect(learntIn(ITEMS, 'NEW_HANDLER', steps)).toEqual([]);
    const told = [...steps, { action: tells }];
    expect(learntIn(ITEMS, 'NEW_HANDLER', told)).toEqual(['DRUG_ABUSE', 'ALCOHOL_MODERATION']);
    // What is named afterwards, nobody has said anything to; what named none was about none.
    expect(learntIn(ITEMS, 'NEW_HANDLER', [...told, asked(asks, 'MENTAL_DISORDER')])).toHaveLength(2);
    expect(learntIn(ITEMS, 'NEW_HANDLER', [{ action: asks }, { action: tells }])).toEqual([]);
  });

  test('is what a source said beside its answer, and what came over from an earlier investigation', () => {
    for (const action of ['fileAnswer', 'startInvestigation'])
      expect(learntIn(ITEMS, 'RENEWAL', [asked(action, 'DRUG_ABUSE')])).toEqual(['DRUG_ABUSE']);
    expect(learntIn(ITEMS, 'RENEWAL', [{ action: 'fileAnswer', items: null }])).toEqual([]);
  });

  test('is nothing where nobody came, nothing was handed in and nobody answered', () => {
    const steps = [
      asked('arrangeInterview', item),
      { action: 'callOffInterview' },
      asked('requestDocument', item),
      { action: 'declineDocument' },
      asked('requestDocument', item),
      { action: 'markDocumentOverdue' },
      asked('askSubject', item),
      { action: 'markHearingOverdue' },
    ];
    expect(learntIn(ITEMS, 'RENEWAL', steps)).toEqual([]);
  });

  test('may be of any item in a reassessment: what raised the doubt stands in words', () => {
    expect(learntIn(ITEMS, 'DOUBT', [])).toEqual(ITEMS);
  });

  test('is weighed, or said to be nothing', () => {
    expect(treatmentsOf(item, of({}, { learnt: [item] }))).toEqual(
      expect.arrayContaining(['NOTHING', 'WEIGHED']),
    );
  });
});

describe('what was learnt', () => {
  const [first, second] = [item, ITEMS.find((one) => one !== item) ?? item];
  const steps: Naming[] = [
    { action: 'arrangeInterview', items: [first] },
    { action: 'recordInterview' },
    { action: 'askSubject', items: [second] },
    { action: 'answerConcerns' },
    { action: 'fileAnswer', items: [first] },
    { action: 'requestDocument', items: [second] },
    { action: 'provideDocument' },
    { action: 'startInvestigation', items: [second] },
  ];

  test('is told with the ways by which it was, of the very items that it was learnt of', () => {
    expect(learntFrom(ITEMS, 'NEW_HANDLER', steps)).toEqual({
      [first]: ['INTERVIEW', 'SOURCE'],
      [second]: ['DOCUMENT', 'ANSWER', 'EARLIER'],
    });
    for (let upTo = 0; upTo <= steps.length; upTo += 1) {
      const known = steps.slice(0, upTo);
      expect(Object.keys(learntFrom(ITEMS, null, known)).sort()).toEqual(
        [...learntIn(ITEMS, null, known)].sort(),
      );
    }
  });

  test('of a doubt may be about any item, besides what else was learnt of it', () => {
    const told = learntFrom(ITEMS, 'DOUBT', steps);
    expect(Object.keys(told).sort()).toEqual([...ITEMS].sort());
    expect(told[first]).toEqual(['INTERVIEW', 'SOURCE', 'DOUBT']);
  });
});

describe('a decision against a person', () => {
  test('rests on an item that was weighed and in which something was stated, found or learnt: on nothing it is none', () => {
    const rests = (treatment: Worksheet[Item], toWeigh: ToWeigh) =>
      bearing(ITEMS, sheet(treatment), toWeigh).includes(item);
    expect(rests('WEIGHED', of({ [item]: 'TO_WEIGH' }))).toBe(true);
    expect(rests('WEIGHED', of({}, { learnt: [item] }))).toBe(true);
    // Neither silence nor a question that was declined, and nothing that nobody knows of, in whatever words.
    expect(rests('WEIGHED', of({ [item]: 'UNANSWERED' }))).toBe(false);
    expect(rests('WEIGHED', of({}, { unasked: [item] }))).toBe(false);
    expect(rests('WEIGHED', of())).toBe(false);
    for (const treatment of TREATMENTS)
      if (treatment !== 'WEIGHED') expect(rests(treatment, of({}, { learnt: [item] }))).toBe(false);
  });

  test('is refused where nothing bears it, and one for the person is not', () => {
    const facts = { ...easyCase(against as never), ...of() };
    const worksheet = sheet('WEIGHED');
    const take = (decision: 'FOUND' | 'NOT_FOUND', more: Partial<Facts> = {}) =>
      codeOf(() => permit('decide', { ...facts, ...more }, acting, { ...easyInput(), decision, worksheet }));
    expect(take('NOT_FOUND')).toBe('NOT_WEIGHED');
    expect(take('FOUND')).toBe('permitted');
    expect(take('NOT_FOUND', { learnt: [item] })).toBe('permitted');
    // A packet from before the rule is replayed by the rules of its day.
    expect(take('NOT_FOUND', { learnt: null })).toBe('permitted');
  });

  const against = linesOf('decide').find(({ when }) => when?.proposing === 'NOT_FOUND');
  const acting = { roles: ['Adjudicator'], sub: 'a1' } as const;
  const decide = (hearing: Facts['hearing'], decision: 'FOUND' | 'NOT_FOUND') => () =>
    permit('decide', { ...easyCase(against as never), hearing }, acting, { ...easyInput(against), decision });

  test('is not made before the person was asked, nor while they have time to answer', () => {
    expect(codeOf(decide('NONE', 'NOT_FOUND'))).toBe('NOT_HEARD');
    expect(codeOf(decide('ASKED', 'NOT_FOUND'))).toBe('NOT_HEARD');
    expect(decide('SILENT', 'NOT_FOUND')().edge.to).toBe('SECOND_READING');
    expect(decide('HEARD', 'NOT_FOUND')().edge.to).toBe('SECOND_READING');
  });

  test('rests on an item that was put to them: who was asked about another was not heard', () => {
    const facts = { ...easyCase(against as never), ...of({ [item]: 'TO_WEIGH' }) };
    const take = (heardOn: Facts['heardOn']) =>
      codeOf(() =>
        permit('decide', { ...facts, heardOn }, acting, {
          ...easyInput(),
          decision: 'NOT_FOUND',
          worksheet: sheet('WEIGHED'),
        }),
      );
    expect(take(['DRUG_ABUSE'])).toBe('NOT_HEARD');
    expect(take(['DRUG_ABUSE', item])).toBe('permitted');
    // A release before named no items when it asked.
    expect(take(null)).toBe('permitted');
    expect(
      heardOnIn([{ action: 'askSubject', items: ['DRUG_ABUSE'] }, { action: 'answerConcerns' }]),
    ).toEqual(['DRUG_ABUSE']);
    expect([heardOnIn([]), heardOnIn([{ action: 'askSubject' }])]).toEqual([null, null]);
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
