import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkOf } from '../support/act27.js';
import { fingerprintOf } from '../../privacy/passkeys.js';
import { verifyConsent } from '../../privacy/verify-consent.js';
import { type Case, Cases, FURTHER, INQUIRY } from '../access/support/cases.js';
import { type Account, CAST, memberOf } from '../access/support/cast.js';
import { ask, type House, openHouse, verdict } from '../access/support/house.js';
import { requestOf } from './support/asked.js';
import { SITE, signedConsent, signedStep, THEIRS } from './support/signed-consent.js';

/** What a person allowed, in one file that anybody can ask again, and the receipts of what they said (Art. 12(3), 16). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const pathOf = ({ id }: Case, end = 'consent-record') => `/applications/${id}/${end}`;
const keys = async () => (await ask(`${house.url}/gateway/grant-keys`)).body;
const known = async () => ({ fingerprints: [fingerprintOf(THEIRS.publicKey)], keys: await keys() });
const read = async (made: Case, who: Account = 'subject') => (await house.get(who, pathOf(made))).body;

/** Consented and signed, and two questions put by it. */
async function consented(): Promise<Case> {
  const made = await cases.application('INVESTIGATION', {
    inquiries: { [INQUIRY]: true, [FURTHER]: true },
  });
  await signedConsent(house, made.id);
  await cases.start(made.id);
  return made;
}

describe('the consent record', () => {
  test('of a case as it was lived verifies offline, with a question answered and another taken back', async () => {
    const made = await consented();
    const answered = await requestOf(house, made, FURTHER);
    expect(verdict(await answered.answer({ answer: 'NO_RECORD' }))).toBe('202');
    await cases.step(made.id, 'withdrawInquiry', 'subject', { codes: [INQUIRY] });
    await signedStep(house, made.id, 'withdrawInquiry');
    const served = await read(made);
    const { holds, open, fault } = await verifyConsent(served, await known());
    expect([fault, open]).toEqual([undefined, []]);
    expect(holds.filter((what) => what.includes('by a grant for it alone'))).toHaveLength(2);
    const { questions, acts, site } = served.record;
    expect(site).toEqual(SITE);
    expect(acts.map(({ act }: { act: string }) => act)).toEqual(['giveConsent', 'withdrawInquiry']);
    const of = (code: string) => questions.find(({ check }: { check: string }) => check === code);
    expect([of(FURTHER).usedAt, of(FURTHER).withdrawnAt]).toEqual([expect.any(String), null]);
    expect([of(INQUIRY).usedAt, of(INQUIRY).withdrawnAt]).toEqual([null, acts[1].at]);

    const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-verify-'));
    const file = path.join(folder, 'record.json');
    const set = path.join(folder, 'keys.json');
    writeFileSync(set, JSON.stringify(await keys()));
    const verify = async (content: unknown, ...more: string[]) => {
      writeFileSync(file, JSON.stringify(content));
      const script = ['--import', 'tsx', 'scripts/verify-consent.ts', file, ...more];
      return promisify(execFile)(process.execPath, script).then(
        ({ stdout }) => [0, stdout] as const,
        ({ code, stdout }: { code: number; stdout: string }) => [code, stdout] as const,
      );
    };
    const noted = ['--passkey', fingerprintOf(THEIRS.publicKey), '--keys', set];
    expect(await verify(served, ...noted)).toEqual([0, expect.stringMatching(/Verified\.\n$/)]);
    expect(await verify(served)).toEqual([2, expect.stringContaining('not asked: whose passkeys these are')]);
    const altered = { ...served, record: { ...served.record, questions: [] } };
    expect(await verify(altered, ...noted)).toEqual([1, expect.stringContaining('Refused: ')]);
    rmSync(folder, { recursive: true });
  }, 120_000);

  test('made in the register without the person’s passkey is found out', async () => {
    const made = await cases.application('INVESTIGATION', { inquiries: { [INQUIRY]: true } });
    await signedStep(house, made.id, 'giveConsent', { said: { assessment: true, text: 'x', inquiries: {} } });
    await cases.start(made.id);
    expect((await verifyConsent(await read(made), await known())).fault).toMatch(/does not say what/);
  });

  test('is its person’s, and theirs who answer for the case; every reading of it is in the ledger', async () => {
    const made = await consented();
    const readers: Account[] = [];
    for (const { account } of CAST)
      if ((await house.get(account, pathOf(made))).status === 200) readers.push(account);
    expect(readers).toEqual(expect.arrayContaining(['subject', 'officer', 'inCharge', 'adjudicator']));
    for (const nobody of ['manager', 'information', 'investigator', 'auditor', 'operator', 'stranger'])
      expect(readers).not.toContain(nobody);
    const entries = await house.register
      .selectFrom('ledger')
      .select('sub')
      .where('case_id', '=', made.id)
      .where('event', '=', 'FileRead')
      .execute();
    expect(entries.map(({ sub }) => sub)).toEqual(readers.map((account) => memberOf(account).sub));
  }, 60_000);
});

describe('a receipt', () => {
  const receipts = async (made: Case) =>
    (await house.get('subject', pathOf(made, 'consent-receipts'))).body.items;

  const withdrawn = async (made: Case) => {
    const at = pathOf(made, 'withdrawal');
    const { challenge, nonce } = (await house.postPlain('subject', at)).body.toSign;
    const signature = { nonce, assertion: THEIRS.sign(challenge, house.site) };
    expect((await house.postPlain('subject', at, { signature })).status).toBe(201);
  };

  test('of a consent says each question, what may be told, and whom', async () => {
    const made = await consented();
    const [receipt, ...more] = await receipts(made);
    expect(more).toEqual([]);
    expect(receipt).toMatchObject({
      record_id: made.id,
      pii_principal_id: made.subjectId,
      jurisdictions: ['JP'],
      event: { event_type: 'giveConsent', event_state: 'GIVEN' },
      signed: 'PASSKEY',
      stopped: [],
    });
    const given = receipt.purposes.filter((one: { event_state: string }) => one.event_state === 'GIVEN');
    expect(given.map((one: { purpose_type: string }) => one.purpose_type).toSorted()).toEqual(
      [INQUIRY, FURTHER].toSorted(),
    );
  });

  test('of a withdrawal says what it stopped, source by source, and nothing of what a source had answered', async () => {
    const made = await consented();
    const answered = await requestOf(house, made, FURTHER);
    await answered.answer({ answer: 'RECORD', statement: 'SAID-BY-THE-SOURCE' });
    await withdrawn(made);
    const [, receipt] = await receipts(made);
    expect(receipt.event).toMatchObject({ event_type: 'withdrawConsent', event_state: 'WITHDRAWN' });
    const stopped = receipt.stopped.map(
      ({ purpose_type: code, recipient_third_party: source }: Record<string, string>) => `${code} ${source}`,
    );
    expect(stopped.toSorted()).toEqual(
      [INQUIRY, FURTHER].map((code) => `${code} ${checkOf(code).source}`).toSorted(),
    );
    expect(receipt.stopped[0].cancelled_at).toBe(receipt.event.event_time);
    const text = JSON.stringify(await receipts(made));
    for (const secret of ['SAID-BY-THE-SOURCE', 'ANSWERED', 'answered', '"RECORD"'])
      expect(text).not.toContain(secret);
  });

  test('is nobody’s but the person’s', async () => {
    const made = await consented();
    for (const account of ['officer', 'inCharge', 'adjudicator', 'manager', 'grievance'] as const)
      expect((await house.get(account, pathOf(made, 'consent-receipts'))).status).toBeGreaterThanOrEqual(403);
  });
});

describe('a source that stayed silent', () => {
  test('is told to delete like every other when the consent is withdrawn, in the same words', async () => {
    const made = await consented();
    const late = await requestOf(house, made, INQUIRY);
    const open = await requestOf(house, made, FURTHER);
    await late.fetch();
    await cases.step(made.id, 'markLate', 'System', { requestId: late.requestId });
    await cases.step(made.id, 'withdrawConsent', 'subject');
    const sent = await house.register
      .selectFrom('outbox')
      .select(['lane', 'payload'])
      .where('case_id', '=', made.id)
      .where('kind', '=', 'PUSH')
      .execute();
    const told = sent.filter(({ payload }) => (payload as { type: string }).type === 'check.cancelled');
    expect(told.map(({ lane }) => lane).toSorted()).toEqual(
      [late, open].map(({ requestId }) => `request/${requestId}`).toSorted(),
    );
    const [one, other] = [await late.fetch(), await open.fetch()];
    expect([one.status, one.body.detail ?? one.body.title]).toEqual([
      410,
      other.body.detail ?? other.body.title,
    ]);
  });
});
