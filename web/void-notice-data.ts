import type { Word } from './language.js';

/** A notice of a result that was void, in the words in which everybody who was told of it is told that. */
export interface VoidNoticeShown {
  readonly notifiedOn: string;
  readonly voidedOn: string;
  readonly text: Word;
}
