import { type RawBuilder, sql } from 'kysely';
import { AWAY } from '../domain/moves.js';
import type { ApplicationRow, CaseRow } from './case-rows.js';
import type { Tx } from './db.js';
import { derivedId } from './derived-id.js';
import { keepNotified } from './earlier-results.js';
import { samePersons } from './same-persons.js';
import { type StepContext, SYSTEM } from './step.js';

/**
 * Notices of results that were void. What was notified stays as it was, as an earlier result; that it is void is a row
 * beside it, which nobody changes. The case has no notification until it is notified anew, and everything that asks when it
 * was reads the one that stands (law: invariant 23; migration 0026).
 */
export interface VoidNotice {
  readonly notifiedAt: string;
  readonly voidedAt: string;
}

/** Whether an earlier result's notice is void. */
export function isVoid(earlierResultId: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists(select 1 from void_notices vn where vn.earlier_result_id = ${earlierResultId})`;
}

/** As a column, of the application of that id. */
export function voidNotices(applicationId: RawBuilder<unknown>): RawBuilder<VoidNotice[]> {
  return sql<
    VoidNotice[]
  >`(select coalesce(jsonb_agg(jsonb_build_object('notifiedAt', ve.notified_at, 'voidedAt', vn.voided_at)
      order by vn.voided_at), '[]')
    from void_notices vn join earlier_results ve on ve.id = vn.earlier_result_id where vn.application_id = ${applicationId})`;
}

/** JSON writes an instant in the database's own way. */
export function voidNotice({ notifiedAt, voidedAt }: VoidNotice): VoidNotice {
  return {
    notifiedAt: new Date(notifiedAt).toISOString(),
    voidedAt: new Date(voidedAt).toISOString(),
  };
}

export async function wasVoided(tx: Tx, applicationId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('void_notices')
    .select('earlier_result_id')
    .where('application_id', '=', applicationId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * As a column: whether what followed from a case's notice has gone on, so that telling the result again would undo what
 * people have done since. A clearance that is as it began, or only out of need, is no obstacle: it ends with its notice.
 */
export function reliedOn(
  { id, stage, subject_id, organ_id }: CaseRow,
  application: ApplicationRow | undefined,
): RawBuilder<boolean> {
  if (stage !== 'CLEARED' && stage !== 'CLOSED') return sql<boolean>`false`;
  const others = sql`from cases o left join applications oa on oa.id = o.id
    where o.subject_id = any (${samePersons(sql`${subject_id}::uuid`)}) and o.organ_id = ${organ_id} and o.id <> ${id}`;
  const open = sql`exists(select 1 ${others} and o.kind = 'application' and not o.ended)`;
  if (application?.decision === 'FOUND')
    return sql<boolean>`(${open} or not exists(select 1 from clearances cl join cases h on h.id = cl.id
      where cl.application_id = ${id} and h.stage in ('ACTIVE', 'LAPSED') and cl.doubt_served_at is null
        and cl.renewal_application_id is null
        -- Where its holder has gone is said of this clearance, and would be forgotten with it.
        and not exists(select 1 from commands m where m.case_id = cl.id and m.action in (${sql.join([...AWAY])}))
        and not exists(select 1 from commands r where r.case_id = cl.id
          and r.action in ('reportChange', 'reportAsOther') and r.seq > coalesce((select max(x.seq) from commands x
            where x.case_id = cl.id and x.action = 'closeReview'), 0))))`;
  return sql<boolean>`(${open} or exists(select 1 ${others} and o.kind = 'clearance' and not o.ended)
    or exists(select 1 ${others} and o.kind = 'application' and oa.not_conducted_reason is null
      and o.opened_at >= ${application?.notified_at?.toISOString() ?? null}::timestamptz))`;
}

/**
 * The notice was void: kept as it was, and the case waits to be notified again. In the same transaction what began by it
 * ends, so that nobody handles anything under a result they have not been told; and what it ended returns, out of force.
 */
export async function voidTheNotice(context: StepContext): Promise<void> {
  const { tx, now, before } = context;
  const id = await keepNotified(tx, before);
  await tx
    .insertInto('void_notices')
    .values({ earlier_result_id: id, application_id: before.row.id, voided_at: now })
    // Of two notices of one instant, which no clock tells apart.
    .onConflict((c) => c.column('earlier_result_id').doNothing())
    .execute();
  await tx
    .updateTable('applications')
    .set({ notified_at: null, pledged_at: null })
    .where('id', '=', before.row.id)
    .execute();
  if (await wentElsewhere(tx, before.row.id))
    await sql`select sekisho_end_sign_in_of(${before.row.id}::uuid)`.execute(tx);
  const begun = await endWithNotice(context);
  for (const caseId of await endedByIt(context, begun))
    await context.take({
      caseId,
      action: 'returnWithNotice',
      actor: SYSTEM,
      commandId: derivedId(context.commandId, `returnWithNotice/${caseId}`),
      details: { applicationId: before.row.id },
    });
}

/** The clearance that began by it, if one did: who was told of it is told as of any end, and never why. Its id. */
async function endWithNotice({ tx, before, commandId, take }: StepContext): Promise<string | undefined> {
  const begun = await tx
    .selectFrom('clearances as cl')
    .innerJoin('cases as c', 'c.id', 'cl.id')
    .select('cl.id')
    .where('cl.application_id', '=', before.row.id)
    .where('c.ended', '=', false)
    .executeTakeFirst();
  if (begun)
    await take({
      caseId: begun.id,
      action: 'voidWithNotice',
      actor: SYSTEM,
      commandId: derivedId(commandId, 'voidWithNotice'),
      details: { applicationId: before.row.id },
    });
  return begun?.id;
}

/**
 * Clearances of the person that a negative result revoked, or the one begun by it superseded, and whose time is not over. Of a
 * case that was decided anew an earlier result, whose notice is not void, may have revoked it: that one stays so.
 */
async function endedByIt({ tx, now, before: { row } }: StepContext, begun?: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from cases c join clearances cl on cl.id = c.id
    where c.subject_id = any (${samePersons(sql`${row.subject_id}::uuid`)}) and c.organ_id = ${row.organ_id}
      and cl.expires_at > ${now} and (
        (c.stage = 'SUPERSEDED' and cl.superseded_by = ${begun ?? null}::uuid)
        or (c.stage = 'REVOKED' and exists(select 1 from (select m.at, m.details->>'applicationId' as by from commands m
          where m.case_id = c.id and m.action in ('revoke', 'revokeByResult') order by m.seq desc limit 1) r
          where r.by = ${row.id} and r.at >= (select max(n.at) from commands n
            where n.case_id = ${row.id} and n.action = 'notifyResult'))))
    order by c.id`.execute(tx);
  return rows.map(({ id }) => id);
}

async function wentElsewhere(tx: Tx, applicationId: string): Promise<boolean> {
  const proposed = await tx
    .selectFrom('commands')
    .select('details')
    .where('case_id', '=', applicationId)
    .where('action', '=', 'proposeNoticeVoid')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (proposed?.details as { signInElsewhere?: boolean } | undefined)?.signInElsewhere === true;
}
