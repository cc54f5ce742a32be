import type { AuditEvent } from '../../domain/edges.js';
import type { Word } from '../language.js';

/** What happened, as a timeline says it. */
// biome-ignore format: a table
export const EVENT_WORDS: Readonly<Record<AuditEvent, Word>> = {
  Nominated: { ja: '候補者名簿に記載された', en: 'Nominated' },
  RenewalProposed: { ja: '更新の手続が始まった', en: 'Renewal proposed' },
  DoubtNoticeServed: { ja: '再評価の告知書が交付された', en: 'Notice of reassessment served' },
  CaseOfficerAssigned: { ja: '担当者が指名された', en: 'Case officer assigned' },
  ConflictDeclared: { ja: '利害関係が申告された', en: 'Conflict of interest declared' },
  NomineeApproved: { ja: '候補者が承認された', en: 'Nominee approved' },
  ContinuedNeedConfirmed: { ja: '引き続き取り扱う必要が確認された', en: 'Continued need confirmed' },
  NomineeNotApproved: { ja: '候補者は承認されなかった', en: 'Nominee not approved' },
  NoticeServed: { ja: '告知書が交付された', en: 'Notice served' },
  ConsentGiven: { ja: '本人が同意した', en: 'Consent given' },
  ConsentRefused: { ja: '本人が同意しなかった', en: 'Consent refused' },
  ConsentWindowPassed: { ja: '返答のないまま期間が過ぎた', en: 'Consent window passed without an answer' },
  ConsentWindowExtended: { ja: '返答の期間が延長された', en: 'Consent window extended' },
  ClosedUnanswered: { ja: '返答がないまま終了した', en: 'Closed unanswered' },
  QuestionnaireSubmitted: { ja: '質問票が提出された', en: 'Questionnaire submitted' },
  QuestionnaireWindowPassed: { ja: '質問票のないまま期間が過ぎた', en: 'Questionnaire window passed' },
  QuestionnaireWindowExtended: { ja: '質問票の期間が延長された', en: 'Questionnaire window extended' },
  InvestigationStarted: { ja: '調査が始まった', en: 'Investigation started' },
  AnswerFiled: { ja: '照会先の回答が届いた', en: 'Answer filed' },
  BelatedAnswerFiled: { ja: '遅れて回答が届いた', en: 'Belated answer filed' },
  CheckFoundLate: { ja: '期限までに返事がなかった', en: 'A source stayed silent past its deadline' },
  SentToHumanReview: { ja: '人による確認に回された', en: 'Sent to a person for review' },
  ChecksCompleted: { ja: '照会がすべて済んだ', en: 'Checks completed' },
  AskedAgain: { ja: '改めて照会された', en: 'Asked again' },
  ReviewResolved: { ja: '確認の結果が記録された', en: 'Review recorded' },
  OpinionGiven: { ja: '意見が付された', en: 'Opinion given' },
  SubmittedForDecision: { ja: '判断のため提出された', en: 'Submitted for decision' },
  MoreRequested: { ja: '追加の確認が求められた', en: 'More was requested before deciding' },
  Decided: { ja: '決定された', en: 'Decided' },
  ResultNotified: { ja: '本人に結果が通知された', en: 'Result notified' },
  PledgeSigned: { ja: '誓約書に署名された', en: 'Pledge signed' },
  PledgeWindowPassed: { ja: '誓約書のないまま期間が過ぎた', en: 'Pledge window passed' },
  LapsedUnpledged: { ja: '誓約書のないまま効力を失った', en: 'Lapsed without a pledge' },
  ConsentWithdrawn: { ja: '同意が取り下げられた', en: 'Consent withdrawn' },
  ClosedWithoutBasis: { ja: '根拠がなくなり終了した', en: 'Closed: the basis has ended' },
  RenewalAbsorbed: { ja: '再評価に吸収された', en: 'Absorbed by a reassessment' },
  GrievanceReceived: { ja: '苦情の申出があった', en: 'Grievance received' },
  Reminded: { ja: '督促された', en: 'Reminded' },
  FileDestroyed: { ja: '記録が廃棄された', en: 'File destroyed' },
  ClearanceStarted: { ja: 'クリアランスの効力が生じた', en: 'Clearance started' },
  ChangeReported: { ja: '事情の変更が報告された', en: 'Change reported' },
  ReviewClosed: { ja: '報告の確認が終わった', en: 'Report reviewed: no doubt' },
  SuspendedByDoubtNotice: { ja: '再評価の告知により停止した', en: 'Suspended by a doubt notice' },
  Revoked: { ja: '取り消された', en: 'Revoked' },
  RevokedByResult: { ja: '再評価の結果により取り消された', en: 'Revoked by the new result' },
  Lapsed: { ja: '必要がなくなり効力が止まった', en: 'Lapsed: the need has ended' },
  Reinstated: { ja: '効力が回復した', en: 'Reinstated' },
  RenewalOpened: { ja: '更新の手続が開かれた', en: 'Renewal opened' },
  Expired: { ja: '期間が満了した', en: 'Expired' },
  Superseded: { ja: '新しい結果に引き継がれた', en: 'Superseded by a newer result' },
  GrievanceOpened: { ja: '苦情の処理が始まった', en: 'Grievance opened' },
  GrievanceAnswered: { ja: '苦情に回答した', en: 'Grievance answered' },
};

/** The ledger outlives this table: an event it no longer knows is shown by its code. */
export function eventWord(event: string): Word {
  return (EVENT_WORDS as Readonly<Record<string, Word | undefined>>)[event] ?? { ja: event, en: event };
}
