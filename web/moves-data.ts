import type { MoveKind } from '../domain/moves.js';
import type { Word } from './language.js';

/** Where a holder has gone, with the name of the organ or contractor. */
export interface MoveShown {
  readonly kind: MoveKind;
  readonly at: string;
  readonly on: string | null;
  readonly section: string | null;
  readonly to: Word | null;
  readonly backBy: string | null;
}
