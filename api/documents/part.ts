import type { Filling } from '../../forms/filling.js';
import type { Language } from '../../forms/shape.js';
import type { Flag } from '../../forms/spec.js';
import type { CaseSummary } from '../../store/views.js';
import type { Call } from '../route.js';
import type { Identity } from './contents.js';
import type { Paper } from './papers.js';

/** What a part of a document is filled in from, and for whom. */
export interface Filler {
  readonly call: Call;
  readonly summary: CaseSummary;
  readonly paper: Paper;
  readonly language: Language;
  readonly person: Identity;
  /** The reader is the person it is about. */
  readonly own: boolean;
}
export type Part = Partial<Pick<Filling, 'values' | 'tables' | 'how'>> & { readonly flags?: readonly Flag[] };
