/** What the pages of an office say that are not about one case. Our drafts. */
export const jaOffice = {
  outages: {
    title: '停止・障害',
    intro:
      '本人又は照会先が、期限のある手続を行うことができなかった日です。その日数は期間に算入しません。別の実施責任者が確認すると、関係する期限がすべて延びます。',
    list: '記録された停止・障害',
    none: '記録はありません。',
    days: (first: string, last: string) => (first === last ? first : `${first}から${last}まで`),
    extended: (n: number, days: string) => `${n}日延長（停止・障害：${days}）`,
    named: (source: string) => `（${source}）`,
    confirmed: (day: string) => `${day}に確認され、期限が延びました。`,
    yours: 'あなたが記録したものです。別の実施責任者が確認するまで、期限は延びません。',
    confirmHint: '関係する期限が直ちに延びます。期限が短くなることはなく、同じ停止・障害は一度だけ数えます。',
    passed: 'この間に過ぎた期限です。自動では延びません。案件ごとにお確かめください。',
    case: '案件',
    deadline: '期限',
    record: '停止・障害を記録する',
    recordIntro: '別の実施責任者が確認します。',
    lastDay: '最後の日',
  },
  holds: {
    title: '保存延長の措置',
    intro:
      '法令により、保存期間が過ぎても保存しておく記録です。実施責任者だけに示され、ほかの人には保存延長の措置があることも知らされません。',
    none: '保存延長の措置はありません。',
    number: (n: number) => `保存延長の措置${n}`,
    case: '案件',
    ground: '根拠',
    reviewOn: '見直す日',
    reviewHint:
      '明日以降、一年以内の日です。その日に見直しをお知らせします。解かれるまで、保存延長の措置は続きます。',
    reviewDue: '見直しの日を迎えています。',
    placed: '措置をとった日',
    placedByYou: 'あなたがとった措置です。別の実施責任者が解きます。',
    lifted: '解いた日',
    which: '解く保存延長の措置',
    reasons: '理由',
  },
};

export type OfficeTexts = typeof jaOffice;
