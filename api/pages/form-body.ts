import type { Item } from '../../domain/checks.js';
import { CHECK_CODES, ITEM_CODES } from '../../policies.js';
import { Refused } from '../../domain/errors.js';
import { INDIVIDUAL_NUMBER_REFUSED } from '../../domain/individual-number.js';
import { driftsIn } from '../../domain/forbidden-topics.js';
import { NOT_AHEAD } from '../../domain/interview.js';
import { type Viewpoint, VIEWPOINTS } from '../../domain/worksheet.js';
import { FIELDS, isLong } from '../../web/fields.js';
import { type FieldError, textOf, textsOf, type Values } from '../../web/frame.js';
import type { Word } from '../../web/language.js';
import { needsSeen, type StepName } from '../../web/steps.js';
import { TEXTS } from '../../web/texts.js';
import { TOPIC_WORDS } from '../../web/words/questionnaire.js';
import { DRIFTS, REWORD } from '../free-text.js';
import { sentencesAgain, sentencesOf } from './sentence-rows.js';

const CONTRADICTS = 'CONTRADICTS';
/** A form has no more fields than this. */
const MOST_FIELDS = 1_000;

/** Fields as sent, line breaks as everybody but forms writes them. */
export function valuesOf(body: unknown): Record<string, string | string[]> {
  const plain = (value: unknown) => String(value).replaceAll('\r\n', '\n');
  return Object.fromEntries(
    Object.entries(body ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(plain) : plain(value),
    ]),
  );
}

/** The body a program would send for the same act. What was left empty is absent: the route's schema says what that means. */
export function bodyOf(step: StepName, values: Values): Record<string, unknown> {
  const seen = needsSeen(step) ? { seen: numberOf(textOf(values, 'seen')) } : {};
  if (step === 'giveConsent') return { ...seen, ...consentOf(values) };
  if (step === 'answerSupplement')
    return { ...seen, text: textOf(values, 'text'), inquiries: answersOf(values) };
  if (step === 'submitQuestionnaire')
    return {
      ...seen,
      draft: numberOf(textOf(values, 'revision')),
      ...(ticked(values, 'kept') ? { kept: true } : {}),
    };
  if (step === 'screenQuestionnaire') return { ...seen, passages: passagesOf(values) };
  if (step === 'decide') return { ...seen, ...decisionOf(values) };
  return { ...seen, ...simpleOf(step, values) };
}

function simpleOf(step: StepName, values: Values): Record<string, unknown> {
  if (isLong(step)) return {};
  return Object.fromEntries(
    FIELDS[step].flatMap((field): [string, unknown][] => {
      const { name, type } = field;
      if (type === 'inquiries') return inquiriesOf(values);
      if (type === 'sentences') return [[name, sentencesOf(values)]];
      if (type === 'some') return [[name, textsOf(values, name)]];
      const text = textOf(values, name);
      if (text === '') return [];
      if ('counts' in field && field.counts) return [[name, numberOf(text) ?? text]];
      if (type === 'moment') return [[name, inJapan(text)]];
      return [[name, type === 'tick' || type === 'maybe' || type === 'keep' ? text === 'yes' : text]];
    }),
  );
}

/** A question for which neither a reason nor a word was given is not asked; what has one of them lacks the other. */
function inquiriesOf(values: Values): [string, unknown][] {
  const given = CHECK_CODES.flatMap((code): [string, unknown][] => {
    const need = textOf(values, `inquiries.${code}.need`);
    const reasons = textOf(values, `inquiries.${code}.reasons`);
    if (need === '' && reasons.trim() === '') return [];
    return [[code, { ...(need === '' ? {} : { need }), ...(reasons === '' ? {} : { reasons }) }]];
  });
  return given.length === 0 ? [] : [['inquiries', Object.fromEntries(given)]];
}

/** One for each passage on the page, with nothing said of those that nothing was chosen for. */
export function passagesOf(values: Values) {
  const count = Math.min(numberOf(textOf(values, 'count')) ?? 0, MOST_FIELDS);
  return Array.from({ length: count }, (_, n) => {
    const [verdict = '', ground = ''] = textOf(values, `passages.${n}`).split('.');
    return { passage: n + 1, ...(verdict === '' ? {} : { verdict, ground }) };
  });
}

/** As a browser writes the time of a day. Anything else is sent as it was written, and refused. */
function inJapan(text: string): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text) ? `${text}:00+09:00` : text;
}

/** A question that was left open is left out, which the scheme reads as "no". */
function consentOf(values: Values) {
  return {
    text: textOf(values, 'text'),
    ...(ticked(values, 'assessment') ? { assessment: true } : {}),
    inquiries: answersOf(values),
    reasonsWaived: ticked(values, 'reasonsWaived'),
  };
}

function answersOf(values: Values): Record<string, boolean> {
  return Object.fromEntries(
    CHECK_CODES.flatMap((code): [string, boolean][] => {
      const answer = textOf(values, `inquiries.${code}`);
      return answer === 'yes' || answer === 'no' ? [[code, answer === 'yes']] : [];
    }),
  );
}

/** What was written where nothing is said to be is a contradiction; what was left empty is absent. */
function decisionOf(values: Values) {
  const decision = textOf(values, 'decision');
  const contradictions: { pointer: string; message: string }[] = [];
  // Of the items that the page asked about, answered or not: which these are is the policy of its case to say.
  const asked = textOf(values, 'worksheet.items').split(',');
  const items = ITEM_CODES.filter(
    (item) => asked.includes(item) || Object.keys(values).some((name) => isOf(name, item)),
  );
  const worksheet = items.map((item): [string, unknown] => {
    const treatment = textOf(values, `worksheet.${item}`);
    const note = textOf(values, `worksheet.${item}.note`);
    const factors = factorsOf(item, values);
    const wordless = treatment === 'NOTHING' || treatment === 'NOT_ASKED';
    if (wordless && (note.trim() !== '' || factors.some(([, side]) => !isBlank(side))))
      contradictions.push({ pointer: `/worksheet/${item}/treatment`, message: CONTRADICTS });
    return [item, { treatment, ...partOf(treatment, note, factors) }];
  });
  if (contradictions.length > 0) throw new Refused('INVALID', undefined, contradictions);
  return {
    ...(decision === '' ? {} : { decision }),
    reasons: sentencesOf(values),
    worksheet: Object.fromEntries(worksheet),
  };
}

function isOf(name: string, item: Item): boolean {
  return name === `worksheet.${item}` || name.startsWith(`worksheet.${item}.`);
}

type Factors = [Viewpoint, { concern: string; mitigation: string }][];

function factorsOf(item: Item, values: Values): Factors {
  const side = (viewpoint: Viewpoint, of: string) => textOf(values, `worksheet.${item}.${viewpoint}.${of}`);
  return VIEWPOINTS.map((viewpoint) => [
    viewpoint,
    { concern: side(viewpoint, 'concern'), mitigation: side(viewpoint, 'mitigation') },
  ]);
}

function isBlank({ concern, mitigation }: Factors[number][1]): boolean {
  return concern.trim() === '' && mitigation.trim() === '';
}

function partOf(treatment: string, note: string, factors: Factors) {
  if (treatment === 'WITHOUT_ANSWER') return { note };
  return treatment === 'WEIGHED' ? { factors: Object.fromEntries(factors) } : {};
}

/** The form's values as it is shown again: sentences a row each, as an error's pointer counts them. */
export function shownAgain(step: StepName, values: Values): Values {
  const rows = step === 'decide' || (!isLong(step) && FIELDS[step].some(({ type }) => type === 'sentences'));
  return rows ? sentencesAgain(values) : values;
}

/** What is wrong with each field, in the few ways a form can say it. */
export function fieldErrors(refused: Refused, body: unknown): FieldError[] {
  const errors = (refused.fields ?? [])
    .filter(({ pointer }) => pointer !== '')
    .map(({ pointer, message }): FieldError => {
      const value = valueAt(body, pointer);
      const why = whyOf(message, value);
      return {
        pointer,
        why,
        ...(why === 'drifts' || why === 'reword' ? { text: passagesIn(why, String(value)) } : {}),
      };
    });
  // One line for each place, whatever the number of complaints about it.
  return errors.filter(
    (error, index) => errors.findIndex(({ pointer }) => pointer === error.pointer) === index,
  );
}

function whyOf(message: string, value: unknown): FieldError['why'] {
  if (message === CONTRADICTS) return 'contradicts';
  if (message === NOT_AHEAD) return 'notAhead';
  if (message === DRIFTS) return 'drifts';
  if (message === REWORD) return 'reword';
  if (message === INDIVIDUAL_NUMBER_REFUSED) return 'individualNumber';
  const empty = Array.isArray(value)
    ? value.length === 0
    : value === undefined || (typeof value === 'string' && value.trim() === '');
  if (empty) return 'missing';
  return message.startsWith('Too big') ? 'tooLong' : 'invalid';
}

/** What drifts to what may not be investigated, passage by passage. */
function passagesIn(why: 'drifts' | 'reword', text: string): Word {
  const found = driftsIn(text).map(({ topic, start, end }) => {
    const passage = text.slice(start, end);
    return {
      ja: `「${passage}」（${TOPIC_WORDS[topic].ja}）`,
      en: `“${passage}” (${TOPIC_WORDS[topic].en})`,
    };
  });
  return {
    ja: `${TEXTS.ja.form[why]}${found.map(({ ja }) => ja).join('、')}`,
    en: `${TEXTS.en.form[why]} ${found.map(({ en }) => en).join(', ')}`,
  };
}

function valueAt(body: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      body,
    );
}

function ticked(values: Values, name: string): boolean {
  return textOf(values, name) === 'yes';
}

function numberOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
