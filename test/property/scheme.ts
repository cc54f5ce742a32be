import type { Action } from '../../domain/edges.js';
import type { MachineActor } from '../../domain/roles.js';
import type { CaseKind } from '../../domain/stages.js';
import type { Cast, Player } from './cast.js';
import type { Check, File, Happened, Input, NewFile } from './file.js';
import type { Finding } from '../../domain/checks.js';
import type { RecordedRight } from './recorded.js';

export type By = { readonly player: Player } | { readonly machine: MachineActor };
export const SYSTEM: By = { machine: 'System' };

/** What facts and meanings may see and do of the world. */
export interface Scheme {
  readonly cast: Cast;
  readonly now: string;
  readonly files: ReadonlyMap<string, File>;
  readonly history: readonly Happened[];
  readonly conflicted: Set<string>;
  readonly recorded: readonly RecordedRight[];
  named(kind: CaseKind): File[];
  hasBasis(file: File): boolean;
  /** Changed by a step that is not its own: put back if that one is refused. */
  touch(file: File): void;
  /** @throws Refused */
  step(file: File, action: Action, by: By, input: Input, more?: More): void;
  /** By the System, where the table allows it. */
  attempt(file: File, action: Action): void;
  /** @throws Refused */
  open(action: Action, by: By, of: Partial<NewFile> & Pick<NewFile, 'kind'>): File;
}

export interface More {
  readonly seen?: number;
  readonly check?: Check;
  readonly finding?: Finding;
}
