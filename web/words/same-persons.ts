/** What the page of records of one person says. */
export const SAME_PERSON_WORDS = {
  title: { ja: '同一人の記録', en: 'Records of one person' },
  intro: {
    ja: '改姓や表記の違いにより、一人の方の記録が二つに分かれているときに、同一人であることを登録します。提案した人とは別の人が確かめます。記録は移したり一つにまとめたりしません。確かめた時から、指名、再利用、疑い、取扱いの可否及び利害関係は、両方の記録によって判断します。',
    en: 'Where one human being has two records, under a changed or a misspelt name, it is said here that they are one. Another person than who proposed it confirms it. Nothing is moved or merged. From then on nominations, reuse, doubts, handling and ties are judged by both records.',
  },
  list: { ja: '登録と提案', en: 'Recorded and proposed' },
  none: { ja: 'まだありません。', en: 'None so far.' },
  records: { ja: '記録', en: 'Records' },
  cases: { ja: '案件', en: 'Cases' },
  reasons: { ja: '理由', en: 'Reasons' },
  waits: { ja: '同一人とする提案（確認待ち）', en: 'Proposed as one person: waits for a second person' },
  waitsParting: {
    ja: '別人であったとする提案（確認待ち）',
    en: 'Proposed as two persons after all: waits for a second person',
  },
  stands: { ja: '同一人', en: 'One person' },
  over: { ja: '別人として解消した', en: 'Parted again' },
  dropped: { ja: '退けた', en: 'Dropped' },
  partedBy: { ja: '別人であることを確かめた', en: 'Confirmed: two persons' },
  yours: {
    ja: 'あなたの提案です。別の人が確かめます。',
    en: 'You proposed this. Another person confirms it.',
  },
  confirm: { ja: '認める', en: 'Confirm' },
  drop: { ja: '退ける', en: 'Drop' },
  part: { ja: '別人であったと提案する', en: 'Propose that they are two persons' },
  propose: { ja: '同一人であると提案する', en: 'Propose that they are one person' },
  one: { ja: '一方の案件の番号', en: 'The number of a case of the one record' },
  other: { ja: 'もう一方の案件の番号', en: 'The number of a case of the other record' },
  numberHint: { ja: '案件のページにあります。', en: 'It stands on the page of the case.' },
  notThere: {
    ja: '案件が見つかりません。番号を確かめてください。',
    en: 'There is no such case, or it is not yours to see. Check the numbers.',
  },
  invalid: {
    ja: '二つの別の記録の案件と、理由を記入してください。',
    en: 'Give cases of two different records, and your reasons.',
  },
} as const;
