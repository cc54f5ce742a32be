import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { type Policy, policyOf, policyOn } from '../domain/policy.js';
import { mergedForm, unlikeFields } from '../domain/questionnaire/merged.js';
import type { QuestionForm } from '../domain/questionnaire/shape.js';
import type { Ground } from '../domain/stages.js';
import { FOUND, type Found } from '../policies.js';
import { faultsOf } from './faults.js';
import { noticeLines, writtenOut } from './lines.js';
import { named } from './named.js';
import { questionsOf } from './questions.js';
import { FormText, LANGUAGES, PackText } from './shape.js';
import {
  FORM_CODES,
  type FormCode,
  LATER_FORMS,
  type LaterForm,
  NOTICE_CODES,
  NOTICES,
  RESULT_ENDED,
} from './spec.js';

/** One form as its pack has it. `id` names the exact text: version, and the start of its hash. */
export interface Form extends FormText {
  readonly code: FormCode;
  readonly id: string;
  readonly hash: string;
}

/** The texts of one policy. */
export interface Pack extends PackText {
  readonly policy: Policy;
  readonly forms: Readonly<Record<Exclude<FormCode, LaterForm>, Form> & Partial<Record<LaterForm, Form>>>;
  /** What the questionnaire asks. */
  readonly questions: QuestionForm;
}

/**
 * The texts of every policy, in the order of the policies: the folder `forms` beside each pack. A pack is added, never
 * changed: what was served under it is printed from it for as long as a case lasts.
 */
export function loadPacks(found: readonly Found[] = FOUND): readonly [Pack, ...Pack[]] {
  const [first, ...rest] = found.map((one) => loadPack(one.policy, foldersOf(one, found)));
  if (!first) throw new Error('no pack of forms');
  const unlike = unlikeFields([first, ...rest].map(({ questions }) => questions));
  if (unlike.length > 0) throw new Error(`fields that are of two kinds: ${unlike.join(', ')}`);
  return [first, ...rest];
}

/** Where its texts lie: its own folder first, then that of the pack it takes the others from, which takes none itself. */
function foldersOf({ policy, folder }: Found, found: readonly Found[]): URL[] {
  const own = new URL('forms/', folder);
  if (policy.textsFrom === undefined) return [own];
  const from = found.find((one) => one.policy.version === policy.textsFrom);
  if (!from || from.policy.textsFrom !== undefined)
    throw new Error(`${policy.version}: no pack ${policy.textsFrom} has texts of its own`);
  return [own, new URL('forms/', from.folder)];
}

function loadPack(policy: Policy, folders: readonly URL[]): Pack {
  const files = new Map<string, URL>();
  for (const folder of folders)
    for (const name of readdirSync(folder)) files.set(name, files.get(name) ?? new URL(name, folder));
  const names = [...files.keys()].sort();
  const codes = FORM_CODES.filter((code) => !isLater(code) || names.includes(`${code}.json`));
  const wanted = [...codes, 'pack', 'questions'].map((code) => `${code}.json`).sort();
  if (names.join() !== wanted.join())
    throw new Error(`${policy.version}/forms has ${names.join()}, not ${wanted.join()}`);
  const read = (name: string): unknown => JSON.parse(readFileSync(files.get(`${name}.json`) ?? name, 'utf8'));
  const forms = codes.map((code) => [code, formOf(code, read(code), policy)] as const);
  return {
    ...PackText.parse(read('pack')),
    policy,
    forms: Object.fromEntries(forms) as Pack['forms'],
    questions: questionsOf(read('questions'), policy),
  };
}

function isLater(code: FormCode): boolean {
  return LATER_FORMS.some((later) => later === code);
}

/** A form from what a file says. @throws where the file is not one, or asks for what this form is not given. */
export function formOf(code: FormCode, content: unknown, policy: Policy): Form {
  const parsed = named(FormText.parse(content), policy);
  const faults = faultsOf(code, parsed);
  if (faults.length > 0) throw new Error(`${policy.version}/forms/${code}.json: ${faults.join('; ')}`);
  const text = {
    ...parsed,
    ja: writtenOut(parsed.ja, 'ja', policy),
    en: writtenOut(parsed.en, 'en', policy),
  };
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
export const PACKS = complete(loadPacks());

/** Each scheme as a whole: a form that its first pack may lack must be in one of them, or who needs it finds none. */
export function complete(packs: readonly [Pack, ...Pack[]]): readonly [Pack, ...Pack[]] {
  for (const { policy } of packs) {
    const forms = packs.filter((one) => one.policy.scheme === policy.scheme).map((one) => one.forms);
    const lacking = LATER_FORMS.find(
      (code) =>
        // Without it such a result is told in the words of every other.
        code !== RESULT_ENDED &&
        !forms.some((one) => one[code]) &&
        (code !== 'interview-record' || policy.steps.includes('INTERVIEW')),
    );
    if (lacking) throw new Error(`no pack of ${policy.scheme} has the form ${lacking}`);
  }
  return packs;
}

/** The questions of all policies as one: what may be written into any questionnaire, before a case is known. */
export const ANY_QUESTIONS: QuestionForm = mergedForm(PACKS.map(({ questions }) => questions));

/** The texts of the policy a case froze. @throws where its pack was taken away */
export function textsOf(version: string): Pack {
  const policy = policyOf(version);
  const pack = PACKS.find((one) => one.policy === policy);
  if (!pack) throw new Error(`no texts of the policy ${version}`);
  return pack;
}

/** The pack in force on a day, of the default scheme if none is named; before there was any, the first. */
export function packOn(day: string, scheme?: string): Pack {
  return textsOf(policyOn(day, scheme).version);
}

/** A form as the policy a case froze has it; one that it did not have yet, as its scheme first had it. */
export function formIn(code: FormCode, version: string): { pack: Pack; form: Form } {
  const own = textsOf(version);
  for (const pack of [own, ...PACKS.filter(({ policy }) => policy.scheme === own.policy.scheme)]) {
    const form = pack.forms[code];
    if (form) return { pack, form };
  }
  throw new Error(`no pack of ${own.policy.scheme} has the form ${code}`);
}

/** The notice of a result after which a right has ended: in the words of its own pack alone, as it was told under it. */
export function resultEndedIn(version: string): { pack: Pack; form: Form } {
  const pack = textsOf(version);
  return { pack, form: pack.forms[RESULT_ENDED] ?? pack.forms['result-notice'] };
}

/** The pack that holds exactly this notice, whatever is in force now. */
export function noticeNamed(id: string): { pack: Pack; form: Form } | undefined {
  for (const pack of PACKS)
    for (const code of NOTICE_CODES) if (pack.forms[code].id === id) return { pack, form: pack.forms[code] };
  return undefined;
}

/** The pack that holds exactly this text of a form. */
export function formNamed(code: FormCode, id: string): { pack: Pack; form: Form } | undefined {
  for (const pack of PACKS) {
    const form = pack.forms[code];
    if (form?.id === id) return { pack, form };
  }
  return undefined;
}

/** Exactly these questions, whatever is asked now; undefined if no pack has them any more. */
export function questionsNamed(id: string): QuestionForm | undefined {
  return PACKS.find(({ questions }) => questions.id === id)?.questions;
}

/** The notice a person is served under this policy, on this ground. */
export function noticeIn(ground: Ground, version: string): Form {
  return textsOf(version).forms[NOTICES[ground]];
}
