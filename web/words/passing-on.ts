import type { PassedOn, PassingOnState } from '../../domain/passing-on.js';
import type { Language, Word } from '../language.js';

/** What the page says on which a contractor passes on what it was told. Our drafts. */
export const PASSING_ON_WORDS = {
  title: { ja: '派遣元への通知', en: 'Passing on' },
  intro: {
    ja: '派遣元に伝えなければならない通知です。書面を印刷して氏名を記入し、派遣元に渡した後、その日を記録してください。書面には、あなたの事業者が知らされた結果だけが書かれ、理由は書かれません。',
    en: 'What has to be passed on to the employers who dispatched people to you. Print the paper, fill in the name, hand it over, and record the day. It says the outcome that you were told, and no reasons.',
  },
  inCharge: {
    ja: '適合事業者が派遣元に伝えたかどうかを示します。派遣元は、このシステムにサインインしません。',
    en: 'Whether the contractors have passed it on. Dispatching employers have no sign-in.',
  },
  none: { ja: '伝えるべき通知はありません。', en: 'There is nothing to pass on.' },
  open: { ja: 'まだ伝えていないもの', en: 'Not passed on' },
  employer: { ja: '派遣元', en: 'Dispatching employer' },
  number: { ja: '法人番号', en: 'Corporate number' },
  told: { ja: '伝える内容', en: 'What is passed on' },
  day: { ja: '日付', en: 'Day' },
  passedOn: { ja: '派遣元に伝えた日', en: 'Passed on on' },
  paper: { ja: '派遣元に渡す書面', en: 'The paper to hand over' },
  dispatchedBy: { ja: '派遣元', en: 'Dispatched by' },
  direct: { ja: '派遣ではありません', en: 'Nobody' },
  waiting: {
    ja: (n: number) => `派遣元に伝えていない通知 ${n}件`,
    en: (n: number) =>
      n === 1
        ? '1 notice to pass on to a dispatching employer'
        : `${n} notices to pass on to dispatching employers`,
  },
  overdue: {
    ja: (n: number) => `事業者が派遣元に伝えるのが遅れている通知 ${n}件`,
    en: (n: number) =>
      n === 1 ? '1 notice is overdue to be passed on' : `${n} notices are overdue to be passed on`,
  },
} as const;

export const TOLD_WORDS: Readonly<Record<PassedOn, Word>> = {
  FOUND: { ja: '漏らすおそれがないと認められた', en: 'Found not likely to leak' },
  NOT_FOUND: { ja: '漏らすおそれがないとは認められなかった', en: 'Not found unlikely to leak' },
  NOT_CONDUCTED: { ja: '適性評価は行われなかった', en: 'No assessment was made' },
  NOTICE_VOID: { ja: '先の通知は取り消された', en: 'The notice before is void' },
  RIGHT_ENDED: { ja: '取扱いの終了', en: 'The right has ended' },
  RIGHT_RETURNED: { ja: '再び取り扱える', en: 'May handle again' },
};

export const PASSING_ON_STATE: Readonly<Record<PassingOnState, Word>> = {
  TOLD: { ja: 'まだ伝えていません', en: 'Not passed on' },
  REMINDED: { ja: 'まだ伝えていません（督促しています）', en: 'Not passed on, reminded' },
  OVERDUE: { ja: '期限を過ぎています', en: 'Overdue' },
  PASSED_ON: { ja: '伝えました', en: 'Passed on' },
};

/** In which language the paper is printed. */
export const PAPER_IN: Readonly<Record<Language, Word>> = {
  ja: { ja: '日本語', en: 'in Japanese' },
  en: { ja: '英語', en: 'in English' },
};
