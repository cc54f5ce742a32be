import { randomBytes, randomUUID } from 'node:crypto';
import { documentOf, type SignedAct, type SignedDocument } from '../../../domain/signatures.js';
import { canonicalJson } from '../../../privacy/canonical-json.js';
import { challengeFor, relyingPartyAt } from '../../../privacy/passkeys.js';
import {
  softwareAuthenticator,
  type SoftwareAuthenticator,
} from '../../../api/sandbox/software-authenticator.js';
import { memberOf } from '../../access/support/cast.js';
import type { House } from '../../access/support/house.js';

const SEED = randomBytes(32);

/** The passkey of whoever is the subject of the cases under test: its private half is nowhere in the house. */
export const THEIRS: SoftwareAuthenticator = softwareAuthenticator(SEED, memberOf('subject').sub);

/** Where the house is, to a browser. */
export const SITE = relyingPartyAt('http://127.0.0.1:9');

/** The newest step of this name as its person would have signed it: the row that the API would have written with it. */
export async function signedStep(
  house: House,
  caseId: string,
  act: SignedAct,
  change: Partial<SignedDocument> = {},
): Promise<string> {
  const step = await house.register
    .selectFrom('commands')
    .select(['command_id', 'at', 'details'])
    .where('case_id', '=', caseId)
    .where('action', '=', act)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const { forms = [], text, inquiries, codes } = step.details as Said;
  const said = {
    ...(act === 'giveConsent' ? { assessment: true } : {}),
    ...(text === undefined ? {} : { text }),
    ...(inquiries === undefined ? {} : { inquiries }),
    ...(codes === undefined ? {} : { codes }),
  };
  const texts = [...forms, ...(text === undefined ? [] : [text])];
  const document = { ...documentOf({ act, caseId, texts, said }), ...change };
  const nonce = randomBytes(40).toString('base64url');
  await house.register
    .insertInto('signatures')
    .values({
      command_id: step.command_id,
      case_id: caseId,
      passkey_id: await enrolled(house),
      nonce,
      document: canonicalJson(document),
      assertion: JSON.stringify(THEIRS.sign(challengeFor(document, nonce), SITE)),
      signed_at: step.at.toISOString(),
    })
    .execute();
  return step.command_id;
}

export const signedConsent = (house: House, caseId: string) => signedStep(house, caseId, 'giveConsent');

interface Said {
  readonly forms?: readonly string[];
  readonly text?: string;
  readonly inquiries?: Readonly<Record<string, boolean>>;
  readonly codes?: readonly string[];
}

async function enrolled(house: House): Promise<string> {
  const known = await house.register
    .selectFrom('passkeys')
    .select('id')
    .where('credential_id', '=', THEIRS.credentialId)
    .executeTakeFirst();
  if (known) return known.id;
  const id = randomUUID();
  await house.register
    .insertInto('passkeys')
    .values({
      id,
      sub: memberOf('subject').sub,
      credential_id: THEIRS.credentialId,
      public_key: Buffer.from(THEIRS.publicKey),
      make: randomUUID(),
      backed_up: false,
      enrolled_at: new Date('2020-01-01').toISOString(),
      revoked_by: null,
    })
    .execute();
  return id;
}
