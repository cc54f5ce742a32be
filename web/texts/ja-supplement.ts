/** What the pages say about consent that comes later, or is taken back alone. Our drafts. */
export const jaSupplement = {
  supplement: {
    title: '追加の同意のお願い',
    by: (day: string) => `お返事の期限は${day}です。この間も調査は続きます。`,
    why: '必要な理由',
    note: 'この日を過ぎたときは、追加の問いはたずねません。不利に扱われることはありません。',
    legend: '追加で同意を求める問い',
    hint: '必要な問いだけ、理由を選び、その内容を書いてください。書いたことはそのまま本人に示されます。',
    need: '同意を求める理由',
    notAsked: '求めない',
    none: '追加の同意を求めることのできる問いは、ほかにありません。',
    text: '書面に印字された告知の番号',
    withdraw: '照会の同意を一つずつ取り下げる',
    withdrawIntro:
      '適性評価への同意はそのままで、選んだ問いだけを取り下げます。取り下げた問いはもうたずねず、返事を待っている照会は取り消して、相手に削除を求めます。まだ誰も検討していない回答は破棄し、検討の済んだ回答は残ります。理由を書く必要はなく、不利に扱われることもありません。',
    which: '取り下げる問い',
    onFile: '追加の同意と取下げ',
    onFileIntro: '断られたことも、返事がないことも、取り下げられたことも、不利に扱ってはなりません。',
    agreed: '同意',
    declined: '不同意',
    takenBack: '本人が取り下げた問い',
  },
};
export type SupplementTexts = typeof jaSupplement;
