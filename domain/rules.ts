import type { Acting, Facts, StepInput } from './facts.js';
export type { Acting, Facts, StepInput, WaitingReport } from './facts.js';
import type { Action, Edge, Rule } from './edges.js';
import { EDGES } from './edges.js';
import { assertNever, Refused } from './errors.js';
import { UNFIT_ANSWER, unfitAnswer } from './grievance.js';
import { mayGoOn } from './inquiries.js';
import { NOT_AHEAD } from './interview.js';
import { differences } from './narrowing.js';
import { isInTime } from './original.js';
import { unfitGround } from './proviso.js';
import { withholdsAll } from './reasons.js';
import { mustBeAnother } from './second-reader.js';
import { cameTooLate, noNoticeOut, notWhoIssued, type Unfit, wentAnotherWay } from './service.js';
import { mayBeAskedFor, missedAt, supplementShown, unanswered } from './supplements.js';
import type { ActorRole } from './roles.js';
import type { CaseKind } from './stages.js';
import { bearing, passedOver } from './worksheet.js';

const table: readonly Edge[] = EDGES;

/** Whether the line is for this case, in this stage. */
export function fits(edge: Edge, facts: Facts): boolean {
  return edge.kind === facts.kind && edge.from.includes(facts.stage) && differences(edge, facts).length === 0;
}

/**
 * The line of the table under which the step may be taken.
 * @throws Refused WRONG_STAGE if no line fits the case, NOT_YOURS if it fits but not this actor, or the rule's code.
 */
export function permit(
  action: Action,
  facts: Facts,
  acting: Acting,
  input: StepInput,
): { edge: Edge; role: ActorRole } {
  const lines = table.filter((e) => e.action === action && fits(e, facts));
  if (lines.length === 0) throw new Refused('WRONG_STAGE', `${action} is not possible in ${facts.stage}`);
  for (const edge of lines) {
    const role = edge.by.find((r) => acting.roles.includes(r));
    if (role === undefined || !says(edge, input)) continue;
    for (const rule of edge.rules ?? []) check(rule, facts, acting, input);
    return { edge, role };
  }
  const theirs = new Set(lines.flatMap((e) => e.by));
  throw new Refused('NOT_YOURS', `${action} belongs to ${[...theirs].join(', ')}`);
}

/** Whether the step says what this line is for, where the lines of one action differ by it. */
function says({ when }: Edge, { decision, drifting = false, mode }: StepInput): boolean {
  const chosen = when?.choosing === undefined || (mode !== undefined && when.choosing.includes(mode));
  return (when?.proposing ?? decision) === decision && (when?.drifting ?? drifting) === drifting && chosen;
}

/**
 * Whether one of these roles takes this step, and only on the version of the case it was decided on. Not asked of the
 * stage: a step decided on an older version is stale, wherever the case has gone since.
 */
export function takenOnSight(kind: CaseKind, action: Action, roles: readonly ActorRole[]): boolean {
  return table.some(
    (e) => e.kind === kind && e.action === action && !e.anyVersion && e.by.some((r) => roles.includes(r)),
  );
}

/** What a person may do next, for pages: the same question asked of every line, without the rules' input. */
export function possibleActions(facts: Facts, roles: readonly ActorRole[]): Action[] {
  const lines = table.filter((e) => fits(e, facts) && e.by.some((r) => roles.includes(r)));
  return [...new Set(lines.map((e) => e.action as Action))];
}

/** What its person may do by a click: less what only a paper that came in time can still say. */
export function ownActions(facts: Facts): Action[] {
  const lines = table.filter((e) => fits(e, facts) && e.by.includes('Subject') && !isOnPaperOnly(e));
  return [...new Set(lines.map((e) => e.action as Action))];
}

export function isOnPaperOnly({ rules = [] }: Edge): boolean {
  return rules.includes('receivedInTime') || rules.includes('answeredInTime');
}

/** What the rule refuses with, or undefined if it does not: the very question that `permit` asks. */
export function refusalBy(rule: Rule, facts: Facts, acting: Acting, input: StepInput): Refused | undefined {
  try {
    check(rule, facts, acting, input);
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
}

/** Neither a question that was declined nor one that went unanswered is anything against a person. */
const NOTHING_BEARS =
  'a decision against somebody rests on an item in which something was stated, found or learnt, and weighed';

/** To be asked about one thing and found wanting for another is not to be heard. */
const NOT_ON_THIS = 'none of the items that it rests on was put to the person';

function refuse(unfit: Unfit | undefined): void {
  if (unfit) throw new Refused('INVALID', undefined, [unfit]);
}

function check(rule: Rule, facts: Facts, acting: Acting, input: StepInput): void {
  switch (rule) {
    case 'contractorCertified':
      if (!facts.certified) throw new Refused('NOT_CERTIFIED');
      return;
    case 'noOtherOpenCase':
      if (facts.otherOpenCase) throw new Refused('ALREADY_OPEN');
      return;
    case 'notYetCleared':
      if (facts.alreadyCleared) throw new Refused('ALREADY_CLEARED');
      return;
    case 'textWasServed':
      if (facts.servedText === null || input.text !== facts.servedText)
        throw new Refused('CONSENT_TEXT_DIFFERS');
      return;
    case 'nothingOpen':
      if (facts.openChecks > 0) throw new Refused('CHECKS_OPEN');
      return;
    case 'nothingUnresolved':
      if (facts.unresolvedFindings > 0) throw new Refused('REVIEW_OPEN');
      return;
    case 'noDoubtServed':
      if (facts.doubtServed) throw new Refused('DOUBT_STANDS');
      return;
    case 'nothingHolds':
      if (facts.held) throw new Refused('HELD');
      return;
    case 'noHoldStands':
      if (facts.holdStands) throw new Refused('HELD');
      return;
    case 'holdStands':
      if (holdsMeant(facts, input).length === 0) throw new Refused('NO_HOLD');
      return;
    case 'notWhoPlacedIt': {
      // That there is one is another rule's to ask: of none, nobody is told that they placed it.
      const meant = holdsMeant(facts, input);
      if (meant.length > 0 && meant.every(({ by }) => by === acting.sub))
        throw new Refused('SAME_PERSON', 'whoever placed a hold does not lift it');
      return;
    }
    case 'reasonsGiven':
      if (!input.reasons) throw new Refused('REASONS_REQUIRED');
      return;
    case 'timeAhead':
      if (!input.ahead) throw new Refused('INVALID', undefined, [{ pointer: '/at', message: NOT_AHEAD }]);
      return;
    case 'interviewBegun':
      if (!facts.interviewBegun) throw new Refused('TOO_EARLY');
      return;
    case 'somethingTold':
      if (withholdsAll(input.marks ?? []))
        throw new Refused('REASONS_REQUIRED', 'at least one sentence must be for the person (Art. 13(4))');
      return;
    case 'everythingWeighed': {
      const items = passedOver(facts.items, input.worksheet, facts);
      if (items.length > 0) throw new Refused('NOT_WEIGHED', items.join(', '));
      return;
    }
    case 'somethingWeighed':
      // A packet of before the rule: what was learnt besides is not in it.
      if (facts.learnt !== null && bearing(facts.items, input.worksheet, facts).length === 0)
        throw new Refused('NOT_WEIGHED', NOTHING_BEARS);
      return;
    case 'subjectWasHeard':
      if (!facts.steps.includes('HEARING')) return;
      if (facts.hearing === 'NONE' || facts.hearing === 'ASKED') throw new Refused('NOT_HEARD');
      if (!wasHeardOnIt(facts, input)) throw new Refused('NOT_HEARD', NOT_ON_THIS);
      return;
    case 'notWhoProposed':
      return mustBeAnother(facts, acting);
    case 'officerApart':
      // Named to the case afterwards, they would have investigated what they proposed to decide.
      if (input.officer !== undefined && input.officer === facts.proposedBy)
        throw new Refused('SAME_PERSON', 'who proposed the decision does not work on the case');
      return;
    case 'notWhoInvestigated':
      if (acting.sub !== null && facts.investigators.includes(acting.sub)) throw new Refused('SAME_PERSON');
      return;
    case 'notWhoWorkedOnIt':
      if (acting.sub !== null && facts.workers.includes(acting.sub)) throw new Refused('SAME_PERSON');
      return;
    case 'notWhoDecidedBefore':
      // Neither who took the first decision, nor who found it wanting: the new one is somebody else's altogether.
      if (acting.sub !== null && [...facts.decidedBefore, ...facts.answeredGrievances].includes(acting.sub))
        throw new Refused('SAME_PERSON');
      return;
    case 'outsideTheirLine':
      if (acting.sub !== null && facts.inTheirLine.includes(acting.sub)) throw new Refused('SAME_LINE');
      return;
    case 'consentStands':
      if (facts.consentWithdrawn) throw new Refused('NO_CONSENT');
      return;
    case 'answerFits': {
      const unfit = unfitAnswer(
        facts.grievance ?? { about: null, late: false },
        input.outcome,
        input.measures === true,
      );
      if (unfit !== undefined)
        throw new Refused('INVALID', undefined, [{ pointer: `/${unfit}`, message: UNFIT_ANSWER[unfit] }]);
      return;
    }
    case 'doubtEndedWithoutAssessment':
      if (!facts.doubtEndedWithoutAssessment)
        throw new Refused('WRONG_STAGE', 'the reassessment is still open');
      return;
    case 'reportWaits':
      if (!facts.waitingReports.some(({ id }) => id === input.report))
        throw new Refused('INVALID', undefined, [{ pointer: '/report', message: 'no report that waits' }]);
      return;
    case 'notWhoReported':
      if (
        facts.waitingReports.some(({ id, sub }) => id === input.report && sub !== null && sub === acting.sub)
      )
        throw new Refused('SAME_PERSON');
      return;
    case 'everyReportValidated':
      if (facts.waitingReports.length > 0) throw new Refused('REVIEW_OPEN');
      return;
    case 'correctedByAnother':
      if (facts.correctionBy === null)
        throw new Refused('SAME_PERSON', 'who proposed the correction is tied: drop it');
      if (acting.sub === facts.correctionBy) throw new Refused('SAME_PERSON');
      return;
    case 'nothingRestsOnNotice':
      if (facts.noticeReliedOn) throw new Refused('RELIED_ON');
      return;
    case 'investigationReusable':
      if (!facts.reusable) throw new Refused('NOT_REUSABLE');
      return;
    case 'mayBeAsked':
      if (!(input.asks ?? []).every((code) => facts.askable.includes(code)))
        throw new Refused('NO_CONSENT', 'not consented to, not warranted, or asked already');
      if (input.asks?.length && !input.reasons) throw new Refused('REASONS_REQUIRED');
      return;
    case 'firstCameIn':
    case 'recordsAreIn':
      if (!mayGoOn(facts, rule === 'firstCameIn' ? (input.asks ?? []) : undefined))
        throw new Refused('RECORDS_FIRST');
      return;
    case 'provisoGrounded':
    case 'noGroundGiven':
      return refuse(unfitGround(facts.steps, input));
    case 'mayBeAskedFor':
      if (!mayBeAskedFor(input.needs ?? {}, facts.supplementable)) throw new Refused('NO_SUPPLEMENT');
      return;
    case 'supplementWasShown':
      if (input.text === undefined || input.text !== supplementShown(facts)?.text)
        throw new Refused('CONSENT_TEXT_DIFFERS');
      return;
    case 'everyQuestionAnswered': {
      const fields = unanswered(supplementShown(facts), input.answers);
      if (fields.length > 0) throw new Refused('INVALID', undefined, fields);
      return;
    }
    case 'noSupplementOpen':
      if (facts.supplement !== null) throw new Refused('SUPPLEMENT_OPEN');
      return;
    case 'wasConsented':
      if (!(input.codes ?? []).every((code) => facts.consented.includes(code)))
        throw new Refused('NO_CONSENT');
      return;
    case 'receivedInTime':
    case 'answeredInTime':
      if (!isInTime(input.receivedOn, missedAt(rule, facts)))
        throw new Refused('WRONG_STAGE', 'the time for it is over, and no paper came in before');
      return;
    case 'noOriginalWaiting':
      // What the person has said in time counts, whoever has not come to it. Time and lost certification go on.
      if (acting.sub !== null && facts.originalWaiting) throw new Refused('ORIGINAL_WAITING');
      return;
    case 'issuedThisWay':
      return refuse(wentAnotherWay(facts.issue, input.served));
    case 'receivedFirst':
      return refuse(cameTooLate(facts.issue, input.served));
    case 'notWhoIssued':
      return notWhoIssued(facts.issue, acting);
    case 'noNoticeOut':
      return noNoticeOut(facts.issue, acting);
    case 'noWordsWaiting':
      // Nobody decides on a text with holes in it, nor on words that are struck tomorrow.
      if (facts.wordsWaiting) throw new Refused('WORDS_WAITING');
      return;
    default:
      assertNever(rule);
  }
}

function wasHeardOnIt(facts: Facts, { worksheet }: StepInput): boolean {
  const rests = bearing(facts.items, worksheet, facts);
  return facts.heardOn === null || rests.length === 0 || rests.some((item) => facts.heardOn?.includes(item));
}

function holdsMeant({ holds }: Facts, { hold }: StepInput): Facts['holds'] {
  return holds.filter(({ number }) => hold === undefined || number === hold);
}
