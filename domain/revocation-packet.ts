import { reportsIn, type ReportStep } from './change-reports.js';
import type { Evidence, Look, Naming, PacketStep } from './decision-packet.js';
import type { Action } from './edges.js';
import type { Sentence } from './reasons.js';
import type { Facts } from './rules.js';
import type { NotConductedReason } from './stages.js';

/**
 * One revocation without an assessment with all that it stands on, as one document: what raised the doubt, how the
 * reassessment ended, what was put to the holder and what they said, by whom it was proposed and by whom made.
 */
export interface RevocationPacket {
  readonly format: typeof REVOCATION_FORMAT;
  readonly caseId: string;
  readonly organId: string;
  readonly revokedAt: string;
  /** As the clearance froze it. */
  readonly policy: { readonly version: string; readonly periods: Readonly<Record<string, string>> };
  /** What the table looked at, as it stood when the right was revoked. */
  readonly facts: Facts;
  readonly reassessment: Reassessment;
  /** Why it was proposed, as it was put to the holder; and why it was made. */
  readonly proposed: readonly Sentence[];
  readonly reasons: readonly Sentence[];
  readonly steps: readonly PacketStep[];
  readonly digest: { readonly algorithm: 'HMAC-SHA-256'; readonly key: string };
  readonly evidence: readonly Evidence[];
  /** Who had looked at the file of the clearance until then. */
  readonly reads: readonly Look[];
}

/** The assessment that was meant to settle the doubt, and did not. */
export interface Reassessment {
  readonly caseId: string;
  readonly ended: NotConductedReason;
  /** Version and hash of the notice that was served. */
  readonly served: string | null;
  readonly servedAt: string | null;
  readonly steps: readonly PacketStep[];
  /** Who had looked at its own file. */
  readonly reads: readonly Look[];
}

export const REVOCATION_FORMAT = 'sekisho-revocation-packet/1';

/** The ends of a reassessment after which a right may be revoked. */
export const ENDS_OF_DOUBT = ['REFUSED', 'WITHDRAWN', 'NO_RESPONSE'] as const satisfies NotConductedReason[];

type Relied = Readonly<Partial<Record<Action, Naming>>>;

/** Of a clearance. A grievance's steps are not among them, as of a decision. */
export const REVOCATION_RELIES_ON: Relied = {
  reportChange: { documentId: 'CHANGE_REPORT' },
  reportAsOther: { documentId: 'CHANGE_REPORT' },
  validateReport: { reasonsId: 'REASONS' },
  serveDoubtNotice: { reasonsId: 'REASONS' },
  proposeRevocation: { reasonsId: 'REASONS' },
  answerConcerns: { documentId: 'HEARING' },
  // Without a word of its own: that the time passed, and nothing is read into it.
  markHearingOverdue: {},
  revoke: { reasonsId: 'REASONS' },
};

/** Of the reassessment: that the person said no, or nothing. What was learnt before they withdrew is not weighed here. */
export const REASSESSMENT_RELIES_ON: Relied = {
  markConsentOverdue: {},
  markQuestionnaireOverdue: {},
  refuseConsent: {},
  withdrawConsent: {},
  takeBackNotice: { reasonsId: 'REASONS' },
  closeUnanswered: { reasonsId: 'REASONS' },
};

/** What settles a report without a doubt, or lifts a notice: looked at, and nothing that a revocation rests on. */
export const SETTLES_REPORTS: readonly Action[] = ['closeReview', 'confirmDoubtVoid'];

/**
 * Of a clearance's steps those that its revocation may rest on: what lay there when the notice that stands was served, what
 * its holder said until it was put to them, and everything since that is about it. Not a report in which there was nothing,
 * nor what others wrote after the notice, which a revocation does not wait for (words-waiting.ts); nor a notice that was
 * void or a proposal that was dropped.
 */
export function reliedOnBy<S extends ReportStep>(steps: readonly S[]): S[] {
  const at = (action: Action) => steps.findLastIndex((step) => step.action === action);
  const [notice, proposal] = [at('serveDoubtNotice'), at('proposeRevocation')];
  const standing = new Set(
    reportsIn(steps.filter(({ action }) => action !== 'revoke')).flatMap((one) =>
      one.verdict === 'UNFOUNDED' || one.closed?.how === 'NO_DOUBT' ? [] : [one.id],
    ),
  );
  return steps.filter(({ action, commandId, details }, n) => {
    if (action === 'reportChange') return n < proposal && standing.has(commandId);
    if (action === 'reportAsOther') return n < notice && standing.has(commandId);
    if (action === 'validateReport') return n < notice && standing.has(details.reportId ?? '');
    return n === notice || (n >= proposal && action in REVOCATION_RELIES_ON);
  });
}
