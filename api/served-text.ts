import { createHash } from 'node:crypto';
import { type NoticeText, noticeText } from '../domain/notices.js';
import type { Ground } from '../domain/stages.js';

/** The name of exactly the text a person is shown: its version and the start of its hash. Consent must repeat it. */
export function servedText(ground: Ground): string {
  const text: NoticeText = noticeText(ground);
  const hash = createHash('sha256')
    .update(JSON.stringify([text.ja, text.en]))
    .digest('hex');
  return `${text.version}@${hash.slice(0, 16)}`;
}
