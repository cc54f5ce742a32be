import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { servedNotice, servedText } from '../../../api/served-text.js';
import type { CheckCode } from '../../../domain/checks.js';
import {
  CONSENT_RECORD_FORMAT,
  type ConsentAct,
  type ConsentRecord,
  type RecordedAct,
  type RecordedQuestion,
  type RecordedSaid,
} from '../../../domain/consent-record.js';
import { grantFor } from '../../../domain/grants.js';
import { documentOf } from '../../../domain/signatures.js';
import { consentClaim, consentDigest, drawnSalt } from '../../../privacy/consent-claim.js';
import { grantSignerFromFile } from '../../../privacy/grant-signing.js';
import { challengeFor, fingerprintOf, relyingPartyAt } from '../../../privacy/passkeys.js';
import {
  softwareAuthenticator,
  type SoftwareAuthenticator,
} from '../../../api/sandbox/software-authenticator.js';
import { ACT27, checkOf } from '../../support/act27.js';

/** Consents as their person signed them, with our keys and their passkey, and no register. */
export const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-consent-'));
const URL_OF = 'https://sekisho.example';
const site = relyingPartyAt(URL_OF);
export const signer = grantSignerFromFile(path.join(folder, 'grants.keys'), URL_OF, { create: true });
export const theirs = softwareAuthenticator(randomBytes(32), 's01');
export const NOTED = fingerprintOf(theirs.publicKey);
const caseId = randomUUID();
const notice = servedText('NEW_HANDLER');
export const at = (minute: number) => new Date(Date.UTC(2027, 1, 1, 3, minute)).toISOString();

export const CONSENT: RecordedSaid = {
  text: notice,
  inquiries: { POLICE_RECORD: true, CREDIT_STANDING: false, ENTRY_HISTORY: true },
};
export const SUPPLEMENT: RecordedSaid = {
  text: 'supplementary-consent-2026@aa',
  inquiries: { CREDIT_STANDING: true },
};

export function act(
  name: ConsentAct,
  minute: number,
  said: RecordedSaid,
  by: SoftwareAuthenticator = theirs,
): RecordedAct {
  const sent = { ...(name === 'giveConsent' ? { assessment: true, seen: 3 } : {}), ...said };
  const document = documentOf({ act: name, caseId, texts: [said.text ?? name], said: sent });
  const nonce = randomBytes(40).toString('base64url');
  const assertion = { ...by.sign(challengeFor(document, nonce), site) };
  return {
    id: randomUUID(),
    act: name,
    at: at(minute),
    said,
    signed: { passkey: by.credentialId, document, nonce, assertion },
    paper: null,
  };
}

export function question(
  code: CheckCode,
  consent: RecordedAct,
  { asked, used, withdrawn }: { asked: number; used?: number; withdrawn?: number },
): RecordedQuestion {
  const [requestId, salt, kind] = [randomUUID(), drawnSalt(), checkOf(code)];
  const proof = consent.signed ?? consent.paper;
  const claim = proof ? { consent: consentClaim(consentDigest(proof), salt) } : {};
  const grant = grantFor({
    requestId,
    kind,
    text: 'inquiry-consent-2026',
    now: at(asked),
    periods: ACT27.periods,
    status: { list: 0, index: asked },
    ...claim,
  });
  return {
    requestId,
    check: code,
    item: kind.item,
    source: kind.source,
    askedAt: at(asked),
    usedAt: used === undefined ? null : at(used),
    withdrawnAt: withdrawn === undefined ? null : at(withdrawn),
    grant: signer.issue(grant),
    salt: proof ? salt.toString('base64url') : null,
  };
}

export function record(
  acts: readonly RecordedAct[],
  questions: readonly RecordedQuestion[],
  by: SoftwareAuthenticator = theirs,
): ConsentRecord {
  const lines = servedNotice(notice);
  const signedBy = acts.some(({ signed }) => signed)
    ? [
        {
          credentialId: by.credentialId,
          publicKey: Buffer.from(by.publicKey).toString('base64url'),
          fingerprint: fingerprintOf(by.publicKey),
          enrolledAt: at(0),
          revokedAt: at(59),
        },
      ]
    : [];
  return {
    format: CONSENT_RECORD_FORMAT,
    caseId,
    madeAt: at(50),
    site,
    notice: { text: notice, ja: lines?.ja ?? [], en: lines?.en ?? [] },
    passkeys: signedBy,
    acts,
    questions,
    keys: signer.publicKeys(),
  };
}
