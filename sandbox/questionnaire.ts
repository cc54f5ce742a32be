import type { Item } from '../domain/checks.js';
import {
  type Answer,
  type Answers,
  type ItemAnswers,
  itemsOf,
  type QuestionForm,
  type Row,
  topicsOf,
} from '../domain/questionnaire/shape.js';
import { PACKS } from '../forms/packs.js';

/** A life without a gap, whenever it is told. */
const WORK: Row = { from: '2012-04', kind: 'EMPLOYED', where: '架空工業株式会社', place: 'IN_JAPAN' };
const HABIT: Row = { often: 'MONTHLY', much: 'ビール中瓶1本' };

/** Under which question somebody states something about an item, and what stands beside their words. */
const STATING: Readonly<Record<Item, { readonly topic: string; readonly row: Row; readonly words: string }>> =
  {
    FOREIGN_HARMFUL_ACTIVITY: {
      topic: 'foreignApproaches',
      row: { on: '2019-06', country: '架空国' },
      words: 'what',
    },
    CRIMINAL_DISCIPLINARY: {
      topic: 'discipline',
      row: { on: '2017-09', where: '架空工業株式会社' },
      words: 'what',
    },
    INFO_HANDLING_MISCONDUCT: {
      topic: 'breaches',
      row: { on: '2018-02', where: '架空工業株式会社' },
      words: 'what',
    },
    DRUG_ABUSE: { topic: 'medicines', row: { from: '2015-01', to: '2015-03' }, words: 'what' },
    MENTAL_DISORDER: {
      topic: 'treatment',
      row: { from: '2020-05', to: '2021-02', where: '架空クリニック' },
      words: 'what',
    },
    ALCOHOL_MODERATION: { topic: 'advice', row: { on: '2022-04', where: '産業医' }, words: 'what' },
    FINANCIAL_CIRCUMSTANCES: {
      topic: 'rentArrears',
      row: { from: '2021-01', to: '2021-04', owed: 240_000, where: '架空管理株式会社', now: 'SETTLED' },
      words: 'what',
    },
  };

/** Of an item that only another scheme has. */
const ELSEWHERE = { topic: 'other', row: {}, words: 'what' };

/** Every question that is asked answered: no to all of them, but for the items of which something is stated. */
export function answersFor(
  stated: Readonly<Partial<Record<Item, string>>> = {},
  form: QuestionForm = PACKS[0].questions,
): Answers {
  return Object.fromEntries(itemsOf(form).map((item) => [item, itemAnswers(form, item, stated[item])]));
}

function itemAnswers(form: QuestionForm, item: Item, words: string | undefined): ItemAnswers {
  const { topic, row, words: field } = STATING[item] ?? ELSEWHERE;
  const given: Record<string, Answer> =
    words === undefined ? {} : { [topic]: { says: 'YES', rows: [{ ...row, [field]: words }] } };
  if (topic === 'rentArrears' && words !== undefined) given.renting = { says: 'YES' };
  const topics = topicsOf(form, item);
  // Under whichever item a scheme asks it: these have no yes or no.
  if (topics.some(({ id }) => id === 'occupations')) given.occupations = { rows: [WORK] };
  if (topics.some(({ id }) => id === 'habit')) given.habit = { rows: [HABIT] };
  const asked = topics.filter(
    ({ after, gate }) => gate && (after === undefined || given[after]?.says === 'YES'),
  );
  return { ...Object.fromEntries(asked.map(({ id }) => [id, { says: 'NO' as const }])), ...given };
}
