import { randomUUID } from 'node:crypto';
import { expiryInstant, lastValidDay, renewalOpening } from '../domain/calendar.js';
import type { Action } from '../domain/edges.js';
import { dueOf } from '../domain/due.js';
import { periodsOf } from '../domain/policy.js';
import { servedAt } from '../domain/service.js';
import type { CaseKind, NotConductedReason } from '../domain/stages.js';
import {
  askAgain,
  cancelOpenChecks,
  chase,
  createFirstChecks,
  fileAnswer,
  inquire,
  markLate,
  resolveFindings,
} from './checks.js';
import * as corrections from './corrections.js';
import * as clearance from './clearance-effects.js';
import type { Tx } from './db.js';
import { closeClocks, setDeadline } from './deadlines.js';
import { declareTie } from './declarations.js';
import { destroyClass } from './document-classes.js';
import { move } from './outage-moves.js';
import { appoint } from './interviews.js';
import { takeUpLeftBehind } from './moves.js';
import { bringOver } from './earlier.js';
import * as holds from './legal-holds.js';
import * as supplements from './supplements.js';
import { answerGrievance, keepResult, openGrievance, restoreResult } from './grievance-effects.js';
import type { Effect, Opening, StepContext } from './step.js';
import type { Tables } from './tables.js';
import { voidTheNotice } from './void-notices.js';
import type { Updateable } from 'kysely';

/**
 * What each step means beyond its stage: the columns it fills, the cases it moves. Runs inside the step's transaction,
 * after its records are written. A step that is not here means its stage and nothing more.
 */
export const EFFECTS: Partial<Record<Action, Effect>> = {
  assign: (c) => assignOfficer(c),
  assignSuccessor: (c) => assignOfficer(c),
  declareConflict: (c) => declareConflict(c),
  transferWithin: (c) => assignOfficer(c),
  approveNominee: async (c) => {
    await assignOfficer(c);
    await takeUpLeftBehind(c);
  },
  confirmNeed: (c) => assignOfficer(c),
  serveNotice: async (c) => {
    await setApplication(c, { served_text: c.details.text ?? null, served_at: c.now });
    await enrolSubject(c);
  },
  giveConsent: (c) =>
    setApplication(c, {
      consented_at: c.now,
      inquiry_consent: JSON.stringify(c.details.inquiries ?? {}),
      reasons_waived: c.details.reasonsWaived ?? false,
    }),
  submitQuestionnaire: (c) => setApplication(c, { stated_items: [...(c.details.statedItems ?? [])] }),
  startInvestigation: async (c) => {
    await setApplication(c, { mode: c.details.mode ?? null });
    await (c.details.mode === 'REUSED' ? bringOver(c) : createFirstChecks(c));
  },
  fileAnswer: async (c) => {
    await fileAnswer(c);
    if (c.edge.to === 'HUMAN_REVIEW') await reopen(c);
  },
  inquire,
  markLate,
  askAgain,
  resolveReview: resolveFindings,
  requestSupplement: supplements.requestSupplement,
  answerSupplement: async (c) => {
    await supplements.answerSupplement(c);
    // What was asked for because it was needed is not passed over, whoever came to the paper late.
    if (c.edge.to === 'HUMAN_REVIEW') await reopen(c);
  },
  markSupplementOverdue: supplements.endRequest,
  withdrawInquiry: supplements.withdrawInquiry,
  wantReasons: (c) => setApplication(c, { reasons_waived: false }),
  arrangeInterview: appoint,
  moveInterview: appoint,
  confirmInterviewRecord: async (c) => {
    if (c.edge.to === 'HUMAN_REVIEW') await reopen(c);
  },
  provideDocument: async (c) => {
    if (c.edge.when?.missedDocument && c.edge.to === 'HUMAN_REVIEW') await reopen(c);
  },
  remind: chase,
  proposeRevocation: clearance.putToHolder,
  dropRevocation: clearance.endHearing,
  answerConcerns: async (c) => {
    await clearance.endHearing(c);
    if (c.before.row.stage === 'SECOND_READING') await reopen(c);
  },
  requestMore: reopen,
  // Proposed is not decided: that it is when a second person has read it.
  decide: (c) =>
    setApplication(c, {
      decision: c.details.decision ?? null,
      decided_at: c.edge.to === 'DECIDED' ? c.now : null,
    }),
  confirmDecision: (c) => setApplication(c, { decided_at: c.now }),
  returnDecision: reopen,
  issueResult: (c) => remindOfService(c),
  takeBackNotice: (c) => (c.edge.to === 'SAME' ? remindOfService(c) : standAgain(c)),
  notifyResult: async (c) => {
    await setApplication(c, { notified_at: servedAt(c.details.service, c.now) });
    await enrolSubject(c);
    if (c.edge.when?.decision === 'NOT_FOUND') await clearance.revokeByNegativeResult(c);
  },
  signPledge: async (c) => {
    await setApplication(c, { pledged_at: c.now });
    await clearance.startClearance(c);
  },
  lapseUnpledged: clearance.lapseUnpledged,
  fileGrievance: openGrievance,
  answerGrievance,
  reopenAdjudication: keepResult,
  withdrawConsent: standAgain,
  closeWithoutBasis: standAgain,
  serveDoubtNotice: clearance.startReassessment,
  openRenewal: clearance.proposeRenewal,
  reinstate: clearance.reinstate,
  renewPledge: clearance.renewPledge,
  supersede: clearance.noteSuccessor,
  returnWithNotice: clearance.returnWithNotice,
  confirmMistake: corrections.endMistaken,
  confirmNoticeVoid: voidTheNotice,
  voidReassessment: corrections.endReassessment,
  confirmDoubtVoid: corrections.voidDoubt,
  destroyGathered: corrections.destroyGathered,
  extendForOutage: move('extendForOutage'),
  extendChecksForOutage: move('extendChecksForOutage'),
  placeHold: holds.place,
  liftHold: holds.lift,
  chaseHold: holds.noteChased,
  destroyClass,
  dispose: clearance.destroyFile,
};

/** The rows of a new case of each kind. */
export const OPENING_EFFECTS: Record<CaseKind, (tx: Tx, opening: Opening, now: string) => Promise<void>> = {
  application: async (tx, opening, now) => {
    const served = opening.ground === 'DOUBT';
    await tx
      .insertInto('applications')
      .values({
        id: opening.caseId,
        ground: opening.ground ?? 'NEW_HANDLER',
        clearance_id: opening.details?.clearanceId ?? null,
        served_text: served ? (opening.details?.text ?? null) : null,
        served_at: served ? now : null,
      })
      .execute();
  },
  clearance: async (tx, opening) => {
    const applicationId = opening.details?.applicationId ?? '';
    const application = await tx
      .selectFrom('applications as a')
      .innerJoin('cases as c', 'c.id', 'a.id')
      .select(['a.notified_at', 'a.pledged_at', 'c.policy_version', 'c.periods'])
      .where('a.id', '=', applicationId)
      .executeTakeFirstOrThrow();
    if (!application.notified_at) throw new Error('a clearance before its result was notified');
    const notifiedAt = application.notified_at.toISOString();
    const periods = periodsOf(application.policy_version, application.periods);
    const lastDay = lastValidDay(notifiedAt, periods.VALIDITY);
    const expiresAt = expiryInstant(notifiedAt, periods.VALIDITY);
    await tx
      .insertInto('clearances')
      .values({
        id: opening.caseId,
        application_id: applicationId,
        notified_at: notifiedAt,
        last_valid_day: lastDay,
        expires_at: expiresAt,
        pledged_at: application.pledged_at?.toISOString() ?? null,
      })
      .execute();
    const of = { caseId: opening.caseId, seq: 1 };
    await setDeadline(tx, {
      ...of,
      kind: 'RENEWAL_OPENING',
      dueAt: renewalOpening(lastDay, periods.RENEWAL_LEAD),
    });
    await setDeadline(tx, { ...of, kind: 'EXPIRY', dueAt: expiresAt });
  },
  grievance: async (tx, opening) => {
    await tx
      .insertInto('grievances')
      .values({
        id: opening.caseId,
        application_id: opening.details?.applicationId ?? '',
        clearance_id: opening.details?.clearanceId ?? null,
        about: opening.details?.about ?? null,
        late: opening.details?.late ?? false,
      })
      .execute();
  },
};

/** An application that ends without an assessment: why, and everything still asked is stopped. */
export async function endNotConducted(context: StepContext, reason: NotConductedReason): Promise<void> {
  await setApplication(context, { not_conducted_reason: reason });
  await cancelOpenChecks(context);
  if (reason === 'NO_BASIS' && context.role === 'System') await clearance.forgetRenewal(context);
}

/** A reopened case that ends without a new decision: nothing more is asked, and the result before stands. */
async function standAgain(context: StepContext): Promise<void> {
  if (context.edge.when?.reopened !== true) return;
  await cancelOpenChecks(context);
  await restoreResult(context);
}

/** Nobody hears from a letter: the officer is asked again to record what shows that it was received, or that it was not. */
async function remindOfService({ tx, now, seq, before: { row, periods } }: StepContext): Promise<void> {
  const kind = 'NOTIFICATION_REMINDER';
  await closeClocks(tx, row.id, [kind], now);
  await setDeadline(tx, { caseId: row.id, seq, kind, dueAt: dueOf(kind, now, periods) });
}

/** A proposed decision is void: something is new, or its second reader was not convinced. */
function reopen(context: StepContext): Promise<void> {
  return setApplication(context, { decision: null, decided_at: null });
}

async function setApplication(context: StepContext, set: Updateable<Tables['applications']>): Promise<void> {
  await context.tx.updateTable('applications').set(set).where('id', '=', context.before.row.id).execute();
}

async function assignOfficer({ tx, before, details }: StepContext): Promise<void> {
  if (!details.caseOfficer) return;
  await tx
    .insertInto('assignments')
    .values({ case_id: before.row.id, sub: details.caseOfficer, declares: true })
    .onConflict((c) => c.doNothing())
    .execute();
}

async function declareConflict({ tx, now, before, details }: StepContext): Promise<void> {
  const sub = details.caseOfficer;
  if (!sub) throw new Error('a conflict of nobody');
  await declareTie(tx, { caseId: before.row.id, subjectId: before.row.subject_id, sub, now });
}

/** The sign-in that was handed over with the notice, after the officer checked who it is; never by the employer. */
async function enrolSubject({ tx, now, before, details }: StepContext): Promise<void> {
  if (!details.subjectAccount) return;
  await tx
    .insertInto('principals')
    .values({
      id: randomUUID(),
      sub: details.subjectAccount,
      role: 'Subject',
      organ_id: before.row.organ_id,
      contractor_id: null,
      subject_id: before.row.subject_id,
      created_at: now,
    })
    .onConflict((c) => c.doNothing())
    .execute();
}
