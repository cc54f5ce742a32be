import { putScreened } from '../store/text-screenings.js';
import type { DocumentClass } from '../store/vault.js';
import { keptIn } from './free-text.js';
import type { Call } from './route.js';

/**
 * Seals personal content of this case and returns its document id. What was pointed out in it and kept waits apart for a
 * screening officer.
 */
export function seal(call: Call<unknown>, docClass: DocumentClass, content: unknown): Promise<string> {
  const { tx, now, params, parts } = call;
  const document = { caseId: params.id ?? '', docClass, content, now, ...keptIn(call) };
  return putScreened(tx, parts.vault, document);
}
