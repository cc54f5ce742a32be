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
    morePassed: 'このほかにも過ぎた期限があります。続きを見る',
    older: 'これより前の記録',
    first: '最新の記録に戻る',
    case: '案件',
    deadline: '期限',
    record: '停止・障害を記録する',
    recordIntro: '別の実施責任者が確認します。',
    lastDay: '最後の日',
  },
  declarations: {
    title: '利害関係の申告',
    intro:
      '次の案件は、ご本人との利害関係がないことを申告すると、記録を開けるようになります。利害関係があるときは、この案件に関与しません。申告は案件ごとに行います。',
    none: '申告をお待ちしている案件はありません。',
    unnamed: '氏名はここに表示されません',
    waiting: '指名され、まだ申告していない人',
    owed: '利害関係の有無の申告を待っています',
    toDeclare: '利害関係の有無を申告する',
    unsaid: (n: number) => `あなたの申告を待っている進行中の案件が${n}件あります。`,
    unsaidOverdue:
      '期限を過ぎたものが含まれています。その案件についてはどの実施責任者もまだ申告していないため、実施責任者のだれにも見えていません。',
  },
  reportingLines: {
    title: '上司と部下の関係',
    intro:
      '評価対象者の上司又は部下に当たる人（間に別の人が入る場合を含みます。）は、その適性評価に関与できません。また、調査した人の上司又は部下に当たる人は、決定に関与できません。ここに記録のない関係は、システムには分かりません。',
    list: '記録された関係',
    none: '記録はありません。',
    subordinate: '部下',
    superior: '上司',
    person: (id: string) => `対象者 ${id}`,
    from: '最初の日',
    until: '最後の日',
    open: '定めなし',
    ended: (day: string) => `${day}に終了を記録`,
    reassign: '担当者を改める必要がある案件',
    reassignIntro:
      '指名された担当者の全員が評価対象者の上司又は部下に当たるため、記録を見ることができなくなっています。',
    record: '関係を記録する',
    end: '関係を終える',
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
