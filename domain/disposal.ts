import type { CaseKind } from './stages.js';

/**
 * What is said of a destroyed file, signed: when it was destroyed, and since when, or from when at the earliest, that is
 * true of backups as well. Nothing of what was in the file, nor by which period it went, which would tell how it had ended.
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
  readonly policy: string;
  readonly backups: InBackups;
  readonly asOf: string;
}

/**
 * The last key decides, and never before the backups of that day are thrown away: rows of before have codes and dates in
 * clear. A key that the key store does not know, or still has, leaves it open: what the register destroyed is told there
 * within a minute, and until then nobody can give a day.
 */
export function inBackups(
  keyIds: readonly string[],
  endings: readonly KeyEnding[],
  /** `windowEnds`: when the backups of the day it was destroyed are thrown away; null where nobody has said how long they are kept. */
  { windowEnds, now }: { readonly windowEnds: string | null; readonly now: string },
): InBackups {
  const known = new Set(endings.map(({ keyId }) => keyId));
  const open = endings.some(({ endedAt }) => endedAt === null) || keyIds.some((id) => !known.has(id));
  if (open || windowEnds === null) return { state: 'WAITING', notBefore: null };
  const days = endings.map(({ goneAt, notBefore }) => goneAt ?? notBefore);
  if (!days.every((day) => day !== null)) return { state: 'WAITING', notBefore: null };
  const day = last([windowEnds, ...days]);
  const gone = day <= now && endings.every(({ goneAt }) => goneAt !== null);
  return gone ? { state: 'GONE', since: day } : { state: 'WAITING', notBefore: day };
}

function last(moments: readonly string[]): string {
  return moments.reduce((a, b) => (a > b ? a : b));
}
