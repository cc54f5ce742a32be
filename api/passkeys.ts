import { createHmac } from 'node:crypto';
import type { z } from 'zod';
import { after } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import { codeCountsFrom, MOST_TRIES } from '../domain/passkeys.js';
import {
  challengeHolds,
  drawChallenge,
  drawCode,
  hashOfCode,
  isSameHash,
} from '../privacy/enrolment-code.js';
import { registeredBy, SOFTWARE_MAKE } from '../privacy/passkeys.js';
import { NONCE_VALID_MS } from '../privacy/signing-nonce.js';
import * as register from '../store/enrolment.js';
import { lossesOf } from '../store/passkey-losses.js';
import { atCounter, enterAt, personAt } from './counter.js';
import * as shapes from './passkey-shapes.js';
import { policyFor } from './policy-fit.js';
import type { Call } from './route.js';

/** An officer hands over a code, across the counter, to whom they have looked in the face. */
export async function handOverCode(
  call: Call<z.output<typeof shapes.CodeBody>>,
): Promise<z.input<typeof shapes.CodeAnswer>> {
  const { tx, now, params, body, parts, principal } = call;
  const { summary, role } = await atCounter(call, params.id ?? '');
  const { id: caseId, organId, subjectId } = summary;
  await register.lockEnrolment(tx, summary);
  const { subs, passkeys } = await personAt(call, summary);
  // Before the notice there is no sign-in, and who answers on paper has none.
  if (summary.ended || subs.length === 0) throw new Refused('WRONG_STAGE');
  const standing = passkeys.some(({ revokedAt }) => revokedAt === null);
  const [lastLoss] = await lossesOf(tx, summary);
  const validFrom = codeCountsFrom({ hadOne: passkeys.length > 0, standing, lastLoss }, now);
  const validUntil = after(validFrom, (await policyFor(call)).periods.ENROLMENT_CODE_VALID);
  const code = drawCode();
  await register.endCode(tx, summary, 'VOID', now);
  const id = await register.keepCode(
    tx,
    {
      organId,
      subjectId,
      caseId,
      hash: hashOfCode(parts.indexKey, summary, code),
      identityCheck: body.identityCheck,
      validFrom,
      validUntil,
    },
    { by: principal.sub, now },
  );
  const details = { code: id, identityCheck: body.identityCheck, validFrom, validUntil };
  await enterAt(call, { caseId, organId, subjectId }, { event: 'EnrolmentCodeHandedOver', role, details });
  return { enrolmentCode: code, validFrom, validUntil };
}

/** Told once: whoever repeats the request is told when it counts, and nothing that could be used. */
export function toldOnce(answer: z.output<typeof shapes.CodeAnswer>): z.output<typeof shapes.CodeAnswer> {
  return { ...answer, enrolmentCode: null };
}

export async function ownPasskeys(call: Call): Promise<z.input<typeof shapes.OwnPasskeys>> {
  const { tx, now, principal } = call;
  const losses: z.input<typeof shapes.LossShown>[] = [];
  const codes: { validFrom: string; validUntil: string; triesLeft: number }[] = [];
  for (const place of await placesOf(call)) {
    losses.push(...(await lossesOf(tx, place)).map((loss) => shapes.lossShown(loss, now)));
    const code = await register.openCode(tx, place);
    if (code && code.validUntil > now) codes.push(codeShown(code));
  }
  return {
    items: (await register.passkeysOf(tx, [principal.sub])).map(shapes.passkeyShown),
    losses,
    codes,
  };
}

export function codeShown({ validFrom, validUntil, tries }: register.OpenCode) {
  return { validFrom, validUntil, triesLeft: MOST_TRIES - tries };
}

export async function creationOptions(call: Call): Promise<z.input<typeof shapes.CreationOptions>> {
  const { principal, parts } = call;
  const { site } = parts.passkeys;
  // Of the site and of nobody: it shows on devices that are not only the person's.
  const name = '関所 Sekisho';
  return {
    rp: { id: site.id, name },
    user: { id: handleOf(parts.indexKey, principal.sub), name, displayName: name },
    challenge: drawChallenge(parts.indexKey, principal.sub, Date.now()),
    pubKeyCredParams: [-7, -257].map((alg) => ({ type: 'public-key', alg })),
    timeout: NONCE_VALID_MS,
    attestation: 'none',
    authenticatorSelection: {
      residentKey: 'discouraged',
      requireResidentKey: false,
      userVerification: 'required',
    },
    excludeCredentials: [],
  };
}

function handleOf(key: Uint8Array, sub: string): string {
  return createHmac('sha256', key).update('sekisho-passkey-user/1\n').update(sub).digest('base64url');
}

/**
 * The person makes their passkey. The code is looked at last: whoever tries one has signed in as its person and holds a new
 * passkey, and a wrong one is counted though all else is rolled back.
 */
export async function enrol(
  call: Call<z.output<typeof shapes.EnrolmentBody>>,
): Promise<z.input<typeof shapes.PasskeyShown> | Refused> {
  const { tx, now, principal } = call;
  const made = await newPasskey(call);
  const places = await placesOf(call);
  for (const place of places) await register.lockEnrolment(tx, place);
  const own = await register.passkeysOf(tx, [principal.sub]);
  if (own.some(({ revokedAt }) => revokedAt === null)) throw new Refused('PASSKEY_STANDS');
  const code = await codeThatCounts(call, places);
  if (code instanceof Refused) return code;
  const id = await register.addPasskey(tx, { ...made, sub: principal.sub, now });
  if (id === undefined) throw new Refused('PASSKEY_INVALID');
  await register.endCode(tx, code, 'USED', now);
  const details = { passkey: id, code: code.id, make: made.make };
  await enterAt(call, code, { event: 'PasskeyEnrolled', role: 'Subject', details });
  const { publicKey, make, backedUp } = made;
  return shapes.passkeyShown({
    id,
    sub: principal.sub,
    publicKey,
    make,
    backedUp,
    enrolledAt: now,
    revokedAt: null,
  });
}

/** @throws Refused PASSKEY_INVALID */
async function newPasskey({ body, principal, parts }: Call<z.output<typeof shapes.EnrolmentBody>>) {
  const { nonce, credential } = body;
  if (!challengeHolds(parts.indexKey, principal.sub, nonce, Date.now())) throw new Refused('PASSKEY_INVALID');
  const made = await registeredBy(
    credential as Parameters<typeof registeredBy>[0],
    nonce,
    parts.passkeys.site,
  );
  if ('fault' in made || (made.make === SOFTWARE_MAKE && !parts.passkeys.software))
    throw new Refused('PASSKEY_INVALID');
  return made;
}

/** The code that was given, where it is one; else each of theirs has one try less. */
async function codeThatCounts(
  call: Call<z.output<typeof shapes.EnrolmentBody>>,
  places: readonly register.EnrolledAt[],
): Promise<register.OpenCode | Refused> {
  const { tx, now, body, parts } = call;
  const refused = new Refused('CODE_INVALID');
  const tried: register.OpenCode[] = [];
  for (const place of places) {
    const code = await register.openCode(tx, place);
    if (!code || now < code.validFrom || now >= code.validUntil) continue;
    if (isSameHash(hashOfCode(parts.indexKey, place, body.code), code.hash)) return code;
    tried.push(code);
  }
  for (const code of tried) {
    const ended = await register.countTry(tx, code, MOST_TRIES, now);
    const details = { code: code.id, tries: code.tries + 1, ended };
    await enterAt(call, code, { event: 'EnrolmentCodeTried', role: 'Subject', details });
  }
  return refused;
}

/** As whom the caller may have a code: the person they are, in the organ whose notice vouched for their sign-in. */
async function placesOf({ tx, principal }: Call<unknown, unknown>): Promise<register.EnrolledAt[]> {
  const own = principal.grants.filter(({ role }) => role === 'Subject');
  const places = await register.placesWithCodes(
    tx,
    own.flatMap(({ subjectId }) => subjectId ?? []),
  );
  return places.filter((place) =>
    own.some(
      ({ subjectId, organId }) =>
        subjectId === place.subjectId && (organId === undefined || organId === place.organId),
    ),
  );
}
