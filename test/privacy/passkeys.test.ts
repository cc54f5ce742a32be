import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { documentOf } from '../../domain/signatures.js';
import { softwareAuthenticator } from '../../api/sandbox/software-authenticator.js';
import {
  challengeFor,
  registeredBy,
  relyingPartyAt,
  signedBy,
  SOFTWARE_MAKE,
} from '../../privacy/passkeys.js';
import { drawNonce, nonceHolds } from '../../privacy/signing-nonce.js';

const site = relyingPartyAt('https://sekisho.example:7200/console');
const theirs = softwareAuthenticator(randomBytes(32), 's01');
const passkey = { credentialId: theirs.credentialId, publicKey: theirs.publicKey, counter: 0 };
const document = documentOf({
  act: 'giveConsent',
  caseId: '5f6f4f0e-7c1e-4b6a-9a43-0a3d3e0a7b11',
  texts: ['consent-2@abcdef'],
  said: { inquiries: { 'CRIME/POLICE': true } },
});
const nonce = drawNonce(randomBytes(32), 's01', Date.now());

describe('a passkey', () => {
  test('is made for one challenge on one site, and says of what make it is', async () => {
    const made = theirs.register('Y2hhbGxlbmdl', site);
    expect(await registeredBy(made, 'Y2hhbGxlbmdl', site)).toMatchObject({ ...passkey, make: SOFTWARE_MAKE });
    expect(await registeredBy(made, 'YW5vdGhlcg', site)).toHaveProperty('fault');
    expect(await registeredBy(made, 'Y2hhbGxlbmdl', { ...site, id: 'evil.example' })).toHaveProperty('fault');
  });

  test('signs one document with one number, and nothing that differs by a word', async () => {
    const assertion = theirs.sign(challengeFor(document, nonce), site);
    expect(await signedBy(passkey, { document, nonce, assertion }, site)).toEqual({ counter: 0 });
    const others = [
      { ...document, said: { inquiries: { 'CRIME/POLICE': false } } },
      { ...document, act: 'refuseConsent' as const },
      { ...document, texts: ['consent-2@abcdee'] },
      { ...document, caseId: '5f6f4f0e-7c1e-4b6a-9a43-0a3d3e0a7b12' },
    ];
    for (const other of others)
      expect(await signedBy(passkey, { document: other, nonce, assertion }, site)).toHaveProperty('fault');
    const again = drawNonce(randomBytes(32), 's01', Date.now());
    expect(await signedBy(passkey, { document, nonce: again, assertion }, site)).toHaveProperty('fault');
  });

  test('signs for nobody else, on no other site, and not without having looked who is there', async () => {
    const challenge = challengeFor(document, nonce);
    const stranger = softwareAuthenticator(randomBytes(32), 's01').sign(challenge, site);
    const forged = { ...stranger, id: passkey.credentialId, rawId: passkey.credentialId };
    const elsewhere = theirs.sign(challenge, relyingPartyAt('https://evil.example'));
    const unseen = theirs.sign(challenge, site);
    const data = Buffer.from(unseen.response.authenticatorData, 'base64url');
    data[32] = 0x01;
    const unverified = {
      ...unseen,
      response: { ...unseen.response, authenticatorData: data.toString('base64url') },
    };
    for (const assertion of [stranger, forged, elsewhere, unverified])
      expect(await signedBy(passkey, { document, nonce, assertion }, site)).toHaveProperty('fault');
  });
});

describe('a number used once', () => {
  const key = randomBytes(32);
  test('is one person’s, for a quarter of an hour, and nothing else is one', () => {
    const drawn = drawNonce(key, 's01', 1_000_000);
    expect(nonceHolds(key, 's01', drawn, 1_000_000)).toBe(true);
    expect(nonceHolds(key, 's01', drawn, 1_000_000 + 15 * 60_000 - 1)).toBe(true);
    expect(nonceHolds(key, 's01', drawn, 1_000_000 + 15 * 60_000)).toBe(false);
    expect(nonceHolds(key, 's01', drawn, 999_999)).toBe(false);
    expect(nonceHolds(key, 's02', drawn, 1_000_000)).toBe(false);
    expect(nonceHolds(randomBytes(32), 's01', drawn, 1_000_000)).toBe(false);
    expect(nonceHolds(key, 's01', `${drawn}=`, 1_000_000)).toBe(false);
    expect(nonceHolds(key, 's01', 'AAAA', 1_000_000)).toBe(false);
  });
});
