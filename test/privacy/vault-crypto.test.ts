import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rotateKeyFile } from '../../privacy/key-file.js';
import { type Kms, localKms } from '../../privacy/kms.js';
import {
  createVaultKey,
  type DocumentRef,
  openDocument as openUnder,
  rewrapVaultKey,
  type SealedDocument,
  sealDocument as sealUnder,
  unwrapVaultKey,
  VaultKeyGone,
  type VaultKeyRecord,
  VaultTampered,
} from '../../privacy/vault-crypto.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-vault-'));
afterAll(() => rmSync(folder, { recursive: true }));
let number = 0;
const freshFile = (): string => join(folder, `${(number += 1)}.json`);
const kms = localKms(freshFile(), { create: true });

const here: DocumentRef = {
  ownerKind: 'application',
  ownerId: 'a-1',
  docClass: 'questionnaire',
  documentId: 'd-1',
};
const answers = { 氏名: '関所 花子', items: [1, null, true, ''] };
const aField = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
const aRef = fc.record({ ownerKind: aField, ownerId: aField, docClass: aField, documentId: aField });

const sealDocument = async (by: Kms, key: VaultKeyRecord, ref: DocumentRef, value: unknown) =>
  sealUnder({ keyId: key.keyId, dataKey: await unwrapVaultKey(by, key, ref) }, ref, value);
const openDocument = async (by: Kms, key: VaultKeyRecord, ref: DocumentRef, sealed: SealedDocument) =>
  openUnder({ keyId: key.keyId, dataKey: await unwrapVaultKey(by, key, ref) }, ref, sealed);

describe('a sealed document', () => {
  test('opens to the same JSON value for whoever asks for the same document', async () => {
    await fc.assert(
      fc.asyncProperty(aRef, fc.jsonValue(), async (ref, value) => {
        const key = await createVaultKey(kms, ref);
        const sealed = await sealDocument(kms, key, ref, value);
        expect(JSON.stringify(await openDocument(kms, key, ref, sealed))).toBe(JSON.stringify(value));
      }),
      { numRuns: 200 },
    );
  });

  test('shows nothing of its content, and looks different each time', async () => {
    const key = await createVaultKey(kms, here);
    const [one, two] = [
      await sealDocument(kms, key, here, answers),
      await sealDocument(kms, key, here, answers),
    ];
    expect(Buffer.from(one.blob).includes(Buffer.from('関所'))).toBe(false);
    expect(Buffer.from(one.blob).equals(two.blob)).toBe(false);
  });

  test('with any byte changed, or cut short anywhere, is refused', async () => {
    const key = await createVaultKey(kms, here);
    const sealed = await sealDocument(kms, key, here, answers);
    for (let at = 0; at < sealed.blob.length; at += 1) {
      const altered = Buffer.from(sealed.blob);
      altered[at] = (altered[at] ?? 0) ^ 0x01;
      await expect(openDocument(kms, key, here, { ...sealed, blob: altered })).rejects.toBeInstanceOf(
        VaultTampered,
      );
      const cut = sealed.blob.subarray(0, at);
      await expect(openDocument(kms, key, here, { ...sealed, blob: cut })).rejects.toBeInstanceOf(
        VaultTampered,
      );
    }
  });

  test('whose row was swapped with any other row is refused', async () => {
    await fc.assert(
      fc.asyncProperty(aRef, aRef, async (asked, other) => {
        fc.pre(JSON.stringify(asked) !== JSON.stringify(other));
        const key = await createVaultKey(kms, other);
        const sealed = await sealDocument(kms, key, other, answers);
        // Key row and document row both moved: the worst a writer of the database can do.
        await expect(openDocument(kms, key, asked, sealed)).rejects.toBeInstanceOf(VaultTampered);
      }),
      { numRuns: 200 },
    );
  });

  test.each<[string, Partial<DocumentRef>]>([
    ['owner', { ownerId: 'a-2' }],
    ['kind of owner', { ownerKind: 'clearance' }],
    ['class', { docClass: 'family' }],
    ['document', { documentId: 'd-2' }],
  ])('is refused under another %s', async (_what, change) => {
    const key = await createVaultKey(kms, here);
    const sealed = await sealDocument(kms, key, here, answers);
    await expect(openDocument(kms, key, { ...here, ...change }, sealed)).rejects.toBeInstanceOf(
      VaultTampered,
    );
  });

  test('does not open with a key of another owner, even one of the same id', async () => {
    const [mine, theirs] = [
      await createVaultKey(kms, here),
      await createVaultKey(kms, { ...here, ownerId: 'a-2' }),
    ];
    const sealed = await sealDocument(kms, mine, here, answers);
    await expect(openDocument(kms, theirs, here, sealed)).rejects.toBeInstanceOf(VaultTampered);
    await expect(openDocument(kms, { ...theirs, keyId: mine.keyId }, here, sealed)).rejects.toBeInstanceOf(
      VaultTampered,
    );
    await expect(sealDocument(kms, theirs, here, answers)).rejects.toBeInstanceOf(VaultTampered);
  });

  test('refuses what is not JSON', async () => {
    const key = await createVaultKey(kms, here);
    await expect(sealDocument(kms, key, here, undefined)).rejects.toBeInstanceOf(TypeError);
  });
});

describe('the key-encryption key', () => {
  test('can be rotated: old documents open, and rewrapped ones outlive it', async () => {
    const file = freshFile();
    const before = localKms(file, { create: true });
    const key = await createVaultKey(before, here);
    const sealed = await sealDocument(before, key, here, answers);
    const id = rotateKeyFile(file);
    const after = localKms(file);
    expect(await openDocument(after, key, here, sealed)).toEqual(answers);
    const rewrapped = await rewrapVaultKey(after, key, here);
    expect(rewrapped).toMatchObject({ keyId: key.keyId, wrapped: { kekId: id } });

    const ring = JSON.parse(readFileSync(file, 'utf8')) as { keys: Record<string, string> };
    delete ring.keys[key.wrapped.kekId];
    writeFileSync(file, JSON.stringify(ring));
    const last = localKms(file);
    expect(await openDocument(last, rewrapped, here, sealed)).toEqual(answers);
    await expect(openDocument(last, key, here, sealed)).rejects.toBeInstanceOf(VaultKeyGone);
  });

  test('service being out of reach is neither "gone" nor "tampered"', async () => {
    const key = await createVaultKey(kms, here);
    const sealed = await sealDocument(kms, key, here, answers);
    const away: Kms = { ...kms, unwrap: () => Promise.reject(new Error('ECONNREFUSED')) };
    await expect(openDocument(away, key, here, sealed)).rejects.toThrow('ECONNREFUSED');
  });
});
