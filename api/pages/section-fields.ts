import {
  type Answers,
  type Field,
  MOST_RELATIVES,
  type Relative,
  RELATIVE_FIELDS,
  type Section,
  type Topic,
} from '../../domain/questionnaire/shape.js';
import { ANY_QUESTIONS } from '../../forms/packs.js';
import { textOf, type Values } from '../../web/frame.js';
import { openIn } from '../questionnaire/shown.js';

/** A part of the questionnaire between its form and its draft: the same answers, once as fields and once as a body. */
interface Part {
  readonly answers: Answers;
  readonly family: readonly Relative[];
}

/**
 * The questions whose fields the form had: of a questionnaire that was returned not all of them, and of those of all
 * policies the case's own.
 */
export function offered(section: Section, values: Values): Topic[] {
  return openIn(ANY_QUESTIONS, section, undefined).filter(({ id }) =>
    Object.keys(values).some((name) => name.startsWith(`${id}.`)),
  );
}

/** What is kept, as the form's fields. */
export function fieldsOf(section: Section, topics: readonly Topic[], { answers, family }: Part): Values {
  if (section === 'FAMILY') return Object.fromEntries(family.flatMap(relativeFields));
  const given = answers[section] ?? {};
  return Object.fromEntries(
    topics.flatMap(({ id }) => {
      const { says, rows = [] } = given[id] ?? {};
      const cells = rows.flatMap((row, index) =>
        Object.entries(row).map(([name, value]): [string, string] => [
          `${id}.${index}.${name}`,
          `${value ?? ''}`,
        ]),
      );
      return says ? [[`${id}.says`, says] as [string, string], ...cells] : cells;
    }),
  );
}

function relativeFields(relative: Relative, index: number): [string, string][] {
  return RELATIVE_FIELDS.map((name) => {
    const value = relative[name] ?? '';
    return [`family.${index}.${name}`, Array.isArray(value) ? value.join('、') : String(value)];
  });
}

/** The body a program would send for the same part. Rows and fields left empty are absent. */
export function partOf(section: Section, topics: readonly Topic[], values: Values): Record<string, unknown> {
  if (section === 'FAMILY')
    return { family: rowsOf(values, 'family', RELATIVE_FIELDS, MOST_RELATIVES).map(relativeOf) };
  const answers = topics.map((topic): [string, unknown] => {
    const says = textOf(values, `${topic.id}.says`);
    const names = topic.fields.map(({ id }) => id);
    const rows = rowsOf(values, topic.id, names, topic.most).map((row) => typed(topic.fields, row));
    return [topic.id, { ...(says === '' ? {} : { says }), ...(rows.length > 0 ? { rows } : {}) }];
  });
  return { answers: { [section]: Object.fromEntries(answers) } };
}

/** The fields as they are shown again: rows moved together, as an error's pointer counts them. */
export function movedTogether(section: Section, topics: readonly Topic[], values: Values): Values {
  const names = new Map(
    topics.map(({ id, fields, most }) => [id, { most, fields: fields.map((field) => field.id) }]),
  );
  if (section === 'FAMILY') names.set('family', { most: MOST_RELATIVES, fields: [...RELATIVE_FIELDS] });
  const says = Object.entries(values).filter(([name]) => name.endsWith('.says'));
  const rows = [...names].flatMap(([name, { fields, most }]) =>
    rowsOf(values, name, fields, most).flatMap((row, index) =>
      Object.entries(row).map(([field, text]): [string, string] => [`${name}.${index}.${field}`, text]),
    ),
  );
  return Object.fromEntries([...says, ...rows]);
}

/** The rows somebody has written in, without the gaps. */
function rowsOf(
  values: Values,
  name: string,
  fields: readonly string[],
  most: number,
): Record<string, string>[] {
  return Array.from({ length: most }, (_, index) =>
    Object.fromEntries(
      fields
        .map((field): [string, string] => [field, textOf(values, `${name}.${index}.${field}`).trim()])
        .filter(([, text]) => text !== ''),
    ),
  ).filter((row) => Object.keys(row).length > 0);
}

function relativeOf({ nationalities, ...row }: Record<string, string>): Record<string, unknown> {
  const listed = (nationalities ?? '')
    .split(/[、,，]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return { ...row, ...(listed.length > 0 ? { nationalities: listed } : {}) };
}

function typed(fields: readonly Field[], row: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, text]) => [
      name,
      valueOf(fields.find(({ id }) => id === name)?.kind, text),
    ]),
  );
}

/** What can be read as a month or an amount is; everything else stays as it is, for the schema to refuse. */
function valueOf(kind: Field['kind'] | undefined, text: string): unknown {
  const plain = text.normalize('NFKC');
  if (kind === 'yen') {
    const digits = plain.replaceAll(/[,\s円¥]/g, '');
    return /^\d{1,15}$/.test(digits) ? Number(digits) : text;
  }
  if (kind !== 'month') return text;
  const [, year, month = ''] = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(plain) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}`;
}
