import { type DecisionPacket, PACKET_FORMAT } from '../domain/decision-packet.js';
import { consentAfter, consentedIn, everConsented } from '../domain/supplements.js';
import type { FoundOn } from '../domain/worksheet.js';
import type { CaseState } from '../store/case-rows.js';
import { decisionRecords, looksAt } from '../store/decision-records.js';
import type { Outcome } from '../store/step.js';
import { givenIn, supplementsOf } from '../store/supplements.js';
import { checksOf } from '../store/views.js';
import { hashesOf, newKey, sealPacket, withoutTheirs } from './packet-parts.js';
import type { Call } from './route.js';

/**
 * The packet of a decision that has just become final, sealed and signed in the transaction of the step that made it so:
 * either both are there or neither.
 */
export async function sealIfDecided(call: Call, { caseId, stage, before }: Outcome): Promise<void> {
  // Proposed is not decided: of what waits for a second reader there is no packet.
  if (stage !== 'DECIDED' || !before) return;
  await sealPacket(call, caseId, await packetOf(call, before));
}

/** Of the case as the table looked at it: what holds after the step is not what permitted it. */
async function packetOf(
  call: Call,
  { row, application, facts, periods }: CaseState,
): Promise<DecisionPacket> {
  const { tx, now } = call;
  const caseId = row.id;
  const records = await decisionRecords(tx, caseId);
  const { steps, worksheet, decision } = records;
  if (!application || !decision || !worksheet) throw new Error('a packet of no decision');
  const key = newKey();
  const { evidence, reasons } = await hashesOf(call, [{ caseId, steps }], key, ['decide']);
  return {
    format: PACKET_FORMAT,
    caseId,
    organId: row.organ_id,
    decision,
    decidedAt: now,
    policy: { version: row.policy_version, periods: { ...periods } },
    texts: {
      served: application.served_text,
      servedAt: iso(application.served_at),
      consented: records.consented,
      consentedAt: iso(application.consented_at),
      ...(await consentsIn(tx, caseId)),
      reasonsWaived: application.reasons_waived,
    },
    facts: withoutTheirs(facts),
    stated: application.stated_items,
    found: await foundOn(call, caseId),
    worksheet,
    reasons: reasons.decide ?? [],
    steps,
    digest: { algorithm: 'HMAC-SHA-256', key },
    evidence,
    reads: await looksAt(tx, caseId),
  };
}

/** Every answer of the person's to what may be asked, each with its text; what was taken back is named beside. */
async function consentsIn(
  tx: Call['tx'],
  caseId: string,
): Promise<Pick<DecisionPacket['texts'], 'inquiries' | 'supplements' | 'withdrawn'>> {
  const [given, supplements] = [await givenIn(tx, caseId), await supplementsOf(tx, caseId)];
  const holds = consentAfter(given);
  const inquiries = everConsented(given);
  const declined = Object.fromEntries(Object.entries(holds).filter(([code]) => !(code in inquiries)));
  return {
    inquiries: { ...declined, ...inquiries },
    supplements: supplements.flatMap(({ text, answeredText, answers, settledAt }) =>
      answers && settledAt
        ? [{ at: settledAt, shown: text, consented: answeredText, inquiries: answers }]
        : [],
    ),
    withdrawn: consentedIn(inquiries).filter((code) => holds[code] !== true),
  };
}

async function foundOn(call: Call, caseId: string): Promise<FoundOn[]> {
  return (await checksOf(call.tx, caseId)).flatMap(({ code, status, finding, forgeryAt }) =>
    finding !== null && (status === 'ANSWERED' || status === 'LATE')
      ? [{ code, finding, meddledWith: forgeryAt !== null }]
      : [],
  );
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
