import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Answer } from '../../domain/checks.js';
import { replayDecision } from '../../domain/replay-decision.js';
import { PacketShape } from '../../privacy/packet-shape.js';
import { verifyPacket } from '../../privacy/verify-packet.js';
import { CONCERNS } from '../access/support/concerns.js';
import { Cases } from '../access/support/cases.js';
import { type House, openHouse, verdict } from '../access/support/house.js';
import { Deciding, SECOND } from './support/deciding.js';

/** What a decision against somebody may rest on: something that is known, and that was put to them. */
let house: House;
let cases: Cases;
let of: Deciding;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  of = new Deciding(house, cases);
}, 60_000);
afterAll(() => house?.stop());

const against = { decision: 'NOT_FOUND' };

describe('a decision against somebody', () => {
  test('rests on nothing of which they were not asked, until they are', async () => {
    const made = await of.silentAfterInterview({ reason: 'TEST', items: ['DRUG_ABUSE'] });
    const refused = await of.act('adjudicator', made, 'decision', 'decide', against);
    expect([verdict(refused), refused.body.detail]).toEqual([
      '409 NOT_HEARD',
      'none of the items that it rests on was put to the person',
    ]);
    await of.asked(made);
    expect((await of.act('adjudicator', made, 'decision', 'decide', against)).body.stage).toBe(
      'SECOND_READING',
    );
    await of.act(SECOND, made, 'decision-confirmation', 'confirmDecision');
    const { packet } = (await house.get('adjudicator', `/applications/${made.id}/decision-packet`)).body;
    expect(packet.facts.heardOn).toEqual(['MENTAL_DISORDER']);
    expect(replayDecision(PacketShape.parse(packet)).flatMap(({ fault }) => fault ?? [])).toEqual([]);
    const other = { ...packet, facts: { ...packet.facts, heardOn: ['DRUG_ABUSE'] } };
    expect(replayDecision(PacketShape.parse(other)).flatMap(({ fault }) => fault ?? [])).not.toEqual([]);
  });

  test.each([
    ['an interview', () => of.silentAfterInterview()],
    [
      'a document',
      async () => {
        const made = await cases.application('AWAITING_OPINION');
        await cases.request(made, 'investigator', ['MENTAL_DISORDER']);
        const documentId = await cases.seal(made, 'PROVIDED TEXT', 'PROVIDED');
        await cases.step(made.id, 'provideDocument', 'subject', { documentId });
        await cases.step(made.id, 'resolveReview', 'investigator', { reason: 'TEST' });
        await cases.step(made.id, 'giveOpinion', 'investigator', { reason: 'TEST' });
        await cases.step(made.id, 'submitForDecision', 'inCharge');
        await cases.step(made.id, 'askSubject', 'adjudicator', CONCERNS);
        await cases.step(made.id, 'markHearingOverdue', 'System');
        return made;
      },
    ],
  ])('may rest on what was learnt in %s, where nobody has it on record', async (_, until) => {
    const made = await until();
    const { body: file } = await house.get('adjudicator', `/applications/${made.id}`);
    expect([file.matters, file.learnt]).toEqual([{}, ['MENTAL_DISORDER']]);
    expect((await of.act('adjudicator', made, 'decision', 'decide', against)).body.stage).toBe(
      'SECOND_READING',
    );
    expect(verdict(await of.act(SECOND, made, 'decision-confirmation', 'confirmDecision'))).toBe('201');
    const served = await house.get('adjudicator', `/applications/${made.id}/decision-packet`);
    const keys = await house.get('adjudicator', '/decision-keys');
    expect(verifyPacket(served.body, keys.body).fault).toBeUndefined();
    expect(replayDecision(PacketShape.parse(served.body.packet)).flatMap(({ fault }) => fault ?? [])).toEqual(
      [],
    );
  });

  test('may rest on what a superior said beside a plain no, where they said anything, and not on why nobody answered', async () => {
    const inquiries = { SUPERIOR_STATEMENT: true };
    const learnt = async (words: boolean, finding: Answer = 'NO_RECORD') => {
      const made = await cases.application('CHECKS_RUNNING', { inquiries });
      const documentId = await cases.seal(made, 'STATEMENT', 'EVIDENCE');
      const { requestId } = await house.register
        .selectFrom('checks')
        .select('request_id as requestId')
        .where('case_id', '=', made.id)
        .executeTakeFirstOrThrow();
      const of = { requestId, finding, ...(words ? { documentId } : {}) };
      await cases.step(made.id, 'fileAnswer', 'Provider', of);
      return (await house.get('investigator', `/applications/${made.id}`)).body.learnt;
    };
    expect(await learnt(true)).toEqual(['ALCOHOL_MODERATION']);
    expect(await learnt(false)).toEqual([]);
    expect([await learnt(true, 'DECLINED'), await learnt(true, 'UNAVAILABLE')]).toEqual([[], []]);
  });
});
