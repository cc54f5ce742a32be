import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { QuestionForm } from '../domain/questionnaire/shape.js';
import type { Ground } from '../domain/stages.js';
import { faultsOf } from './faults.js';
import { noticeLines, writtenOut } from './lines.js';
import { questionsOf } from './questions.js';
import { FormText, LANGUAGES, PackText } from './shape.js';
import { FORM_CODES, type FormCode, LATER_FORMS, type LaterForm, NOTICE_CODES, NOTICES } from './spec.js';

/** One form as its pack has it. `id` names the exact text: version, and the start of its hash. */
export interface Form extends FormText {
  readonly code: FormCode;
  readonly id: string;
  readonly hash: string;
}

/** The texts that are in force from a day on. */
export interface Pack extends PackText {
  readonly from: string;
  readonly forms: Readonly<Record<Exclude<FormCode, LaterForm>, Form> & Partial<Record<LaterForm, Form>>>;
  /** What the questionnaire asks. */
  readonly questions: QuestionForm;
}

/**
 * Every pack there is, oldest first: a folder a day. A pack is added, never changed: what was served under it is printed
 * from it for as long as a case lasts.
 */
export function loadPacks(folder = new URL('./', import.meta.url)): readonly [Pack, ...Pack[]] {
  const days = readdirSync(folder).filter((name) => /^\d{4}-\d{2}-\d{2}$/.test(name));
  const [first, ...rest] = days.sort().map((day) => loadPack(day, new URL(`${day}/`, folder)));
  if (!first) throw new Error('no pack of forms');
  return [first, ...rest];
}

function loadPack(from: string, folder: URL): Pack {
  const names = readdirSync(folder).sort();
  const codes = FORM_CODES.filter((code) => !isLater(code) || names.includes(`${code}.json`));
  const wanted = [...codes, 'pack', 'questions'].map((code) => `${code}.json`).sort();
  if (names.join() !== wanted.join())
    throw new Error(`forms/${from} has ${names.join()}, not ${wanted.join()}`);
  const read = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
  const forms = codes.map((code) => [code, formOf(code, read(code), from)] as const);
  return {
    ...PackText.parse(read('pack')),
    from,
    forms: Object.fromEntries(forms) as Pack['forms'],
    questions: questionsOf(read('questions'), from),
  };
}

function isLater(code: FormCode): boolean {
  return LATER_FORMS.some((later) => later === code);
}

/** A form from what a file says. @throws where the file is not one, or asks for what this form is not given. */
export function formOf(code: FormCode, content: unknown, from: string): Form {
  const parsed = FormText.parse(content);
  const faults = faultsOf(code, parsed);
  if (faults.length > 0) throw new Error(`forms/${from}/${code}.json: ${faults.join('; ')}`);
  const text = { ...parsed, ja: writtenOut(parsed.ja, 'ja'), en: writtenOut(parsed.en, 'en') };
  const hash = createHash('sha256')
    .update(JSON.stringify(hashed(code, text)))
    .digest('hex');
  return { ...text, code, hash, id: `${code}-${text.version}@${hash.slice(0, 16)}` };
}

/** Of a notice its lines, as ever since the first was served: a consent given must go on to name them. */
function hashed(code: FormCode, text: FormText): unknown {
  if (NOTICE_CODES.some((notice) => notice === code))
    return LANGUAGES.map((language) => noticeLines(text[language]));
  return LANGUAGES.map((language) => text[language]);
}

/** Read once, when the process starts: a text that does not fit stops it there and not before a person. */
export const PACKS = loadPacks();

/** The pack in force on a day; what happened before there was any is set in the first. */
export function packOn(day: string): Pack {
  return PACKS.findLast((pack) => pack.from <= day) ?? PACKS[0];
}

/** The form as it is in force on a day; one that did not exist yet, as it first was. */
export function formOn(code: FormCode, day: string): { pack: Pack; form: Form } {
  for (const pack of [packOn(day), ...PACKS]) {
    const form = pack.forms[code];
    if (form) return { pack, form };
  }
  throw new Error(`no pack has the form ${code}`);
}

/** The pack that holds exactly this notice, whatever is in force now. */
export function noticeNamed(id: string): { pack: Pack; form: Form } | undefined {
  for (const pack of PACKS)
    for (const code of NOTICE_CODES) if (pack.forms[code].id === id) return { pack, form: pack.forms[code] };
  return undefined;
}

/** Exactly these questions, whatever is asked now; undefined if no pack has them any more. */
export function questionsNamed(id: string): QuestionForm | undefined {
  return PACKS.find(({ questions }) => questions.id === id)?.questions;
}

/** The notice a person is served on this day, on this ground. */
export function noticeOn(ground: Ground, day: string): Form {
  return packOn(day).forms[NOTICES[ground]];
}
