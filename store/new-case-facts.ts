import { sql } from 'kysely';
import { recordServes } from '../domain/handling-schemes.js';
import { toldNotConductedAt } from '../domain/outward.js';
import { type Policy, policyOf } from '../domain/policy.js';
import type { Facts } from '../domain/rules.js';
import type { Ground } from '../domain/stages.js';
import { hasBasis } from './certified.js';
import type { Tx } from './db.js';
import { isLeftBehind } from './moves.js';
import { barredBySds } from './handling-right.js';
import { heldTogether } from './same-persons.js';

interface LastNotConducted {
  readonly openedAt: string;
  readonly endedAt: string;
  readonly policy: string;
}

interface NewCase {
  readonly kind: Facts['kind'];
  readonly ground: Ground | null;
  readonly policy: Policy;
  readonly organId: string;
  readonly subjectId: string;
  readonly contractorId: string | null;
}

/** Until its contractor is told of it, a case that was not conducted is as open to them as any other. */
function isTold({ openedAt, endedAt, policy }: LastNotConducted, now: string): boolean {
  const opened = new Date(openedAt).toISOString();
  return toldNotConductedAt(opened, new Date(endedAt).toISOString(), policyOf(policy).periods) <= now;
}

/** Staff are refused at once; a contractor's person is listed as any other, and the head is told (isBarred). */
async function isBarredNew(tx: Tx, { ground, policy, ...of }: NewCase, now: string): Promise<boolean> {
  if (ground !== 'NEW_HANDLER' || of.contractorId !== null) return false;
  if (!recordServes('SDS_RESULT', policy.scheme)) return false;
  return barredBySds(tx, of, { now, lead: policy.periods.RENEWAL_LEAD });
}

/** Facts of a case that does not exist yet. */
export async function factsOfNew(tx: Tx, of: NewCase, now: string): Promise<Facts> {
  const { kind, ground, policy } = of;
  const persons = await heldTogether(tx, of.subjectId);
  const found = await sql<{
    certified: boolean;
    open: boolean;
    cleared: boolean;
    last: LastNotConducted | null;
  }>`
    select
      ${hasBasis({ contractorId: sql`${of.contractorId}::uuid`, organId: sql`${of.organId}` }, now)} as certified,
      exists(select 1 from cases where subject_id = any (${persons}) and organ_id = ${of.organId}
        and kind = 'application' and not ended) as open,
      (select jsonb_build_object('openedAt', opened_at, 'endedAt', ended_at, 'policy', policy_version) from cases
        where subject_id = any (${persons}) and organ_id = ${of.organId} and contractor_id = ${of.contractorId}::uuid
        and stage = 'NOT_CONDUCTED' order by ended_at desc limit 1) as last,
      exists(select 1 from cases o where o.subject_id = any (${persons}) and o.organ_id = ${of.organId}
        and o.kind = 'clearance' and not o.ended and not ${isLeftBehind(of.contractorId)}) as cleared
  `.execute(tx);
  const facts = found.rows[0];
  if (!facts) throw new Error('a new case without facts');
  return {
    kind,
    stage: 'NEW',
    ground,
    mode: null,
    decision: null,
    certified: facts.certified,
    otherOpenCase: facts.open || (facts.last !== null && !isTold(facts.last, now)),
    alreadyCleared: facts.cleared || (await isBarredNew(tx, of, now)),
    servedText: null,
    openChecks: 0,
    unresolvedFindings: 0,
    interviewBegun: false,
    unconfirmed: false,
    missedDocument: null,
    items: policy.items.map(({ code }) => code),
    steps: policy.steps,
    matters: {},
    learnt: [],
    heardOn: null,
    unasked: [],
    hearing: 'NONE',
    proposedBy: null,
    proposedInPlaceOf: null,
    investigators: [],
    workers: [],
    inTheirLine: [],
    doubtServed: false,
    held: false,
    holds: [],
    holdStands: false,
    doubtEndedWithoutAssessment: false,
    correction: 'NONE',
    correctionBy: null,
    withoutDoubt: null,
    noticeReliedOn: false,
    reusable: false,
    waitingReports: [],
    askable: [],
    firstDue: [],
    consented: [],
    supplement: null,
    missedSupplement: null,
    supplementable: {},
    reopened: false,
    decidedBefore: [],
    answeredGrievances: [],
    consentWithdrawn: false,
    grievance: null,
    originalWaiting: false,
    wordsWaiting: false,
    issue: null,
    reasonsWaived: false,
  };
}
