import { describe, expect, test } from '@jest/globals';
import type { ReportStep } from '../../domain/change-reports.js';
import { evidenceOf } from '../../domain/decision-packet.js';
import { replayRevocation } from '../../domain/replay-revocation.js';
import {
  REASSESSMENT_RELIES_ON,
  reliedOnBy,
  REVOCATION_RELIES_ON,
  type RevocationPacket,
} from '../../domain/revocation-packet.js';
import { RevocationShape } from '../../privacy/revocation-shape.js';
import { revocationOf } from './revocation.js';

const whole = revocationOf();
const faultOf = (packet: RevocationPacket) =>
  replayRevocation(packet).find(({ fault }) => fault !== undefined)?.fault;
const withFacts = (facts: Partial<RevocationPacket['facts']>, of = whole): RevocationPacket => ({
  ...of,
  facts: { ...of.facts, ...facts },
});
const withStep = (action: string, change: object, of = whole): RevocationPacket => ({
  ...of,
  steps: of.steps.map((step) => (step.action === action ? { ...step, ...change } : step)),
});
const without = (action: string): RevocationPacket => ({
  ...whole,
  steps: whole.steps.filter((step) => step.action !== action),
});
const again = (change: Partial<RevocationPacket['reassessment']>): RevocationPacket => ({
  ...whole,
  reassessment: { ...whole.reassessment, ...change },
});

describe('a revocation asked again of the rules', () => {
  test('is permitted on the facts it was permitted on, and read as it was signed', () => {
    const answers = replayRevocation(RevocationShape.parse(JSON.parse(JSON.stringify(whole))));
    expect(answers.flatMap(({ fault }) => fault ?? [])).toEqual([]);
    const asked = answers.map((one) => one.asked);
    for (const action of ['proposeRevocation', 'revoke'])
      expect(asked).toContainEqual(
        expect.stringMatching(new RegExp(`^${action} by Adjudicator, under Art. 11;`)),
      );
  });

  test('is permitted after silence as after an answer, and after each way a reassessment ends without a result', () => {
    const silent = withStep('answerConcerns', {
      action: 'markHearingOverdue',
      sub: null,
      role: 'System',
      documents: [],
    });
    const evidence = whole.evidence.filter(({ docClass }) => docClass !== 'HEARING');
    expect(faultOf({ ...withFacts({ hearing: 'SILENT' }, silent), evidence })).toBeUndefined();
    const [, last] = whole.reassessment.steps;
    const ends = [
      ['REFUSED', 'refuseConsent', 'CONSENT_OVERDUE'],
      ['WITHDRAWN', 'withdrawConsent', 'INVESTIGATION'],
    ] as const;
    for (const [ended, action, from] of ends) {
      const step = last && { ...last, action, from, role: 'Subject' as const, documents: [] };
      const rest = whole.evidence.filter(({ documentId }) => documentId !== last?.documents[0]?.documentId);
      expect(faultOf({ ...again({ ended, steps: step ? [step] : [] }), evidence: rest })).toBeUndefined();
    }
  });

  const changes: [string, RevocationPacket, string][] = [
    ['who proposed it making it', withStep('revoke', { sub: 'a1' }), 'SAME_PERSON'],
    ['a proposal by who made it', withStep('proposeRevocation', { sub: 'a2' }), 'not told apart'],
    [
      'facts that hide who proposed it',
      withFacts({ proposedBy: 'a9' }, withStep('revoke', { sub: 'a1' })),
      'not told apart',
    ],
    ['a proposal by somebody tied since', withFacts({ proposedBy: null }), 'SAME_PERSON'],
    [
      'who made it acting where it was proposed in their place',
      withFacts(
        { proposedInPlaceOf: 'a2' },
        withStep('proposeRevocation', { standIn: { adjudicator: 'a2' } }),
      ),
      'SAME_PERSON',
    ],
    [
      'facts that hide in whose place it was proposed',
      withStep('proposeRevocation', { standIn: { adjudicator: 'a9' } }),
      'in whose place',
    ],
    ['a proposer who raised the doubt', withStep('proposeRevocation', { sub: 'c1' }), 'SAME_PERSON'],
    ['a second person who raised the doubt', withStep('revoke', { sub: 'c1' }), 'SAME_PERSON'],
    ['nobody’s name under it', withStep('revoke', { sub: null }), 'has no name under it'],
    ['a machine’s hand', withStep('revoke', { role: 'System', sub: null }), 'NOT_YOURS'],
    ['no proposal', without('proposeRevocation'), 'No step proposes it.'],
    ['no second step', without('revoke'), 'that is its last step'],
    ['another day', { ...whole, revokedAt: '2026-11-29T01:00:00.000Z' }, 'at that time'],
    ['a holder who was not asked', withFacts({ hearing: 'NONE' }), 'WRONG_STAGE'],
    ['a holder who still had time', withFacts({ hearing: 'ASKED' }), 'NOT_HEARD'],
    ['an answer that nobody gave', without('answerConcerns'), 'the facts say otherwise'],
    ['a reassessment still open', withFacts({ doubtEndedWithoutAssessment: false }), 'still open'],
    ['words that wait', withFacts({ wordsWaiting: true }), 'WORDS_WAITING'],
    [
      'reasons of which none is for the holder',
      { ...whole, reasons: whole.reasons.slice(1) },
      'REASONS_REQUIRED',
    ],
    [
      'a proposal that told the holder nothing',
      { ...whole, proposed: whole.proposed.slice(1) },
      'REASONS_REQUIRED',
    ],
    ['no reasons', withStep('revoke', { documents: [] }), 'REASONS_REQUIRED'],
    ['another article', withStep('revoke', { article: 'Art. 99' }), 'The table has this step under'],
    ['no notice of a doubt', without('serveDoubtNotice'), 'None does'],
    ['a notice that does not stand', withFacts({ doubtServed: false }), 'None does'],
    [
      'a step the table does not have',
      withStep('validateReport', { from: 'EXPIRED' }),
      'no step validateReport',
    ],
    [
      'steps out of their order',
      { ...whole, steps: [...whole.steps.slice(1, 2), ...whole.steps.slice(0, 1), ...whole.steps.slice(2)] },
      'comes before the one it follows',
    ],
    ['who reported left out of the facts', withFacts({ investigators: ['o1', 'c1'] }), 'leave out who took'],
    ['another end of the reassessment', again({ ended: 'REFUSED' }), 'Its last step says something else.'],
    ['an end without a doubt in it', again({ ended: 'NO_BASIS' }), 'Its last step says something else.'],
    ['a reassessment that did not end', again({ steps: [] }), 'Its last step says something else.'],
    ['a reassessment nobody was told of', again({ served: null }), 'No notice of it was served.'],
    ['a missing hash', { ...whole, evidence: whole.evidence.slice(1) }, 'A hash is missing: CHANGE_REPORT'],
    [
      'a hash of something else',
      { ...whole, evidence: [...whole.evidence, { documentId: 'x', docClass: 'HEARING', hash: 'x' }] },
      'A hash of nothing relied on',
    ],
    [
      'a policy nobody here knows',
      { ...whole, policy: { ...whole.policy, version: '2099-01' } },
      'does not know that version',
    ],
  ];
  test.each(changes)('is not with %s', (_, packet, said) => {
    expect(faultOf(packet)).toContain(said);
  });
});

describe('what a revocation rests on', () => {
  let seq = 0;
  const took = (action: string, details: ReportStep['details'] = {}): ReportStep => {
    seq += 1;
    return {
      commandId: `c${seq}`,
      action,
      at: `2026-11-01T00:00:${String(seq).padStart(2, '0')}.000Z`,
      role: action === 'reportChange' ? 'Subject' : 'CaseOfficer',
      details,
    };
  };
  const actionsOf = (steps: readonly ReportStep[]) => reliedOnBy(steps).map(({ action }) => action);
  const rest = ['proposeRevocation', 'answerConcerns', 'revoke'] as const;

  test('is what lay there at the notice, what its holder said before they were asked, and all that is about it since', () => {
    const reported = took('reportAsOther');
    const looked = took('validateReport', { reportId: reported.commandId, verdict: 'FOUNDED' });
    const steps = [reported, looked, took('reportChange'), took('serveDoubtNotice'), took('reportChange')];
    expect(actionsOf([...steps, ...rest.map((action) => took(action))])).toEqual([
      'reportAsOther',
      'validateReport',
      'reportChange',
      'serveDoubtNotice',
      'reportChange',
      ...rest,
    ]);
  });

  test('is no report in which there was nothing, nor what was said when nobody waits for its words', () => {
    const unfounded = took('reportAsOther');
    const looked = took('validateReport', { reportId: unfounded.commandId, verdict: 'UNFOUNDED' });
    const steps = [
      took('reportChange'),
      took('closeReview'),
      unfounded,
      looked,
      took('serveDoubtNotice'),
      took('reportAsOther'),
      took('proposeRevocation'),
      took('reportChange'),
      took('markHearingOverdue'),
      took('revoke'),
    ];
    expect(actionsOf(steps)).toEqual([
      'serveDoubtNotice',
      'proposeRevocation',
      'markHearingOverdue',
      'revoke',
    ]);
  });

  test('is neither a notice that was void nor a proposal that was dropped', () => {
    const steps = [
      took('serveDoubtNotice'),
      took('confirmDoubtVoid'),
      took('serveDoubtNotice'),
      took('proposeRevocation'),
      took('answerConcerns'),
      ...rest.map((action) => took(action)),
    ];
    const found = reliedOnBy(steps);
    expect(found.map(({ action }) => action)).toEqual(['serveDoubtNotice', ...rest]);
    expect(found[0]).toBe(steps[2]);
  });

  test('is neither a grievance, nor why somebody declared a tie or a file is kept', () => {
    for (const relied of [REVOCATION_RELIES_ON, REASSESSMENT_RELIES_ON])
      expect(Object.keys(relied)).not.toContainEqual(expect.stringMatching(/[gG]rievance|Conflict|Hold/));
    const named = { reasonsId: 'r', documentId: 'd' };
    expect(evidenceOf('reportAsOther', named, REVOCATION_RELIES_ON)).toEqual([
      { documentId: 'd', docClass: 'CHANGE_REPORT' },
    ]);
    expect(evidenceOf('refuseConsent', named, REASSESSMENT_RELIES_ON)).toEqual([]);
    expect(evidenceOf('reportAsOther', named)).toEqual([]);
  });
});
