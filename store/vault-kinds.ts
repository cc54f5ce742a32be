/** Classes of personal documents; each has its own key per owner, so that each can be forgotten alone. */
export type DocumentClass =
  | 'IDENTITY'
  | 'QUESTIONNAIRE'
  | 'FAMILY'
  | 'UNSCREENED'
  /** A text of which passages wait to be screened, whole; the file has it with marks in their place. */
  | 'UNSCREENED_TEXT'
  | 'QUESTIONNAIRE_DRAFT'
  | 'FAMILY_DRAFT'
  | 'EVIDENCE'
  | 'EARLIER_INVESTIGATION'
  | 'REASONS'
  | 'WORKSHEET'
  | 'INTERVIEW'
  | 'PROVIDED'
  | 'HEARING'
  | 'GRIEVANCE'
  | 'MEASURES'
  | 'DECISION_PACKET'
  | 'CHANGE_REPORT'
  | 'CORRECTION'
  | 'DEMAND'
  | 'DEMAND_ANSWER'
  | 'HOLD'
  | 'CERTIFICATION'
  /** What was keyed in from a signed paper, until a second person has compared it; a questionnaire's apart. */
  | 'ORIGINAL'
  | 'ORIGINAL_APART';

export type DraftClass = 'QUESTIONNAIRE_DRAFT' | 'FAMILY_DRAFT';

export interface VaultOwner {
  readonly kind: 'subject' | 'case' | 'demand' | 'certification';
  readonly id: string;
}
