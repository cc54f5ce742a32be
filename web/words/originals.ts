import { type Edge, EDGES } from '../../domain/edges.js';
import type { Came, OriginalState } from '../../domain/original.js';
import type { Word } from '../language.js';
import { eventWord } from './events.js';

export const CAME_WORDS: Readonly<Record<Came, Word>> = {
  COUNTER: { ja: '窓口', en: 'Over the counter' },
  POST: { ja: '郵送', en: 'By post' },
};

export const ORIGINAL_WORDS: Readonly<Record<OriginalState, Word>> = {
  WAITING: { ja: '照合待ち', en: 'Waits to be compared' },
  CONFIRMED: { ja: '照合済み', en: 'Compared, in force' },
  REJECTED: { ja: '差し戻し', en: 'Rejected' },
  STALE: {
    ja: '先の手続により効力なし（受付の記録のみ）',
    en: 'Overtaken: something came first; kept as received',
  },
};
/** A refusal or withdrawal does not wait. */
export const IN_FORCE_WORD: Word = { ja: '効力あり・照合待ち', en: 'In force, waits to be compared' };

export function standingWord(of: { readonly status: OriginalState; readonly inForce: boolean }): Word {
  return of.status === 'WAITING' && of.inForce ? IN_FORCE_WORD : ORIGINAL_WORDS[of.status];
}

const PAPERS: Readonly<Record<string, Word>> = {
  giveConsent: { ja: '同意書', en: 'Consent' },
  refuseConsent: { ja: '不同意書', en: 'Refusal of consent' },
  withdrawConsent: { ja: '同意の取下書', en: 'Withdrawal of consent' },
  submitQuestionnaire: { ja: '質問票', en: 'Questionnaire' },
  confirmInterviewRecord: { ja: '面接の記録の確認書', en: 'Confirmation of an interview’s record' },
  answerConcerns: { ja: '懸念についての説明書', en: 'Answer to the concerns' },
  signPledge: { ja: '誓約書', en: 'Pledge' },
  renewPledge: { ja: '誓約書（効力の回復後）', en: 'Pledge, after reinstatement' },
  reportChange: { ja: '事情の変更の報告書', en: 'Report of a change' },
  fileGrievance: { ja: '苦情の申出書', en: 'Grievance' },
  fileAnswer: { ja: '照会への回答書', en: 'Reply to an inquiry' },
};
const LINES: readonly Edge[] = EDGES;

/** What a paper is called; one that has no name yet, by what will then have happened. */
export function paperWord({ kind, action }: { readonly kind: string; readonly action: string }): Word {
  const line = LINES.find((edge) => edge.kind === kind && edge.action === action);
  return PAPERS[action] ?? eventWord(line?.event ?? action);
}
