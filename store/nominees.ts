import { sql } from 'kysely';
import type { Ending } from '../domain/outward.js';
import type { Tx } from './db.js';
import { isVoid } from './void-notices.js';

/** The list of candidates (候補者名簿): whom a contractor named to an organ, and that they agreed to it. No outcome. */
export interface Nominee extends Ending {
  readonly id: string;
  /** The policy it froze: it says when those outside are told. */
  readonly policy: string;
  readonly organId: string;
  readonly subjectId: string;
  readonly contractorId: string | null;
  readonly agreedOn: string | null;
  readonly text: string | null;
  /** The firm that dispatched the person to the contractor, where one did. */
  readonly dispatchedBy: string | null;
}

export async function recordAgreement(
  tx: Tx,
  of: { caseId: string; agreedOn: string; text: string },
  { by, now }: { by: string; now: string },
): Promise<void> {
  const { caseId: case_id, agreedOn: agreed_on, text: text_version } = of;
  await tx
    .insertInto('listing_agreements')
    .values({ case_id, agreed_on, text_version, recorded_at: now, recorded_by: by })
    .execute();
}

/** Of these contractors, oldest first. Until when somebody is told as a candidate is for the caller (domain/outward.ts). */
export async function nomineesOf(tx: Tx, contractors: readonly string[]): Promise<Nominee[]> {
  const { rows } = await sql<
    Omit<Nominee, 'openedAt' | 'endedAt' | 'notifiedAt'> & {
      openedAt: Date;
      endedAt: Date | null;
      notifiedAt: Date | null;
    }
  >`
    select c.id, c.policy_version as policy, c.organ_id as "organId", c.subject_id as "subjectId", c.contractor_id as "contractorId",
      l.agreed_on::text as "agreedOn", l.text_version as text, w.employer_name as "dispatchedBy", c.opened_at as "openedAt", c.ended_at as "endedAt",
      -- While a decision is taken anew, what was notified before stands outside.
      coalesce(a.notified_at, e.notified_at) as "notifiedAt",
      case when a.notified_at is null and e.notified_at is not null then e.decision else a.decision end as decision,
      a.not_conducted_reason as "notConductedReason"
    from cases c join applications a on a.id = c.id left join listing_agreements l on l.case_id = c.id
      left join dispatched_workers w on w.case_id = c.id
      left join lateral (select r.decision, r.notified_at from earlier_results r where r.application_id = a.id
        and not ${isVoid(sql`r.id`)}
        order by r.notified_at desc limit 1) e on true
    where c.kind = 'application' and c.contractor_id = any (${[...contractors]}) and c.stage <> 'DISPOSED'
      and a.ground = 'NEW_HANDLER'
    order by c.opened_at, c.id`.execute(tx);
  return rows.map(({ openedAt, endedAt, notifiedAt, ...row }) => ({
    ...row,
    openedAt: openedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    notifiedAt: notifiedAt?.toISOString() ?? null,
  }));
}
