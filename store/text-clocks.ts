import { sql } from 'kysely';
import type { DocumentCode } from '../domain/document-classes.js';
import { TEXT_SCREENING_ARTICLE } from '../domain/free-text.js';
import { type Periods, periodsOf, policyNamed } from '../domain/policy.js';
import { screeningClock } from '../domain/words-waiting.js';
import type { Db, Tx } from './db.js';
import { writeLedger } from './ledger.js';

interface WaitingText {
  readonly id: string;
  readonly caseId: string;
  readonly organId: string;
  readonly docClass: DocumentCode;
  readonly since: Date;
  readonly reminded: boolean;
  readonly overdue: boolean;
  readonly policy: string;
  readonly periods: Partial<Periods>;
}

/**
 * The night: of words that wait, once that they should be screened soon and once that they are late, each with its entry;
 * nobody's words, and not whose. Safe to repeat: what is done is marked, and what was screened meanwhile is passed over.
 */
export async function ageTexts(db: Db, now: string): Promise<number> {
  let aged = 0;
  for (const text of await unaged(db)) {
    // Of a policy that no pack has nobody knows by when.
    if (policyNamed(text.policy) === undefined) continue;
    const { remindAt, overdueAt } = screeningClock(
      text.since.toISOString(),
      periodsOf(text.policy, text.periods),
    );
    aged += await db.transaction().execute(async (tx) => {
      const reminded = !text.reminded && remindAt <= now && (await mark(tx, text, 'reminded_at', now));
      const overdue = !text.overdue && overdueAt <= now && (await mark(tx, text, 'overdue_at', now));
      return Number(reminded) + Number(overdue);
    });
  }
  return aged;
}

/** Of a case about the wrong person words wait for nobody. */
async function unaged(db: Db): Promise<readonly WaitingText[]> {
  const { rows } = await sql<WaitingText>`
    select t.id, t.case_id as "caseId", t.organ_id as "organId", t.class as "docClass",
      coalesce(t.ready_at, t.kept_at) as since, t.reminded_at is not null as reminded, t.overdue_at is not null as overdue,
      c.policy_version as policy, c.periods
    from text_screenings t join cases c on c.id = t.case_id
    where t.status = 'WAITING' and t.ready and t.overdue_at is null and not sekisho_words_sealed(t.case_id, t.class)
    order by t.kept_at, t.id`.execute(db);
  return rows;
}

const EVENTS = { reminded_at: 'TextScreeningReminded', overdue_at: 'TextScreeningOverdue' } as const;

async function mark(tx: Tx, text: WaitingText, column: keyof typeof EVENTS, now: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('text_screenings')
    .set({ [column]: now })
    .where('id', '=', text.id)
    .where('status', '=', 'WAITING')
    .where(column, 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return false;
  await writeLedger(tx, {
    at: now,
    event: EVENTS[column],
    article: TEXT_SCREENING_ARTICLE,
    caseId: text.caseId,
    organId: text.organId,
    sub: null,
    role: 'System',
    // As everything of a grievance: so that no packet of a decision names it.
    purpose: text.docClass === 'GRIEVANCE' ? 'GRIEVANCE' : 'SCREENING',
    details: { screening: text.id },
  });
  return true;
}
