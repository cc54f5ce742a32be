import type {
  ApplicationStage,
  CaseKind,
  ClearanceStage,
  Decision,
  GrievanceStage,
  Ground,
  InvestigationMode,
  NotConductedReason,
  Stage,
  WaitingOn,
} from '../../domain/stages.js';
import type { Word } from '../language.js';

/** Stages in words, for those who work on a case. What the subject is told stands in domain/stages.ts. */
// biome-ignore format: a table
export const STAGE_WORDS: {
  readonly application: Readonly<Record<ApplicationStage, Word>>;
  readonly clearance: Readonly<Record<ClearanceStage, Word>>;
  readonly grievance: Readonly<Record<GrievanceStage, Word>>;
} = {
  application: {
    NOMINATED: { ja: '名簿に記載（承認前）', en: 'Nominated, not yet approved' },
    SCREENED: { ja: '承認済み（告知前）', en: 'Approved, notice to be served' },
    AWAITING_CONSENT: { ja: '同意の返答待ち', en: 'Awaiting consent' },
    CONSENT_OVERDUE: { ja: '同意の返答なし（期間経過）', en: 'No answer on consent in time' },
    QUESTIONNAIRE: { ja: '質問票の記入待ち', en: 'Questionnaire being filled in' },
    QUESTIONNAIRE_OVERDUE: { ja: '質問票の提出なし（期間経過）', en: 'No questionnaire in time' },
    QUESTIONNAIRE_SCREENING: { ja: '質問票の記載の確認中', en: 'Questionnaire being screened' },
    INVESTIGATION: { ja: '調査の開始待ち', en: 'Investigation to be started' },
    CHECKS_RUNNING: { ja: '照会中', en: 'Checks running' },
    HUMAN_REVIEW: { ja: '人による確認中', en: 'With a person for review' },
    INTERVIEW: { ja: '面接', en: 'Interview arranged' },
    INTERVIEW_RECORD: { ja: '面接の記録の確認待ち', en: 'Interview record with the person' },
    AWAITING_OPINION: { ja: '意見待ち', en: 'Awaiting the opinion' },
    OPINION_RECEIVED: { ja: '意見を受領', en: 'Opinion received' },
    ADJUDICATION: { ja: '判断待ち', en: 'With the adjudicator' },
    DOCUMENT_REQUESTED: { ja: '本人の資料待ち', en: 'The person is asked for a document' },
    HEARING: { ja: '本人の説明待ち', en: 'The person is asked for their side' },
    SECOND_READING: { ja: '第二の判断者による確認待ち', en: 'With the second reader' },
    DECIDED: { ja: '決定済み（通知前）', en: 'Decided, not yet notified' },
    PLEDGE_PENDING: { ja: '誓約書の署名待ち', en: 'Awaiting the pledge' },
    PLEDGE_OVERDUE: { ja: '誓約書の署名なし（期間経過）', en: 'No pledge in time' },
    CLEARED: { ja: '終了（認められた）', en: 'Ended: cleared' },
    CLOSED: { ja: '終了', en: 'Ended: closed' },
    NOT_CONDUCTED: { ja: '実施せず', en: 'Not conducted' },
    DISPOSED: { ja: '廃棄済み', en: 'File destroyed' },
  },
  clearance: {
    ACTIVE: { ja: '有効', en: 'Valid' },
    REVIEW: { ja: '有効（報告を確認中）', en: 'Valid, a report under review' },
    SUSPENDED: { ja: '停止中（再評価の告知）', en: 'Suspended by a doubt notice' },
    LAPSED: { ja: '効力停止', en: 'Lapsed: not in force' },
    REVOKED: { ja: '取消し', en: 'Revoked' },
    EXPIRED: { ja: '期間満了', en: 'Expired' },
    SUPERSEDED: { ja: '新しい結果に承継', en: 'Superseded by a newer result' },
    VOIDED: { ja: '通知の無効により失効', en: 'Ended: its notice is void' },
    DISPOSED: { ja: '廃棄済み', en: 'File destroyed' },
  },
  grievance: {
    GRIEVANCE_OPEN: { ja: '苦情を処理中', en: 'Grievance open' },
    GRIEVANCE_OVERDUE: { ja: '苦情を処理中（回答の目安を経過）', en: 'Grievance overdue' },
    GRIEVANCE_ANSWERED: { ja: '苦情に回答済み', en: 'Grievance answered' },
    DISPOSED: { ja: '廃棄済み', en: 'File destroyed' },
  },
};

/** Throws on a stage that is not of that kind: a bug, never input. */
export function stageWord(kind: CaseKind, stage: Stage): Word {
  const word = (STAGE_WORDS[kind] as Readonly<Record<string, Word>>)[stage];
  if (!word) throw new Error(`no words for ${stage} of ${kind}`);
  return word;
}

export const KIND_WORDS: Readonly<Record<CaseKind, Word>> = {
  application: { ja: '適性評価', en: 'Assessment' },
  clearance: { ja: 'クリアランス', en: 'Clearance' },
  grievance: { ja: '苦情', en: 'Grievance' },
};

/** Whose turn, where no single role's: an office, the sources, the calendar, nobody. */
export const WAITING_WORDS: Readonly<Record<WaitingOn, Word>> = {
  SUBJECT: { ja: '評価対象者', en: 'Subject' },
  OFFICER: { ja: '担当官', en: 'Officers' },
  PROVIDER: { ja: '照会先', en: 'Sources asked' },
  ADJUDICATOR: { ja: '行政機関の長', en: 'Head of the organ' },
  CLOCK: { ja: '期日の到来', en: 'The calendar' },
  NOBODY: { ja: 'だれの番でもありません', en: 'Nobody' },
};

export const GROUND_WORDS: Readonly<Record<Ground, Word>> = {
  NEW_HANDLER: { ja: '新たに取り扱う見込み', en: 'New handler' },
  RENEWAL: { ja: '更新', en: 'Renewal' },
  DOUBT: { ja: '疑いによる再評価', en: 'Reassessment after doubt' },
};

export const MODE_WORDS: Readonly<Record<InvestigationMode, Word>> = {
  UNIFIED: { ja: '内閣府に調査を求める', en: 'By the Cabinet Office' },
  SELF: { ja: '行政機関が自ら調査する', en: 'By the organ itself' },
  REUSED: { ja: '以前の調査を用いる', en: 'An earlier investigation is used' },
};

export const DECISION_WORDS: Readonly<Record<Decision, Word>> = {
  FOUND: { ja: '漏らすおそれがないと認められた', en: 'Found unlikely to leak' },
  NOT_FOUND: { ja: '漏らすおそれがないと認められなかった', en: 'Not found unlikely to leak' },
};

export const OUTCOME_WORDS: Readonly<Record<Decision | 'NOT_CONDUCTED', Word>> = {
  ...DECISION_WORDS,
  NOT_CONDUCTED: { ja: '適性評価は実施されなかった', en: 'No assessment was made' },
};

export const NOT_CONDUCTED_WORDS: Readonly<Record<NotConductedReason, Word>> = {
  NOT_APPROVED: { ja: '名簿への記載が承認されなかった', en: 'Nominee not approved' },
  REFUSED: { ja: '同意しなかった', en: 'Consent refused' },
  NO_RESPONSE: { ja: '返答がなかった', en: 'No response' },
  WITHDRAWN: { ja: '同意を取り下げた', en: 'Consent withdrawn' },
  NO_BASIS: { ja: '実施の根拠がなくなった', en: 'The basis has ended' },
  ABSORBED: { ja: '再評価に吸収された', en: 'Absorbed by a reassessment' },
  MISTAKEN: { ja: '誤りとして終えた', en: 'Ended as a mistake' },
};
