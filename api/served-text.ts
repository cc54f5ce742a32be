import type { Ground } from '../domain/stages.js';
import { noticeLines } from '../forms/lines.js';
import { policyOn } from '../domain/policy.js';
import { noticeIn, noticeNamed } from '../forms/packs.js';

/**
 * The name of exactly the text a person is shown: its version and the start of its hash. Consent must repeat it. The text is
 * that of the policy its case froze; without one, of the newest of the default scheme.
 */
export function servedText(ground: Ground, policy = newest()): string {
  return noticeIn(ground, policy).id;
}

function newest(): string {
  return policyOn('9999-12-31').version;
}

/** The lines of the notice of this name; undefined once no pack holds it. */
export function servedNotice(id: string): { ja: string[]; en: string[] } | undefined {
  const found = noticeNamed(id);
  return found && { ja: noticeLines(found.form.ja), en: noticeLines(found.form.en) };
}
