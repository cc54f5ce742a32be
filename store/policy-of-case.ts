import { dayOf } from '../domain/calendar.js';
import { type Policy, policyOf, policyOn } from '../domain/policy.js';
import type { Tx } from './db.js';
import type { Opening } from './step.js';

/** The name of the policy a case froze; undefined if there is no such case or row-level security hides it. */
export async function policyOfCase(tx: Tx, caseId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('cases')
    .select('policy_version')
    .where('id', '=', caseId)
    .executeTakeFirst();
  return row?.policy_version;
}

/**
 * The policy that a new case freezes. A nomination names its scheme, or means the default one. What another case opens is of
 * that case's scheme: a clearance is granted under the very policy it was assessed by; a renewal, a reassessment or a
 * grievance begins anew, under what is in force on its day.
 */
export async function policyOfNew(tx: Tx, opening: Opening, now: string): Promise<Policy> {
  const { applicationId, clearanceId } = opening.details ?? {};
  const of = clearanceId ?? applicationId;
  if (of === undefined) return policyOn(dayOf(now), opening.scheme);
  const version = await policyOfCase(tx, of);
  if (version === undefined) throw new Error('a case that follows from one that is not there');
  const policy = policyOf(version);
  return opening.kind === 'clearance' ? policy : policyOn(dayOf(now), policy.scheme);
}
