import type { CheckCode, InquiryConsent, Item } from './checks.js';
import type { Action } from './edges.js';
import type { Sentence } from './reasons.js';
import type { ActorRole } from './roles.js';
import type { Facts } from './rules.js';
import type { Decision, Stage } from './stages.js';
import type { FoundOn, Worksheet } from './worksheet.js';

/**
 * One decision with all that it stands on, as one document: by whom, under which line, on which facts, on what evidence,
 * and for which reasons. Words of the evidence are not in it, only their hashes; the reasons are.
 */
export interface DecisionPacket {
  readonly format: typeof PACKET_FORMAT;
  readonly caseId: string;
  readonly organId: string;
  readonly decision: Decision;
  readonly decidedAt: string;
  /** As the case froze it. */
  readonly policy: { readonly version: string; readonly periods: Readonly<Record<string, string>> };
  /** Version and hash of the texts: the notice that was served, and the one the consent named. */
  readonly texts: {
    readonly served: string | null;
    readonly servedAt: string | null;
    readonly consented: string | null;
    readonly consentedAt: string | null;
    /** What the person consented to at any time, by the notice or by a supplementary consent. */
    readonly inquiries: InquiryConsent;
    /** Each later answer of theirs, with the text it named. Absent in packets from before there were any. */
    readonly supplements?: readonly SupplementGiven[];
    readonly withdrawn?: readonly CheckCode[];
    readonly reasonsWaived: boolean;
  };
  /** What the table looked at, as it stood when the decision became final. */
  readonly facts: Facts;
  readonly stated: readonly Item[];
  readonly found: readonly FoundOn[];
  readonly worksheet: Worksheet;
  readonly reasons: readonly Sentence[];
  readonly steps: readonly PacketStep[];
  readonly digest: { readonly algorithm: 'HMAC-SHA-256'; readonly key: string };
  readonly evidence: readonly Evidence[];
  /** Who had looked at the file until then. */
  readonly reads: readonly Look[];
}

export interface SupplementGiven {
  readonly at: string;
  readonly shown: string | null;
  readonly consented: string | null;
  readonly inquiries: InquiryConsent;
}

export const PACKET_FORMAT = 'sekisho-decision-packet/1';

/** A step the decision rests on, the decision and its confirmation included, under the line it was taken by. */
export interface PacketStep {
  readonly version: number;
  readonly at: string;
  readonly action: string;
  readonly from: Stage | 'NEW';
  readonly to: Stage;
  readonly sub: string | null;
  readonly role: ActorRole;
  readonly article: string;
  readonly documents: readonly EvidenceRef[];
  /** The items it was about, where it named any. Absent in packets from before that was asked. */
  readonly items?: readonly Item[];
  /** Taken in an adjudicator's place: in whose. Absent where whoever took it held the office. */
  readonly standIn?: { readonly adjudicator: string | null };
}

export interface EvidenceRef {
  readonly documentId: string;
  readonly docClass: EvidenceClass;
}
export interface Evidence extends EvidenceRef {
  readonly hash: string;
}

export interface Look {
  readonly at: string;
  readonly sub: string;
  readonly role: ActorRole;
  readonly purpose: string;
  readonly of: Readonly<Record<string, unknown>>;
}

export const EVIDENCE_CLASSES = [
  'QUESTIONNAIRE',
  'EVIDENCE',
  'INTERVIEW',
  'PROVIDED',
  'EARLIER_INVESTIGATION',
  'HEARING',
  'WORKSHEET',
  'REASONS',
  // Of a revocation alone.
  'CHANGE_REPORT',
] as const;
export type EvidenceClass = (typeof EVIDENCE_CLASSES)[number];

export interface Naming {
  readonly reasonsId?: 'REASONS';
  readonly documentId?: EvidenceClass;
}

/**
 * The steps whose words a decision may rest on. A grievance's are not among them, nor that there was one: who decides
 * is not told of it (Art. 14). Family is not either: it is never weighed (Art. 12(2)(i)).
 */
export const RELIED_ON: Readonly<Partial<Record<Action, Naming>>> = {
  submitQuestionnaire: { documentId: 'QUESTIONNAIRE' },
  screenQuestionnaire: { documentId: 'QUESTIONNAIRE' },
  startInvestigation: { documentId: 'EARLIER_INVESTIGATION', reasonsId: 'REASONS' },
  inquire: { reasonsId: 'REASONS' },
  fileAnswer: { documentId: 'EVIDENCE' },
  askAgain: { reasonsId: 'REASONS' },
  resolveReview: { reasonsId: 'REASONS' },
  arrangeInterview: { reasonsId: 'REASONS' },
  moveInterview: { reasonsId: 'REASONS' },
  callOffInterview: { reasonsId: 'REASONS' },
  recordInterview: { documentId: 'INTERVIEW' },
  confirmInterviewRecord: { documentId: 'INTERVIEW' },
  // Without a word either: the record is not confirmed.
  markRecordOverdue: {},
  requestDocument: { reasonsId: 'REASONS' },
  provideDocument: { documentId: 'PROVIDED' },
  // Without a word: that there is none, and that nothing is read into it.
  declineDocument: {},
  markDocumentOverdue: {},
  requestSupplement: { reasonsId: 'REASONS' },
  // Without a word: what was answered stands with the texts, and nothing is read into a no or a silence.
  answerSupplement: {},
  markSupplementOverdue: {},
  withdrawInquiry: {},
  giveOpinion: { reasonsId: 'REASONS' },
  requestMore: { reasonsId: 'REASONS' },
  askSubject: { reasonsId: 'REASONS' },
  answerConcerns: { documentId: 'HEARING' },
  // Without a word of its own: that the time passed is what a decision against somebody may rest on.
  markHearingOverdue: {},
  decide: { reasonsId: 'REASONS', documentId: 'WORKSHEET' },
  confirmDecision: { reasonsId: 'REASONS' },
};

/** The documents a step named, of the classes a decision, or what else is looked at, may rest on. */
export function evidenceOf(
  action: string,
  details: Readonly<Record<string, unknown>>,
  relied = RELIED_ON,
): EvidenceRef[] {
  const named = relied[action as Action] ?? {};
  return (['reasonsId', 'documentId'] as const).flatMap((field) => {
    const [docClass, documentId] = [named[field], details[field]];
    return docClass && typeof documentId === 'string' ? [{ documentId, docClass }] : [];
  });
}
