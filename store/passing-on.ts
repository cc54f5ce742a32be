import { sql } from 'kysely';
import type { Ending } from '../domain/outward.js';
import {
  type DispatchingEmployer,
  passingOnState,
  PASSING_ON_ARTICLE,
  type Telling,
  tellingsOfCase,
  tellingsOfEnd,
  type Which,
} from '../domain/passing-on.js';
import { policyNamed } from '../domain/policy.js';
import { tiedTo } from './conflicts.js';
import type { Db, Tx } from './db.js';
import { openTo } from './declarations.js';
import { derivedId } from './derived-id.js';
import { writeLedger } from './ledger.js';
import { isVoid, type VoidNotice, voidNotice, voidNotices } from './void-notices.js';

/** What a contractor passes on to who dispatched a person to it, and whether it has (Art. 13(3); domain/passing-on.ts). */
export interface PassingOn extends Telling {
  readonly id: string;
  readonly caseId: string;
  readonly policy: string;
  readonly organId: string;
  readonly subjectId: string;
  readonly contractorId: string;
  readonly employer: DispatchingEmployer;
  readonly passedOn: string | null;
  readonly reminded: boolean;
  /** Who asks is tied to the person. */
  readonly tied: boolean;
  /** Who asks has said of the case that they are not. */
  readonly declared: boolean;
}

export async function recordDispatch(
  tx: Tx,
  of: { caseId: string; employer: DispatchingEmployer },
  now: string,
): Promise<void> {
  await tx
    .insertInto('dispatched_workers')
    .values({
      case_id: of.caseId,
      employer_name: of.employer.name,
      employer_number: of.employer.number,
      recorded_at: now,
    })
    .execute();
}

/** Of every case the caller's rows hold, oldest first; which of them are theirs is for the caller to say. */
export async function passingsOn(tx: Tx, { sub, now }: { sub: string; now: string }): Promise<PassingOn[]> {
  const cases = await dispatchedCases(tx, sub);
  const ends = await dispatchedEnds(tx, sub);
  const told = [
    ...cases.flatMap((one) => each(one, one.id, tellingsFor(one, now))),
    ...ends.flatMap((one) => each(one, one.noticeId, tellingsOfEnd(one))),
  ];
  const done = await recordedOf(tx, [...new Set(told.map(({ caseId }) => caseId))]);
  return told
    .filter(({ about, after }) => !after || after.some((one) => done.get(idOf(about, one))?.passedOn))
    .map(({ about: _, ...one }) => ({ ...one, ...(done.get(one.id) ?? { passedOn: null, reminded: false }) }))
    .toSorted((a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id));
}

/** Once, and never of a file that is gone. @returns whether it is recorded by this */
export async function recordPassedOn(
  tx: Tx,
  { id, caseId, told }: Pick<PassingOn, 'id' | 'caseId' | 'told'>,
  { day, by, now }: { day: string; by: string; now: string },
): Promise<boolean> {
  const said = { passed_on: day, recorded_at: now, recorded_by: by };
  const row = await tx
    .insertInto('passings_on')
    .values({ id, case_id: caseId, told, ...said })
    .onConflict((c) => c.column('id').doUpdateSet(said).where('passings_on.passed_on', 'is', null))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The night: a contractor that has not passed it on by the day is reminded, once, and the ledger says so. */
export async function chasePassingsOn(db: Db, now: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const late = (await passingsOn(tx, { sub: '', now })).filter(
      (one) => !one.reminded && ['REMINDED', 'OVERDUE'].includes(stateOf(one, now) ?? ''),
    );
    let chased = 0;
    for (const { id, caseId, told, organId, subjectId } of late) {
      const row = await tx
        .insertInto('passings_on')
        .values({ id, case_id: caseId, told, reminded_at: now })
        .onConflict((c) =>
          c.column('id').doUpdateSet({ reminded_at: now }).where('passings_on.passed_on', 'is', null),
        )
        .returning('id')
        .executeTakeFirst();
      if (!row) continue;
      chased += 1;
      await writeLedger(tx, {
        at: now,
        event: 'PassingOnChased',
        article: PASSING_ON_ARTICLE,
        caseId: null,
        organId,
        subjectId,
        sub: null,
        role: 'System',
        purpose: 'OPERATION',
        details: { passingOnId: id },
      });
    }
    return chased;
  });
}

/** Undefined where its policy is not loaded: then nothing is told of it either. */
export function stateOf(one: PassingOn, now: string) {
  const periods = policyNamed(one.policy)?.periods;
  return periods && passingOnState(one, periods, now);
}

type Of = Omit<PassingOn, keyof Telling | 'id' | 'passedOn' | 'reminded'>;

function each(of: Of, about: string, tellings: readonly Telling[]) {
  const { caseId, policy, organId, subjectId, contractorId, employer, tied, declared } = of;
  return tellings.map((telling) => ({
    ...telling,
    about,
    id: idOf(about, telling),
    caseId,
    policy,
    organId,
    subjectId,
    contractorId,
    employer,
    tied,
    declared,
  }));
}

/** By days and no instants, as its reader could try them all. */
const idOf = (about: string, { told, day, nth }: Which) => derivedId(about, `${told}/${day}/${nth}`);

/** As the lists of a contractor do, of a policy that is not loaded nothing is told. */
function tellingsFor(one: DispatchedCase, now: string): Telling[] {
  const policy = policyNamed(one.policy);
  return policy ? tellingsOfCase(one, policy.periods, now) : [];
}

interface DispatchedCase extends Of, Ending {
  readonly id: string;
  readonly voidNotices: readonly VoidNotice[];
}
type Raw<T> = Omit<T, 'employer'> & { employerName: string; employerNumber: string };

const COLUMNS = (sub: string) => sql`c.id as "caseId", c.policy_version as policy, c.organ_id as "organId",
  c.subject_id as "subjectId", c.contractor_id as "contractorId", w.employer_name as "employerName",
  w.employer_number as "employerNumber", ${sub} = any (${tiedTo(sql`c.subject_id`)}) as tied,
  ${openTo(sql`c.id`, sub)} as declared`;

async function dispatchedCases(tx: Tx, sub: string): Promise<DispatchedCase[]> {
  const { rows } = await sql<
    Raw<Omit<DispatchedCase, 'id' | 'openedAt' | 'endedAt' | 'notifiedAt'>> & {
      openedAt: Date;
      endedAt: Date | null;
      notifiedAt: Date | null;
    }
  >`select ${COLUMNS(sub)}, c.opened_at as "openedAt", c.ended_at as "endedAt",
      -- While a decision is taken anew, what was notified before stands outside.
      coalesce(a.notified_at, e.notified_at) as "notifiedAt",
      case when a.notified_at is null and e.notified_at is not null then e.decision else a.decision end as decision,
      a.not_conducted_reason as "notConductedReason", ${voidNotices(sql`a.id`)} as "voidNotices"
    from dispatched_workers w join cases c on c.id = w.case_id join applications a on a.id = c.id
      left join lateral (select r.decision, r.notified_at from earlier_results r where r.application_id = a.id
        and not ${isVoid(sql`r.id`)}
        order by r.notified_at desc limit 1) e on true
    where c.stage <> 'DISPOSED'`.execute(tx);
  return rows.map(({ openedAt, endedAt, notifiedAt, voidNotices: voided, ...row }) => ({
    ...named(row),
    id: row.caseId,
    openedAt: openedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    notifiedAt: notifiedAt?.toISOString() ?? null,
    voidNotices: voided.map(voidNotice),
  }));
}

/**
 * Ends that the contractor was told of, of whom it had by dispatch when it nominated them last. A file that was destroyed by
 * then says nothing of that; one that is destroyed since takes with it that there was something to pass on.
 */
async function dispatchedEnds(tx: Tx, sub: string) {
  const { rows } = await sql<
    Raw<Of> & { noticeId: string; endedOn: string; toldAt: Date; returnedOn: string | null }
  >`select ${COLUMNS(sub)}, n.id as "noticeId", n.ended_on::text as "endedOn", n.told_at as "toldAt",
      n.returned_on::text as "returnedOn"
    from right_ended_notices n
      join lateral (select f.* from cases f where f.kind = 'application' and f.subject_id = n.subject_id
        and f.organ_id = n.organ_id and f.contractor_id = n.contractor_id and f.opened_at <= n.told_at
        and not (f.stage = 'DISPOSED' and f.stage_at <= n.told_at)
        order by f.opened_at desc, f.id desc limit 1) c on true
      join dispatched_workers w on w.case_id = c.id
    where n.recipient = 'CONTRACTOR'`.execute(tx);
  return rows.map(({ toldAt, ...row }) => ({ ...named(row), toldAt: toldAt.toISOString() }));
}

function named<R extends { employerName: string; employerNumber: string }>({
  employerName,
  employerNumber,
  ...row
}: R) {
  return { ...row, employer: { name: employerName, number: employerNumber } };
}

async function recordedOf(tx: Tx, caseIds: readonly string[]) {
  if (caseIds.length === 0) return new Map<string, { passedOn: string | null; reminded: boolean }>();
  const rows = await tx
    .selectFrom('passings_on')
    .select(['id', 'passed_on', 'reminded_at'])
    .where('case_id', 'in', [...caseIds])
    .execute();
  return new Map(
    rows.map((row) => [row.id, { passedOn: row.passed_on, reminded: row.reminded_at !== null }]),
  );
}
