import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { verifyPacket } from '../../privacy/verify-packet.js';
import type { DecisionPacket } from '../../domain/decision-packet.js';
import type { Sentence } from '../../domain/reasons.js';
import { keyedHash, signerFromFile } from '../../privacy/decision-signing.js';
import { bodyOf } from '../access/support/bodies.js';
import { type Case, Cases } from '../access/support/cases.js';
import { type Account, ACCOUNTS, HERE, memberOf } from '../access/support/cast.js';
import { connect } from '../../store/db.js';
import { inScope, type Scope } from '../../store/scope.js';
import { ADJUDICATOR, IN_CHARGE } from '../access/expectations.js';
import { countPackets } from './support/packets.js';
import { askAll, type House, openHouse, verdict } from '../access/support/house.js';

const SECOND: Account = 'adjudicatorOnceSubject';
const REASONS: readonly Sentence[] = [
  { text: 'TOLD-TO-THE-PERSON' },
  { text: 'KEPT-FOR-ITS-SOURCE', withheld: 'WOULD_REVEAL_SOURCE' },
];
const SIDE = 'MY-SIDE-OF-IT';

let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const pathOf = ({ id }: Case) => `/applications/${id}/decision-packet`;
const act = async (by: Account, { id }: Case, at: string, route: string, more: object = {}, key?: string) =>
  house.post(by, `/applications/${id}/${at}`, { ...bodyOf(route, await cases.version(id)), ...more }, key);
const packetOf = async (made: Case) => {
  const { status, body } = await house.get('adjudicator', pathOf(made));
  expect(status).toBe(200);
  return body as { signed: string; packet: DecisionPacket };
};
const keys = async () => (await house.get('manager', '/decision-keys')).body;
const packetsOf = ({ id }: Case) => countPackets(house.register, id);

async function found(): Promise<Case> {
  const made = await cases.application('ADJUDICATION');
  await house.get('officer', `/applications/${made.id}`);
  expect(verdict(await act('adjudicator', made, 'decision', 'decide'))).toBe('201');
  return made;
}
async function proposed(): Promise<Case> {
  const made = await cases.application('HEARING');
  const answered = await act('subject', made, 'hearing-answer', 'answerConcerns', { text: SIDE });
  expect(verdict(answered)).toBe('201');
  const body = { decision: 'NOT_FOUND', reasons: REASONS };
  expect(verdict(await act('adjudicator', made, 'decision', 'decide', body))).toBe('201');
  return made;
}
async function against(): Promise<Case> {
  const made = await proposed();
  expect(verdict(await act(SECOND, made, 'decision-confirmation', 'confirmDecision'))).toBe('201');
  return made;
}

describe('a decision packet', () => {
  test('is made with the step that decides, once, and of nothing that is only proposed', async () => {
    const made = await proposed();
    expect(await packetsOf(made)).toBe(0);
    expect((await house.get('adjudicator', pathOf(made))).status).toBe(404);
    const [seen, key] = [await cases.version(made.id), randomUUID()];
    const confirm = () =>
      house.post(
        SECOND,
        `/applications/${made.id}/decision-confirmation`,
        bodyOf('confirmDecision', seen),
        key,
      );
    expect([verdict(await confirm()), verdict(await confirm())]).toEqual(['201', '201']);
    expect(await packetsOf(made)).toBe(1);
  });

  test('is of two people who did not investigate: who proposed it cannot be named its case officer meanwhile', async () => {
    const made = await proposed();
    const { sub } = memberOf('adjudicator');
    await house.register
      .insertInto('principals')
      .values({
        id: randomUUID(),
        sub,
        role: 'CaseOfficer',
        organ_id: HERE.organId,
        contractor_id: null,
        subject_id: null,
        created_at: new Date().toISOString(),
      })
      .execute();
    const seen = await cases.version(made.id);
    const named = await house.post('inCharge', `/applications/${made.id}/assignment`, {
      seen,
      caseOfficer: sub,
    });
    expect(verdict(named)).toBe('409 SAME_PERSON');
    expect(verdict(await act(SECOND, made, 'decision-confirmation', 'confirmDecision'))).toBe('201');
    expect(verifyPacket(await packetOf(made), await keys()).fault).toBeUndefined();
  });

  test('is read by who answers for the decision, and does not exist for anybody else: the person, an auditor, an employer', async () => {
    const made = await found();
    const may: readonly Account[] = [...ADJUDICATOR, ...IN_CHARGE];
    const readers = async () => {
      const answers = await askAll(ACCOUNTS, (account) => house.get(account, pathOf(made)));
      return ACCOUNTS.filter((account) => answers[account].status !== 404);
    };
    expect((await readers()).toSorted()).toEqual(may.toSorted());
    const filed = { about: 'CONDUCT', text: '苦情' };
    expect((await house.post('subject', `/applications/${made.id}/grievances`, filed)).status).toBe(201);
    expect((await readers()).toSorted()).toEqual([...may, 'grievance', 'grievanceOnceSubject'].toSorted());
  }, 60_000);

  test('read is an entry of the ledger that says what was read', async () => {
    const made = await found();
    await packetOf(made);
    const entries = await house.register
      .selectFrom('ledger')
      .select(['sub', 'role', 'details'])
      .where('case_id', '=', made.id)
      .where('event', '=', 'FileRead')
      .execute();
    expect(entries).toContainEqual({
      sub: memberOf('adjudicator').sub,
      role: 'Adjudicator',
      details: { document: 'decision-packet' },
    });
  });

  test('holds who decided under which line, each sentence with its mark, and of the evidence hashes and no word', async () => {
    const made = await against();
    const { packet } = await packetOf(made);
    expect(packet.reasons).toEqual(REASONS);
    const ends = packet.steps.slice(-2).map(({ action, sub, role }) => [action, sub, role]);
    expect(ends).toEqual([
      ['decide', memberOf('adjudicator').sub, 'Adjudicator'],
      ['confirmDecision', memberOf(SECOND).sub, 'Adjudicator'],
    ]);
    expect(packet.texts.consented).toBe(packet.texts.served);
    expect(packet.evidence.map(({ docClass }) => docClass)).toEqual(
      expect.arrayContaining(['HEARING', 'WORKSHEET', 'REASONS']),
    );
    const text = JSON.stringify(packet);
    for (const words of [SIDE, 'OPINION TEXT', 'Long ago, once']) expect(text).not.toContain(words);
    const hearing = packet.evidence.find(({ docClass }) => docClass === 'HEARING');
    expect(hearing?.hash).toBe(keyedHash(packet.digest.key, { text: SIDE }));
    const { rows } = await sql<{ all: string }>`select string_agg(to_jsonb(v)::text, ' ') as all
      from vault_documents v where owner_id = ${made.id}`.execute(house.register);
    expect(rows[0]?.all).not.toContain('KEPT-FOR-ITS-SOURCE');
  });

  test('names who had looked at the file, and not whoever looks into a grievance about it', async () => {
    const made = await cases.application('ADJUDICATION');
    await house.get('officer', `/applications/${made.id}`);
    const filed = { about: 'CONDUCT', text: '苦情' };
    expect((await house.post('subject', `/applications/${made.id}/grievances`, filed)).status).toBe(201);
    expect((await house.get('grievance', `/applications/${made.id}`)).status).toBe(200);
    expect((await house.get('subject', `/applications/${made.id}/documents/grievance`)).status).toBe(200);
    expect(verdict(await act('adjudicator', made, 'decision', 'decide'))).toBe('201');
    const { reads, steps, facts } = (await packetOf(made)).packet;
    expect(reads).toEqual([
      expect.objectContaining({ sub: memberOf('officer').sub, role: 'CaseOfficer', purpose: 'ASSESSMENT' }),
    ]);
    expect([JSON.stringify(steps).includes('rievance'), facts.held]).toEqual([false, false]);
  });

  test('is found by no query in the scope of its person, its contractor or the Cabinet Office', async () => {
    const made = await against();
    const api = connect(house.database.api, { max: 1 });
    const seen = (scope: Scope) => inScope(api, scope, (tx) => countPackets(tx, made.id));
    const { organId, contractorId } = HERE;
    const others = { subjects: [made.subjectId], contractors: [contractorId], cabinet: true };
    expect([await seen({ organs: [organId] }), await seen(others)]).toEqual([1, 0]);
    await api.destroy();
  });

  test('goes with the file', async () => {
    const made = await against();
    expect(verdict(await act('officer', made, 'result-notice', 'notifyResult'))).toBe('201');
    await cases.step(made.id, 'dispose', 'System');
    expect(await packetsOf(made)).toBe(0);
    expect((await house.get('adjudicator', pathOf(made))).status).toBe(404);
  });
});

describe('a packet, verified by nothing but itself and public keys,', () => {
  test('holds, for the person and against them', async () => {
    for (const made of [await found(), await against()]) {
      const { checked, fault } = verifyPacket(await packetOf(made), await keys());
      expect(fault).toBeUndefined();
      expect(checked).toEqual(expect.arrayContaining([expect.stringContaining('decide by Adjudicator')]));
    }
  });

  test('does not where anything shown was changed, or by keys of somebody else', async () => {
    const served = await packetOf(await against());
    const { packet } = served;
    const shown = (change: Partial<DecisionPacket>) => ({ ...served, packet: { ...packet, ...change } });
    const [first] = packet.reasons;
    const changed: Partial<DecisionPacket>[] = [
      { worksheet: { ...packet.worksheet, DRUG_ABUSE: 'NOTHING' } },
      { evidence: packet.evidence.slice(1) },
      { reasons: first ? [first] : [] },
      {
        reads: [
          ...packet.reads,
          { at: packet.decidedAt, sub: 'x', role: 'Adjudicator', purpose: 'AUDIT', of: {} },
        ],
      },
    ];
    for (const change of changed)
      expect(verifyPacket(shown(change), await keys()).fault).toContain('not the one that was signed');
    const others = signerFromFile(path.join(house.folder, 'other.json'), { create: true }).publicKeys();
    expect(verifyPacket(served, { keys: others }).fault).toContain('none of these keys');
    expect(verifyPacket(served, {}).fault).toContain('no key set');
    expect(verifyPacket(packet, await keys()).fault).toContain('no signed packet');
  });

  test('does not even where its signer signed it, if the rules would not have let it be, or it is not whole', async () => {
    const { packet } = await packetOf(await against());
    const signer = signerFromFile(path.join(house.folder, 'keys', 'signing.json'));
    const faultOf = async (change: object) =>
      verifyPacket({ signed: signer.sign({ ...packet, ...change }) }, await keys()).fault;
    const nothing = Object.fromEntries(Object.keys(packet.worksheet).map((item) => [item, 'NOTHING']));
    const facts = { ...packet.facts, matters: { DRUG_ABUSE: 'TO_WEIGH' } };
    expect(await faultOf({})).toBeUndefined();
    expect(await faultOf({ worksheet: nothing, facts })).toContain('NOT_WEIGHED');
    expect(await faultOf({ evidence: packet.evidence.slice(1) })).toContain('A hash is missing');
    expect(await faultOf({ reasons: [{ text: 'OTHER WORDS' }] })).toContain('not those that were sealed');
    expect(await faultOf({ more: 1 })).toMatch(/not whole, or more: at \/, .*more/);
    const { reads: _, ...less } = packet;
    expect(verifyPacket({ signed: signer.sign(less) }, await keys()).fault).toContain('at /reads');
  });

  test('is asked by one command, which says what it asked', async () => {
    const served = await packetOf(await against());
    const [packet, set] = ['packet.json', 'keys.json'].map((name) => path.join(house.folder, name));
    writeFileSync(set ?? '', JSON.stringify(await keys()));
    const run = (file: object) => {
      writeFileSync(packet ?? '', JSON.stringify(file));
      const script = ['--import', 'tsx', 'scripts/verify-decision.ts', packet ?? '', set ?? ''];
      return spawnSync(process.execPath, script, { encoding: 'utf8' });
    };
    const good = run(served);
    expect([good.status, good.stderr]).toEqual([0, '']);
    expect(good.stdout).toMatch(/holds: confirmDecision by Adjudicator[^]*Verified\.\n$/);
    const last = served.signed.endsWith('A') ? 'B' : 'A';
    const bad = run({ ...served, signed: served.signed.slice(0, -1) + last });
    expect([bad.status, bad.stdout]).toEqual([
      1,
      expect.stringContaining('Refused: The signature does not hold'),
    ]);
  }, 60_000);
});
