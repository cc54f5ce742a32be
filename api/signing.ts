import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Action } from '../domain/edges.js';
import { Refused } from '../domain/errors.js';
import { documentOf, isSigned, type SignedDocument } from '../domain/signatures.js';
import type { ToSign } from '../domain/to-sign.js';
import { challengeFor, signedBy, SOFTWARE_MAKE } from '../privacy/passkeys.js';
import { drawNonce, NONCE_VALID_MS, nonceHolds } from '../privacy/signing-nonce.js';
import { keepSignature, type LivePasskey, livePasskeys } from '../store/signatures.js';
import type { StepDetails } from '../store/step.js';
import type { ApiParts, Call } from './route.js';
import { type GivenSignature, SignatureShape } from './signature-shapes.js';

/** The body of an act that is signed, with its signature. Without one it is told what is to be signed. */
export function withSignature<B extends z.ZodType>(action: Action, body: B): B {
  if (!isSigned(action)) return body;
  if (!(body instanceof z.ZodObject)) throw new Error(`the body of ${action} has no room for a signature`);
  return body.safeExtend({ signature: SignatureShape.optional() }) as unknown as B;
}

/** A request as it was before it was signed: the same act, and the same command. */
export function unsigned(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { signature: _, ...said } = body as Readonly<Record<string, unknown>>;
  return said;
}

type Taking = Call<unknown, unknown>;

/** Whose passkey says that it signed, for the step's own entry. Whether it did is asked when all else lets the step through. */
export async function signerOf(call: Taking, action: Action): Promise<LivePasskey | undefined> {
  const given = isSigned(action) ? givenIn(call) : undefined;
  return given && (await ownPasskeys(call)).find(({ credentialId }) => credentialId === given.assertion.id);
}

/**
 * What a person says by themselves they sign with their passkey, exactly as it is taken: nobody who has our keys and the
 * register, and not their authenticator, can say it for them. Asked last, so that nobody signs what would be refused.
 * @throws Refused SIGNATURE_NEEDED, SIGNATURE_INVALID, PASSKEY_NEEDED
 */
export async function proveSigned(
  call: Taking,
  of: {
    readonly action: Action;
    readonly caseId: string;
    readonly details: StepDetails;
    readonly signer: LivePasskey | undefined;
  },
): Promise<void> {
  const { action, caseId, details, signer } = of;
  if (!isSigned(action)) return;
  const document = documentOf({
    act: action,
    caseId,
    texts: textsIn(details),
    said: unsigned(call.sent ?? {}),
  });
  const given = givenIn(call);
  if (given === undefined) throw await toBeSigned(call, document);
  if (!signer) throw await notTheirs(call);
  const { tx, principal, parts, commandId, now } = call;
  const { nonce, assertion } = given;
  if (!nonceHolds(nonceKey(parts), principal.sub, nonce, Date.now()))
    throw new Refused('SIGNATURE_INVALID', 'its number has run out, or was not given to you');
  const proof = await signedBy(signer, { document, nonce, assertion }, parts.passkeys.site);
  if ('fault' in proof) throw new Refused('SIGNATURE_INVALID', 'it is not over exactly this');
  const signature = { commandId, caseId, passkeyId: signer.id, nonce, document, assertion };
  if (!(await keepSignature(tx, { ...signature, counter: proof.counter }, now)))
    throw new Refused('SIGNATURE_INVALID', 'its number was used');
}

/** The forms as they were shown, and the text that the person says they have read: the notice, the pledge, the questions. */
function textsIn({ forms = [], text }: StepDetails): string[] {
  return [...forms, ...(text === undefined ? [] : [text])];
}

async function toBeSigned(call: Taking, document: SignedDocument): Promise<Refused> {
  const passkeys = await ownPasskeys(call);
  if (passkeys.length === 0) return new Refused('PASSKEY_NEEDED');
  const { parts, principal } = call;
  const nowMs = Date.now();
  const nonce = drawNonce(nonceKey(parts), principal.sub, nowMs);
  const toSign: ToSign = {
    document,
    nonce,
    challenge: challengeFor(document, nonce),
    rpId: parts.passkeys.site.id,
    credentialIds: passkeys.map(({ credentialId }) => credentialId),
    until: new Date(nowMs + NONCE_VALID_MS).toISOString(),
  };
  return new Refused('SIGNATURE_NEEDED', undefined, undefined, toSign);
}

async function notTheirs(call: Taking): Promise<Refused> {
  return (await ownPasskeys(call)).length === 0
    ? new Refused('PASSKEY_NEEDED')
    : new Refused('SIGNATURE_INVALID', 'no passkey of yours signed it');
}

/** Those that count here: one in software is for invented people alone. */
async function ownPasskeys({ tx, principal, parts }: Taking): Promise<LivePasskey[]> {
  const all = await livePasskeys(tx, principal.sub);
  return all.filter(({ make }) => parts.passkeys.software || make !== SOFTWARE_MAKE);
}

function givenIn({ body }: Taking): GivenSignature | undefined {
  return (body as { signature?: GivenSignature } | undefined)?.signature;
}

/** Of every copy of the API, and no other use of the key it comes from. */
function nonceKey({ indexKey }: ApiParts): Uint8Array {
  return createHmac('sha256', indexKey).update('signing-nonce').digest();
}
