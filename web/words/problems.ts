import { PROBLEMS, type ProblemCode } from '../../domain/errors.js';
import type { Language } from '../language.js';

/** Refusals in Japanese; the English text is domain/errors.ts's own. A new code is a compile error here. */
const JA: Readonly<Record<ProblemCode, string>> = {
  MALFORMED: '送信された内容を読み取れませんでした。',
  INVALID: '記入に足りないところ、または直すところがあります。',
  TOO_LARGE: '送信された内容が大きすぎます（1 MiBまで）。',
  UNSUPPORTED_MEDIA: 'この形式は受け付けられません。',
  NOT_HTTP: '送信された内容を読み取れませんでした。',
  HEAD_TOO_LARGE: '送信された内容の見出しが大きすぎます（16 KiBまで）。',
  TOO_SLOW: '送信に時間がかかりすぎました。もう一度お試しください。',
  NOT_SIGNED_IN: 'サインインが必要です。',
  NOT_FOUND: 'そのような案件やページはないか、あなたが見られるものではありません。',
  TIES_UNDECLARED:
    'この案件について、まず、ご本人との利害関係の有無を申告してください。それまで記録は開けません。',
  NO_SUCH_METHOD: 'この操作はできません。',
  NOT_YOURS: 'この手続は、別の役割の人が行います。',
  WRONG_STAGE: 'いまの段階では、この手続はできません。',
  STALE: 'ご覧になった後で案件が動きました。いまの状況を確かめてから、もう一度お決めください。',
  KEY_REUSED: 'この送信は、すでに別の内容で受け付けられています。',
  NOT_CERTIFIED: 'この事業者は、この行政機関の認定または契約がありません（第10条）。',
  ALREADY_OPEN: 'この方には、この行政機関で進行中の適性評価があります。',
  ALREADY_REGISTERED: 'この情報は、すでに登録されています。',
  ALREADY_CLEARED: 'この方には、この行政機関の有効な結果があります（第12条第1項第1号）。',
  SAME_PERSON: 'この案件に関わった人は、この手続を行えません（関与の制限）。別の人が行います。',
  SAME_LINE:
    'この案件に関わった人の上司又は部下に当たる人は、この手続を行えません（関与の制限）。別の人が行います。',
  CHECKS_OPEN: 'まだ返事を待っている照会があります。',
  RECORDS_FIRST:
    '上司等の調査票と人事記録の照会が先です。その回答があるか、期限が過ぎるまで、ほかの照会はできません。',
  REVIEW_OPEN: '回答がない、遅れた、断られた、または記録のある照会が、人の確認を待っています。',
  DOUBT_STANDS: '再評価が告知されています。新しい適性評価だけがこれを解きます（第11条）。',
  HELD: 'この記録は、まだ廃棄できません。',
  NO_HOLD: 'この記録にそのような保存延長の措置はないか、すでに解かれています。',
  RELIED_ON:
    'この通知の後に、別の適性評価や、有効期間中の報告・再評価・満了などがあったため、取り消せません。',
  NO_CONSENT: 'ご本人が同意していないか、この案件では照会できないものです（第12条第3項、第6項）。',
  CONSENT_TEXT_DIFFERS: '同意の対象が、交付された告知書と異なります。',
  NO_SUPPLEMENT:
    'この問いへの同意は、すでにあるか、申告の内容から必要といえないか、同じ理由で一度お願いしています。',
  SUPPLEMENT_OPEN: '追加の同意の返事を待っています。返事があるか、期限が過ぎるまでお待ちください。',
  DRIFTS:
    'おたずねしていないこと（思想・信条、適法な政治活動、組合活動）が書かれています。消すか、残すことを選んでください。',
  REASONS_REQUIRED: '理由の記入が必要です。',
  NOT_WEIGHED:
    '申告、記録、回答のない照会または同意のない照会がある事項が、評価書で扱われていません。または、認められないという決定の根拠となる事柄が検討されていません。',
  NOT_HEARD:
    'ご本人の説明をまだうかがっていないか、決定の根拠となる事項についてうかがっていないか、説明の期間がまだ残っています。',
  TOO_EARLY: '面接はまだ行われていません。記録は、面接の時刻の後に作ります。',
  NOT_REUSABLE: 'この案件で用いることのできる以前の調査はありません（第12条第7項）。',
  ORIGINAL_WAITING:
    '署名された書面が届き、二人目の照合を待っています。先に、照合して確認するか、差し戻してください。',
  WORDS_WAITING:
    '調査してはならない記載の確認を待っている書き込みがあります。先に、案件に関わらない担当者が、消すか残すかを決めます。',
  ALREADY_ANSWERED: 'この照会には、すでに別の回答があります。',
  CLOSED_REQUEST: 'この照会は終わっています。',
  RATE_LIMITED: '送信が続いたため、少し時間をおいてください。',
  UNAVAILABLE: 'システムの一部に届きません。何も変わっていません。少し待ってからお試しください。',
  POLICY_MISSING:
    'この案件が始まったときの方針が、読み込まれていません。何も変わっていません。運用の担当者に表示されており、読み込まれるまで手続は進みません。',
  INTERNAL: 'こちらの不具合です。何も変わっていません。下の番号をお知らせいただければ調べます。',
};

export function problemText(code: ProblemCode, language: Language): string {
  return language === 'ja' ? JA[code] : PROBLEMS[code].text;
}
