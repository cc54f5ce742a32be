import type { DeadlineKind } from './policy.js';
import type { CaseKind } from './stages.js';

/**
 * What is said of a destroyed file, signed: when it was destroyed, by which period, and since when, or from when at the
 * earliest, that is true of backups as well. It holds nothing of what was in the file.
 */
export const DISPOSAL_ARTICLE = 'Standards: retention';
export const DISPOSAL_FORMAT = 'sekisho-disposal/1';

/** Where keys are kept: when one was destroyed, since when no backup opens it, or from when at the earliest. */
export interface KeyEnding {
  readonly keyId: string;
  /** Null while the key is still there. */
  readonly endedAt: string | null;
  /** Since when its epoch's key is destroyed. */
  readonly goneAt: string | null;
  /** Null where nobody has said how long backups are kept. */
  readonly notBefore: string | null;
}

export type InBackups =
  | { readonly state: 'GONE'; readonly since: string }
  | { readonly state: 'WAITING'; readonly notBefore: string | null };

export interface DisposalCertificate {
  readonly format: typeof DISPOSAL_FORMAT;
  readonly caseId: string;
  readonly kind: CaseKind;
  readonly organId: string;
  readonly destroyedAt: string;
  /** Null where no period of the policy ended it. */
  readonly period: DeadlineKind | null;
  readonly policy: string;
  /** How many keys were destroyed, those of parts that went earlier among them. */
  readonly keys: number;
  readonly backups: InBackups;
  readonly asOf: string;
}

/**
 * The last key decides. One that the key store does not know, or still has, leaves it open: the register's word that it
 * was destroyed is told there within a minute, and until then nobody can give a day.
 */
export function inBackups(
  destroyedAt: string,
  keyIds: readonly string[],
  endings: readonly KeyEnding[],
): InBackups {
  const known = new Set(endings.map(({ keyId }) => keyId));
  const open = endings.some(({ endedAt }) => endedAt === null) || keyIds.some((id) => !known.has(id));
  if (open) return { state: 'WAITING', notBefore: null };
  const gone = endings.map(({ goneAt }) => goneAt);
  if (gone.every((at) => at !== null)) return { state: 'GONE', since: last([destroyedAt, ...gone]) };
  const days = endings.map(({ goneAt, notBefore }) => goneAt ?? notBefore);
  return { state: 'WAITING', notBefore: days.every((day) => day !== null) ? last(days) : null };
}

function last(moments: readonly string[]): string {
  return moments.reduce((a, b) => (a > b ? a : b));
}
