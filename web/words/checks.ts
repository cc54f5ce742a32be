import type { Finding, IdentityField } from '../../domain/checks.js';
import type { Need } from '../../domain/inquiries.js';
import type { DeadlineKind } from '../../domain/policy.js';
import type { Word } from '../language.js';

export const FIELD_WORDS: Readonly<Record<IdentityField, Word>> = {
  name: { ja: '氏名', en: 'name' },
  kana: { ja: 'ふりがな', en: 'reading of the name' },
  dateOfBirth: { ja: '生年月日', en: 'date of birth' },
  address: { ja: '住所', en: 'address' },
  nationality: { ja: '国籍', en: 'nationality' },
};

/** What a check stands at. Only NO_RECORD may sound settled; what failed, is late or was declined never does. */
export type CheckMark = Finding | 'OPEN' | 'CANCELLED';
export const MARK_WORDS: Readonly<Record<CheckMark, Word>> = {
  RECORD: { ja: '記録あり', en: 'Record found' },
  NO_RECORD: { ja: '該当なし', en: 'Nothing on record' },
  DECLINED: { ja: '回答を断られた', en: 'Answer declined' },
  UNAVAILABLE: { ja: '照会先が回答できず', en: 'Source could not answer' },
  LATE: { ja: '期限までに返事がない', en: 'Silent past the deadline' },
  OPEN: { ja: '返事を待っている', en: 'Waiting for an answer' },
  CANCELLED: { ja: '照会を取りやめた', en: 'Inquiry stopped' },
};

/** Why a question was put to others. */
export const NEED_WORDS: Readonly<Record<Need, Word>> = {
  TO_CONFIRM_STATEMENT: { ja: '本人の申告の内容を確かめるため', en: 'To confirm what the person stated' },
  UNCLEAR: { ja: '質問票の回答に明らかでない点があるため', en: 'The questionnaire leaves something unclear' },
  NOT_IN_RECORDS: {
    ja: '上司等の調査票や人事記録では分からないため',
    en: 'The superior’s form and the personnel records cannot tell',
  },
  TO_CONFIRM_ANSWER: { ja: 'ほかの照会の回答を確かめるため', en: 'To confirm what another source answered' },
};

export const CLOCK_WORDS: Readonly<Record<DeadlineKind, Word>> = {
  OFFICER_REMINDER: { ja: '担当官への督促', en: 'Reminder to the officer' },
  CONSENT_REMINDER: { ja: '同意の返答の督促', en: 'Reminder about consent' },
  CONSENT_WINDOW: { ja: '同意の返答の期限', en: 'Consent window ends' },
  QUESTIONNAIRE_REMINDER: { ja: '質問票の督促', en: 'Reminder about the questionnaire' },
  QUESTIONNAIRE_WINDOW: { ja: '質問票の提出期限', en: 'Questionnaire window ends' },
  REVIEW_REMINDER: { ja: '確認の督促', en: 'Reminder to review' },
  INTERVIEW_REMINDER: { ja: '面接の記録の督促', en: 'Reminder to write the interview’s record' },
  RECORD_REMINDER: { ja: '面接の記録の確認の督促', en: 'Reminder to confirm the record' },
  RECORD_WINDOW: { ja: '面接の記録の確認の期限', en: 'Time to confirm the record ends' },
  DOCUMENT_REMINDER: { ja: '資料の提出の督促', en: 'Reminder about the document' },
  DOCUMENT_WINDOW: { ja: '資料の提出の期限', en: 'Time to hand in the document ends' },
  SUPPLEMENT_REMINDER: { ja: '追加の同意の返事の督促', en: 'Reminder about the supplementary consent' },
  SUPPLEMENT_WINDOW: {
    ja: '追加の同意の返事の期限',
    en: 'Time to answer about a supplementary consent ends',
  },
  OPINION_REMINDER: { ja: '意見の督促', en: 'Reminder about the opinion' },
  DECISION_REMINDER: { ja: '判断の督促', en: 'Reminder to decide' },
  NOTIFICATION_REMINDER: { ja: '通知の督促', en: 'Reminder to notify' },
  HEARING_REMINDER: { ja: 'ご説明の督促', en: 'Reminder about the person’s side' },
  HEARING_WINDOW: { ja: 'ご説明の期限', en: 'Time for the person’s side ends' },
  PLEDGE_REMINDER: { ja: '誓約書の督促', en: 'Reminder about the pledge' },
  PLEDGE_WINDOW: { ja: '誓約書の署名期限', en: 'Pledge window ends' },
  CHECK_REMINDER: { ja: '照会先への督促', en: 'Reminder to the source' },
  CHECK_DUE: { ja: '照会の回答期限', en: 'Answer due' },
  CHANGE_REVIEW_REMINDER: { ja: '報告の確認の督促', en: 'Reminder to review the report' },
  SUSPENSION_REMINDER: { ja: '停止中の処理の督促', en: 'Reminder about the suspension' },
  GRIEVANCE_TARGET: { ja: '苦情への回答の目安の日', en: 'Day an answer to the grievance is meant by' },
  GRIEVANCE_REMINDER: { ja: '苦情への回答の督促', en: 'Reminder to answer the grievance' },
  RENEWAL_OPENING: { ja: '更新手続の開始', en: 'Renewal opens' },
  EXPIRY: { ja: '有効期間の満了', en: 'Expires' },
  GATHERED_BY_MISTAKE: { ja: '誤って集めた情報の廃棄', en: 'What was gathered by mistake is destroyed' },
  FAMILY_RETENTION: { ja: '家族・同居人の情報の廃棄', en: 'Family and cohabitants are destroyed' },
  RETENTION_ASSESSED: { ja: '記録の廃棄', en: 'File is destroyed' },
  RETENTION_NOT_CONDUCTED: { ja: '記録の廃棄', en: 'File is destroyed' },
};

/** What became of a request for a supplementary consent. */
export const SUPPLEMENT_WORDS: Readonly<Record<'OPEN' | 'ANSWERED' | 'SILENT' | 'ENDED', Word>> = {
  OPEN: { ja: '返事待ち', en: 'Awaiting an answer' },
  ANSWERED: { ja: '返事あり', en: 'Answered' },
  SILENT: { ja: '返事のないまま期限が過ぎた', en: 'Its day passed without an answer' },
  ENDED: { ja: '案件とともに終わった', en: 'Ended with the case' },
};
