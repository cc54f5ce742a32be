import { type Edge, EDGES } from '../../domain/edges.js';
import type { Came, Desk, OriginalState } from '../../domain/original.js';
import type { Word } from '../language.js';
import { eventWord } from './events.js';

export const CAME_WORDS: Readonly<Record<Came, Word>> = {
  COUNTER: { ja: '窓口', en: 'At the counter' },
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

export const DESK_WORDS: Readonly<Record<Desk, Word>> = {
  CASE: { ja: '案件の書面', en: 'A paper of the case' },
  APART: {
    ja: '質問票（案件に関わらない記載確認担当者が扱います）',
    en: 'A questionnaire (for screening officers, who have no part in the case)',
  },
  GRIEVANCE: { ja: '苦情の申出書（苦情処理の担当者が扱います）', en: 'A grievance (for its officers)' },
  INQUIRY: { ja: '照会への回答書', en: 'A reply to an inquiry' },
};

/** For the office and for its person alike: whether it takes effect, its case tells. */
const FOUND_WITHDRAWAL: Word = {
  ja: '先に届いていたことが後から分かった（照合済み。扱いは別にお知らせします）',
  en: 'Had come in before, and was found later; compared and on record, and what follows is told apart',
};
/** On record by one person’s hand alone: of a case closed for silence, or kept before such papers were compared. */
const FOUND_UNCOMPARED: Word = {
  ja: '先に届いていたことが後から分かった（照合のない記録で、効力なし）',
  en: 'Had come in before, and was found later; on record uncompared, and without effect',
};
/** Against a result that was told; the case has not said yet whether it counts. */
const FOUND_WAITS: Word = {
  ja: '照合待ち（結果の通知より前に届いていたもの）',
  en: 'Waits to be compared; came in before the result was told',
};

export function standingWord(of: {
  readonly status: OriginalState;
  readonly inForce: boolean;
  readonly foundLate?: boolean;
  readonly action?: string;
  readonly settledBy?: string | null;
}): Word {
  if (isFound(of)) return FOUND_WAITS;
  if (of.foundLate && of.action === 'withdrawConsent')
    return of.settledBy == null ? FOUND_UNCOMPARED : FOUND_WITHDRAWAL;
  return of.status === 'WAITING' && of.inForce ? IN_FORCE_WORD : ORIGINAL_WORDS[of.status];
}

/** A withdrawal that waits and stopped nothing: its result had been told when it was keyed in. */
export function isFound(of: {
  readonly status: OriginalState;
  readonly inForce: boolean;
  readonly action?: string;
}): boolean {
  return of.status === 'WAITING' && !of.inForce && of.action === 'withdrawConsent';
}

const PAPERS: Readonly<Record<string, Word>> = {
  giveConsent: { ja: '同意書', en: 'Consent' },
  refuseConsent: { ja: '不同意書', en: 'Refusal of consent' },
  withdrawConsent: { ja: '同意の取下書', en: 'Withdrawal of consent' },
  answerSupplement: { ja: '追加の同意についての回答書', en: 'Answer about a supplementary consent' },
  withdrawInquiry: { ja: '照会についての同意の取下書', en: 'Withdrawal of consent to inquiries' },
  wantReasons: { ja: '理由の通知を希望する旨の申出書', en: 'Statement that reasons are wanted' },
  submitQuestionnaire: { ja: '質問票', en: 'Questionnaire' },
  confirmInterviewRecord: { ja: '面接の記録の確認書', en: 'Confirmation of an interview’s record' },
  provideDocument: { ja: '資料の提出書', en: 'Document handed in' },
  declineDocument: { ja: '資料を提出しない旨の回答書', en: 'Answer: no document' },
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

/** What the pages about signed papers say. */
export const PAGE_WORDS = {
  title: { ja: '署名のある書面', en: 'Signed papers' },
  intro: {
    ja: '入力された書面の一覧です。入力した人とは別の人が、原本と見比べて確認します。',
    en: 'Papers that were keyed in. Somebody other than who keyed them in compares each with its original.',
  },
  none: { ja: '照合を待つ書面はありません。', en: 'No paper waits to be compared.' },
  undeclared: {
    ja: '次の案件には照合を待つ書面があります。利害関係の有無を申告すると、一覧に表示します。',
    en: 'A paper of each of these cases waits to be compared. It is listed once you have declared whether you are tied to the person.',
  },
  paper: { ja: '書面', en: 'Paper' },
  received: { ja: '受付日', en: 'Received on' },
  signed: { ja: '署名の日', en: 'Signed on' },
  came: { ja: '受付の方法', en: 'How it came' },
  standing: { ja: '状況', en: 'Standing' },
  keyedBy: { ja: '入力した人', en: 'Keyed in by' },
  settledBy: { ja: '照合した人', en: 'Compared by' },
  caseNumber: { ja: '案件番号', en: 'Case' },
  pages: { ja: '枚数', en: 'Pages' },
  hash: { ja: '原本の照合値（SHA-256）', en: 'SHA-256 of the scanned original' },
  hashHint: {
    ja: '原本を読み取った画像の SHA-256。64桁の英小文字と数字です。',
    en: 'Computed from the scan: 64 small letters and digits.',
  },
  person: { ja: '案件の本人', en: 'Whose case it is' },
  said: { ja: '入力された内容', en: 'What was keyed in' },
  compare: { ja: '照合する', en: 'Compare' },
  compareHint: {
    ja: '手もとの原本から、照合値を改めて計算して入力してください。入力した人の値は表示しません。',
    en: 'Compute the value again from the original in your hand. The one that was keyed in is not shown.',
  },
  confirm: { ja: '原本のとおりと確認する', en: 'Confirm: it says so' },
  reject: { ja: '差し戻す', en: 'Reject' },
  rejectHint: {
    ja: '内容が原本と異なるとき、署名がないときなど。効力の生じた不同意・取下げは、差し戻しても元に戻りません。',
    en: 'It says something else, or is not signed. A refusal or withdrawal in force is not undone by it.',
  },
  noWait: {
    ja: 'この書面は、入力した時に効力が生じています。照合はその後の確認です。',
    en: 'This paper has been in force since it was keyed in: comparing it is a check afterwards.',
  },
  foundWaits: {
    ja: 'この取下書は、結果が通知された後に、その前に届いていたものとして入力されています。確認すると記録に残り、二人が結果の通知を取り消したときに、取下げの手続に進みます。通知がすでに取り消されているとき、または改めて判断しているときは、確認した時に効力が生じます。差し戻すと、取下げはなかったものとして扱います。通知された結果は、その通知が取り消されるまで有効です。',
    en: 'This withdrawal was keyed in after the result was told, as one that had come in before. Confirmed, it is on record, and takes effect when two people void the notice; where the notice is void already, or the case is being decided anew, it is in force when you confirm it. Rejected, it is none. A result that was told stands until its notice is void.',
  },
  receipt: { ja: '受領書', en: 'Receipt' },
  keying: { ja: '書面を入力する', en: 'Key in a paper' },
  keyingIntro: {
    ja: '署名のある書面が届いたときに、書かれているとおりに入力します。別の人が照合してから効力が生じます。不同意と取下げだけは、結果の通知の前であれば、入力した時に効力が生じます。',
    en: 'When a signed paper comes in, key in what it says, word for word. It counts once another person has compared it; a refusal, or a withdrawal before the result is told, at once.',
  },
  keyingLink: { ja: '届いた書面を入力する・見る', en: 'Key in or see signed papers' },
  key: { ja: '入力して照合に回す', en: 'Key in, to be compared' },
  keyAtOnce: { ja: '入力する（すぐに効力が生じます）', en: 'Key in (in force at once)' },
  original: { ja: '原本', en: 'The original' },
  ofCase: { ja: 'この案件の書面', en: 'Papers of this case' },
  questionnaire: {
    ja: '家族・同居人を含むため、案件に関わらない記載確認担当者二人だけが扱います。書面のとおりに、終わりまで続けて入力してください。途中では保存されません。',
    en: 'It holds a family: two screening officers who have no other part in the case key it in and compare it. Key in the whole paper in one go; nothing is kept half done.',
  },
  compareBy: { ja: '照合の期限', en: 'Compare by' },
  overdue: { ja: '（期限を過ぎています）', en: '(overdue)' },
  waits: {
    ja: '署名のある書面が照合を待っています。照合が済むまで、返答なしとして終えることも、判断することもできません。照合の期限：',
    en: 'A signed paper waits to be compared. Until then nobody closes this case for silence or decides it. Compare by:',
  },
  waitsTold: {
    ja: '署名のある書面が照合を待っています。照合が済むまで、その書面の効力は生じません。誓約書が照合を待つ間は、誓約がないものとして終えることはできません。照合の期限：',
    en: 'A signed paper waits to be compared, and has no effect until then. While a pledge waits, nobody ends this case for want of one. Compare by:',
  },
  foundLate: {
    ja: 'この案件を返答なしとして終えた後に、その前に届いていた書面が見つかっています。責任者がどうするかを決めてください。効力はありません。',
    en: 'After this case was closed for silence a paper was found that had come in before. It has no effect: the officer in charge decides what follows.',
  },
  foundWithdrawal: {
    ja: '結果が通知される前に届いていた取下書が、後から見つかっています。結果の通知を取り消す提案をし、別の人が確認してください。その後、実施責任者が通知書を取り戻したことを記録すると、取下げが効力を生じます。二人目が照合していない取下書は、このようには扱いません。先に改めて入力し、照合してください。',
    en: 'A withdrawal was found that had come in before the result was notified. Propose to void the notice, and another person confirms it; then an officer in charge takes the notice back, and the withdrawal takes effect. One that no second person compared has no such effect: key it in anew first, and have it compared.',
  },
  foundLateShort: {
    ja: '終了前に届き、後から見つかった（効力なし・記録のみ）',
    en: 'Came in before the closing, found after it; on record, without effect',
  },
  silentNote: {
    ja: 'この案件は、返答がないものとして終わっています。終わる前に届いていた書面は、ここで記録に残せます。効力は生じません。',
    en: 'This case was closed for silence. A paper that had come in before is put on record here; it has no effect.',
  },
  toldNote: {
    ja: 'この案件の結果は、すでに通知されています。通知より前に届いていた取下書は、ここで入力できます。別の人が照合するまで、効力は何も生じません。通知の後に届いたものは受け付けられません。',
    en: 'The result of this case has been told. A withdrawal that had come in before is keyed in here, and has no effect until another person has compared it. One that came in after the result is not taken.',
  },
  text: { ja: '書面に印字された告知書の番号', en: 'The notice’s number, as printed on the paper' },
  assessment: { ja: '適性評価の実施に同意すると書かれている', en: 'It says: I consent to the assessment' },
  waived: { ja: '理由の通知を希望しないと書かれている', en: 'It says: I do not want the reasons' },
  reply: { ja: '照会への回答書', en: 'A reply to an inquiry' },
  reference: { ja: '照会', en: 'Inquiry' },
  also: { ja: '同じ回答書にある他の問いへの回答', en: 'Answers on the same sheet to further questions' },
  alsoHint: {
    ja: '一枚の回答書が複数の問いに答えているときは、ここに続けて入力します。原本のハッシュは一つで、二人目は一度に照合します。上で選んだ照会は空欄のままにしてください。',
    en: 'Where one sheet answers several questions, key in the others here: one hash, compared once. Leave the one chosen above empty.',
  },
  answer: { ja: '回答', en: 'Answer' },
  statement: { ja: '回答書に書かれていること', en: 'What the letter says' },
  open: { ja: '案件番号で開く', en: 'Open by the case’s number' },
  openButton: { ja: '開く', en: 'Open' },
  yes: { ja: 'はい', en: 'Yes' },
  no: { ja: 'いいえ', en: 'No' },
} as const satisfies Record<string, Word>;
