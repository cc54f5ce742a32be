import type { ToSign } from './to-sign.js';

/**
 * Every way the system refuses. The list is closed: docs/problems.md, the OpenAPI document and the tests are compared
 * with it. `status` is the HTTP status, `text` what the person who asked may read (never a cause, never personal data).
 */
export const PROBLEMS = {
  MALFORMED: { status: 400, text: 'The request body is not valid JSON.' },
  INVALID: { status: 422, text: 'The request does not fit its schema; see `errors` for each field.' },
  TOO_LARGE: { status: 413, text: 'The request body is larger than 1 MiB.' },
  UNSUPPORTED_MEDIA: { status: 415, text: 'Send application/json.' },
  NOT_HTTP: { status: 400, text: 'This is no request that HTTP/1.1 allows; the connection is closed.' },
  HEAD_TOO_LARGE: { status: 431, text: 'Request line and headers are larger than 16 KiB.' },
  TOO_SLOW: { status: 408, text: 'The request did not arrive in time.' },
  NOT_SIGNED_IN: { status: 401, text: 'Sign in: a valid access token of the configured issuer is needed.' },
  NOT_FOUND: { status: 404, text: 'There is no such thing, or it is not yours to see.' },
  TIES_UNDECLARED: {
    status: 409,
    text: 'First say of this case whether you are tied to its person; until then its file is closed to you.',
  },
  NO_SUCH_METHOD: { status: 405, text: 'This address does not take that method.' },
  NOT_YOURS: { status: 403, text: 'You can see this case, but this step belongs to another role.' },
  WRONG_STAGE: { status: 409, text: 'The case is not in a stage that allows this step.' },
  STALE: { status: 409, text: 'The case has moved since you looked at it. Look again, then decide.' },
  KEY_REUSED: { status: 422, text: 'This idempotency key was used for a different request.' },
  NOT_CERTIFIED: {
    status: 409,
    text: 'The contractor is not certified by, or has no contract with, this organ (Art. 10).',
  },
  ALREADY_OPEN: { status: 409, text: 'This person already has an open assessment with this organ.' },
  ALREADY_REGISTERED: { status: 409, text: 'This item of information is registered already.' },
  ALREADY_CLEARED: {
    status: 409,
    text: 'This person holds a valid clearance from this organ (Art. 12(1)(i)).',
  },
  SAME_PERSON: {
    status: 409,
    text: 'Another person must take this step: who worked on the case may not (law: restriction on involvement).',
  },
  SAME_LINE: {
    status: 409,
    text: 'Another person must take this step: who stands above or below whoever worked on the case may not (restriction on involvement).',
  },
  CHECKS_OPEN: { status: 409, text: 'Checks are still open.' },
  RECORDS_FIRST: {
    status: 409,
    text: 'The superior’s form and the personnel records are asked first: nobody else is, until they have come in or their time is over.',
  },
  REVIEW_OPEN: {
    status: 409,
    text: 'An answer that is missing, late, declined or of concern still waits for a person.',
  },
  DOUBT_STANDS: { status: 409, text: 'A doubt notice was served; only a new assessment lifts it (Art. 11).' },
  HELD: { status: 409, text: 'This file is not to be destroyed yet.' },
  NO_HOLD: { status: 409, text: 'There is no such hold on this file, or it has been lifted.' },
  RELIED_ON: {
    status: 409,
    text: 'Too much has followed from this notice: a later assessment, or a clearance that is doubted, reported on or over.',
  },
  NO_CONSENT: {
    status: 409,
    text: 'The person has not consented to this, or it may not be asked in this case (Art. 12(3), 12(6)).',
  },
  CONSENT_TEXT_DIFFERS: {
    status: 409,
    text: 'The consent names another text than the notice that was served.',
  },
  NO_SUPPLEMENT: {
    status: 409,
    text: 'Consent to this is not asked for: it stands, is not warranted by what was stated, or was asked for with this need before.',
  },
  SUPPLEMENT_OPEN: {
    status: 409,
    text: 'The person is asked for a supplementary consent: first they answer, or its day passes.',
  },
  DRIFTS: {
    status: 422,
    text: 'Passages tell of what may not be asked (creed, lawful politics, unions); see `errors` for each. Leave them out, or say that they are kept.',
  },
  REASONS_REQUIRED: { status: 422, text: 'This step needs written reasons.' },
  NOT_WEIGHED: {
    status: 409,
    text: 'The worksheet passes over an item in which something was stated, is on record, went unanswered or was not consented to; or a decision against somebody rests on nothing that was weighed.',
  },
  NOT_HEARD: {
    status: 409,
    text: 'The person has not been asked about the concerns yet, or about none of the items that the decision rests on, or still has time to answer.',
  },
  SIGNATURE_NEEDED: {
    status: 409,
    text: 'Nothing else hinders this step: sign `toSign.challenge` with your passkey, and send the same again with `signature`.',
  },
  SIGNATURE_INVALID: {
    status: 409,
    text: 'The signature does not hold: not by a passkey of yours, not for exactly this, or its number has run out or was used. Send it without, and sign anew.',
  },
  PASSKEY_NEEDED: {
    status: 409,
    text: 'You have no passkey to sign this with yet: enrol one with the code that was handed over with the notice, or sign on paper.',
  },
  TOO_EARLY: {
    status: 409,
    text: 'The interview has not taken place yet: its record is written after its time.',
  },
  NOT_REUSABLE: {
    status: 409,
    text: 'There is no earlier investigation that may be used in this case (Art. 12(7)).',
  },
  ORIGINAL_WAITING: {
    status: 409,
    text: 'A signed paper has come in and waits for a second person: first it is confirmed or rejected.',
  },
  WORDS_WAITING: {
    status: 409,
    text: 'Passages on what may not be investigated wait for a screening officer: first they are struck or let stand.',
  },
  PASSKEY_STANDS: {
    status: 409,
    text: 'This person has a passkey, or had one whose loss two people have not recorded, or objected to it: only a recorded loss makes way for another.',
  },
  CODE_INVALID: {
    status: 409,
    text: 'This code is none that counts: mistyped, used, replaced by a later one, tried too often, out of date, or in its cool-down. Wrong tries are counted.',
  },
  PASSKEY_INVALID: {
    status: 409,
    text: 'This passkey was not made here, now and for you, by an authenticator that asked who you are; or it is known already.',
  },
  ALREADY_ANSWERED: { status: 409, text: 'A different answer to this request is already on file.' },
  CLOSED_REQUEST: { status: 410, text: 'This request is closed. Delete what you hold about it.' },
  RATE_LIMITED: { status: 429, text: 'Too many requests; see Retry-After.' },
  UNAVAILABLE: {
    status: 503,
    text: 'A part we need is out of reach. Nothing was changed; try again after Retry-After.',
  },
  POLICY_MISSING: {
    status: 503,
    text: 'The policy this case began with is not loaded here. Nothing was changed, and operations staff see it; its deadlines wait for it.',
  },
  INTERNAL: {
    status: 500,
    text: 'This is our fault. Nothing was changed. The reference below helps us find it.',
  },
} as const satisfies Record<string, { status: number; text: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** RFC 9457. `code` is from the closed list; `reference` finds the request in our logs. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly errors?: readonly { pointer: string; message: string }[];
  /** Of SIGNATURE_NEEDED: what is to be signed. */
  readonly toSign?: ToSign;
  readonly reference: string;
}

export function problemOf(
  code: ProblemCode,
  reference: string,
  { detail, fields, toSign }: Pick<Refused, 'detail' | 'fields' | 'toSign'> = {},
): Problem {
  const { status, text } = PROBLEMS[code];
  return {
    type: `/problems/${code}`,
    title: text,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(fields === undefined ? {} : { errors: fields }),
    ...(toSign === undefined ? {} : { toSign }),
    reference,
  };
}

/** A refusal: what was asked is not allowed, and nothing has changed. `detail` is safe to show. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly code: ProblemCode,
    readonly detail?: string,
    readonly fields?: readonly { pointer: string; message: string }[],
    readonly toSign?: ToSign,
  ) {
    super(detail === undefined ? code : `${code}: ${detail}`);
  }
}

/** For switches over closed unions: a new member is a compile error, and a bug if it happens. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${JSON.stringify(value)}`);
}
