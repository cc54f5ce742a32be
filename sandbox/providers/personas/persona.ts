import type { Answer, CheckCode } from '../../../domain/checks.js';

/** Silence is what the other side will call LATE. */
export type Behaviour =
  | { readonly answer: Answer; readonly statement?: string; readonly onlyWhenReminded?: true }
  | { readonly silent: true };

export interface Persona {
  /** Any of them, compared without width and spacing. */
  readonly names: readonly string[];
  /** Where two people bear one name. A source that is not given the date of birth then knows nothing of this one. */
  readonly dateOfBirth?: string;
  readonly story: { readonly ja: string; readonly en: string };
  readonly answers: Readonly<Partial<Record<CheckCode, Behaviour>>>;
}
