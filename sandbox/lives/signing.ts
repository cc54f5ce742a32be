/** An authenticator at hand: what it signs, or nothing where it cannot be reached; and how it is enrolled. */
interface Authenticator {
  sign(challenge: string): Promise<unknown>;
  enrol(): Promise<void>;
}

interface Told {
  readonly status: number;
  readonly body?: {
    readonly code?: unknown;
    readonly toSign?: { readonly challenge: string; readonly nonce: string };
  };
}

/** By turns with copies of a release that asks for no signature, and takes none, the same one may be met each time. */
const MOST_TRIES = 12;

/**
 * An act as whoever takes it goes about it: asked as it is, signed if it is to be signed, by a passkey that is enrolled if
 * there is none yet. A copy of the release before knows no signature and refuses it as a strange field: then once more, and without.
 */
export async function signing<A extends Told>(
  body: unknown,
  attempt: (said: unknown) => Promise<A>,
  authenticator: Authenticator,
): Promise<A> {
  let signed: object | undefined;
  let refused = 0;
  let answer = await attempt(body);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const { toSign, code } = answer.body ?? {};
    if (code === 'PASSKEY_NEEDED') {
      await authenticator.enrol();
      answer = await attempt(body);
    } else if (code === 'SIGNATURE_NEEDED' && toSign) {
      const assertion = await authenticator.sign(toSign.challenge);
      const signature = { nonce: toSign.nonce, assertion };
      signed = assertion === undefined ? undefined : { ...(body as object), signature };
      answer = await attempt(signed ?? body);
    } else if (code === 'INVALID' && signed) {
      // The next copy may be one that takes it.
      refused += 1;
      answer = await attempt(refused % 2 === 1 ? signed : body);
    } else return answer;
  }
  return answer;
}
