import {
  type Answer,
  type Answers,
  type Field,
  isAsked,
  type ItemAnswers,
  itemsOf,
  type QuestionForm,
  type Relative,
  RELATIVE_FIELDS,
  type Row,
  type Section,
  type Topic,
  topicsOf,
} from './shape.js';
import { gapsIn, monthOf } from './months.js';

/** What can be wrong with an answer that has the right shape. None of it is held against anybody: it is asked again. */
export const FAULTS = [
  'MISSING',
  'NOT_ASKED',
  'CONTRADICTS',
  'IN_FUTURE',
  'BEFORE_BIRTH',
  'ENDS_BEFORE_IT_BEGINS',
  'GAP',
  'NOT_RETURNED',
] as const;
export type FaultCode = (typeof FAULTS)[number];

export interface Fault {
  /** JSON pointer into the request body. */
  readonly pointer: string;
  readonly code: FaultCode;
  /** Of a gap: its first and last month. */
  readonly from?: string;
  readonly to?: string;
}

/** Whom and when: days as `2019-04-01`. */
export interface Asked {
  readonly today: string;
  readonly dateOfBirth: string;
}

/** What is still to be done before the questionnaire can be submitted; nothing, if it can. */
export function faultsIn(
  form: QuestionForm,
  answers: Answers,
  family: readonly Relative[],
  asked: Asked,
): Fault[] {
  return [
    ...itemsOf(form).flatMap((item) =>
      itemFaults(topicsOf(form, item), answers[item] ?? {}, `/answers/${item}`, asked),
    ),
    ...family.flatMap((relative, index) => relativeFaults(relative, `/family/${index}`, asked)),
  ];
}

/** The part of a questionnaire that a pointer leads to. */
export function sectionOf(form: QuestionForm, pointer: string): Section | undefined {
  const [, root, item] = pointer.split('/');
  if (root === 'family') return 'FAMILY';
  return root === 'answers' ? itemsOf(form).find((code) => code === item) : undefined;
}

function itemFaults(topics: readonly Topic[], answers: ItemAnswers, at: string, asked: Asked): Fault[] {
  return topics.flatMap((topic) => {
    const answer = answers[topic.id];
    const pointer = `${at}/${topic.id}`;
    if (isAsked(topic, topics, answers))
      return [...topicFaults(topic, answer ?? {}, pointer, asked), ...contradictions(topic, answers, at)];
    // A yes or no that a form cannot take back says nothing once its question is not asked; words do.
    return (answer?.rows ?? []).length > 0 ? [{ pointer, code: 'NOT_ASKED' }] : [];
  });
}

function topicFaults(topic: Topic, answer: Answer, pointer: string, asked: Asked): Fault[] {
  const { says, rows = [] } = answer;
  if (topic.gate && says === undefined) return [{ pointer: `${pointer}/says`, code: 'MISSING' }];
  if (topic.gate && says === 'NO') return rows.length > 0 ? [{ pointer, code: 'CONTRADICTS' }] : [];
  if (topic.fields.length === 0) return [];
  if (rows.length === 0) return [{ pointer: `${pointer}/rows`, code: 'MISSING' }];
  const faults = rows.flatMap((row, index) =>
    rowFaults(topic.fields, row, `${pointer}/rows/${index}`, asked),
  );
  if (topic.years === undefined || faults.length > 0) return faults;
  return gapsIn(rows, topic.years, asked).map((gap) => ({ pointer: `${pointer}/rows`, code: 'GAP', ...gap }));
}

function contradictions({ id, needs }: Topic, answers: ItemAnswers, at: string): Fault[] {
  const says = needs && answers[id]?.rows?.some((row) => row[needs.field] === needs.is);
  return says && answers[needs.topic]?.says === 'NO'
    ? [{ pointer: `${at}/${needs.topic}`, code: 'CONTRADICTS' }]
    : [];
}

function rowFaults(fields: readonly Field[], row: Row, at: string, asked: Asked): Fault[] {
  const faults = fields.flatMap((field): Fault[] => {
    const code = fieldFault(field, row[field.id], asked);
    return code ? [{ pointer: `${at}/${field.id}`, code }] : [];
  });
  const { from, to } = row;
  const turned = typeof from === 'string' && typeof to === 'string' && to < from;
  return turned && faults.length === 0 ? [{ pointer: `${at}/to`, code: 'ENDS_BEFORE_IT_BEGINS' }] : faults;
}

function fieldFault(field: Field, value: string | number | undefined, asked: Asked): FaultCode | undefined {
  if (value === undefined) return field.optional ? undefined : 'MISSING';
  if (field.kind !== 'month' || typeof value !== 'string') return undefined;
  if (value > monthOf(asked.today)) return 'IN_FUTURE';
  return value < monthOf(asked.dateOfBirth) ? 'BEFORE_BIRTH' : undefined;
}

function relativeFaults(relative: Relative, at: string, { today }: Asked): Fault[] {
  const missing = RELATIVE_FIELDS.filter((field) => (relative[field] ?? []).length === 0);
  const faults: Fault[] = missing.map((field) => ({ pointer: `${at}/${field}`, code: 'MISSING' }));
  const unborn = relative.dateOfBirth !== undefined && relative.dateOfBirth > today;
  return unborn ? [...faults, { pointer: `${at}/dateOfBirth`, code: 'IN_FUTURE' }] : faults;
}
