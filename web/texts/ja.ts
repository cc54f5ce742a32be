import { jaCase } from './ja-case.js';
import { jaOffice } from './ja-office.js';
import { jaExplain } from './ja-explain.js';
import { jaSupplement } from './ja-supplement.js';

/** Our drafts: no official text of any organ. Plain words for subjects, the scheme's words for staff. */
export const ja = {
  languageName: '日本語',
  product: '関所',
  tagline: '適性評価の手続システム',
  skip: '本文へ',
  draft: '制度に関する文章は、このプロジェクトの草案です。公式の文書ではありません。',
  sandboxBanner: 'サンドボックス：ここに登場する人物・会社・機関はすべて架空です。',
  pageTime: (at: string) => `この画面の日時：${at}（日本時間）`,
  errorPrefix: 'エラー：',
  colon: '：',
  comma: '、',
  nav: {
    label: '主なページ',
    start: 'はじめ',
    queue: '案件一覧',
    originals: '書面',
    operations: '運用',
    statistics: '統計',
    holds: '保存延長の措置',
    outages: '停止・障害',
  },
  language: { label: '言語' },
  signIn: 'サインイン',
  signOut: 'サインアウト',

  start: {
    title: 'はじめ',
    welcome: 'ようこそ',
    signedOut:
      '重要経済安保情報の取扱いに関する適性評価を、指名から結果の通知、十年後の更新まで進めるためのシステムです。',
    tryTitle: 'サンドボックスで試す',
    try: 'どの役割でもサインインできます。パスワードは全員共通で、次のとおりです。',
    tryAccounts: 'アカウント',
    tryRole: '役割',
    tryWhat: 'できること',
    you: 'あなたについて',
    yourNumber: 'サインインの番号',
    yourNumberHint: '告知書の交付を受けるとき、担当者がこの番号を使います。',
    yourRoles: '役割',
    noRoles: 'まだ役割がありません。適性評価の対象の方は、告知書を受け取ると、ここに案件が表示されます。',
    waiting: 'あなたを待っている案件',
    office: '案件のほかに、あなたを待っているもの',
    nothingWaiting: 'いま、あなたを待っている案件はありません。',
    own: 'あなたの手続',
    noOwn: 'あなたの手続は、まだありません。',
    outcomes: '結果の一覧',
    noOutcomes: '表示できる結果は、まだありません。',
    allCases: '案件一覧を開く',
    toOperations: '運用のページを開く',
    apiOnly: 'この役割の画面はまだありません。APIをお使いください。',
  },

  queue: {
    policyMissing: '方針が読み込まれていないため、開けません',
    title: '案件一覧',
    intro:
      '期日の近い順です。だれの番で、いつから待っているかを、どの行にも示します。利害関係の申告を待つ案件は、終わったものも含めて最後に並びます。',
    introEnded:
      '終わった案件を、新しい順に示します。利害関係の申告を待つ案件は、終わっていても「進行中」の一覧に示します。',
    filter: '表示',
    open: '進行中',
    mine: '自分の番',
    ended: '終了',
    none: '該当する案件はありません。',
    due: '期日',
    who: '対象者',
    stage: '段階',
    turn: 'だれの番・いつから',
    endedOn: '終了',
    how: '終わり方',
    next: '次のページ',
    first: '最初のページ',
    count: (n: number) => `${n}件を表示`,
    noName: '（記録は廃棄済み）',
  },

  time: {
    daysWaiting: (days: number) => (days <= 0 ? '今日から' : `${days}日前から`),
    dueIn: (days: number) =>
      days === 0 ? '今日まで' : days > 730 ? `約${Math.floor(days / 365.25)}年後` : `あと${days}日`,
    overdue: (days: number) => `${days}日超過`,
    noDue: '期日なし',
  },

  turn: {
    label: 'いまの番',
    yours: 'あなたの番です',
    notYours: 'あなたの番ではありません',
    sources: (open: number, all: number) => `照会${all}件のうち${open}件の返事を待っています`,
    ended: 'この手続は終わっています',
  },

  operations: {
    title: '運用',
    intro: '番号と符号だけを示します。だれの、どのような案件かは、ここでは分かりません。',
    policiesMissing:
      '次の方針で始まった案件がありますが、その方針のフォルダーが読み込まれていません。元に戻すまで、これらの案件では手続を進められません。',
    unseen: '処理が追いついていない案件',
    unseenHint: '登録簿の変更を、ワークフローがまだ見ていない',
    overdue: '期日を処理していない案件',
    overdueHint: '期日から1分以上たっている',
    textsOverdue: '確認が遅れている書き込み',
    textsOverdueHint: '確認の担当者を期限より長く待っている',
    dead: '届けられなかった連絡',
    deadHint: '再送をやめたもの',
    list: '確かめる案件',
    quiet: 'すべて処理されています。',
    kind: '種類',
    phase: '状態',
    phases: { OPEN: '進行中', CLOSED: '終了' },
    id: '番号',
    since: 'いまの段階になった日時',
    why: '理由',
    whyUnseen: '未処理の変更',
    whyOverdue: (n: number) => `未処理の期日 ${n}件`,
    inTemporal: 'Temporalで開く',
    deadList: '届けられなかった連絡',
    deadKind: '種類',
    attempts: '試行回数',
    temporal: 'Temporal UIを開く',
  },

  problem: {
    title: '続けられません',
    notFound: '見つかりません',
    signedOut: 'サインインが必要です',
    signedOutText: 'サインインの期限が切れたか、まだサインインしていません。',
    signInExpired:
      'このサインインは期限切れか、途中からやり直されたものです。もう一度サインインしてください。',
    signInRefused: 'サインインが認められませんでした。',
    csrf: 'この送信は、このシステムのページからのものと確かめられませんでした。ページを開き直して、もう一度送信してください。',
    reference: '問合せ番号',
    backToCase: '案件のページに戻る',
    backToStart: 'はじめに戻る',
    again: 'もう一度サインインする',
    code: '符号',
  },

  documents: {
    title: '書面',
    intro: '告知書や同意書などを、見た文言のまま印刷できます。文言は本プロジェクトの案です。',
    blank: '未記入の用紙',
    ja: '日本語版（PDF）',
    en: '英語版（PDF）',
    receipts: '同意と取下げの控え（JSON）',
    consentRecord: '第三者も検証できる同意の記録（JSON）',
  },
  ...jaCase,
  ...jaOffice,
  ...jaExplain,
  ...jaSupplement,
};

/** `en` has the type of `ja`: what is missing in one language does not compile. */
export type Texts = typeof ja;
