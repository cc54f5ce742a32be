import type { Item } from '../domain/checks.js';
import {
  type Answers,
  type Field,
  isAsked,
  itemsOf,
  type QuestionForm,
  type Row,
  type Topic,
  topicsOf,
} from '../domain/questionnaire/shape.js';
import type { Language } from './shape.js';

/** What was answered to one item: whether anything was stated, and all of it in words, a line a row. */
export interface Told {
  readonly stated: boolean;
  readonly lines: readonly string[];
}

const WORDS = {
  ja: {
    yes: 'はい',
    no: 'いいえ',
    unanswered: '未記入',
    between: '、',
    colon: '：',
    mark: '・',
    yen: '円',
    ifYes: '（上の問いに「はい」のとき）',
  },
  en: {
    yes: 'yes',
    no: 'no',
    unanswered: 'not answered',
    between: '; ',
    colon: ': ',
    mark: '- ',
    yen: ' yen',
    ifYes: '(If yes:)',
  },
} as const;

/** A questionnaire as it is read: every question that was asked, with what was answered, in the order of the form. */
export function inWords(form: QuestionForm, answers: Answers, language: Language): Record<Item, Told> {
  const told = itemsOf(form).map((item): [Item, Told] => {
    const topics = topicsOf(form, item);
    const given = answers[item] ?? {};
    const asked = topics.filter((topic) => isAsked(topic, topics, given));
    return [
      item,
      {
        stated: asked.some(({ id }) => given[id]?.says === 'YES'),
        lines: asked.flatMap((topic) => linesOf(topic, given[topic.id] ?? {}, language)),
      },
    ];
  });
  return Object.fromEntries(told);
}

/** Lines of print that hold two of handwriting. */
const ROOM_TO_WRITE = ['', '', ''];

/** The questions of an item as they stand on a blank form, each with room to be answered by hand. */
export function blankLines(form: QuestionForm, item: Item, language: Language): string[] {
  const { yes, no, mark, between, ifYes } = WORDS[language];
  return topicsOf(form, item).flatMap(({ ask, gate, after, fields }) => [
    ...(after === undefined ? [] : [ifYes]),
    // The boxes stand on a line of their own: at the end of a question they are torn apart.
    ...(gate ? [ask[language], `□\u00a0${yes}\u3000□\u00a0${no}`] : [ask[language]]),
    ...(fields.length > 0
      ? [mark + fields.map(({ label }) => label[language]).join(between), ...ROOM_TO_WRITE]
      : []),
  ]);
}

function linesOf(
  topic: Topic,
  { says, rows = [] }: { says?: string; rows?: readonly Row[] },
  language: Language,
) {
  const words = WORDS[language];
  const said = says === 'YES' ? words.yes : says === 'NO' ? words.no : words.unanswered;
  const first = topic.gate || rows.length === 0 ? `${topic.ask[language]} ${said}` : topic.ask[language];
  return [first, ...rows.map((row) => words.mark + rowText(topic.fields, row, language))];
}

function rowText(fields: readonly Field[], row: Row, language: Language): string {
  const { between, colon } = WORDS[language];
  return fields
    .flatMap((field) => {
      const value = row[field.id];
      return value === undefined
        ? []
        : [short(field.label[language]) + colon + valueText(field, value, language)];
    })
    .join(between);
}

function valueText(field: Field, value: string | number, language: Language): string {
  if (field.kind === 'choice')
    return field.of.find(({ code }) => code === value)?.label[language] ?? String(value);
  if (field.kind === 'yen') return Number(value).toLocaleString(language) + WORDS[language].yen;
  return String(value);
}

/** A label without what it says about filling it in. */
function short(label: string): string {
  return label.replace(/\s*[（(][^（(]*[）)]\s*$/, '');
}
