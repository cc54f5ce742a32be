import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../api/routes/index.js';
import { enrolSoftware } from '../../api/sandbox/authenticator.js';
import { softwareAuthenticator } from '../../api/sandbox/software-authenticator.js';
import { documentOf, isSigned, SIGNED_ACTS, type SignedDocument } from '../../domain/signatures.js';
import type { ToSign } from '../../domain/to-sign.js';
import { canonicalJson } from '../../privacy/canonical-json.js';
import { challengeFor, relyingPartyAt, signedBy } from '../../privacy/passkeys.js';
import { drawNonce } from '../../privacy/signing-nonce.js';
import { ACTS } from '../access/expectations.js';
import { bodyOf } from '../access/support/bodies.js';
import { type Case, Cases, INQUIRY } from '../access/support/cases.js';
import { type Account, memberOf } from '../access/support/cast.js';
import { type House, holdings, openHouse, verdict } from '../access/support/house.js';
import { PAPER } from '../access/support/bodies.js';
import { inState } from '../access/support/states.js';

/** What a person says by themselves is signed by their passkey, exactly as it is taken, and by nobody else (decision 0077). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const SIGNED_ROUTES = ROUTES.filter(({ takes }) => takes && isSigned(takes.action));
const authenticatorOf = (account: Account) =>
  softwareAuthenticator(house.authenticatorSeed, memberOf(account).sub);
const enrol = (account: Account) =>
  enrolSoftware(house.register, authenticatorOf(account), memberOf(account).sub);
const consentAt = ({ id }: Case) => `/applications/${id}/consent`;

async function consenting(): Promise<{ made: Case; body: Record<string, unknown>; at: string }> {
  const made = await cases.application('AWAITING_CONSENT');
  const body = { ...bodyOf('giveConsent', await cases.version(made.id)), inquiries: { [INQUIRY]: false } };
  return { made, body, at: consentAt(made) };
}
type Told = ToSign & { readonly document: SignedDocument };
async function told(at: string, body: unknown): Promise<Told> {
  const answer = await house.postPlain('subject', at, body);
  expect(verdict(answer)).toBe('409 SIGNATURE_NEEDED');
  return answer.body.toSign;
}
const signatureOf = (
  toSign: Pick<ToSign, 'challenge' | 'nonce'>,
  by: Account = 'subject',
  site = house.site,
) => ({
  nonce: toSign.nonce,
  assertion: authenticatorOf(by).sign(toSign.challenge, site),
});
const signaturesOf = ({ id }: Pick<Case, 'id'>) =>
  house.register.selectFrom('signatures').selectAll().where('case_id', '=', id).execute();
const all = async () =>
  `${await holdings(house.register)}; ${(await house.register.selectFrom('signatures').select('nonce').execute()).length}`;

/** Refused with this code, and nothing of it is anywhere. */
async function refusedAs(code: string, at: string, body: unknown, by: Account = 'subject'): Promise<void> {
  const before = await all();
  expect(verdict(await house.postPlain(by, at, body))).toBe(`409 ${code}`);
  expect(await all()).toBe(before);
}

describe('an act that is signed', () => {
  test('is each of the closed list, and has a route of its own', () => {
    expect(new Set(SIGNED_ROUTES.map(({ takes }) => takes?.action))).toEqual(new Set(SIGNED_ACTS));
  });

  test.each(SIGNED_ROUTES.map((route) => [route.id, route] as const))(
    '%s: nothing happens without the signature, and with it all of it',
    async (id, { path }) => {
      const expected = ACTS[id];
      const made = await inState(cases, expected?.on ?? 'application', expected?.tries[0]?.state ?? '');
      const at = path.replace(':id', made.id);
      const body = await cases.body(id, made.id);
      await enrol('subject');
      const before = await all();
      const toSign = await told(at, body);
      expect(toSign.document).toMatchObject({ caseId: made.id, said: body });
      expect(toSign.document.texts).not.toEqual([]);
      expect(await all()).toBe(before);
      const done = await house.postPlain('subject', at, { ...body, signature: signatureOf(toSign) });
      expect(verdict(done)).toBe('201');
      expect(await signaturesOf(made)).toMatchObject([
        { nonce: toSign.nonce, document: canonicalJson(toSign.document) },
      ]);
    },
    60_000,
  );

  test('stands with its step as it was signed: anybody who has the passkey’s public half can ask it again', async () => {
    const { made, body, at } = await consenting();
    await enrol('subject');
    const key = randomUUID();
    const signature = signatureOf(await told(at, body));
    const first = await house.postPlain('subject', at, { ...body, signature }, key);
    expect(verdict(first)).toBe('201');
    const [row] = await signaturesOf(made);
    const passkey = await house.register
      .selectFrom('passkeys')
      .selectAll()
      .where('id', '=', row?.passkey_id ?? '')
      .executeTakeFirstOrThrow();
    const document = JSON.parse(row?.document ?? '');
    const proof = await signedBy(
      {
        credentialId: passkey.credential_id,
        publicKey: passkey.public_key,
        counter: Number(passkey.counter),
      },
      { document, nonce: row?.nonce ?? '', assertion: row?.assertion as never },
      house.site,
    );
    expect(proof).toEqual({ counter: 0 });
    expect(document.said).toEqual(body);
    const entry = await house.register
      .selectFrom('ledger')
      .select('details')
      .where('command_id', '=', row?.command_id ?? '')
      .executeTakeFirstOrThrow();
    expect(entry.details).toMatchObject({ passkey: passkey.id });
    expect(JSON.stringify(entry.details)).not.toContain(passkey.credential_id);
    // The same command again: with the signature, with another one or with none, it is the same act.
    for (const again of [{ ...body, signature }, body]) {
      const answer = await house.postPlain('subject', at, again, key);
      expect(answer.text).toBe(first.text);
    }
    expect(await signaturesOf(made)).toHaveLength(1);
  });

  test('is signed by nobody who would be refused anyway', async () => {
    const { body, at } = await consenting();
    await refusedAs('STALE', at, { ...body, seen: 1 });
    await refusedAs('CONSENT_TEXT_DIFFERS', at, { ...body, text: 'consent-1@0' });
    expect(verdict(await house.postPlain('officer', at, body))).toBe('403 NOT_YOURS');
    expect(verdict(await house.postPlain('stranger', at, body))).toBe('404 NOT_FOUND');
  });

  test('needs a passkey first, and says so; on paper it needs none', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    await cases.tie(made);
    const body = bodyOf('refuseConsent', await cases.version(made.id));
    const at = `/applications/${made.id}/refusal`;
    await refusedAs('PASSKEY_NEEDED', at, body, 'officerSelf');
    const says = bodyOf('giveConsent', await cases.version(made.id));
    const keyed = await house.postPlain('officer', `${consentAt(made)}/original`, { original: PAPER, says });
    expect(verdict(keyed)).toBe('201');
    const signature = { nonce: 'x', assertion: {} };
    const strange = { original: PAPER, says: { ...says, signature } };
    expect(verdict(await house.postPlain('officer', `${consentAt(made)}/original`, strange))).toBe(
      '422 INVALID',
    );
  });
});

describe('refused, and nothing changed', () => {
  test('what is signed by an authenticator that is not enrolled, or is somebody else’s', async () => {
    const { body, at } = await consenting();
    await enrol('subject');
    await enrol('stranger');
    const toSign = await told(at, body);
    await refusedAs('SIGNATURE_INVALID', at, { ...body, signature: signatureOf(toSign, 'stranger') });
    const forged = softwareAuthenticator(randomBytes(32), memberOf('subject').sub);
    const byForged = { nonce: toSign.nonce, assertion: forged.sign(toSign.challenge, house.site) };
    await refusedAs('SIGNATURE_INVALID', at, { ...body, signature: byForged });
    // Under the name of the enrolled one, with another key.
    const named = authenticatorOf('subject').credentialId;
    const assertion = { ...byForged.assertion, id: named, rawId: named };
    await refusedAs('SIGNATURE_INVALID', at, { ...body, signature: { ...byForged, assertion } });
  });

  test('anything but exactly what was signed: a no turned to yes, another case, another act', async () => {
    const { made, body, at } = await consenting();
    await enrol('subject');
    const signature = signatureOf(await told(at, body));
    const turned = [
      { inquiries: { [INQUIRY]: true } },
      { inquiries: {} },
      { reasonsWaived: body.reasonsWaived !== true },
    ];
    for (const choice of turned) await refusedAs('SIGNATURE_INVALID', at, { ...body, ...choice, signature });
    await refusedAs('SIGNATURE_INVALID', `/applications/${made.id}/refusal`, { signature });
    const other = await cases.application('AWAITING_CONSENT');
    const there = { ...body, seen: await cases.version(other.id), signature };
    await refusedAs('SIGNATURE_INVALID', consentAt(other), there);
  });

  test('a number that was used, has run out, or was given to somebody else', async () => {
    const { made, body, at } = await consenting();
    await enrol('subject');
    const signature = signatureOf(await told(at, body));
    expect(verdict(await house.postPlain('subject', at, { ...body, signature }))).toBe('201');
    const withdrawal = `/applications/${made.id}/withdrawal`;
    await refusedAs('SIGNATURE_INVALID', withdrawal, { signature });
    // The same number with a signature that is right in everything else.
    const { document } = await told(withdrawal, {});
    const again = { nonce: signature.nonce, challenge: challengeFor(document, signature.nonce) };
    await refusedAs('SIGNATURE_INVALID', withdrawal, { signature: signatureOf(again) });
    for (const nonce of [
      drawNonce(randomBytes(32), memberOf('subject').sub, Date.now()),
      drawNonce(house.indexKey, memberOf('stranger').sub, Date.now()),
      'AAAA',
    ]) {
      const own = { nonce, challenge: challengeFor(document, nonce) };
      await refusedAs('SIGNATURE_INVALID', withdrawal, { signature: signatureOf(own) });
    }
  });

  test('a number of a quarter of an hour ago', async () => {
    const { body, at } = await consenting();
    await enrol('subject');
    const before = Date.now;
    const toSign = await told(at, body);
    try {
      Date.now = () => before() + 15 * 60_000;
      await refusedAs('SIGNATURE_INVALID', at, { ...body, signature: signatureOf(toSign) });
    } finally {
      Date.now = before;
    }
    expect(Date.parse(toSign.until) - before()).toBeGreaterThan(14 * 60_000);
  });

  test('made on another site, cut short, or of a shape that is none', async () => {
    const { body, at } = await consenting();
    await enrol('subject');
    const toSign = await told(at, body);
    const elsewhere = relyingPartyAt('https://sekisho.example.evil.example');
    await refusedAs('SIGNATURE_INVALID', at, {
      ...body,
      signature: signatureOf(toSign, 'subject', elsewhere),
    });
    const { assertion, nonce } = signatureOf(toSign);
    for (const part of ['clientDataJSON', 'authenticatorData', 'signature'] as const) {
      const cut = assertion.response[part].slice(0, -4);
      const response = { ...assertion.response, [part]: cut };
      await refusedAs('SIGNATURE_INVALID', at, {
        ...body,
        signature: { nonce, assertion: { ...assertion, response } },
      });
    }
    const shapeless = { ...body, signature: { nonce, assertion: { id: 'x' } } };
    expect(verdict(await house.postPlain('subject', at, shapeless))).toBe('422 INVALID');
  });

  test('a passkey that was revoked', async () => {
    const { body, at } = await consenting();
    const lost = softwareAuthenticator(randomBytes(32), 'lost');
    const { sub } = memberOf('subject');
    await enrolSoftware(house.register, lost, sub);
    await enrol('subject');
    const toSign = await told(at, body);
    expect(toSign.credentialIds).toContain(lost.credentialId);
    const signature = { nonce: toSign.nonce, assertion: lost.sign(toSign.challenge, house.site) };
    await house.register
      .updateTable('passkeys')
      .set({ revoked_at: new Date().toISOString(), revoked_by: 'officer' })
      .where('credential_id', '=', lost.credentialId)
      .execute();
    await refusedAs('SIGNATURE_INVALID', at, { ...body, signature });
    expect((await told(at, body)).credentialIds).not.toContain(lost.credentialId);
  });
});

test('whoever has the register and every key of the API, but not the authenticator, makes no consent that verifies', async () => {
  const { made, body } = await consenting();
  await enrol('subject');
  const theirs = authenticatorOf('subject');
  const document = documentOf({ act: 'giveConsent', caseId: made.id, texts: [], said: body });
  const nonce = drawNonce(house.indexKey, memberOf('subject').sub, Date.now());
  const challenge = challengeFor(document, nonce);
  const passkey = { credentialId: theirs.credentialId, publicKey: theirs.publicKey, counter: 0 };
  // All they can do: sign with a key of their own, or use again what was signed before, under the person’s name.
  const own = softwareAuthenticator(house.indexKey, memberOf('subject').sub).sign(challenge, house.site);
  const before = theirs.sign(challengeFor({ ...document, act: 'refuseConsent' }, nonce), house.site);
  const relabelled = { ...before.response, clientDataJSON: own.response.clientDataJSON };
  for (const response of [own.response, before.response, relabelled]) {
    const assertion = { ...own, id: theirs.credentialId, rawId: theirs.credentialId, response };
    expect(await signedBy(passkey, { document, nonce, assertion }, house.site)).toHaveProperty('fault');
  }
  const real = theirs.sign(challenge, house.site);
  expect(await signedBy(passkey, { document, nonce, assertion: real }, house.site)).toEqual({ counter: 0 });
});

test('in production a passkey in software is as good as none', async () => {
  const production = await openHouse({ software: false });
  try {
    const made = await new Cases(production).application('AWAITING_CONSENT');
    const { sub } = memberOf('subject');
    await enrolSoftware(production.register, softwareAuthenticator(production.authenticatorSeed, sub), sub);
    const refused = await production.postPlain('subject', `/applications/${made.id}/refusal`, {});
    expect(verdict(refused)).toBe('409 PASSKEY_NEEDED');
  } finally {
    await production.stop();
  }
}, 60_000);
