import { Refused } from '../../domain/errors.js';
import { type FieldError, textOf, type Values } from '../../web/frame.js';
import type { Language } from '../../web/language.js';
import type { OfficeField } from '../../web/office-field.js';
import { fieldsOfForm, officeForm, OWN_STAFF, pointerOf } from '../../web/office-forms.js';
import type { OfficeFormName } from '../../web/office-names.js';
import { fieldErrors } from './form-body.js';

/** The body a program would send. What was left empty is absent: the route's schema says what that means. */
export function officeBody(name: OfficeFormName, sent: Values): Record<string, unknown> {
  if (name === 'endContract') return { lastDay: endOf(sent) };
  const values = name === 'nominate' ? employerIn(sent) : sent;
  const { seen, parts, about } = officeForm(name);
  const body: Record<string, unknown> = {
    ...(seen ? { seen: numberOf(textOf(values, 'seen')) } : {}),
    ...(parts ? { parts: {} } : {}),
  };
  for (const field of fieldsOfForm(name)) {
    if (field.name === about) continue;
    const value = valueOf(field, textOf(values, field.name).trim());
    const place = field.name.split('.');
    // A part that must be stated is there even where all of it was left empty: each of its fields is then missing.
    if (value !== undefined || field.optional === undefined) put(body, place, value);
  }
  return body;
}

/** Which of several things the form is about. @throws Refused INVALID where nothing was chosen. */
export function aboutOf(name: OfficeFormName, values: Values): string | undefined {
  const { about } = officeForm(name);
  if (about === undefined) return undefined;
  const id = textOf(values, about);
  if (id === '') throw missing(`/${about}`);
  return id;
}

/** That a contract ends at once is chosen, and never follows from an empty day. */
function endOf(values: Values): string | null {
  const when = textOf(values, 'when');
  if (when === 'AT_ONCE') return null;
  if (when !== 'ON_DAY') throw missing('/when');
  return textOf(values, 'lastDay');
}

/** Where a contractor may be chosen, one is, or the organ itself: a person of nobody's is not nominated. */
function employerIn(values: Values): Values {
  const chosen = values.contractorId;
  if (chosen === '') throw missing('/contractorId');
  return chosen === OWN_STAFF.value ? { ...values, contractorId: '' } : values;
}

function valueOf({ type }: OfficeField, text: string): unknown {
  if (text === '') return undefined;
  switch (type) {
    case 'count':
      return numberOf(text) ?? text;
    case 'tick':
      return text === 'yes' ? true : text;
    case 'flag':
      return text === 'yes' ? true : text === 'no' ? false : text;
    case 'codes':
      return text.split(/[\s,、，]+/).filter((code) => code !== '');
    default:
      return text;
  }
}

function put(body: Record<string, unknown>, place: readonly string[], value: unknown): void {
  const [first = '', ...rest] = place;
  if (rest.length === 0) {
    if (value !== undefined) body[first] = value;
    return;
  }
  body[first] ??= {};
  put(body[first] as Record<string, unknown>, rest, value);
}

/** What is wrong, each at a field of the page: of several codes the field they were written in, of a group its first. */
export function officeErrors(name: OfficeFormName, refused: Refused, body: unknown): FieldError[] {
  const places = fieldsOfForm(name).map(pointerOf);
  const placeOf = (pointer: string) =>
    pointer === '/parts'
      ? pointer
      : (places.find((place) => pointer === place || pointer.startsWith(`${place}/`)) ??
        places.find((place) => place.startsWith(`${pointer}/`)));
  const found = fieldErrors(refused, body).flatMap((error) => {
    const pointer = placeOf(error.pointer);
    if (pointer === undefined) return [];
    return [{ ...error, pointer, ...(pointer === '/parts' ? { why: 'missing' as const } : {}) }];
  });
  return found.filter((error, n) => found.findIndex(({ pointer }) => pointer === error.pointer) === n);
}

/** What somebody had written in sentences, to be copied where it cannot be sent. */
export function writtenInOffice(name: OfficeFormName, values: Values, language: Language) {
  return fieldsOfForm(name)
    .filter(({ type }) => type === 'text')
    .map((field) => ({ label: field.label[language], text: textOf(values, field.name) }))
    .filter(({ text }) => text !== '');
}

function missing(pointer: string): Refused {
  return new Refused('INVALID', undefined, [{ pointer, message: 'nothing chosen' }]);
}

function numberOf(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}
