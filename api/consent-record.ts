import { CONSENT_RECORD_FORMAT, type ConsentRecord } from '../domain/consent-record.js';
import { consentActsOf, questionsPutIn } from '../store/consent-record.js';
import { servedOn } from '../store/signed-forms.js';
import type { CaseSummary } from '../store/views.js';
import type { Call } from './route.js';
import { servedNotice } from './served-text.js';

/** All that verifying a consent needs, as it stands now; whoever asks may read the case. */
export async function consentRecordOf(call: Call, { id }: CaseSummary): Promise<ConsentRecord> {
  const { tx, now, parts } = call;
  const { acts, passkeys } = await consentActsOf(tx, id);
  const { text } = await servedOn(tx, id);
  const lines = text === null ? undefined : servedNotice(text);
  const questions = await questionsPutIn(tx, id);
  return {
    format: CONSENT_RECORD_FORMAT,
    caseId: id,
    madeAt: now,
    site: parts.passkeys.site,
    notice: text !== null && lines ? { text, ...lines } : null,
    passkeys,
    acts,
    questions,
    keys: parts.grants.publicKeys(),
  };
}
