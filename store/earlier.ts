import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type CheckCode, checkPlan, type Finding, type Item, type Source } from '../domain/checks.js';
import { policyNamed } from '../domain/policy.js';
import { Refused } from '../domain/errors.js';
import type { EarlierInvestigation } from '../domain/reuse.js';
import type { Tx } from './db.js';
import type { StepContext } from './step.js';
import type { SealedRow } from './vault.js';
import { anyComesOver, waitingColumn, type WaitingRow } from './words-waiting.js';

/**
 * The most recent investigation of the same person that may serve this case, by whatever organ. Undefined where there is
 * none of its scheme, while words of it wait that would come over, and for any case that has not come so far that it may be
 * told (migrations 0016, 0025). Why there is none is told nobody.
 */
export async function earlierInvestigation(
  tx: Tx,
  caseId: string,
  scheme: string,
): Promise<EarlierInvestigation | undefined> {
  const { rows } = await sql<FoundRow>`
    select application_id, organ_id, opinion_at, sekisho_earlier_policy(${caseId}) as policy,
      ${waitingColumn(sql`application_id`)} as words
    from sekisho_earlier_investigation(${caseId})
  `.execute(tx);
  const row = rows[0];
  if (row && (policyNamed(row.policy)?.scheme !== scheme || anyComesOver(row.words))) return undefined;
  return (
    row && {
      applicationId: row.application_id,
      organId: row.organ_id,
      opinionAt: row.opinion_at.toISOString(),
    }
  );
}

interface FoundRow {
  readonly application_id: string;
  readonly organ_id: string;
  readonly opinion_at: Date;
  readonly policy: string;
  readonly words: readonly WaitingRow[];
}

interface AnswerRow {
  code: CheckCode;
  item: Item;
  source: Source;
  status: 'ANSWERED' | 'LATE';
  finding: Finding;
  created_at: Date;
  due_at: Date;
  answered_at: Date | null;
  forgery_at: Date | null;
}

/**
 * Brings what was answered there into this case, as answers that a person of this case has yet to look at. Nobody is asked
 * anything. Only what would be asked here too comes over: consented to in this case, and stated where that is needed.
 */
export async function bringOver({ tx, before, details, seq }: StepContext): Promise<void> {
  const { application, row, earlier } = before;
  if (!application?.consented_at) throw new Error('an investigation before consent');
  // Its words were sealed from one investigation; if another is the most recent by now, they are not its.
  if (earlier === undefined || details.reusedFrom !== earlier.applicationId)
    throw new Refused('NOT_REUSABLE');
  const codes = checkPlan(before.policy, application.inquiry_consent, application.stated_items);
  const { rows } = await sql<AnswerRow>`
    select code, item, source, status, finding, created_at, due_at, answered_at, forgery_at
    from sekisho_earlier_answers(${row.id}, ${codes}::text[])
  `.execute(tx);
  if (rows.length === 0) return;
  await tx
    .insertInto('checks')
    .values(
      rows.map((answer) => ({
        ...answer,
        request_id: randomUUID(),
        case_id: row.id,
        created_seq: seq,
        created_at: answer.created_at.toISOString(),
        due_at: answer.due_at.toISOString(),
        answered_at: answer.answered_at?.toISOString() ?? null,
        forgery_at: answer.forgery_at?.toISOString() ?? null,
        reused: true,
      })),
    )
    .execute();
}

/** A sealed document of the earlier investigation, and the step that named it. */
export interface EarlierPaper extends SealedRow {
  readonly action: 'fileAnswer' | 'resolveReview' | 'giveOpinion';
  readonly at: Date;
  /** The question, of an answer, and what the answer was. */
  readonly code: CheckCode | null;
  readonly finding: Finding | null;
}

export async function earlierPapers(
  tx: Tx,
  caseId: string,
  codes: readonly CheckCode[],
): Promise<EarlierPaper[]> {
  const { rows } = await sql<EarlierPaper>`
    select action, at, code, finding, id, blob, key_id, owner_kind, owner_id, class, kek_id, wrapped
    from sekisho_papers_before(${caseId}, ${[...codes]}::text[])
  `.execute(tx);
  return rows;
}
