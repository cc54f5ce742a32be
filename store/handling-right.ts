import { type RawBuilder, sql } from 'kysely';
import { dayOf, type IsoInstant } from '../domain/calendar.js';
import { type Moment, type RightFacts, rightOf, sdsStands } from '../domain/handling.js';
import { schemeOf } from '../domain/policy.js';
import type { ClearanceStage } from '../domain/stages.js';
import { certifiedUntil, hasBasis } from './certified.js';
import type { Tx } from './db.js';
import { samePersons } from './same-persons.js';

export interface HandlingRight {
  readonly canHandle: boolean;
  readonly validUntil: string | null;
}

/**
 * Whether a person may handle the information at one organ at this moment (Art. 11): a positive result of that organ's
 * head, notified no more than ten years ago, pledged, and no doubt notice since; of a contractor's people only while the
 * contractor is certified by that organ (Art. 10), on the very day, before any sweep has stopped the right. Or a result of
 * the same head under the 2014 Act, or an office that is exempt. Read from the register alone; it never waits for a
 * workflow. Without a scheme it is asked of none in particular. It does not imply access: need-to-know is another list (handling-check.ts).
 */
export async function handlingRight(
  tx: Tx,
  of: { subjectId: string; organId: string; scheme?: string },
  now: string,
): Promise<HandlingRight> {
  const at = momentOf(now);
  const asked = { persons: samePersons(sql`${of.subjectId}::uuid`), organId: sql`${of.organId}::uuid` };
  const { rows } = await sql<RightRow>`select ${rightColumns(asked, at)}`.execute(tx);
  const found = rightOf(rightFacts(rows[0] ?? NOTHING), at, of.scheme);
  return { canHandle: found.canHandle, validUntil: found.canHandle ? found.until : null };
}

/** Whether a result of the same head under the 2014 Act bars a nomination (Art. 12(1)(i)(ロ)). */
export async function barredBySds(
  tx: Tx,
  of: { subjectId: string; organId: string },
  { now, lead }: { now: string; lead: string },
): Promise<boolean> {
  const at = momentOf(now);
  const asked = { persons: samePersons(sql`${of.subjectId}::uuid`), organId: sql`${of.organId}::uuid` };
  const { rows } = await sql<RightRow>`select ${rightColumns(asked, at)}`.execute(tx);
  return sdsStands(rightFacts(rows[0] ?? NOTHING).sds, at, lead);
}

export function momentOf(now: string): Moment {
  return { now, day: dayOf(now) };
}

/** As the columns below bring it: lists of lists, which are cheaper to make and to read than objects. */
export interface RightRow {
  results:
    | [ClearanceStage, string, string, string, boolean, boolean, boolean, string | null, string][]
    | null;
  sds: [string, string, boolean][] | null;
  offices: [string, string | null, boolean][] | null;
}
const NOTHING: RightRow = { results: null, sds: null, offices: null };

/**
 * What the right is read from, of all records of one person at one organ: of columns or of values, for any statement. `until`:
 * of an office or a result under the 2014 Act, what has ended it later than that is left out. By default all there is: who
 * waited for another's end has a moment of their own that lies before it.
 */
export function rightColumns(
  { persons, organId }: { persons: RawBuilder<unknown>; organId: RawBuilder<unknown> },
  { now }: Moment,
  until?: IsoInstant,
): RawBuilder<unknown> {
  const by = until === undefined ? sql`'infinity'::timestamptz` : sql`${until}::timestamptz`;
  // A notice may have been received before its step; until that the right stood, and its end was told by nobody.
  const known =
    until === undefined
      ? sql`true`
      : sql`not exists (select 1 from commands n where n.case_id = a.id and n.action = 'notifyResult' and n.at > ${by})`;
  // As well of a result that is no longer the case's own: the step that told of it is the first since it was received.
  const toldOf =
    until === undefined
      ? sql`true`
      : sql`not coalesce((select min(n.at) from commands n where n.case_id = e.application_id
          and n.action = 'notifyResult' and n.at >= e.notified_at) > ${by}, false)`;
  const contractor = { contractorId: sql`c.contractor_id`, organId: sql`c.organ_id` };
  return sql`
    (select json_agg(json_build_array(c.stage, cl.notified_at, cl.expires_at, cl.last_valid_day,
        cl.pledged_at is not null, cl.doubt_served_at is not null or ${doubtedElsewhere(persons)}, ${hasBasis(contractor, now)}, ${certifiedUntil(contractor, now)}, c.policy_version))
      from cases c join clearances cl on cl.id = c.id
      where c.subject_id = any (${persons}) and c.organ_id = ${organId} and c.kind = 'clearance') as results,
    (select json_agg(json_build_array(s.notified_on, s.last_valid_day, coalesce(s.ended_at <= ${by}, false)
        or exists (select 1 from cases c join clearances cl on cl.id = c.id
          where c.subject_id = any (${persons}) and c.organ_id = s.organ_id and cl.doubt_served_at between ${onThatDay} and ${by})
        or exists (select 1 from cases c join applications a on a.id = c.id
          where c.subject_id = any (${persons}) and c.organ_id = s.organ_id
            and a.decision = 'NOT_FOUND' and a.notified_at between ${onThatDay} and ${by} and ${known})
        -- While a decision is being taken again, the one that was notified stands.
        or exists (select 1 from cases c join applications a on a.id = c.id join earlier_results e on e.application_id = a.id
          where c.subject_id = any (${persons}) and c.organ_id = s.organ_id
            and a.notified_at is null and coalesce(a.not_conducted_reason, '') <> 'MISTAKEN' and e.decision = 'NOT_FOUND' and e.notified_at between ${onThatDay} and ${by} and ${toldOf})
        -- That a notice was void takes nothing back of what it ended: the decision stands, and waits to be told again; unless
        -- it was about somebody else.
        or exists (select 1 from cases c join applications a on a.id = c.id and coalesce(a.not_conducted_reason, '') <> 'MISTAKEN'
            join earlier_results e on e.application_id = c.id join void_notices v on v.earlier_result_id = e.id
          where c.subject_id = any (${persons}) and c.organ_id = s.organ_id
            and e.decision = 'NOT_FOUND' and e.notified_at between ${onThatDay} and ${by} and ${toldOf})))
      from sds_results s where s.subject_id = any (${persons}) and s.organ_id = ${organId}) as sds,
    (select json_agg(json_build_array(o.first_day, o.last_day, coalesce(o.ended_at <= ${by}, false)))
      from office_records o where o.subject_id = any (${persons}) and o.organ_id = ${organId}) as offices`;
}
/**
 * By another record of the same person: a doubt that stands, or the last word of the head since, which was not that they may.
 * Within one record the table sees to it; only the most recent assessment counts (Art. 11).
 */
function doubtedElsewhere(persons: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`sekisho_doubted_elsewhere(${persons}, c.subject_id, c.organ_id, cl.notified_at)`;
}

/** Of two events of one day nobody knows which came first: the doubt counts (reading). */
const onThatDay = sql`(s.notified_on::timestamp at time zone 'Asia/Tokyo')`;

export function rightFacts({ results, sds, offices }: RightRow): RightFacts {
  return {
    results: (results ?? []).map(
      ([stage, notifiedAt, expiresAt, lastValidDay, pledged, doubted, basis, basisUntil, policy]) => ({
        stage,
        notifiedAt: iso(notifiedAt),
        expiresAt: iso(expiresAt),
        lastValidDay,
        pledged,
        doubted,
        hasBasis: basis,
        basisUntil,
        scheme: schemeOf(policy),
      }),
    ),
    sds: (sds ?? []).map(([notifiedOn, lastValidDay, ended]) => ({ notifiedOn, lastValidDay, ended })),
    offices: (offices ?? []).map(([firstDay, lastDay, ended]) => ({ firstDay, lastDay, ended })),
  };
}

/** The database writes a moment with its offset. */
const iso = (at: string) => new Date(at).toISOString();
