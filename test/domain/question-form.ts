import type { Asked } from '../../domain/questionnaire/faults.js';
import type { Answer, Answers, Field, QuestionForm, Topic } from '../../domain/questionnaire/shape.js';
import { ITEMS } from '../support/act27.js';

/** A form of few questions that has one of each kind: rows over years, a contradiction, questions after a yes. */
const said = { ja: '問い', en: 'question' };
const month = (id: string, optional?: true): Field => ({
  id,
  label: said,
  kind: 'month',
  ...(optional ? { optional } : {}),
});
const what: Field = { id: 'what', label: said, kind: 'text', max: 100 };
const place: Field = {
  id: 'place',
  label: said,
  kind: 'choice',
  of: [
    { code: 'HERE', label: said },
    { code: 'ABROAD', label: said },
  ],
};
const topic = (id: string, more: Partial<Topic>): Topic => ({
  id,
  ask: said,
  gate: true,
  raises: true,
  fields: [what],
  most: 5,
  ...more,
});
const WORK = topic('work', {
  gate: false,
  raises: false,
  fields: [month('from'), month('to', true), place],
  years: 10,
  needs: { field: 'place', is: 'ABROAD', topic: 'abroad' },
});
const ABROAD = topic('abroad', { raises: false });
export const TREATED = topic('treated', { fields: [month('from'), month('to', true), what] });
export const EFFECT = topic('effect', { after: 'treated' });
export const DEEPER = topic('deeper', { after: 'effect' });
const NONE = Object.fromEntries(ITEMS.map((item) => [item, [] as Topic[]]));
export const FORM: QuestionForm = {
  id: 'questions@test',
  items: { ...NONE, FOREIGN_HARMFUL_ACTIVITY: [WORK, ABROAD], MENTAL_DISORDER: [TREATED, EFFECT, DEEPER] },
};
export const NO = { says: 'NO' } as const;
const ALWAYS = { rows: [{ from: '2000-01', place: 'HERE' }] };
export const ASKED: Asked = { today: '2026-11-26', dateOfBirth: '1980-04-15' };

export const answers = (
  foreign: Record<string, Answer> = {},
  mental: Record<string, Answer> = {},
): Answers => ({
  FOREIGN_HARMFUL_ACTIVITY: { work: ALWAYS, abroad: NO, ...foreign },
  MENTAL_DISORDER: { treated: NO, ...mental },
});
export const AT = '/answers/MENTAL_DISORDER';
