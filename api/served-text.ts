import { dayOf } from '../domain/calendar.js';
import type { Ground } from '../domain/stages.js';
import { noticeLines } from '../forms/lines.js';
import { noticeNamed, noticeOn, PACKS } from '../forms/packs.js';

/**
 * The name of exactly the text a person is shown: its version and the start of its hash. Consent must repeat it. The
 * texts are those of the pack in force at `now`; without one, the newest.
 */
export function servedText(ground: Ground, now?: string): string {
  return noticeOn(ground, now === undefined ? NEWEST : dayOf(now)).id;
}

const NEWEST = PACKS[PACKS.length - 1]?.from ?? '';

/** The lines of the notice of this name; undefined once no pack holds it. */
export function servedNotice(id: string): { ja: string[]; en: string[] } | undefined {
  const found = noticeNamed(id);
  return found && { ja: noticeLines(found.form.ja), en: noticeLines(found.form.en) };
}
