import type { Role } from '../../domain/roles.js';

const ja = {
  languageName: '日本語',
  title: 'サンドボックスへのサインイン',
  refusedTitle: 'エラー: サインインできませんでした',
  introduction: 'ここに登場する人物・組織はすべて架空です。誰としてでもサインインできます。',
  refused: 'アカウントまたはパスワードが違います。',
  choose: '一覧から選ぶ',
  account: 'アカウント',
  password: 'パスワード',
  passwordHint: '全員共通のパスワード:',
  signIn: 'サインイン',
  faultTitle: 'サインインを続けられません',
  fault: 'このサインインは期限切れか、正しくない要求です。はじめからやり直してください。',
  home: 'はじめに戻る',
};

export type Texts = typeof ja;
export type Language = 'ja' | 'en';

const en: Texts = {
  languageName: 'English',
  title: 'Sign in to the sandbox',
  refusedTitle: 'Error: could not sign in',
  introduction: 'All people and bodies here are fictional. You may sign in as any of them.',
  refused: 'The account or the password is wrong.',
  choose: 'Choose from the list',
  account: 'Account',
  password: 'Password',
  passwordHint: 'One password for everybody:',
  signIn: 'Sign in',
  faultTitle: 'This sign-in cannot go on',
  fault: 'It has expired, or the request was not a valid one. Please start again.',
  home: 'Back to the start',
};

export const texts: Record<Language, Texts> = { ja, en };

/** law.md §6 */
export const roleNames: Record<Role, { ja: string; en: string }> = {
  Subject: { ja: '評価対象者', en: 'Subject' },
  CaseOfficer: { ja: '適性評価実施担当者', en: 'Case officer' },
  AssessmentOfficerInCharge: { ja: '適性評価実施責任者', en: 'Assessment officer in charge' },
  Adjudicator: { ja: '行政機関の長（の委任を受けた者）', en: 'Adjudicator (for the head of the organ)' },
  CabinetInvestigator: { ja: '内閣府 適性評価調査担当', en: 'Cabinet Office investigator' },
  ScreeningOfficer: { ja: '質問票の記載確認担当者', en: 'Screening officer' },
  InformationManager: { ja: '情報管理者', en: 'Information manager' },
  ContractorSecurityManager: { ja: '適合事業者 保護責任者', en: 'Contractor security manager' },
  GrievanceOfficer: { ja: '苦情処理担当者', en: 'Grievance officer' },
  Auditor: { ja: '独立公文書管理監（監査）', en: 'Auditor' },
  Operator: { ja: 'システム運用担当', en: 'Operator' },
  AccessAdministrator: { ja: '利用権限管理者', en: 'Access administrator' },
};
