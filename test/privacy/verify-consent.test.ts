import { randomBytes, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { RecordedAct, RecordedQuestion } from '../../domain/consent-record.js';
import { relyingPartyAt } from '../../privacy/passkeys.js';
import { verifyConsent } from '../../privacy/verify-consent.js';
import { softwareAuthenticator } from '../../api/sandbox/software-authenticator.js';
import {
  act,
  at,
  CONSENT,
  folder,
  NOTED,
  question,
  record,
  signer,
  SUPPLEMENT,
  theirs,
} from './support/consents.js';

/** A consent asked again without us: what its person signed, and that nobody else can make it. */
afterAll(() => rmSync(folder, { recursive: true }));

const [yes, more, less] = [
  act('giveConsent', 1, CONSENT),
  act('answerSupplement', 10, SUPPLEMENT),
  act('withdrawInquiry', 20, { codes: ['POLICE_RECORD'] }),
];
const TRUE = record(
  [yes, more, less],
  [
    question('ENTRY_HISTORY', yes, { asked: 5, used: 8 }),
    question('POLICE_RECORD', yes, { asked: 5, withdrawn: 20 }),
    question('CREDIT_STANDING', more, { asked: 12 }),
  ],
);
const known = { fingerprints: [NOTED], keys: { keys: signer.publicKeys() } };
const served = (one: unknown) => ({ signed: signer.sealRecord(one), record: one });
const faultOf = async (one: unknown) => (await verifyConsent(served(one), known)).fault;

/** Each leaf of a JSON value, by its path. */
function leavesOf(value: unknown, at: readonly (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((one, n) => leavesOf(one, [...at, n]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => leavesOf(one, [...at, key]));
  return [[...at]];
}

/** Something else of the same kind in one place. */
function altered(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return other(value);
  const copy: object = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  Reflect.set(copy, step, altered(Reflect.get(copy, step), rest));
  return copy;
}

function other(leaf: unknown): unknown {
  if (typeof leaf === 'boolean') return !leaf;
  if (typeof leaf === 'number') return leaf + 1;
  if (typeof leaf !== 'string') return leaf === null ? at(30) : leaf;
  if (/^\d{4}-\d\d-\d\dT/.test(leaf)) return new Date(Date.parse(leaf) + 1000).toISOString();
  if (/^[0-9a-f-]{36}$/.test(leaf)) return randomUUID();
  const [nth, last] = [Math.floor(leaf.length / 2), leaf.at(Math.floor(leaf.length / 2))];
  return leaf.slice(0, nth) + (last === 'A' || last === 'a' ? 'b' : 'a') + leaf.slice(nth + 1);
}

describe('a consent record', () => {
  test('that is true holds from the notice to each question, and says so in plain words', async () => {
    const { holds, open, fault } = await verifyConsent(served(TRUE), known);
    expect([fault, open]).toEqual([undefined, []]);
    expect(holds.filter((what) => what.includes('a passkey signed exactly this'))).toHaveLength(3);
    expect(holds.filter((what) => what.includes('asked by a grant for it alone'))).toHaveLength(3);
  });

  test('altered in any place is not the one that was sealed', async () => {
    for (const place of leavesOf(TRUE)) {
      const { fault } = await verifyConsent({ ...served(TRUE), record: altered(TRUE, place) }, known);
      expect([place, fault]).toEqual([place, expect.any(String)]);
    }
    const { signed } = served(TRUE);
    expect((await verifyConsent({ signed: other(signed), record: TRUE }, known)).fault).toBeDefined();
  }, 60_000);

  test('altered and sealed anew by who has our keys is found out in every place that was signed, and where is known which were not', async () => {
    const unseen: string[] = [];
    for (const place of leavesOf(TRUE))
      if ((await faultOf(altered(TRUE, place))) === undefined)
        unseen.push(place.filter((step) => typeof step === 'string').join('.'));
    // Numbers of rows, and moments, moved by a second: the register's word, as the tool says each time.
    expect([...new Set(unseen)].toSorted()).toEqual([
      'acts.at',
      'acts.id',
      'madeAt',
      'passkeys.enrolledAt',
      'passkeys.revokedAt',
      'questions.askedAt',
      'questions.usedAt',
      'questions.withdrawnAt',
    ]);
    expect((await verifyConsent(served(TRUE), known)).believed).toHaveLength(1);
  }, 60_000);

  test('without what the person wrote down, or the published keys, says what it could not ask', async () => {
    const { open, fault } = await verifyConsent(served(TRUE));
    expect(fault).toBeUndefined();
    expect(open).toEqual([expect.stringContaining('--keys'), expect.stringContaining(NOTED)]);
  });

  test('of a consent on paper, or of one from before there were signatures, leaves that to whoever can look', async () => {
    const { signed: _signed, ...rest } = yes;
    const paper = { hash: 'a'.repeat(64), signedOn: '2027-01-31', receivedOn: '2027-02-01' };
    const written = { ...rest, signed: null, paper };
    const asked = question('ENTRY_HISTORY', written, { asked: 5 });
    const byHand = await verifyConsent(served(record([written], [asked])), known);
    expect([byHand.fault, byHand.open]).toEqual([undefined, [expect.stringContaining('a'.repeat(64))]]);
    const bare = { ...rest, signed: null, paper: null };
    const before = await verifyConsent(
      served(record([bare], [question('ENTRY_HISTORY', bare, { asked: 5 })])),
      known,
    );
    expect([before.fault, before.open.length]).toEqual([undefined, 2]);
  });
});

describe('a question', () => {
  const said = (acts: readonly RecordedAct[], ...questions: RecordedQuestion[]) =>
    faultOf(record(acts, questions));

  test.each([
    [
      'to which the person said no',
      () => said([yes], question('CREDIT_STANDING', yes, { asked: 5 })),
      /says no/,
    ],
    [
      'that was asked before the consent',
      () => said([yes, more], question('CREDIT_STANDING', more, { asked: 5 })),
      /before the consent/,
    ],
    [
      'that was asked after it was taken back',
      () => said([yes, more, less], question('POLICE_RECORD', yes, { asked: 25 })),
      /taken it back/,
    ],
    [
      'whose grant outlived the withdrawal',
      () => said([yes, more, less], question('POLICE_RECORD', yes, { asked: 5 })),
      /its grant was not/,
    ],
    [
      'that was answered after the withdrawal',
      () => said([yes, more, less], question('POLICE_RECORD', yes, { asked: 5, used: 25 })),
      /answered after/,
    ],
    [
      'by a grant of another consent',
      () => said([yes], question('ENTRY_HISTORY', act('giveConsent', 1, CONSENT), { asked: 5 })),
      /none of the consents/,
    ],
    [
      'without a grant',
      () => said([yes], { ...question('ENTRY_HISTORY', yes, { asked: 5 }), grant: null, salt: null }),
      /without a grant/,
    ],
    [
      'by the grant for another question',
      () =>
        said([yes], {
          ...question('POLICE_RECORD', yes, { asked: 5 }),
          grant: question('ENTRY_HISTORY', yes, { asked: 5 }).grant,
        }),
      /for another one/,
    ],
  ] as const)('%s is refused', async (_what, fault, why) => {
    expect(await fault()).toMatch(why);
  });
});

describe('whoever has all our keys and the database, and not the authenticator', () => {
  const mine = softwareAuthenticator(randomBytes(32), 's01');

  test('makes no consent that verifies by what the person wrote down', async () => {
    const forged = act('giveConsent', 1, CONSENT, mine);
    const asked = question('ENTRY_HISTORY', forged, { asked: 5 });
    expect(await faultOf(record([forged], [asked], mine))).toMatch(/not the one that was written down/);
    // Under the name of theirs, or with their public half beside it, it is not signed at all.
    const posing = { ...mine, credentialId: theirs.credentialId };
    const renamed = act('giveConsent', 1, CONSENT, {
      ...posing,
      sign: (challenge, of) => ({
        ...mine.sign(challenge, of),
        id: theirs.credentialId,
        rawId: theirs.credentialId,
      }),
    });
    expect(await faultOf(record([renamed], [question('ENTRY_HISTORY', renamed, { asked: 5 })]))).toMatch(
      /was not signed by its passkey/,
    );
    const { signed: _signed, ...rest } = yes;
    const bare = { ...rest, signed: null };
    const { open } = await verifyConsent(
      served(record([bare], [question('ENTRY_HISTORY', bare, { asked: 5 })])),
      known,
    );
    expect(open).toContainEqual(expect.stringContaining('the register’s word alone'));
  });

  test('turns no no into a yes, and no refusal or withdrawal into a consent', async () => {
    const open = { ...CONSENT, inquiries: { ...CONSENT.inquiries, CREDIT_STANDING: true } };
    const { signed } = yes;
    if (!signed) throw new Error('it was signed');
    const turned = {
      ...yes,
      said: open,
      signed: { ...signed, document: { ...signed.document, said: { assessment: true, seen: 3, ...open } } },
    };
    const asked = (of: RecordedAct) => [question('CREDIT_STANDING', of, { asked: 5 })];
    expect(await faultOf(record([turned], asked(turned)))).toMatch(/was not signed by its passkey/);
    expect(await faultOf(record([{ ...yes, said: open }], asked(yes)))).toMatch(/does not say what/);
    const refused = act('refuseConsent', 1, {});
    const posing = { ...refused, act: 'giveConsent' as const, said: open };
    expect(await faultOf(record([posing], asked(posing)))).toMatch(/What was signed is not the consent/);
  });

  test('uses no consent of another case, another site or another time twice', async () => {
    const asked = [question('ENTRY_HISTORY', yes, { asked: 5 })];
    expect(await faultOf({ ...record([yes], asked), caseId: randomUUID() })).toMatch(/of this case/);
    const elsewhere = relyingPartyAt('https://evil.example');
    expect(await faultOf({ ...record([yes], asked), site: elsewhere })).toMatch(/not signed by its passkey/);
    const again = { ...less, id: randomUUID() };
    expect(await faultOf(record([yes, less, again], asked))).toMatch(/told twice/);
  });
});
