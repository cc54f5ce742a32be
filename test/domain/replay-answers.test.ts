import { describe, expect, test } from '@jest/globals';
import type { DecisionPacket, PacketStep } from '../../domain/decision-packet.js';
import { replayDecision } from '../../domain/replay-decision.js';
import { linesOf } from './table.js';
import { packetOf } from './packet.js';

const against = packetOf('NOT_FOUND');
const ASKED = [
  'who decided, and who read it a second time',
  `decide by Adjudicator, under ${linesOf('decide').find(({ when }) => when?.proposing === 'NOT_FOUND')?.article}`,
  `confirmDecision by Adjudicator, under ${linesOf('confirmDecision')[0]?.article}`,
  'the steps relied on, each a line of the table, in their order',
  'whether the person was heard follows from the steps',
  'whoever investigated by the steps is known to have',
  'what there was to weigh follows from what was stated and found',
  'the consent named the text that was served, and every question asked',
  'what was learnt besides, and what was not asked for want of consent, follows from the steps',
  'every document relied on has its hash, and no other',
  `policy ${against.policy.version}, its items and its steps`,
  'whose decision it is',
] as const;
const [CHAIN, DECIDE, , ORDER, HEARD, APART, WEIGHED, CONSENT, BESIDES, HASHES, , NAME] = ASKED;

/** What is said to one question; undefined where all is well. */
function said(packet: DecisionPacket, asked: string): string | undefined {
  const answer = replayDecision(packet).find((one) => one.asked === asked);
  if (!answer) throw new Error(`nobody asked ${asked}`);
  return answer.fault;
}
const withStep = (action: string, change: Partial<PacketStep>, packet = against): DecisionPacket => ({
  ...packet,
  steps: packet.steps.map((step) => (step.action === action ? { ...step, ...change } : step)),
});
const step = (more: Partial<PacketStep>): PacketStep => ({
  version: 11,
  at: '2026-11-22T01:00:00.000Z',
  action: 'fileAnswer',
  from: 'CHECKS_RUNNING',
  to: 'CHECKS_RUNNING',
  sub: null,
  role: 'Provider',
  article: 'Art. 12(6)',
  documents: [],
  ...more,
});
/** The packet with these steps before the decision. */
const before = (...more: PacketStep[]): DecisionPacket => {
  const at = against.steps.findIndex(({ action }) => action === 'decide');
  return { ...against, steps: against.steps.toSpliced(at, 0, ...more) };
};

describe('a packet is asked', () => {
  test('every question, in words, and each once', () => {
    expect(replayDecision(against)).toEqual(ASKED.map((asked) => ({ asked })));
    const found = replayDecision(packetOf('FOUND'));
    expect(found.map(({ asked }) => asked).filter((asked) => asked.startsWith('decide'))).toHaveLength(1);
    expect(found).toHaveLength(ASKED.length - 1);
  });

  test('that one alone, where nobody decided', () => {
    const alone = [{ asked: 'a decision was taken', fault: 'No step decides.' }];
    expect(replayDecision({ ...against, steps: [] })).toEqual(alone);
    const undecided = against.steps.filter(
      ({ action }) => action !== 'decide' && action !== 'confirmDecision',
    );
    expect(replayDecision({ ...against, steps: undecided })).toEqual(alone);
  });
});

describe('its steps are lines of the table', () => {
  test.each<[string, PacketStep]>([
    [
      'of an application, not of another kind',
      step({ action: 'closeReview', from: 'REVIEW', to: 'ACTIVE', role: 'CaseOfficer' }),
    ],
    ['of that name', step({ action: 'markLate' })],
    ['from that stage', step({ from: 'NOMINATED', to: 'NOMINATED' })],
    ['that stay where they stay', step({ to: 'HUMAN_REVIEW' })],
    [
      'that lead where they lead',
      step({ action: 'resolveReview', from: 'HUMAN_REVIEW', to: 'INTERVIEW', role: 'CaseOfficer' }),
    ],
    ['of that office', step({ role: 'CaseOfficer', sub: 'o1' })],
  ])('%s', (_, strange) => {
    expect(said(before(strange), ORDER)).toBe(
      `The table has no step ${strange.action} from ${strange.from}.`,
    );
    expect(said(before(step({})), ORDER)).toBeUndefined();
  });
});

describe('whether the person was heard', () => {
  const hearing = (is: DecisionPacket['facts']['hearing'], ...more: PacketStep[]) => {
    const packet = before(...more);
    return said({ ...packet, facts: { ...packet.facts, hearing: is } }, HEARD) === undefined;
  };
  const asked = step({
    action: 'askSubject',
    from: 'ADJUDICATION',
    to: 'HEARING',
    role: 'Adjudicator',
    sub: 'a1',
  });
  const overdue = step({ action: 'markHearingOverdue', from: 'HEARING', to: 'ADJUDICATION', role: 'System' });

  test('follows from the last of their hearings', () => {
    expect([hearing('HEARD'), hearing('NONE'), hearing('SILENT')]).toEqual([true, false, false]);
    expect([hearing('ASKED', asked), hearing('HEARD', asked)]).toEqual([true, false]);
    expect([hearing('SILENT', asked, overdue), hearing('ASKED', asked, overdue)]).toEqual([true, false]);
  });

  test('begins anew when something new has sent the case back, and not when it only came in', () => {
    const sentBack = step({ from: 'ADJUDICATION', to: 'HUMAN_REVIEW' });
    expect([hearing('NONE', sentBack), hearing('HEARD', sentBack)]).toEqual([true, false]);
    const cameIn = step({ from: 'HUMAN_REVIEW', to: 'HUMAN_REVIEW' });
    expect(hearing('HEARD', cameIn)).toBe(true);
    const read = step({
      action: 'returnDecision',
      from: 'SECOND_READING',
      to: 'ADJUDICATION',
      role: 'Adjudicator',
    });
    expect(hearing('HEARD', read)).toBe(true);
  });

  test('is not asked of a decision for them', () => {
    const found = packetOf('FOUND');
    expect(said({ ...found, facts: { ...found.facts, hearing: 'ASKED' } }, HEARD)).toBeUndefined();
  });
});

describe('who investigated', () => {
  const leaves = (more: Partial<PacketStep>) => said(before(step(more)), APART);

  test('is whoever worked as case officer or for the Cabinet Office, and whoever gave the opinion', () => {
    for (const role of ['CaseOfficer', 'CabinetInvestigator'] as const)
      expect(leaves({ action: 'inquire', role, sub: 'x' })).toBe('The facts leave out who took inquire.');
    expect(leaves({ action: 'giveOpinion', role: 'AssessmentOfficerInCharge', sub: 'x' })).toBe(
      'The facts leave out who took giveOpinion.',
    );
  });

  test('is neither who only submitted it, nor who is named already, nor a step without a name', () => {
    expect(
      leaves({ action: 'submitForDecision', role: 'AssessmentOfficerInCharge', sub: 'x' }),
    ).toBeUndefined();
    expect(leaves({ action: 'inquire', role: 'CaseOfficer', sub: 'o1' })).toBeUndefined();
    expect(leaves({ action: 'inquire', role: 'CaseOfficer', sub: null })).toBeUndefined();
  });
});

describe('who decided', () => {
  test('took its last step, to the decision, at its time', () => {
    const after = { ...against, steps: [...against.steps, step({ version: 14 })] };
    expect(said(after, CHAIN)).toContain('these are its last steps');
    expect(said(withStep('confirmDecision', { to: 'ADJUDICATION' }), CHAIN)).toContain('at that time');
    expect(said(withStep('confirmDecision', { at: '2026-11-25T01:00:00.000Z' }), CHAIN)).toContain(
      'at that time',
    );
  });

  test('confirmed it where it had been proposed', () => {
    expect(said(withStep('decide', { to: 'ADJUDICATION' }), CHAIN)).toBe(
      'It was not confirmed where it had been proposed.',
    );
    expect(said(withStep('decide', { to: 'DECIDED' }), DECIDE)).toBe(
      'The table leads to SECOND_READING, not to DECIDED.',
    );
  });

  test('has a name, and of two people each their own', () => {
    const nameless = 'A decision has no name under it.';
    expect(said(withStep('decide', { sub: null }), NAME)).toBe(nameless);
    expect(said(withStep('confirmDecision', { sub: null }), NAME)).toBe(nameless);
    const alike = 'Who proposed it and who confirmed it are not told apart.';
    expect(said(withStep('confirmDecision', { sub: 'a1' }), NAME)).toBe(alike);
    expect(said({ ...against, facts: { ...against.facts, proposedBy: 'a3' } }, NAME)).toBe(alike);
    // For the person one is enough.
    expect(said(packetOf('FOUND'), NAME)).toBeUndefined();
  });

  test('gave reasons: a worksheet is none', () => {
    const documents = against.steps
      .find(({ action }) => action === 'decide')
      ?.documents.filter(({ docClass }) => docClass !== 'REASONS');
    expect(said(withStep('decide', { documents: documents ?? [] }), DECIDE)).toContain('REASONS_REQUIRED');
  });

  test('is refused in the words of the rule, with what it says more, if it does', () => {
    const facts = { ...against.facts, openChecks: 1 };
    expect(said({ ...against, facts }, DECIDE)).toBe('The rules refuse decide: CHECKS_OPEN.');
  });
});

describe('what it rested on', () => {
  test('is weighed as it was: neither as another matter, nor more, nor fewer', () => {
    const matters = (of: DecisionPacket['facts']['matters']) =>
      said({ ...against, facts: { ...against.facts, matters: of } }, WEIGHED);
    expect(matters({ FINANCIAL_CIRCUMSTANCES: 'TO_WEIGH' })).toBeUndefined();
    expect(matters({ FINANCIAL_CIRCUMSTANCES: 'UNANSWERED' })).toBe('It does not.');
    expect(matters({ DRUG_ABUSE: 'TO_WEIGH' })).toBe('It does not.');
    expect(matters({ FINANCIAL_CIRCUMSTANCES: 'TO_WEIGH', DRUG_ABUSE: 'TO_WEIGH' })).toBe('It does not.');
  });

  test('was learnt by the steps it names, and not asked where no consent was given', () => {
    const facts = (more: Partial<DecisionPacket['facts']>, of = against) =>
      said({ ...of, facts: { ...of.facts, ...more } }, BESIDES);
    const learnt = 'The facts name other items as learnt of.';
    const unasked = 'The facts name other items as not asked.';
    expect(facts({})).toBeUndefined();
    expect(facts({ learnt: ['DRUG_ABUSE'] })).toBe(learnt);
    const heard = withStep('askSubject', { items: ['DRUG_ABUSE'] });
    expect(facts({}, heard)).toBe(learnt);
    expect(facts({ learnt: ['DRUG_ABUSE'] }, heard)).toBeUndefined();
    const consent = (inquiries: object, withdrawn: string[] = []) => ({
      ...against,
      texts: { ...against.texts, inquiries: { ...against.texts.inquiries, ...inquiries }, withdrawn },
    });
    const declined = consent({ DRUG_RECORD: false });
    expect(facts({}, declined)).toBe(unasked);
    expect(facts({ unasked: ['DRUG_ABUSE'] }, declined)).toBeUndefined();
    expect(facts({ unasked: ['DRUG_ABUSE', 'ALCOHOL_MODERATION'] }, declined)).toBe(unasked);
    // Taken back before the worksheet or after it.
    const back = consent({}, ['DRUG_RECORD']);
    for (const items of [[], ['DRUG_ABUSE']]) expect(facts({ unasked: items }, back)).toBeUndefined();
    // A packet from before tells of neither, and is asked neither.
    expect(facts({ learnt: null }, declined)).toBeUndefined();
  });

  test('was consented to on the text that was served: without one nothing was', () => {
    const other = 'The consent names another text than the notice that was served.';
    expect(said({ ...against, texts: { ...against.texts, served: null, consented: null } }, CONSENT)).toBe(
      other,
    );
    const found = ['RENT_ARREARS', 'POLICE_RECORD'].map(
      (code) => ({ code, finding: 'RECORD', meddledWith: false }) as DecisionPacket['found'][number],
    );
    expect(said({ ...against, found, texts: { ...against.texts, inquiries: {} } }, CONSENT)).toBe(
      'Asked without consent: RENT_ARREARS, POLICE_RECORD.',
    );
  });

  test('has each hash once, and each that is wrong is named', () => {
    const [first, second, ...others] = against.evidence;
    if (!first || !second) throw new Error('no evidence');
    const name = ({ docClass, documentId }: typeof first) => `${docClass} ${documentId}`;
    expect(said({ ...against, evidence: others }, HASHES)).toBe(
      `A hash is missing: ${name(first)}, ${name(second)}.`,
    );
    expect(said({ ...against, evidence: [...against.evidence, first, second] }, HASHES)).toBe(
      `A hash of nothing relied on: ${name(first)}, ${name(second)}.`,
    );
  });
});
