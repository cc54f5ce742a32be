import type { CertificationAction, CertificationPart } from '../../domain/certification.js';
import type { Word } from '../language.js';

/** What the pages of certifications and contracts say. Our drafts. */
export const CERTIFICATION_WORDS = {
  title: { ja: '認定・契約', en: 'Certification and contracts' },
  nav: { ja: '認定・契約', en: 'Certifications' },
  introManager: {
    ja: '行政機関の適合事業者の認定を受け、契約を結ぶまでは、従業者を候補者名簿に記載できません。認定は行政機関ごとです。',
    en: 'Your people can be nominated only once an organ has certified you and there is a contract with it. Each organ certifies by itself.',
  },
  introOrgan: {
    ja: '適合事業者の認定は、実施責任者が審査し、審査した者とは別の者（行政機関の長の委任を受けた者）が決めます。',
    en: 'The officer in charge examines a contractor; somebody else, for the head of the organ, decides.',
  },
  list: { ja: '認定', en: 'Certifications' },
  none: { ja: '認定の申請はまだありません。', en: 'There is no application yet.' },
  one: { ja: '適合事業者の認定', en: 'Certification of a contractor' },
  contractor: { ja: '事業者', en: 'Contractor' },
  organ: { ja: '行政機関', en: 'Organ' },
  stage: { ja: '状況', en: 'Where it stands' },
  applied: { ja: '申請した日', en: 'Applied on' },
  days: { ja: '認定の期間', en: 'Certified for' },
  from: { ja: '最初の日', en: 'First day' },
  until: { ja: '最後の日', en: 'Last day' },
  confirmBy: { ja: '次の年次確認の期限', en: 'Next yearly confirmation by' },
  late: { ja: '期限を過ぎています。', en: 'Overdue.' },
  yours: { ja: 'あなたの番です', en: 'Your turn' },
  stands: { ja: 'この認定は有効です。', en: 'The certification stands.' },
  standsNot: {
    ja: 'この認定によって従業者を候補者名簿に記載することはできません。',
    en: 'Nobody can be nominated under it.',
  },
  steps: { ja: 'いまできること', en: 'What you can do' },
  noSteps: { ja: 'いま、あなたができる手続はありません。', en: 'There is nothing for you to do now.' },
  sameExaminer: {
    ja: '審査した者は、この認定について決めることができません。',
    en: 'Whoever examined it cannot decide on it.',
  },
  history: { ja: '経過', en: 'What was done' },
  by: { ja: '行った者', en: 'By' },
  recommended: { ja: '審査の意見', en: 'Recommended' },
  GRANT: { ja: '認定してよい', en: 'to certify' },
  REFUSE: { ja: '認定しない', en: 'not to certify' },
  changeFrom: { ja: '変更する日', en: 'Day of the change' },
  toldLate: { ja: '変更の後の届出', en: 'Told after the change' },
  yes: { ja: 'はい', en: 'yes' },
  no: { ja: 'いいえ', en: 'no' },
  contracts: { ja: '契約', en: 'Contracts' },
  contractsIntro: {
    ja: '契約がなければ、認定があっても、候補者名簿への記載も取扱いもできません。',
    en: 'Without a contract nobody is nominated and nobody handles, certified or not.',
  },
  noContracts: { ja: '契約の記録はありません。', en: 'No contract is recorded.' },
  paragraph: { ja: '根拠', en: 'Under' },
  sections: { ja: '対象の区分', en: 'Sections' },
  period: { ja: '期間', en: 'Period' },
  openEnd: { ja: '期限の定めなし', en: 'no last day' },
  ended: { ja: '終了', en: 'Ended' },
  runs: { ja: '有効', en: 'In force' },
  ahead: { ja: '開始前', en: 'Not begun' },
  moved: {
    ja: 'ご覧になった後で動きがあったため、まだ送信されていません。いまの状況は下のとおりです。記入した内容は残っています。',
    en: 'Something moved after you opened this page, so nothing was sent. Where it stands now is below; what you wrote is still there.',
  },
  parts: { ja: '届け出る事項', en: 'What is stated' },
  waiting: {
    ja: (n: number) => `あなたの番の認定 ${n}件`,
    en: (n: number) => (n === 1 ? '1 certification waits for you' : `${n} certifications wait for you`),
  },
} as const;

/** What an application states, by its part. */
export const PART_WORDS: Readonly<Record<CertificationPart, Word>> = {
  RULES: { ja: '保護に関する規程', en: 'Rules on protection' },
  PROTECTION_OFFICER: { ja: '保護責任者', en: 'Protection officer' },
  TRAINING: { ja: '従業者の教育', en: 'Training' },
  PREMISES: { ja: '施設設備・立入制限区域', en: 'Premises and restricted areas' },
  FOREIGN_INFLUENCE: { ja: '外国からの所有・支配・影響', en: 'Ownership and influence from abroad' },
};

interface Fact {
  readonly name: string;
  readonly type: 'day' | 'count' | 'flag';
  readonly word: Word;
  readonly optional?: true;
}

/** The facts of each part, in the order in which they are asked. */
export const PART_FACTS: Readonly<Record<CertificationPart, readonly Fact[]>> = {
  RULES: [
    { name: 'adoptedOn', type: 'day', word: { ja: '規程を定めた日', en: 'Adopted on' } },
    { name: 'revision', type: 'count', word: { ja: '改正した回数', en: 'Revisions since' } },
  ],
  PROTECTION_OFFICER: [
    { name: 'appointedOn', type: 'day', word: { ja: '保護責任者を指名した日', en: 'Appointed on' } },
    { name: 'deputies', type: 'count', word: { ja: '補助する者の人数', en: 'Deputies' } },
  ],
  TRAINING: [
    { name: 'timesAYear', type: 'count', word: { ja: '一年に行う回数', en: 'Times a year' } },
    {
      name: 'lastHeldOn',
      type: 'day',
      word: { ja: '最後に行った日', en: 'Last held on' },
      optional: true,
    },
  ],
  PREMISES: [
    {
      name: 'restrictedAreas',
      type: 'count',
      word: { ja: '立入りを制限する区域の数', en: 'Restricted areas' },
    },
    { name: 'lockable', type: 'flag', word: { ja: '区域に施錠できますか', en: 'Can they be locked?' } },
    {
      name: 'entriesLogged',
      type: 'flag',
      word: { ja: '区域への立入りを記録していますか', en: 'Is every entry recorded?' },
    },
  ],
  FOREIGN_INFLUENCE: [
    {
      name: 'sharesAbroadPercent',
      type: 'count',
      word: { ja: '外国の者が保有する株式の割合（％）', en: 'Shares held from abroad (%)' },
    },
    {
      name: 'officersOfForeignNationality',
      type: 'count',
      word: { ja: '外国籍の役員の人数', en: 'Officers of foreign nationality' },
    },
    {
      name: 'salesAbroadPercent',
      type: 'count',
      word: { ja: '外国との取引による売上高の割合（％）', en: 'Sales abroad (%)' },
    },
    {
      name: 'controlledFromAbroad',
      type: 'flag',
      word: { ja: '外国の者が事業活動を支配していますか', en: 'Is it controlled from abroad?' },
    },
  ],
};

/** What has been done, as a history says it. */
export const CERTIFICATION_DONE: Readonly<Record<CertificationAction, Word>> = {
  apply: { ja: '認定を申請した', en: 'Applied' },
  supplement: { ja: '申請の内容を補った', en: 'Application added to' },
  examine: { ja: '審査した', en: 'Examined' },
  sendBack: { ja: '審査のやり直しを求めた', en: 'Sent back to be examined again' },
  certify: { ja: '認定した', en: 'Certified' },
  decline: { ja: '認定しなかった', en: 'Not certified' },
  reportChange: { ja: '変更を届け出た', en: 'Change reported' },
  confirm: { ja: '年次の確認をした', en: 'Confirmed for the year' },
  reexamine: { ja: '再審査した', en: 'Examined again' },
  uphold: { ja: '認定を維持した', en: 'Upheld' },
  withdraw: { ja: '認定を取り消した', en: 'Withdrawn' },
  giveBack: { ja: '申請を取り下げ、又は認定を返上した', en: 'Given back' },
  giveWay: { ja: '新しい認定に引き継がれることとなった', en: 'To be replaced by a newer certification' },
  replace: { ja: '新しい認定に引き継がれた', en: 'Replaced by a newer certification' },
  remind: { ja: '年次の確認が遅れている', en: 'Yearly confirmation overdue' },
  runOut: { ja: '認定の期間が満了した', en: 'Run out' },
};
