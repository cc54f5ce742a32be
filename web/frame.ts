import { CUSTODIAN_ROLES } from '../domain/handling.js';
import type { Role } from '../domain/roles.js';
import type { ProblemCode } from '../domain/errors.js';
import type { Language, Word } from './language.js';
import type { OfficeFormName } from './office-names.js';
import type { StepName } from './steps.js';
import { TEXTS, type Texts } from './texts.js';

/** What every page is framed by: who reads it, where, when and in which language. */
export interface Frame {
  readonly language: Language;
  /** Address of this page without its language, to offer the same page in the other one. */
  readonly here: string;
  readonly assets: { readonly styles: string; readonly icon: string; readonly passkey: string };
  readonly sandbox: boolean;
  /** The one clock, for "how long"; absent where nobody is signed in. */
  readonly now?: string;
  readonly viewer?: Viewer;
  /** A step the reader has just taken. */
  readonly done?: StepName | OfficeFormName;
}

export interface Viewer {
  readonly sub: string;
  readonly csrf: string;
  /** `until`: held as a stand-in, for that long. */
  readonly grants: readonly { readonly role: Role; readonly of?: Word; readonly until?: string }[];
}

/** What a form needs to be sent once, and again with what was wrong. */
export interface FormState {
  /** New for each page; with the step's name it is the idempotency key of that form. */
  readonly key: string;
  readonly csrf: string;
  /** The form that has just come back, with what was in it. */
  readonly sent?: SentForm;
}

/** Forms that are no step of the table: what is done with a signed paper, and what is about no case. */
export type FormName =
  | StepName
  | OfficeFormName
  | 'keyReply'
  | 'confirmOriginal'
  | 'rejectOriginal'
  | 'screenText';

export interface SentForm {
  readonly step: FormName;
  readonly values: Values;
  /** Why it came back; absent where the reader only asked for more room. */
  readonly refusal?: Refusal;
}

export interface Refusal {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[];
}

export interface FieldError {
  readonly pointer: string;
  readonly why:
    | 'missing'
    | 'invalid'
    | 'tooLong'
    | 'contradicts'
    | 'individualNumber'
    | 'notAhead'
    | 'drifts'
    | 'reword';
  /** What the page says instead, where it knows better. */
  readonly text?: Word;
}

/** Fields of a form as they were sent. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

export function textOf(values: Values | undefined, name: string): string {
  const value = values?.[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

export function textsOf(values: Values | undefined, name: string): readonly string[] {
  const value = values?.[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** The catalogue of the page's language, and how to say a word in it. */
export function speech({ language }: Pick<Frame, 'language'>): { t: Texts; say: (word: Word) => string } {
  return { t: TEXTS[language], say: (word) => word[language] };
}

export function holdsAny(viewer: Viewer | undefined, roles: readonly Role[]): boolean {
  return viewer?.grants.some((grant) => roles.includes(grant.role)) ?? false;
}

/** Who works on files, or screens words before they are in one, and therefore has a queue. */
export const FILE_ROLES: readonly Role[] = [
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'ScreeningOfficer',
  'GrievanceOfficer',
];
/** Who reads the yearly figures here, before and beside the report to the Diet (Art. 19). */
export const COUNTED_FOR: readonly Role[] = ['Auditor', 'AssessmentOfficerInCharge'];
/** Who demands corrections, and who answers. */
export const DEMAND_ROLES: readonly Role[] = ['Auditor', 'AssessmentOfficerInCharge'];
export const OUTCOME_ROLES: readonly Role[] = ['ContractorSecurityManager', 'InformationManager'];
/** Who may keep an item of information; who says so, and reads every list, is in charge. */
export const ITEM_ROLES: readonly Role[] = [...CUSTODIAN_ROLES, 'AssessmentOfficerInCharge'];
