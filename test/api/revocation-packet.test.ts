import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Sentence } from '../../domain/reasons.js';
import type { RevocationPacket } from '../../domain/revocation-packet.js';
import { keyedHash, signerFromFile } from '../../privacy/decision-signing.js';
import { RevocationShape } from '../../privacy/revocation-shape.js';
import { verifyPacket } from '../../privacy/verify-packet.js';
import { connect } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { ADJUDICATOR, IN_CHARGE } from '../access/expectations.js';
import { bodyOf } from '../access/support/bodies.js';
import { type Case, Cases } from '../access/support/cases.js';
import { type Account, ACCOUNTS, HERE, memberOf } from '../access/support/cast.js';
import { countPackets } from './support/packets.js';
import { askAll, type House, openHouse, verdict } from '../access/support/house.js';
import { revocationStep } from '../access/support/revocations.js';

/** A revocation by two is one signed document, as a decision is (decision 63). */
const SECOND: Account = 'adjudicatorOnceSubject';
const PROPOSED: readonly Sentence[] = [
  { text: 'PUT-TO-THE-HOLDER' },
  { text: 'KEPT-FOR-ITS-SOURCE', withheld: 'WOULD_REVEAL_SOURCE' },
];
const REVOKED: readonly Sentence[] = [
  { text: 'TOLD-TO-THE-HOLDER' },
  { text: 'KEPT-FOR-ANOTHER', withheld: 'CONCERNS_ANOTHER_PERSON' },
];
const [REPORT, SIDE] = ['WHAT-RAISED-THE-DOUBT', 'MY-SIDE-OF-IT'];

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const pathOf = ({ id }: Case) => `/clearances/${id}/revocation-packet`;
const act = (by: Account, made: Case, step: Parameters<typeof revocationStep>[3], more = {}) =>
  revocationStep({ house, cases }, by, made, step, more);
const post = async (by: Account, { kind, id }: Case, at: string, route: string, more = {}) => {
  const body = { ...bodyOf(route, await cases.version(id)), ...more };
  const answer = await house.post(by, `/${kind}s/${id}/${at}`, body);
  expect(verdict(answer)).toBe('201');
  return answer;
};
const packetOf = async (made: Case) => {
  const { status, body } = await house.get('adjudicator', pathOf(made));
  expect(status).toBe(200);
  return body as { signed: string; packet: RevocationPacket };
};
const keys = async () => (await house.get('manager', '/decision-keys')).body;
const packetsOf = ({ id }: Case) => countPackets(house.register, id);

/** Reported by the contractor, found to be something, doubted, refused, proposed. */
async function proposed(): Promise<Case> {
  const made = await cases.clearance('ACTIVE');
  const { receipt } = (await post('manager', made, 'others-reports', 'reportAsOther', { text: REPORT })).body;
  await post('officer', made, 'report-validation', 'validateReport', { report: receipt });
  await house.get('officer', `/clearances/${made.id}`);
  await post('inCharge', made, 'doubt-notice', 'serveDoubtNotice');
  const again = { ...made, kind: 'application' as const, id: await cases.doubtOf(made.id) };
  await house.get('officer', `/applications/${again.id}`);
  await cases.step(again.id, 'refuseConsent', 'subject');
  expect(await act('adjudicator', made, 'proposeRevocation', { reasons: PROPOSED })).toBe('201');
  return made;
}
async function heard(): Promise<Case> {
  const made = await proposed();
  expect(await act('subject', made, 'answerRevocation', { text: SIDE })).toBe('201');
  return made;
}
async function revoked(): Promise<Case> {
  const made = await heard();
  expect(await act(SECOND, made, 'revoke', { reasons: REVOKED })).toBe('201');
  return made;
}

describe('the reasons of a revocation', () => {
  test('are told its holder by the sentence, when it is proposed already; what is withheld only by its ground', async () => {
    const made = await heard();
    const own = () => house.get('subject', `/clearances/${made.id}`);
    expect((await own()).body).toMatchObject({
      concerns: 'PUT-TO-THE-HOLDER',
      concernsWithheld: ['WOULD_REVEAL_SOURCE'],
    });
    expect((await own()).body).not.toHaveProperty('reasons');
    expect(await act(SECOND, made, 'revoke', { reasons: REVOKED })).toBe('201');
    const { body, text } = await own();
    expect(body).toMatchObject({ reasons: 'TOLD-TO-THE-HOLDER', withheld: ['CONCERNS_ANOTHER_PERSON'] });
    expect(text).not.toContain('KEPT-FOR');
    const file = (await house.get('adjudicator', `/clearances/${made.id}`)).body;
    const by = Object.fromEntries(
      file.statements.map((one: { action: string; sentences?: Sentence[] }) => [one.action, one.sentences]),
    );
    expect([by.proposeRevocation, by.revoke]).toEqual([PROPOSED, REVOKED]);
  });

  test('keep nobody from all of them, at neither step, and are a list', async () => {
    const kept = { reasons: PROPOSED.slice(1) };
    const fresh = await cases.refusedDoubt();
    expect(await act('adjudicator', fresh, 'proposeRevocation', kept)).toBe('422 REASONS_REQUIRED');
    expect(await act('adjudicator', fresh, 'proposeRevocation', { reasons: 'ONE TEXT' })).toBe('422 INVALID');
    const made = await heard();
    expect(await act(SECOND, made, 'revoke', kept)).toBe('422 REASONS_REQUIRED');
    expect(await cases.stage(made.id)).toBe('SUSPENDED');
  });
});

describe('a revocation packet', () => {
  test('is made with the step that revokes, once, and of nothing that is only proposed', async () => {
    const made = await heard();
    expect((await house.get('adjudicator', pathOf(made))).status).toBe(404);
    const [body, key] = [bodyOf('revoke', await cases.version(made.id)), randomUUID()];
    const revoke = () => house.post(SECOND, `/clearances/${made.id}/revocation`, body, key);
    expect([verdict(await revoke()), verdict(await revoke())]).toEqual(['201', '201']);
    expect(await packetsOf(made)).toBe(1);
  });

  test('is read by who answers for it, and does not exist for anybody else: the holder, an auditor, an employer', async () => {
    const made = await revoked();
    const may: readonly Account[] = [...ADJUDICATOR, ...IN_CHARGE];
    const readers = async () => {
      const answers = await askAll(ACCOUNTS, (account) => house.get(account, pathOf(made)));
      return ACCOUNTS.filter((account) => answers[account].status !== 404);
    };
    expect((await readers()).toSorted()).toEqual(may.toSorted());
    const filed = { about: 'CONDUCT', text: '苦情' };
    expect((await house.post('subject', `/clearances/${made.id}/grievances`, filed)).status).toBe(201);
    expect((await readers()).toSorted()).toEqual([...may, 'grievance', 'grievanceOnceSubject'].toSorted());
    // By its own address alone: of another kind of case there is none.
    expect((await house.get('adjudicator', `/applications/${made.id}/decision-packet`)).status).toBe(404);
  }, 60_000);

  test('read is an entry of the ledger that says what was read', async () => {
    const made = await revoked();
    await packetOf(made);
    const entries = await house.register
      .selectFrom('ledger')
      .select(['sub', 'details'])
      .where('case_id', '=', made.id)
      .where('event', '=', 'FileRead')
      .execute();
    expect(entries).toContainEqual({
      sub: memberOf('adjudicator').sub,
      details: { document: 'revocation-packet' },
    });
  });

  test('holds what raised the doubt, how the reassessment ended, the answer, both people, each sentence, and who had looked', async () => {
    const made = await revoked();
    const { packet } = await packetOf(made);
    expect(packet.steps.map(({ action, sub }) => [action, sub])).toEqual([
      ['reportAsOther', memberOf('manager').sub],
      ['validateReport', memberOf('officer').sub],
      ['serveDoubtNotice', memberOf('inCharge').sub],
      ['proposeRevocation', memberOf('adjudicator').sub],
      ['answerConcerns', memberOf('subject').sub],
      ['revoke', memberOf(SECOND).sub],
    ]);
    expect([packet.proposed, packet.reasons]).toEqual([PROPOSED, REVOKED]);
    const again = packet.reassessment;
    expect([again.ended, again.steps.map(({ action }) => action)]).toEqual(['REFUSED', ['refuseConsent']]);
    expect(again.served).not.toBeNull();
    const looked = [packet.reads, again.reads].map((reads) => reads.map(({ sub }) => sub));
    for (const subs of looked) expect(subs).toContain(memberOf('officer').sub);
    expect(packet.evidence.map(({ docClass }) => docClass)).toEqual([
      'CHANGE_REPORT',
      'REASONS',
      'REASONS',
      'REASONS',
      'HEARING',
      'REASONS',
    ]);
    const text = JSON.stringify(packet);
    for (const words of [REPORT, SIDE]) expect(text).not.toContain(words);
    const hearing = packet.evidence.find(({ docClass }) => docClass === 'HEARING');
    expect(hearing?.hash).toBe(keyedHash(packet.digest.key, { text: SIDE }));
  });

  test('says nothing of a grievance, nor of what others said that nobody had looked at', async () => {
    const made = await heard();
    const filed = { about: 'CONDUCT', text: '苦情' };
    expect((await house.post('subject', `/clearances/${made.id}/grievances`, filed)).status).toBe(201);
    expect((await house.get('grievance', `/clearances/${made.id}`)).status).toBe(200);
    await post('manager', made, 'others-reports', 'reportAsOther', { text: 'LATER' });
    expect(await act(SECOND, made, 'revoke', { reasons: REVOKED })).toBe('201');
    const served = await packetOf(made);
    const { reads, steps, facts } = served.packet;
    expect(reads.map(({ sub }) => sub)).not.toContain(memberOf('grievance').sub);
    expect([JSON.stringify(steps).includes('rievance'), facts.held, facts.waitingReports]).toEqual([
      false,
      false,
      [],
    ]);
    expect(steps.filter(({ action }) => action === 'reportAsOther')).toHaveLength(1);
    expect(verifyPacket(served, await keys()).fault).toBeUndefined();
  });

  test('is found by no query in the scope of its holder, their contractor or the Cabinet Office, and goes with the file', async () => {
    const made = await revoked();
    const api = connect(house.database.api, { max: 1 });
    const seen = (scope: Scope) => inScope(api, scope, (tx) => countPackets(tx, made.id));
    const { organId, contractorId } = HERE;
    const others = { subjects: [made.subjectId], contractors: [contractorId], cabinet: true };
    expect([await seen({ organs: [organId] }), await seen(others)]).toEqual([1, 0]);
    await api.destroy();
    await cases.step(made.id, 'dispose', 'System');
    expect(await packetsOf(made)).toBe(0);
    expect((await house.get('adjudicator', pathOf(made))).status).toBe(404);
  });
});

describe('a revocation packet, verified by nothing but itself and public keys,', () => {
  test('holds, after an answer and after silence, and of a proposal in one text from before sentences', async () => {
    const silent = await proposed();
    await cases.step(silent.id, 'markHearingOverdue', 'System');
    const whole = await cases.heardOnRevocation(await cases.refusedDoubt());
    for (const made of [silent, whole])
      expect(await act(SECOND, made, 'revoke', { reasons: REVOKED })).toBe('201');
    for (const made of [await revoked(), silent, whole]) {
      const { checked, fault } = verifyPacket(await packetOf(made), await keys());
      expect(fault).toBeUndefined();
      expect(checked).toEqual(expect.arrayContaining([expect.stringContaining('revoke by Adjudicator')]));
    }
  });

  test('does not where a word was altered, nor where its signer signed what the rules would not have let be', async () => {
    const served = await packetOf(await revoked());
    const { packet } = served;
    const signer = signerFromFile(path.join(house.folder, 'keys', 'signing.json'));
    const set = await keys();
    const signed = (change: object) =>
      verifyPacket({ signed: signer.sign({ ...packet, ...change }) }, set).fault;
    const shown = { ...served, packet: { ...packet, reasons: packet.reasons.slice(0, 1) } };
    expect(verifyPacket(shown, set).fault).toContain('not the one that was signed');
    const others = signerFromFile(path.join(house.folder, 'other.json'), { create: true }).publicKeys();
    expect(verifyPacket(served, { keys: others }).fault).toContain('none of these keys');
    expect(signed({})).toBeUndefined();
    const alone = packet.steps.map((step) =>
      step.action === 'revoke' ? { ...step, sub: memberOf('adjudicator').sub } : step,
    );
    expect(signed({ steps: alone })).toContain('SAME_PERSON');
    expect(signed({ evidence: packet.evidence.slice(1) })).toContain('A hash is missing');
    expect(signed({ proposed: [{ text: 'OTHER WORDS' }] })).toContain('not those that were sealed');
    expect(signed({ reasons: PROPOSED })).toContain('not those that were sealed');
    expect(signed({ more: 1 })).toMatch(/not whole, or more: at \/, .*more/);
    // Nor does it pass for a decision by another name.
    expect(signed({ format: 'sekisho-decision-packet/1' })).toContain('not whole');
    expect(RevocationShape.safeParse(packet).success).toBe(true);
  });

  test('is asked by the same command', async () => {
    const [file, set] = ['revoked.json', 'revoked-keys.json'].map((name) => path.join(house.folder, name));
    writeFileSync(file ?? '', JSON.stringify(await packetOf(await revoked())));
    writeFileSync(set ?? '', JSON.stringify(await keys()));
    const script = ['--import', 'tsx', 'scripts/verify-decision.ts', file ?? '', set ?? ''];
    const { status, stderr, stdout } = spawnSync(process.execPath, script, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/holds: proposeRevocation by Adjudicator[^]*holds: revoke by [^]*Verified\.\n$/);
  }, 60_000);
});
