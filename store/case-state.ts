import { sql } from 'kysely';
import type { CheckCode } from '../domain/checks.js';
import { recordServes } from '../domain/handling-schemes.js';
import type { Facts } from '../domain/rules.js';
import { type Periods, periodsOf, type Policy, policyOf } from '../domain/policy.js';
import { hasEnded } from '../domain/stages.js';
import { type EarlierInvestigation, isReusable } from '../domain/reuse.js';
import { hasBasis } from './certified.js';
import { barredBySds } from './handling-right.js';
import { aboutOf, decidersOf, screenersOf, workersOn } from './involved.js';
import { correctionColumns, type CorrectionRow } from './corrections.js';
import { assignedTo, declaredOn, undeclaredOn } from './declarations.js';
import { earlierInvestigation } from './earlier.js';
import { tiedTo } from './conflicts.js';
import { waitingReportsOf } from './change-reports.js';
import { handsOf } from './hands.js';
import { heldColumn } from './held.js';
import { inquiriesOf } from './inquiry-facts.js';
import { supplementColumns, supplementFacts, type SupplementRow } from './supplements.js';
import { toWeighColumns, toWeighFacts, type ToWeighRow } from './to-weigh.js';
import { lineOfSubs } from './reporting-lines.js';
import { issueColumn } from './issues.js';
import { reliedOn } from './void-notices.js';
import { anyHoldsUp, waitingColumn, type WaitingRow } from './words-waiting.js';
import type { Tx } from './db.js';
import type { ApplicationRow, CaseRow, CaseState } from './case-rows.js';

// Every column by its name, so that the statement's plan can be kept (prepared.ts); a forgotten one does not compile.
// biome-ignore format: lists
const CASE = ['id', 'kind', 'organ_id', 'subject_id', 'contractor_id', 'stage', 'seq', 'waiting_on', 'ended', 'policy_version', 'periods', 'opened_at', 'stage_at', 'ended_at', 'rung_seq', 'handled_seq', 'run_id', 'ended_run_id'] as const;
// biome-ignore format: lists
const APPLICATION = ['id', 'ground', 'clearance_id', 'mode', 'served_text', 'served_at', 'consented_at', 'inquiry_consent', 'stated_items', 'reasons_waived', 'decision', 'decided_at', 'notified_at', 'pledged_at', 'not_conducted_reason', 'destroyed_at'] as const;
// biome-ignore format: lists
const CLEARANCE = ['id', 'application_id', 'notified_at', 'last_valid_day', 'expires_at', 'pledged_at', 'doubt_served_at', 'doubt_application_id', 'renewal_application_id', 'superseded_by'] as const;

/** Locks a case and gathers its facts. Undefined if there is no such case or row-level security hides it. */
export async function lockCase(tx: Tx, caseId: string, now: string): Promise<CaseState | undefined> {
  const row = await lockCaseRow(tx, caseId);
  return row && gather(tx, row, now);
}

/**
 * The lock alone, for who needs no facts: they cost more than the rest of a look. Before a case the clearance it is
 * about is locked: everyone locks in that order, so that a notice and an expiry can never wait for each other.
 */
export async function lockCaseRow(tx: Tx, caseId: string): Promise<CaseRow | undefined> {
  const about = await tx
    .selectFrom('applications')
    .select('clearance_id')
    .where('id', '=', caseId)
    .executeTakeFirst();
  if (about?.clearance_id) await lockRow(tx, about.clearance_id);
  return lockRow(tx, caseId);
}

/** A case and its facts without a lock, for pages. */
export async function readCase(tx: Tx, caseId: string, now: string): Promise<CaseState | undefined> {
  const row = await tx.selectFrom('cases').select(CASE).where('id', '=', caseId).executeTakeFirst();
  return row && gather(tx, row, now);
}

function lockRow(tx: Tx, caseId: string): Promise<CaseRow | undefined> {
  return tx.selectFrom('cases').select(CASE).where('id', '=', caseId).forUpdate().executeTakeFirst();
}

async function gather(tx: Tx, row: CaseRow, now: string): Promise<CaseState> {
  const application =
    row.kind === 'application'
      ? await tx.selectFrom('applications').select(APPLICATION).where('id', '=', row.id).executeTakeFirst()
      : undefined;
  const clearance =
    row.kind === 'clearance'
      ? await tx.selectFrom('clearances').select(CLEARANCE).where('id', '=', row.id).executeTakeFirst()
      : undefined;
  const policy = policyOf(row.policy_version);
  const periods = periodsOf(row.policy_version, row.periods);
  const about = aboutOf(sql`${row.id}::uuid`);
  const more = await sql<MoreFacts>`
    select
      ${assignedTo(sql`${row.id}`)} as assigned,
      ${undeclaredOn(sql`${row.id}`)} as undeclared,
      ${declaredOn(sql`${row.id}`)} as declared,
      ${tiedTo(sql`${row.subject_id}::uuid`)} as conflicted,
      (select count(*)::int from checks where case_id = ${row.id} and status = 'OPEN') as open_checks,
      (select count(*)::int from checks where case_id = ${row.id} and status in ('ANSWERED', 'LATE')
        and (finding <> 'NO_RECORD' or forgery_at is not null) and resolved_at is null) as unresolved,
      ${toWeighColumns(row)},
      array(select distinct code from checks where case_id = ${row.id}) as asked,
      array(select distinct code from checks where case_id = ${row.id} and status = 'OPEN') as open,
      (select case action when 'askSubject' then 'ASKED' when 'proposeRevocation' then 'ASKED' when 'answerConcerns' then 'HEARD'
          when 'markHearingOverdue' then 'SILENT' else 'NONE' end
        from commands where case_id = ${row.id} and (action in ('askSubject', 'answerConcerns', 'markHearingOverdue',
            'reopenAdjudication', 'proposeRevocation', 'dropRevocation', 'serveDoubtNotice', 'confirmDoubtVoid')
          or (to_stage = 'HUMAN_REVIEW' and from_stage <> 'HUMAN_REVIEW'))
        order by seq desc limit 1) as hearing,
      coalesce((select (details ->> 'interviewAt')::timestamptz <= ${now}::timestamptz from commands
        where case_id = ${row.id} and action in ('arrangeInterview', 'moveInterview')
        order by seq desc limit 1), false) as interview_begun,
      coalesce((select action = 'markRecordOverdue' from commands
        where case_id = ${row.id} and action in ('recordInterview', 'confirmInterviewRecord', 'markRecordOverdue')
        order by seq desc limit 1), false) as unconfirmed,
      (select due_at from deadlines where case_id = ${row.id} and kind = 'DOCUMENT_WINDOW'
        and 'markDocumentOverdue' = (select action from commands where case_id = ${row.id}
          and action in ('requestDocument', 'provideDocument', 'declineDocument', 'markDocumentOverdue')
          order by seq desc limit 1)
        order by set_seq desc limit 1) as missed_document,
      (select case when d.sub = any (${tiedTo(sql`${row.subject_id}::uuid`)})
          then null else d.sub end from commands d
        where d.case_id = ${row.id} and d.action in ('decide', 'proposeRevocation') order by d.seq desc limit 1) as proposed_by,
      (select i.adjudicator from stand_ins i where i.id = (select (d.details ->> 'standIn')::uuid from commands d
        where d.case_id = ${row.id} and d.action in ('decide', 'proposeRevocation') order by d.seq desc limit 1)) as proposed_in_place_of,
      -- Who named what was asked, and who found what is used again, is as much an investigator of this case.
      array(select distinct sub from commands where case_id = ${row.id} and sub is not null
        and (role in ('CaseOfficer', 'CabinetInvestigator') or action in ('startInvestigation', 'giveOpinion')
          or ${row.kind} = 'clearance' and role not in ('Subject', 'Adjudicator'))
        union select sub from assignments where case_id = ${row.id}
        union select unnest(sekisho_earlier_investigators(${row.id}))
        -- Of a reassessment: who doubted, or found that what was reported is something.
        union select d.sub from clearances cl join commands d on d.case_id = cl.id
          where cl.doubt_application_id = ${row.id} and d.sub is not null and d.action in ('serveDoubtNotice', 'validateReport')
        -- Who keyed in or compared what the person or a source wrote.
        union select unnest(sekisho_original_hands(${row.id}))) as investigators,
      array(select distinct sub from commands where role <> 'Subject' and sub is not null and case_id in (
          select ${row.id}::uuid union ${about})
        union select sub from assignments where case_id in (select ${row.id}::uuid union ${about})
        union select sub from ledger where role = 'ScreeningOfficer' and case_id in (select ${row.id}::uuid union ${about})
        union select unnest(sekisho_original_hands(one)) from (select ${row.id}::uuid union ${about}) as all_of (one)
          where one is not null) as workers,
      ${correctionColumns(row)},
      ${reliedOn(row, application)} as notice_relied_on,
      ${workersOn(sql`${row.id}::uuid`)} as own_workers,
      ${screenersOf(sql`${row.id}::uuid`)} as screeners,
      ${hasBasis({ contractorId: sql`${row.contractor_id}::uuid`, organId: sql`${row.organ_id}` }, now)} as certified,
      sekisho_original_waits(${row.id}) as original_waits,
      ${waitingColumn(sql`${row.id}`)} as words_waiting,
      exists(select 1 from applications a join cases c on c.id = a.id
        where a.id = ${clearance?.doubt_application_id ?? null} and c.stage = 'NOT_CONDUCTED'
        and a.not_conducted_reason in ('REFUSED', 'WITHDRAWN', 'NO_RESPONSE')) as doubt_ended,
      ${heldColumn(row, application, clearance)} as held,
      (select coalesce(jsonb_agg(jsonb_build_object('number', number, 'by', placed_by) order by number), '[]')
        from legal_holds where case_id = ${row.id} and lifted_at is null) as holds,
      exists(select 1 from legal_holds where lifted_at is null and case_id in (
        select ${row.id}::uuid union select unnest(array[application_id, clearance_id]) from grievances where id = ${row.id})) as hold_stands,
      ${handsOf(row)},
      ${supplementColumns(row)},
      ${issueColumn(row)} as issue
  `.execute(tx);
  const facts = more.rows[0];
  if (!facts) throw new Error('a case without facts');
  const earlier = await earlierOf(tx, row, { application, policy, periods, now });
  return {
    row,
    application,
    clearance,
    policy,
    periods,
    earlier,
    ties: {
      kind: row.kind,
      organId: row.organ_id,
      subjectId: row.subject_id,
      contractorId: row.contractor_id,
      investigatedByCabinet: application?.mode === 'UNIFIED',
      assigned: facts.assigned,
      undeclared: facts.undeclared,
      declared: facts.declared,
      conflicted: facts.conflicted,
      screening: row.stage === 'QUESTIONNAIRE_SCREENING',
      workers: facts.own_workers,
      screeners: facts.screeners,
    },
    facts: {
      kind: row.kind,
      stage: row.stage,
      ground: application?.ground ?? null,
      mode: application?.mode ?? null,
      decision: application?.decision ?? null,
      certified: facts.certified,
      otherOpenCase: facts.other_open,
      alreadyCleared: facts.cleared || (await isBarred(tx, row, { application, policy, periods, now })),
      servedText: application?.served_text ?? null,
      openChecks: facts.open_checks,
      unresolvedFindings: facts.unresolved,
      items: policy.items.map(({ code }) => code),
      steps: policy.steps,
      ...toWeighFacts(policy, row.stage, application, facts),
      hearing: facts.hearing ?? 'NONE',
      interviewBegun: facts.interview_begun,
      unconfirmed: facts.unconfirmed,
      missedDocument: facts.missed_document?.toISOString() ?? null,
      proposedBy: facts.proposed_by,
      proposedInPlaceOf: facts.proposed_in_place_of,
      investigators: facts.investigators,
      workers: facts.workers,
      inTheirLine: await inTheirLine(tx, row, facts),
      doubtServed: clearance?.doubt_served_at != null,
      held: facts.held,
      holds: facts.holds,
      holdStands: facts.hold_stands,
      doubtEndedWithoutAssessment: facts.doubt_ended,
      correction: facts.correction,
      correctionBy: facts.correction_by,
      withoutDoubt: facts.without_doubt,
      noticeReliedOn: facts.notice_relied_on,
      reusable: earlier !== undefined,
      waitingReports: await waitingReportsOf(tx, row),
      ...inquiriesOf(policy, row, application, facts),
      ...supplementFacts(policy, application, facts),
      reopened: facts.kept && application?.notified_at === null,
      decidedBefore: facts.decided_before,
      answeredGrievances: facts.answered,
      consentWithdrawn: facts.withdrawn,
      grievance: facts.grievance,
      originalWaiting: facts.original_waits,
      wordsWaiting: anyHoldsUp(row.kind, facts.words_waiting),
      issue: facts.issue,
      reasonsWaived: application?.reasons_waived ?? false,
    },
  };
}

/** Asked when a candidate is approved, of whoever listed them: a contractor is not to learn of a result that is not theirs. */
async function isBarred(
  tx: Tx,
  { stage, subject_id: subjectId, organ_id: organId }: CaseRow,
  {
    application,
    policy,
    periods,
    now,
  }: { application: ApplicationRow | undefined; policy: Policy; periods: Periods; now: string },
): Promise<boolean> {
  if (stage !== 'NOMINATED' || application?.ground !== 'NEW_HANDLER') return false;
  if (!recordServes('SDS_RESULT', policy.scheme)) return false;
  return barredBySds(tx, { subjectId, organId }, { now, lead: periods.RENEWAL_LEAD });
}

/** Those the next step may not be taken by, asked where such a step may come next and at no other moment. */
async function inTheirLine(tx: Tx, { id, kind, stage }: CaseRow, facts: MoreFacts): Promise<string[]> {
  if (kind === 'grievance') return hasEnded(kind, stage) ? [] : lineOfSubs(tx, await decidersOf(tx, id));
  if (stage !== 'ADJUDICATION' && stage !== 'SECOND_READING' && stage !== 'SUSPENDED') return [];
  const proposed = stage !== 'ADJUDICATION' && facts.proposed_by !== null ? [facts.proposed_by] : [];
  return lineOfSubs(tx, [...facts.investigators, ...proposed]);
}

/** Not even looked for at any other moment. */
async function earlierOf(
  tx: Tx,
  { id, stage }: CaseRow,
  of: { application: ApplicationRow | undefined; policy: Policy; periods: Periods; now: string },
): Promise<EarlierInvestigation | undefined> {
  if (stage !== 'INVESTIGATION') return undefined;
  const earlier = await earlierInvestigation(tx, id, of.policy.scheme);
  const ground = of.application?.ground ?? null;
  return earlier && isReusable(earlier, { ...of, ground }) ? earlier : undefined;
}

interface MoreFacts extends CorrectionRow, SupplementRow, ToWeighRow {
  assigned: string[];
  undeclared: string[];
  declared: string[];
  conflicted: string[];
  held: boolean;
  holds: Facts['holds'];
  hold_stands: boolean;
  open_checks: number;
  unresolved: number;
  asked: CheckCode[];
  open: CheckCode[];
  /** Asked and heard stand as long as nothing new has sent the case back to a person's review. */
  hearing: Facts['hearing'] | null;
  interview_begun: boolean;
  unconfirmed: boolean;
  missed_document: Date | null;
  proposed_by: string | null;
  proposed_in_place_of: string | null;
  investigators: string[];
  workers: string[];
  own_workers: string[];
  screeners: string[];
  certified: boolean;
  doubt_ended: boolean;
  other_open: boolean;
  cleared: boolean;
  kept: boolean;
  withdrawn: boolean;
  decided_before: string[];
  answered: string[];
  grievance: Facts['grievance'];
  original_waits: boolean;
  words_waiting: WaitingRow[];
  notice_relied_on: boolean;
  issue: Facts['issue'];
}
