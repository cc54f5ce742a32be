import type { CheckCode } from '../domain/checks.js';
import type { Need } from '../domain/inquiries.js';

/** Of consent that comes later, for those who work on the case. */
export interface SupplementsShown {
  /** To what they may ask the person's consent now, and for which needs. */
  readonly supplementable: readonly { readonly code: CheckCode; readonly needs: readonly Need[] }[];
  readonly supplements: readonly SupplementRow[];
  readonly withdrawn: readonly { readonly at: string; readonly codes: readonly CheckCode[] }[];
}

/** A supplementary consent that was asked for, and what came of it. */
interface SupplementRow {
  readonly at: string;
  readonly status: 'OPEN' | 'ANSWERED' | 'SILENT' | 'ENDED';
  readonly asked: readonly {
    readonly code: CheckCode;
    readonly need: Need;
    readonly answer: boolean | null;
  }[];
}

/** What the person is asked for, with the text they are shown and the words to each question. */
export interface SupplementAsked {
  readonly text: string;
  readonly ja: readonly string[];
  readonly en: readonly string[];
  readonly answerBy: string;
  readonly asked: readonly { readonly code: CheckCode; readonly need: Need; readonly reasons: string }[];
}
