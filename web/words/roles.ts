import type { ActorRole } from '../../domain/roles.js';
import type { Word } from '../language.js';

/** law.md §6 and the glossary; the short forms that fit a table row. */
export const ROLE_WORDS: Readonly<Record<ActorRole, Word>> = {
  Subject: { ja: '評価対象者', en: 'Subject' },
  CaseOfficer: { ja: '実施担当者', en: 'Case officer' },
  AssessmentOfficerInCharge: { ja: '実施責任者', en: 'Officer in charge' },
  Adjudicator: { ja: '行政機関の長（委任）', en: 'Adjudicator' },
  CabinetInvestigator: { ja: '内閣府 調査担当', en: 'Cabinet investigator' },
  ScreeningOfficer: { ja: '記載確認担当者', en: 'Screening officer' },
  InformationManager: { ja: '情報管理者', en: 'Information manager' },
  ContractorSecurityManager: { ja: '事業者 保護責任者', en: 'Contractor security manager' },
  GrievanceOfficer: { ja: '苦情処理担当者', en: 'Grievance officer' },
  Auditor: { ja: '監査', en: 'Auditor' },
  Operator: { ja: 'システム運用', en: 'Operator' },
  AccessAdministrator: { ja: '権限管理者', en: 'Access administrator' },
  System: { ja: 'システム（期日・手順）', en: 'The system (time, procedure)' },
  Provider: { ja: '照会先', en: 'Source asked' },
};
