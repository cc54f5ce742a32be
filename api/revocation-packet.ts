import { REVOCATION_FORMAT, type RevocationPacket } from '../domain/revocation-packet.js';
import type { CaseState } from '../store/case-rows.js';
import { looksAt, revocationRecords } from '../store/decision-records.js';
import type { Outcome } from '../store/step.js';
import { hashesOf, newKey, sealPacket, withoutTheirs } from './packet-parts.js';
import type { Call } from './route.js';

/** The packet of a revocation that was made just now, in its transaction: either both are there or neither. */
export async function sealRevoked(call: Call, { caseId, stage, before }: Outcome): Promise<void> {
  if (stage !== 'REVOKED' || !before) return;
  await sealPacket(call, caseId, await packetOf(call, before));
}

/** Of the clearance as the table looked at it: what holds after the step is not what permitted it. */
async function packetOf(
  call: Call,
  { row, clearance, facts, periods }: CaseState,
): Promise<RevocationPacket> {
  const { tx, now } = call;
  const reassessmentId = clearance?.doubt_application_id;
  if (!reassessmentId) throw new Error('a revocation without a doubt');
  const { steps, reassessment } = await revocationRecords(tx, { clearanceId: row.id, reassessmentId });
  if (!reassessment) throw new Error('a revocation while the reassessment is open');
  const key = newKey();
  const files = [
    { caseId: row.id, steps },
    { caseId: reassessmentId, steps: reassessment.steps },
  ];
  const { evidence, reasons } = await hashesOf(call, files, key, ['proposeRevocation', 'revoke']);
  return {
    format: REVOCATION_FORMAT,
    caseId: row.id,
    organId: row.organ_id,
    revokedAt: now,
    policy: { version: row.policy_version, periods: { ...periods } },
    facts: withoutTheirs(facts),
    reassessment: { ...reassessment, reads: await looksAt(tx, reassessmentId) },
    proposed: reasons.proposeRevocation ?? [],
    reasons: reasons.revoke ?? [],
    steps,
    digest: { algorithm: 'HMAC-SHA-256', key },
    evidence,
    reads: await looksAt(tx, row.id),
  };
}
