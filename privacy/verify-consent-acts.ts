import { z } from 'zod';
import type { ConsentRecord, RecordedAct, RecordedSaid } from '../domain/consent-record.js';
import { orderFault } from '../domain/replay-consent.js';
import { canonicalJson } from './canonical-json.js';
import { Fault, type Findings } from './consent-findings.js';
import { type Assertion, signedBy } from './passkeys.js';

/** Each word of the person's: signed with a passkey of theirs, for this case and this site, and saying just this. */
export async function checkActs(record: ConsentRecord, { holds, open }: Findings): Promise<void> {
  const { acts, site } = record;
  const fault = orderFault(record);
  if (fault !== undefined) throw new Fault(fault);
  for (const named of [acts.map(({ id }) => id), nonces(acts)])
    if (new Set(named).size !== named.length) throw new Fault('One word of the person’s is told twice.');
  for (const act of acts) {
    const what = `${WORDS[act.act]} of ${act.at}`;
    if (act.signed && act.paper) throw new Fault(`The ${what} is said to be signed and a paper at once.`);
    if (act.signed) {
      await checkSigned(record, act, what);
      holds(`the ${what}: a passkey signed exactly this, for this case, at ${site.origin}`);
    } else if (act.paper)
      open(
        `the ${what} came on paper: compare the signed original of ${act.paper.signedOn} (SHA-256 ${act.paper.hash})`,
      );
    else open(`the ${what} was neither signed with a passkey nor on paper: the register’s word alone`);
  }
}

const WORDS = {
  giveConsent: 'consent',
  refuseConsent: 'refusal',
  answerSupplement: 'answer to a supplementary consent',
  withdrawInquiry: 'withdrawal of single questions',
  withdrawConsent: 'withdrawal',
} as const satisfies Record<RecordedAct['act'], string>;

function nonces(acts: readonly RecordedAct[]): string[] {
  return acts.flatMap(({ signed }) => (signed ? [signed.nonce] : []));
}

async function checkSigned(
  { caseId, passkeys, site, notice }: ConsentRecord,
  act: RecordedAct,
  what: string,
): Promise<void> {
  const { signed } = act;
  const passkey = passkeys.find(({ credentialId }) => credentialId === signed?.passkey);
  if (!signed || !passkey) throw new Fault(`The ${what} was signed by a passkey that is not in the record.`);
  const { document, nonce } = signed;
  if (document.act !== act.act || document.caseId !== caseId)
    throw new Fault(`What was signed is not the ${what} of this case.`);
  if (act.at < passkey.enrolledAt || (passkey.revokedAt !== null && act.at > passkey.revokedAt))
    throw new Fault(`The ${what} was signed by a passkey that did not count then.`);
  if (!isExact(signed.assertion)) throw new Fault(`The signature of the ${what} is not written as it came.`);
  const key = {
    credentialId: passkey.credentialId,
    publicKey: Buffer.from(passkey.publicKey, 'base64url'),
    counter: 0,
  };
  const assertion = signed.assertion as unknown as Assertion;
  const done = await signedBy(key, { document, nonce, assertion }, site);
  if ('fault' in done) throw new Fault(`The ${what} was not signed by its passkey: ${done.fault}`);
  const said = Said[act.act].safeParse(document.said);
  if (!said.success || canonicalJson(normal(said.data)) !== canonicalJson(normal(act.said)))
    throw new Fault(`The ${what} that was signed does not say what the register says.`);
  if (act.act === 'giveConsent' && notice && said.data.text !== notice.text)
    throw new Fault('The consent names another notice than the one in the record.');
}

const ByCode = z.record(z.string(), z.boolean());
const Codes = z.array(z.string());
/** What of each document says yes or no; what else was sent with it was signed too, and is not asked here. */
const Said = {
  giveConsent: z.looseObject({ assessment: z.literal(true), text: z.string(), inquiries: ByCode }),
  answerSupplement: z.looseObject({ text: z.string(), inquiries: ByCode }),
  withdrawInquiry: z.looseObject({ codes: Codes }),
  refuseConsent: z.looseObject({}),
  withdrawConsent: z.looseObject({}),
} satisfies Record<RecordedAct['act'], z.ZodType<RecordedSaid>>;

/** A question that is named twice is named, and a consent not given by name is a no. */
function normal({ text, inquiries, codes }: RecordedSaid): unknown {
  return {
    ...(text === undefined ? {} : { text }),
    ...(inquiries === undefined ? {} : { inquiries }),
    ...(codes === undefined ? {} : { codes: [...new Set(codes)].toSorted() }),
  };
}

const B64 = z.string().refine((text) => Buffer.from(text, 'base64url').toString('base64url') === text);
/** Each member once and in the one way it can be written; what an authenticator adds of its own is not ours to judge. */
const Exact = z
  .object({
    id: B64,
    rawId: B64,
    response: z.object({ clientDataJSON: B64, authenticatorData: B64, signature: B64 }),
  })
  .refine(({ id, rawId }) => id === rawId);

function isExact(assertion: unknown): boolean {
  return Exact.safeParse(assertion).success;
}
