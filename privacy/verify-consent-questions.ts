import { secondsAt, dayOf, startOfDay } from '../domain/calendar.js';
import type { ConsentRecord, RecordedAct, RecordedQuestion } from '../domain/consent-record.js';
import { GRANT_PURPOSE } from '../domain/grants.js';
import { questionFault } from '../domain/replay-consent.js';
import { consentClaim, consentDigest } from './consent-claim.js';
import { Fault, type Findings } from './consent-findings.js';
import { openGrant } from './grant-signing.js';

/** Each question: by a grant, of a consent that says yes to it, while that stood. */
export function checkQuestions(record: ConsentRecord, { holds, open }: Findings): void {
  const { questions } = record;
  for (const named of [
    questions.map(({ requestId }) => requestId),
    questions.flatMap(({ salt }) => (salt === null ? [] : [salt])),
  ])
    if (new Set(named).size !== named.length) throw new Fault('One question is told twice.');
  for (const question of questions) {
    const what = `question ${question.check} to ${question.source} of ${question.askedAt}`;
    const named = claimOf(record, question, what);
    if (named === undefined) {
      open(`the ${what}: its grant is ours and for this question, and names no consent`);
      continue;
    }
    const consent = record.acts.find((act) => namedBy(act, question, named));
    if (!consent) throw new Fault(`The ${what}: its grant came from none of the consents in the record.`);
    const fault = questionFault(record.acts, question, consent);
    if (fault !== undefined) throw new Fault(`The ${what}: ${fault}.`);
    holds(`the ${what}: asked by a grant for it alone, from the consent of ${consent.at}`);
  }
  holds(
    questions.length === 0
      ? 'nothing was asked of anybody'
      : 'no question in it was asked without a grant, or after it was taken back',
  );
}

/** The consent that the grant names, once the grant is found to be ours and for this very question. */
function claimOf(
  { keys, site }: ConsentRecord,
  question: RecordedQuestion,
  what: string,
): string | undefined {
  if (question.grant === null) throw new Fault(`The ${what} was asked without a grant.`);
  const opened = openGrant(question.grant, keys);
  if ('fault' in opened) throw new Fault(`The ${what}: its grant does not hold: ${opened.fault}`);
  const { grant } = opened;
  const same =
    grant.jti === question.requestId &&
    grant.check === question.check &&
    grant.item === question.item &&
    grant.aud === question.source &&
    grant.purpose === GRANT_PURPOSE;
  if (!same) throw new Fault(`The ${what}: its grant is for another one.`);
  if (new URL(opened.issuer).origin !== site.origin)
    throw new Fault(`The ${what}: its grant was given by another site than the consent was signed for.`);
  // One that a release before had put without a grant was given its own later.
  if (grant.iat < secondsAt(startOfDay(dayOf(question.askedAt))))
    throw new Fault(`The ${what}: its grant is older than the question.`);
  if (question.usedAt !== null && secondsAt(question.usedAt) < grant.iat)
    throw new Fault(`The ${what}: it was answered before its grant was given.`);
  if ((grant.consent === undefined) !== (question.salt === null))
    throw new Fault(`The ${what}: its grant and what is needed to read it do not belong together.`);
  return grant.consent;
}

function namedBy(act: RecordedAct, { salt }: RecordedQuestion, claim: string): boolean {
  const proof = act.signed ?? act.paper;
  if (!proof || salt === null) return false;
  const bytes = Buffer.from(salt, 'base64url');
  return bytes.toString('base64url') === salt && consentClaim(consentDigest(proof), bytes) === claim;
}
