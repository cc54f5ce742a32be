import { describe, expect, test } from '@jest/globals';
import { type DecisionPacket, evidenceOf, type PacketStep, RELIED_ON } from '../../domain/decision-packet.js';
import { replayDecision } from '../../domain/replay-decision.js';
import { PacketShape } from '../../privacy/packet-shape.js';
import { NOTHING_FOUND } from './table.js';
import { packetOf } from './packet.js';

const faultOf = (packet: DecisionPacket) =>
  replayDecision(packet).find(({ fault }) => fault !== undefined)?.fault;
const against = packetOf('NOT_FOUND');
const belated: PacketStep = {
  version: 11,
  at: '2026-11-22T01:00:00.000Z',
  action: 'fileAnswer',
  from: 'ADJUDICATION',
  to: 'HUMAN_REVIEW',
  sub: null,
  role: 'Provider',
  article: 'Art. 12(6); reading: a person sees it before the decision',
  documents: [],
};
/** The same packet with one step changed. */
const withStep = (packet: DecisionPacket, action: string, change: object): DecisionPacket => ({
  ...packet,
  steps: packet.steps.map((step) => (step.action === action ? { ...step, ...change } : step)),
});

describe('a decision asked again of the rules', () => {
  test.each(['FOUND', 'NOT_FOUND'] as const)(
    'is permitted on the facts it was permitted on: %s',
    (decision) => {
      const answers = replayDecision(packetOf(decision));
      expect(answers.filter(({ fault }) => fault !== undefined)).toEqual([]);
      expect(answers.map(({ asked }) => asked)).toEqual(
        expect.arrayContaining([expect.stringContaining('decide by Adjudicator, under Art. 12(1), 17')]),
      );
    },
  );

  test('of a release before is read as it was signed, and permitted by the rules of its day: on nothing weighed, too', () => {
    const { learnt: _, unasked: __, ...facts } = against.facts;
    const signed = {
      ...against,
      texts: { ...against.texts, inquiries: { ...against.texts.inquiries, DRUG_RECORD: false } },
      facts: { ...facts, matters: {}, grievance: null },
      worksheet: NOTHING_FOUND,
      found: [],
    };
    const read = PacketShape.parse(JSON.parse(JSON.stringify(signed)));
    expect([read.facts.learnt, read.facts.unasked]).toEqual([null, []]);
    expect(replayDecision(read).flatMap(({ fault }) => fault ?? [])).toEqual([]);
  });

  const changes: [string, DecisionPacket, string][] = [
    [
      'an item treated as if nothing were in it',
      { ...against, worksheet: NOTHING_FOUND },
      'NOT_WEIGHED (FINANCIAL_CIRCUMSTANCES)',
    ],
    [
      'a decision against a person that rests on nothing',
      { ...against, facts: { ...against.facts, matters: {} }, worksheet: NOTHING_FOUND, found: [] },
      'NOT_WEIGHED (a decision against somebody rests on',
    ],
    [
      'an item of which a question was declined, called clean',
      { ...against, facts: { ...against.facts, unasked: ['DRUG_ABUSE'] } },
      'NOT_WEIGHED (DRUG_ABUSE)',
    ],
    ['a check still open', { ...against, facts: { ...against.facts, openChecks: 1 } }, 'CHECKS_OPEN'],
    ['a person who was not asked', { ...against, facts: { ...against.facts, hearing: 'NONE' } }, 'NOT_HEARD'],
    ['an adjudicator who had investigated', withStep(against, 'decide', { sub: 'o1' }), 'SAME_PERSON'],
    [
      'a second reader who had proposed it',
      withStep(against, 'confirmDecision', { sub: 'a1' }),
      'SAME_PERSON',
    ],
    [
      'a second reader in whose place it had been proposed',
      {
        ...withStep(against, 'decide', { standIn: { adjudicator: 'a2' } }),
        facts: { ...against.facts, proposedInPlaceOf: 'a2' },
      },
      'SAME_PERSON',
    ],
    [
      'facts that hide in whose place it was proposed',
      {
        ...withStep(against, 'decide', { standIn: { adjudicator: 'a9' } }),
        facts: { ...against.facts, proposedInPlaceOf: null },
      },
      'in whose place',
    ],
    ['a proposal by who confirmed it', withStep(against, 'decide', { sub: 'a2' }), 'not told apart'],
    ['a confirmation by nobody', withStep(against, 'confirmDecision', { sub: null }), 'has no name under it'],
    [
      'a machine in the adjudicator’s place',
      withStep(against, 'decide', { role: 'System', sub: null }),
      'NOT_YOURS',
    ],
    [
      'reasons of which none is for the person',
      { ...against, reasons: against.reasons.slice(1) },
      'REASONS_REQUIRED',
    ],
    ['no reasons', withStep(against, 'decide', { documents: [] }), 'REASONS_REQUIRED'],
    [
      'one person instead of two',
      { ...against, steps: against.steps.slice(0, -1) },
      'is made by decide, then confirmDecision',
    ],
    ['another outcome', { ...against, decision: 'FOUND' }, 'is made by decide'],
    ['another day', { ...against, decidedAt: '2026-11-25T01:00:00.000Z' }, 'at that time'],
    ['another article', withStep(against, 'decide', { article: 'Art. 99' }), 'The table has this step under'],
    ['a record that is said to be none', { ...against, found: [] }, 'It does not.'],
    ['a missing hash', { ...against, evidence: against.evidence.slice(1) }, 'A hash is missing: EVIDENCE'],
    [
      'a hash of something else',
      { ...against, evidence: [...against.evidence, { documentId: 'x', docClass: 'HEARING', hash: 'x' }] },
      'A hash of nothing relied on',
    ],
    [
      'a consent to another text',
      { ...against, texts: { ...against.texts, consented: 'v0:old' } },
      'names another text',
    ],
    [
      'a question that was not consented to',
      { ...against, texts: { ...against.texts, inquiries: {} } },
      'Asked without consent: RENT_ARREARS',
    ],
    [
      'a policy nobody here knows',
      { ...against, policy: { ...against.policy, version: '2099-01' } },
      'does not know that version',
    ],
    [
      'steps out of their order',
      {
        ...against,
        steps: [...against.steps.slice(1, 2), ...against.steps.slice(0, 1), ...against.steps.slice(2)],
      },
      'comes before the one it follows',
    ],
    [
      'a step twice',
      { ...against, steps: [...against.steps.slice(0, 1), ...against.steps] },
      'comes before the one it follows',
    ],
    [
      'a step the table does not have',
      withStep(against, 'fileAnswer', { from: 'DECIDED', to: 'DECIDED' }),
      'no step fileAnswer from DECIDED',
    ],
    [
      'a step of somebody whose it is not',
      withStep(against, 'fileAnswer', { role: 'Operator' }),
      'no step fileAnswer',
    ],
    [
      'a person said to be heard whom nobody asked',
      { ...against, steps: against.steps.filter(({ action }) => action !== 'answerConcerns') },
      'the facts say otherwise',
    ],
    [
      'a hearing before something new',
      { ...against, steps: [...against.steps.slice(0, 4), belated, ...against.steps.slice(4)] },
      'the facts say otherwise',
    ],
    [
      'an investigator who is not called one',
      { ...against, facts: { ...against.facts, investigators: [] } },
      'leave out who took resolveReview',
    ],
    ['no decision at all', { ...against, steps: [] }, 'No step decides.'],
  ];
  test.each(changes)('is not with %s', (_, packet, said) => {
    expect(faultOf(packet)).toContain(said);
  });
});

describe('what a decision rests on', () => {
  test('is neither family, nor a grievance, nor why somebody declared a tie', () => {
    expect(Object.keys(RELIED_ON)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/[gG]rievance|Conflict|reportChange/)]),
    );
    const named = { reasonsId: 'r', documentId: 'd' };
    expect(evidenceOf('fileGrievance', named)).toEqual([]);
    expect(evidenceOf('declareConflict', named)).toEqual([]);
    expect(evidenceOf('submitQuestionnaire', named)).toEqual([
      { documentId: 'd', docClass: 'QUESTIONNAIRE' },
    ]);
    expect(evidenceOf('decide', named)).toHaveLength(2);
  });
});
