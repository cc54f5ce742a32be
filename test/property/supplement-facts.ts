import { ACT27, CHECK_CODES } from '../support/act27.js';
import type { Facts } from '../../domain/facts.js';
import { codesOf, type Inquired } from '../../domain/inquiries.js';
import { type OpenSupplement, supplementable } from '../../domain/supplements.js';
import type { File } from './file.js';
import type { Scheme } from './scheme.js';

const ENDING = ['answerSupplement', 'markSupplementOverdue', 'reopenAdjudication'];

const ASKING_ANEW = ['requestSupplement', 'answerSupplement', 'reopenAdjudication'];

/** What the person consents to now, is asked for, and may be asked for: read from what happened. */
export function supplementIn(
  world: Scheme,
  file: File,
): Pick<Facts, 'consented' | 'supplement' | 'missedSupplement' | 'supplementable'> {
  if (file.kind !== 'application' || file.consentedAt === null)
    return { consented: [], supplement: null, missedSupplement: null, supplementable: {} };
  let open: Facts['supplement'] = null;
  let missed: Facts['missedSupplement'] = null;
  const named: Inquired[] = [];
  for (const { file: name, edge, input } of world.history) {
    if (name !== file.name) continue;
    if (edge.action === 'markSupplementOverdue' && open !== null && file.supplementOver !== null)
      missed = { ...(open as OpenSupplement), over: file.supplementOver };
    else if (ASKING_ANEW.includes(edge.action)) missed = null;
    if (ENDING.includes(edge.action)) open = null;
    if (edge.action !== 'requestSupplement') continue;
    named.push(input.needs ?? {});
    open = { text: input.text ?? '', asks: codesOf(ACT27, input.needs ?? {}) };
  }
  const asked = file.checks.flatMap(({ code, need }): Inquired[] => (need ? [{ [code]: need }] : []));
  return {
    consented: CHECK_CODES.filter((code) => file.inquiries[code] === true),
    supplement: open,
    missedSupplement: missed,
    supplementable: supplementable(ACT27, file.inquiries, file.stated, [...named, ...asked]),
  };
}
