import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Action, Edge, Rule } from '../../domain/edges.js';
import { type ProblemCode, Refused } from '../../domain/errors.js';
import { type Grant, ROLES, rolesOn } from '../../domain/roles.js';
import { type Acting, type Facts, permit, possibleActions, type StepInput } from '../../domain/rules.js';
import { ACTIONS, anyActing, anyAction, anyFacts, anyInput, coversNotice } from './table.js';
import { easyInput, easyCase, LINES, linesOf, outBy } from './table.js';
import { codeOf } from './code-of.js';

const RUNS = { numRuns: 5000 };
const worker = 'p1';

/** For each rule: what breaks it, and the code the person then reads. A new rule needs its line here. */
const BROKEN: Record<Rule, { facts?: Partial<Facts>; input?: Partial<StepInput>; code: ProblemCode }> = {
  contractorCertified: { facts: { certified: false }, code: 'NOT_CERTIFIED' },
  noOtherOpenCase: { facts: { otherOpenCase: true }, code: 'ALREADY_OPEN' },
  notYetCleared: { facts: { alreadyCleared: true }, code: 'ALREADY_CLEARED' },
  textWasServed: { input: { text: 'v0:old' }, code: 'CONSENT_TEXT_DIFFERS' },
  nothingOpen: { facts: { openChecks: 1 }, code: 'CHECKS_OPEN' },
  nothingUnresolved: { facts: { unresolvedFindings: 1 }, code: 'REVIEW_OPEN' },
  noDoubtServed: { facts: { doubtServed: true }, code: 'DOUBT_STANDS' },
  nothingHolds: { facts: { held: true }, code: 'HELD' },
  noHoldStands: { facts: { holdStands: true }, code: 'HELD' },
  holdStands: { facts: { holds: [] }, code: 'NO_HOLD' },
  notWhoPlacedIt: { facts: { holds: [{ number: 1, by: worker }] }, code: 'SAME_PERSON' },
  reasonsGiven: { input: { reasons: false }, code: 'REASONS_REQUIRED' },
  timeAhead: { input: { ahead: false }, code: 'INVALID' },
  interviewBegun: { facts: { interviewBegun: false }, code: 'TOO_EARLY' },
  somethingTold: { input: { marks: ['HINDERS_CONDUCT', 'WOULD_REVEAL_SOURCE'] }, code: 'REASONS_REQUIRED' },
  everythingWeighed: { facts: { matters: { ALCOHOL_MODERATION: 'UNANSWERED' } }, code: 'NOT_WEIGHED' },
  somethingWeighed: { facts: { learnt: [] }, code: 'NOT_WEIGHED' },
  subjectWasHeard: { facts: { hearing: 'ASKED' }, code: 'NOT_HEARD' },
  notWhoProposed: { facts: { proposedBy: worker }, code: 'SAME_PERSON' },
  officerApart: { facts: { proposedBy: 'o1' }, input: { officer: 'o1' }, code: 'SAME_PERSON' },
  notWhoInvestigated: { facts: { investigators: [worker] }, code: 'SAME_PERSON' },
  notWhoWorkedOnIt: { facts: { workers: [worker] }, code: 'SAME_PERSON' },
  notWhoDecidedBefore: { facts: { decidedBefore: [worker] }, code: 'SAME_PERSON' },
  outsideTheirLine: { facts: { inTheirLine: [worker] }, code: 'SAME_LINE' },
  answerFits: { input: { outcome: 'NOT_EXAMINED' }, code: 'INVALID' },
  consentStands: { facts: { consentWithdrawn: true }, code: 'NO_CONSENT' },
  doubtEndedWithoutAssessment: { facts: { doubtEndedWithoutAssessment: false }, code: 'WRONG_STAGE' },
  nothingRestsOnNotice: { facts: { noticeReliedOn: true }, code: 'RELIED_ON' },
  correctedByAnother: { facts: { correctionBy: worker }, code: 'SAME_PERSON' },
  investigationReusable: { facts: { reusable: false }, code: 'NOT_REUSABLE' },
  reportWaits: { input: { report: 'r2' }, code: 'INVALID' },
  notWhoReported: { facts: { waitingReports: [{ id: 'r1', sub: worker }] }, code: 'SAME_PERSON' },
  everyReportValidated: { facts: { waitingReports: [{ id: 'r1', sub: 'p2' }] }, code: 'REVIEW_OPEN' },
  mayBeAsked: { facts: { askable: [] }, code: 'NO_CONSENT' },
  provisoGrounded: { input: { selfGround: undefined }, code: 'INVALID' },
  noGroundGiven: { input: { selfGround: 'TOO_LATE' }, code: 'INVALID' },
  recordsAreIn: { facts: { firstDue: ['SUPERIOR_STATEMENT'] }, code: 'RECORDS_FIRST' },
  firstCameIn: { facts: { firstDue: ['SUPERIOR_STATEMENT'] }, code: 'RECORDS_FIRST' },
  mayBeAskedFor: { facts: { supplementable: { CREDIT_STANDING: ['UNCLEAR'] } }, code: 'NO_SUPPLEMENT' },
  supplementWasShown: { input: { text: 's0:old' }, code: 'CONSENT_TEXT_DIFFERS' },
  everyQuestionAnswered: { input: { answers: [] }, code: 'INVALID' },
  noSupplementOpen: {
    facts: { supplement: { text: 's1:abc', asks: ['CREDIT_STANDING'] } },
    code: 'SUPPLEMENT_OPEN',
  },
  wasConsented: { facts: { consented: [] }, code: 'NO_CONSENT' },
  receivedInTime: { input: { receivedOn: '2026-12-26' }, code: 'WRONG_STAGE' },
  answeredInTime: { input: { receivedOn: '2026-12-26' }, code: 'WRONG_STAGE' },
  noOriginalWaiting: { facts: { originalWaiting: true }, code: 'ORIGINAL_WAITING' },
  noWordsWaiting: { facts: { wordsWaiting: true }, code: 'WORDS_WAITING' },
  issuedThisWay: { input: { served: { channel: 'CERTIFIED_POST' } }, code: 'INVALID' },
  receivedFirst: { facts: outBy('o1', '2026-12-24'), code: 'INVALID' },
  noNoticeOut: { facts: outBy('o1'), code: 'WRONG_STAGE' },
  notWhoIssued: { facts: outBy(worker), code: 'SAME_PERSON' },
};
const everyStep = LINES.flatMap((edge) =>
  edge.from.flatMap((stage) =>
    edge.by.map((role) => [`${edge.kind} ${edge.action} in ${stage} by ${role}`, edge, stage, role] as const),
  ),
);
const everyRule = LINES.flatMap((edge) =>
  (edge.rules ?? []).map(
    (rule) => [`${edge.kind} ${edge.action} from ${edge.from[0]}: ${rule}`, edge, rule] as const,
  ),
);

describe('a step of the table', () => {
  test.each(everyStep)('is permitted when its rules hold: %s', (_, edge, stage, role) => {
    const facts = easyCase(edge, stage);
    expect(permit(edge.action as Action, facts, { roles: [role], sub: worker }, easyInput(edge))).toEqual({
      edge,
      role,
    });
    expect(possibleActions(facts, [role])).toContain(edge.action);
  });

  test.each(everyRule)(
    'is refused with the rule’s own code when that rule alone is broken: %s',
    (_, edge, rule) => {
      const { facts, input, code } = BROKEN[rule];
      const acting = { roles: [...edge.by], sub: worker };
      const asked = () =>
        permit(edge.action as Action, { ...easyCase(edge), ...facts }, acting, {
          ...easyInput(edge),
          ...input,
        });
      expect(codeOf(asked)).toBe(code);
    },
  );

  test.each(Object.entries(BROKEN))('rule %s is used by some line of the table', (rule) => {
    expect(LINES.some((e) => e.rules?.includes(rule as Rule))).toBe(true);
  });
});

describe('permit, asked anything at all,', () => {
  test('permits only what a line of the table permits: this stage, this role, this case', () => {
    fc.assert(
      fc.property(anyAction, anyFacts, anyActing, anyInput, (action, facts, acting, input) => {
        const answer = ask(action, facts, acting, input);
        if ('refused' in answer) return;
        const { edge, role } = answer.permitted;
        expect(LINES).toContain(edge);
        expect(edge.action).toBe(action);
        expect(covers(edge, facts)).toBe(true);
        expect(edge.by).toContain(role);
        expect(acting.roles).toContain(role);
      }),
      RUNS,
    );
  });

  test('never permits a step one of whose rules does not hold', () => {
    fc.assert(
      fc.property(anyAction, anyFacts, anyActing, anyInput, (action, facts, acting, input) => {
        const answer = ask(action, facts, acting, input);
        if ('refused' in answer) return;
        const rules = answer.permitted.edge.rules ?? [];
        const self = acting.sub ?? 'nobody';
        expect(rules.includes('nothingOpen') && facts.openChecks > 0).toBe(false);
        expect(rules.includes('nothingUnresolved') && facts.unresolvedFindings > 0).toBe(false);
        expect(rules.includes('textWasServed') && input.text !== facts.servedText).toBe(false);
        expect(rules.includes('reasonsGiven') && input.reasons !== true).toBe(false);
        const told = input.marks?.length === 0 || (input.marks?.includes(null) ?? true);
        expect(rules.includes('somethingTold') && !told).toBe(false);
        expect(rules.includes('notWhoInvestigated') && facts.investigators.includes(self)).toBe(false);
        expect(rules.includes('notWhoWorkedOnIt') && facts.workers.includes(self)).toBe(false);
        expect(rules.includes('noDoubtServed') && facts.doubtServed).toBe(false);
        expect(rules.includes('nothingHolds') && facts.held).toBe(false);
        expect(rules.includes('contractorCertified') && !facts.certified).toBe(false);
      }),
      RUNS,
    );
  });

  test('says WRONG_STAGE when no line fits the case, NOT_YOURS when one fits but not this actor', () => {
    fc.assert(
      fc.property(anyAction, anyFacts, anyActing, anyInput, (action, facts, acting, input) => {
        const fitting = LINES.filter((e) => e.action === action && covers(e, facts));
        const theirs = fitting.filter((e) => e.by.some((r) => acting.roles.includes(r)));
        const answer = ask(action, facts, acting, input);
        const code = 'refused' in answer ? answer.refused : null;
        if (fitting.length === 0) expect(code).toBe('WRONG_STAGE');
        else if (theirs.length === 0) expect(code).toBe('NOT_YOURS');
        // A decision that says which: what does not is refused where it comes in.
        else if (action === 'decide' && input.decision === undefined) expect(code).toBe('NOT_YOURS');
        // Nor is a choice of who investigates that the scheme does not offer.
        else if (action === 'startInvestigation' && !theirs.some(({ when }) => chosen(when, input)))
          expect(code).toBe('NOT_YOURS');
        else {
          const possible = [null, ...theirs.flatMap((e) => e.rules ?? []).map((rule) => BROKEN[rule].code)];
          expect(possible).toContain(code);
        }
      }),
      RUNS,
    );
  });

  test('permits nobody without a role anything', () => {
    for (const action of ACTIONS) {
      for (const edge of linesOf(action)) {
        expect(
          codeOf(() => permit(action, easyCase(edge), { roles: [], sub: worker }, easyInput(edge))),
        ).toBe('NOT_YOURS');
      }
    }
  });

  test('offers on pages only what it does not refuse for stage or role', () => {
    fc.assert(
      fc.property(anyFacts, anyActing, (facts, acting) => {
        const offered = possibleActions(facts, acting.roles);
        expect(new Set(offered).size).toBe(offered.length);
        for (const action of ACTIONS) {
          const fits = LINES.some(
            (e) => e.action === action && covers(e, facts) && e.by.some((r) => acting.roles.includes(r)),
          );
          expect([action, offered.includes(action)]).toEqual([action, fits]);
        }
      }),
    );
  });
});

describe('who worked on a case', () => {
  const decide = linesOf('decide')[0] as Edge;
  const answer = linesOf('answerGrievance')[0] as Edge;

  test('and investigated it may not decide it, even as the head’s delegate', () => {
    const facts = { ...easyCase(decide), investigators: ['p2', worker] };
    expect(codeOf(() => permit('decide', facts, { roles: ['Adjudicator'], sub: worker }, easyInput()))).toBe(
      'SAME_PERSON',
    );
    expect(permit('decide', facts, { roles: ['Adjudicator'], sub: 'p3' }, easyInput()).role).toBe(
      'Adjudicator',
    );
  });

  test('in any way may not answer a grievance about it', () => {
    const facts = { ...easyCase(answer), workers: [worker] };
    expect(
      codeOf(() =>
        permit('answerGrievance', facts, { roles: ['GrievanceOfficer'], sub: worker }, easyInput()),
      ),
    ).toBe('SAME_PERSON');
  });

  test('or is its subject takes no officer’s step on it, whatever roles the sign-in holds', () => {
    const ties = {
      kind: 'application' as const,
      organId: 'o1',
      subjectId: 's1',
      contractorId: 'c1',
      investigatedByCabinet: true,
      assigned: ['p1'],
      undeclared: [],
      declared: ['p1'],
      conflicted: [],
      screening: true,
      workers: [],
      screeners: [],
    };
    const everything: Grant[] = ROLES.map((role) => ({
      role,
      organId: 'o1',
      contractorId: 'c1',
      subjectId: 's1',
    }));
    const acting: Acting = { roles: rolesOn(everything, 'p1', ties), sub: 'p1' };
    for (const edge of LINES.filter((e) => !e.by.includes('Subject'))) {
      expect(codeOf(() => permit(edge.action as Action, easyCase(edge), acting, easyInput(edge)))).toBe(
        'NOT_YOURS',
      );
    }
  });
});

function ask(action: Action, facts: Facts, acting: Acting, input: StepInput) {
  try {
    return { permitted: permit(action, facts, acting, input) };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.code };
    throw error;
  }
}

/** The reading of a line, written again and apart from rules.ts, so that a slip there shows here. */
function chosen(when: Edge['when'], { mode }: StepInput): boolean {
  return mode !== undefined && when?.choosing?.includes(mode) === true;
}

function covers(edge: Edge, facts: Facts): boolean {
  if (edge.kind !== facts.kind || !edge.from.some((stage) => stage === facts.stage)) return false;
  const {
    ground,
    mode,
    decision,
    silent,
    hearing,
    unconfirmed,
    missedDocument,
    missedSupplement,
    reopened,
    correction,
    withoutDoubt,
    step,
    supplement,
  } = edge.when ?? {};
  if (!coversNotice(edge, facts)) return false;
  if (step && !facts.steps.includes(step)) return false;
  if (ground && !ground.some((g) => g === facts.ground)) return false;
  if (mode && !mode.some((m) => m === facts.mode)) return false;
  if (silent && facts.hearing !== 'SILENT') return false;
  if (hearing && !hearing.some((one) => one === facts.hearing)) return false;
  if (unconfirmed && !facts.unconfirmed) return false;
  if (missedDocument && facts.missedDocument === null) return false;
  if (missedSupplement && facts.missedSupplement === null) return false;
  if (correction && correction !== facts.correction) return false;
  if (supplement === 'OPEN' && facts.supplement === null) return false;
  if (supplement === 'NONE' && facts.supplement !== null) return false;
  if (withoutDoubt && !withoutDoubt.some((stage) => stage === facts.withoutDoubt)) return false;
  if (reopened !== undefined && reopened !== facts.reopened) return false;
  return !decision || decision === facts.decision;
}
