import type { CertificationPart } from '../domain/certification.js';
import type { Option } from './field-parts.js';
import type { Word } from './language.js';
import { CERTIFICATION_WORDS as c } from './words/certification.js';

/** One field: its place in the body its route takes, and the article of whatever it states where that is its own. */
export interface OfficeField {
  /** `parts.RULES.adoptedOn` goes to that place. */
  readonly name: string;
  readonly type: 'line' | 'text' | 'day' | 'count' | 'flag' | 'codes' | 'list' | 'one' | 'tick';
  readonly label: Word;
  readonly hint?: Word;
  /** Where it is not the form's. */
  readonly article?: string;
  readonly max?: number;
  /** `depends`: needed or not by what is filled in beside it. */
  readonly optional?: true | 'depends';
  /** What nothing chosen means, where that is an answer too. */
  readonly none?: Word;
  /** Without them, a list is of what the page has read. */
  readonly options?: readonly Option[];
}
export interface Part {
  readonly part: CertificationPart;
  readonly title: Word;
  readonly article: string;
  readonly fields: readonly OfficeField[];
}
export interface OfficeForm {
  readonly label: Word;
  readonly done: Word;
  readonly hint?: Word;
  readonly article: string;
  readonly fields: readonly OfficeField[];
  readonly parts?: readonly Part[];
  /** It asks and changes nothing: no key makes it count once. */
  readonly asks?: true;
  /** It answers a version that was looked at. */
  readonly seen?: true;
  /** The field that says which of several things the form is about: no part of the body. */
  readonly about?: string;
}

/** A form without its words. */
export type OfficeShape = Omit<OfficeForm, 'label' | 'done' | 'hint'>;

export const FIRST: OfficeField = { name: 'firstDay', type: 'day', label: c.from };
export const LAST: OfficeField = { name: 'lastDay', type: 'day', label: c.until };
export const ORGAN: OfficeField = { name: 'organId', type: 'list', label: c.organ };
export const CONTRACTOR: OfficeField = { name: 'contractorId', type: 'list', label: c.contractor };
