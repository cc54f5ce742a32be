import type { HandlingGround } from '../../domain/handling.js';
import type { ChaseState, Recipient } from '../../domain/right-ended.js';
import type { Word } from '../language.js';

/** What the pages of items, lists, checks and notices say. Our drafts. */
export const HANDLING_WORDS = {
  items: { ja: '情報・取扱者名簿', en: 'Items and handlers' },
  itemsIntro: {
    ja: '重要経済安保情報は、番号だけを記録します。中身は書きません。情報ごとに、管理する者が一人、取扱者名簿が一つあります。',
    en: 'Items of information by their reference alone, never by what they say. Each has one custodian and one list of handlers.',
  },
  yourItems: { ja: 'あなたが管理する情報', en: 'What you keep' },
  organItems: { ja: '行政機関の情報', en: 'Items of your organ' },
  noItems: { ja: '情報の登録はありません。', en: 'No item is registered.' },
  item: { ja: '情報', en: 'Item' },
  organ: { ja: '行政機関', en: 'Organ' },
  place: { ja: '保有する者', en: 'Kept by' },
  atOrgan: { ja: '行政機関', en: 'The organ' },
  custodian: { ja: '管理する者', en: 'Custodian' },
  nobody: { ja: 'いません', en: 'Nobody' },
  you: { ja: 'あなた', en: 'You' },
  list: { ja: '取扱者名簿', en: 'List of handlers' },
  listIntro: {
    ja: '適性評価で認められていても、この名簿に記載されている期間のほかは、この情報を取り扱えません。',
    en: 'Cleared or not, a person handles this item only on the days this list gives them.',
  },
  nobodyListed: { ja: '取扱者はいません。', en: 'Nobody is listed.' },
  person: { ja: '対象者の番号', en: 'Person' },
  days: { ja: '取り扱う期間', en: 'Days' },
  listed: { ja: '記載した日・記載した者', en: 'Listed' },
  state: { ja: '状況', en: 'Standing' },
  now: { ja: '記載中', en: 'Listed' },
  notYet: { ja: '開始前', en: 'Not begun' },
  over: { ja: '期間満了', en: 'Days are over' },
  off: { ja: '名簿から外した日', en: 'Taken off' },
  listedIsNotRight: {
    ja: '「記載中」は、取り扱う資格があることを意味しません。渡す前に、取扱いの確認をしてください。',
    en: '“Listed” does not say that they may handle. Check before you hand anything out.',
  },
  steps: { ja: 'いまできること', en: 'What you can do' },
  check: { ja: '取扱いの確認', en: 'Handling check' },
  checkIntro: {
    ja: 'この人が、いま、この情報を取り扱えるかを確かめます。答えは「取り扱えます」とその最後の日か、「取り扱えません」だけです。理由は、あなたには知らされません。確認したことは台帳に残ります。',
    en: 'Whether this person may handle this item now. The answer is yes, until a day, or no; why is not told. That you asked is on the ledger.',
  },
  answer: { ja: '答え', en: 'Answer' },
  yes: { ja: '取り扱えます', en: 'Yes, they may handle it' },
  no: { ja: '取り扱えません', en: 'No' },
  noIntro: {
    ja: 'この情報を渡さないでください。理由は示されず、この答えから本人について何かを推し量ることはできません。',
    en: 'Do not hand it out. No reason is given, and nothing about the person follows from this answer.',
  },
  until: { ja: '取り扱える最後の日', en: 'Until' },
  asked: { ja: '確認する人と情報', en: 'Whom, and what' },
  grounds: { ja: '取扱いの確認の記録', en: 'Handling checks and their grounds' },
  groundsIntro: {
    ja: 'だれが、だれについて、どの情報を取り扱えるかを確かめ、何と答えられ、それはなぜかを、台帳から古い順に示します。確認した者に理由は示されません。',
    en: 'Who asked whether whom may handle what, what they were told, and why, from the ledger, oldest first. Whoever asked was not told why.',
  },
  noChecks: { ja: '確認の記録はありません。', en: 'Nobody has asked yet.' },
  at: { ja: '日時', en: 'When' },
  who: { ja: '確認した者', en: 'Who asked' },
  ground: { ja: '根拠', en: 'Ground' },
  told: { ja: '答え', en: 'Told' },
  next: { ja: '次のページ', en: 'Next page' },
  first: { ja: '最初のページ', en: 'First page' },
  notices: { ja: '取扱い終了の通知', en: 'Ended rights' },
  noticesIntro: {
    ja: '取り扱う資格が終わった人と、その日をお知らせします。終わった理由は示しません。直ちに取扱いを止めさせ、確認した旨を回答してください。再び取り扱えるようになったときは、その日をお知らせします。',
    en: 'Whose right to handle has ended, and on which day; never why. See that they no longer handle, and acknowledge it. If they may handle again, you are told from which day.',
  },
  noticesInCharge: {
    ja: '通知を受けた者が確認した旨を回答していないものは、三開庁日を過ぎると「期限を過ぎています」と示します。',
    en: 'What nobody has acknowledged is shown as overdue after three office days.',
  },
  noNotices: { ja: '通知はありません。', en: 'There are no notices.' },
  show: { ja: '表示', en: 'Show' },
  open: { ja: '未確認', en: 'Not acknowledged' },
  all: { ja: 'すべて', en: 'All' },
  endedOn: { ja: '終わった日', en: 'Ended on' },
  returnedOn: { ja: '再び取り扱える日', en: 'May handle again from' },
  toldOn: { ja: '通知した日', en: 'Told on' },
  recipient: { ja: '通知先', en: 'Told to' },
  lists: {
    ja: '名簿は、候補者、適性評価者、取扱者の三つに分かれており、一つにまとめることはありません。',
    en: 'Nominees, assessed persons and handlers are three lists, and are never made one.',
  },
  law: { ja: '根拠となる法律', en: 'Protected under' },
  nominees: { ja: '候補者名簿', en: 'Nominees' },
  nomineesIntro: {
    ja: '結果の通知を待っている、あなたの事業者の候補者です。手続がどこまで進んだかは示しません。',
    en: 'Your people who have not been told of an outcome. How far each case has come is not shown.',
  },
  noNominees: { ja: '候補者はいません。', en: 'There are no nominees.' },
  nominatedOn: { ja: '記載した日', en: 'Nominated on' },
  agreement: { ja: '名簿への記載についての同意', en: 'Agreement to be listed' },
  noAgreement: { ja: '記録がありません', en: 'Not on record' },
  textToAgree: {
    ja: '名簿への記載について本人の同意を得る文言',
    en: 'What the person agrees to before being listed',
  },
  toNominate: { ja: '候補者名簿に記載する', en: 'Nominate somebody' },
  agreedText: { ja: '同意した文言', en: 'What they agreed to' },
  assessed: { ja: '適性評価者名簿', en: 'Assessed persons' },
  assessedIntro: {
    ja: '適性評価の結果だけを示します。この情報を、重要経済安保情報の保護以外の目的に用いることはできません（第16条）。',
    en: 'The outcome and nothing else. It may be used for protecting the information, and for nothing besides (Art. 16).',
  },
  noAssessed: { ja: '適性評価者はいません。', en: 'Nobody has been assessed.' },
  outcome: { ja: '結果', en: 'Outcome' },
  notifiedOn: { ja: '通知日', en: 'Notified on' },
  waiting: {
    ja: (n: number) => `確認を待っている取扱い終了の通知 ${n}件`,
    en: (n: number) =>
      n === 1 ? '1 notice of an ended right to acknowledge' : `${n} notices of ended rights to acknowledge`,
  },
  overdue: {
    ja: (n: number) => `確認の回答が遅れている取扱い終了の通知 ${n}件`,
    en: (n: number) =>
      n === 1 ? '1 notice of an ended right is overdue' : `${n} notices of ended rights are overdue`,
  },
} as const;

export const RECIPIENT_WORDS: Readonly<Record<Recipient, Word>> = {
  CUSTODIAN: { ja: '情報を管理する者', en: 'Custodian' },
  INFORMATION_MANAGER: { ja: '情報管理者', en: 'Information manager' },
  CONTRACTOR: { ja: '適合事業者', en: 'Contractor' },
};

export const CHASE_WORDS: Readonly<Record<ChaseState, Word>> = {
  TOLD: { ja: '未確認', en: 'Not acknowledged' },
  REMINDED: { ja: '未確認（督促しています）', en: 'Not acknowledged, reminded' },
  OVERDUE: { ja: '期限を過ぎています', en: 'Overdue' },
  ACKNOWLEDGED: { ja: '確認済み', en: 'Acknowledged' },
  RETURNED: { ja: '再び取り扱えます（未確認）', en: 'May handle again, not acknowledged' },
};

/** For the officer in charge alone. */
export const GROUND_OF_ANSWER: Readonly<Record<HandlingGround, Word>> = {
  CLEARANCE: { ja: '適性評価の結果', en: 'A clearance' },
  SDS_RESULT: { ja: '特定秘密保護法による結果', en: 'A result under the 2014 Act' },
  OFFICE: { ja: '適性評価を要しない職', en: 'An exempt office' },
  UNKNOWN_ITEM: { ja: '登録のない情報', en: 'No such item' },
  NOT_CUSTODIAN: { ja: '情報を管理する者ではない', en: 'Not asked by its custodian' },
  ITEM_WITHOUT_BASIS: {
    ja: '保有する事業者に認定又は契約がない',
    en: 'The contractor that keeps it has no basis',
  },
  NOT_LISTED: { ja: '取扱者名簿に記載がない', en: 'Not on the list' },
  NOT_YET_LISTED: { ja: '取り扱う期間の前', en: 'Days on the list have not begun' },
  NO_LONGER_LISTED: { ja: '取り扱う期間が終わった', en: 'No longer on the list' },
  NO_RESULT: { ja: '結果がない', en: 'No result' },
  NOTICE_VOID: { ja: '結果の通知が無効とされた', en: 'The notice of the result was void' },
  NOT_PLEDGED: { ja: '誓約がまだない', en: 'No pledge yet' },
  UNDER_DOUBT: { ja: '再評価が告知されている', en: 'A notice of reassessment stands' },
  REVOKED: { ja: '結果が取り消された', en: 'Revoked' },
  LAPSED: { ja: '効力が停止している', en: 'Lapsed' },
  EXPIRED: { ja: '有効な期間が過ぎた', en: 'Run out' },
  PERSON_WITHOUT_BASIS: {
    ja: '本人の事業者に認定又は契約がない',
    en: 'The person’s contractor has no basis',
  },
  OTHER_SCHEME: { ja: '別の法律による結果である', en: 'Found under another law' },
  OFFICE_ENDED: { ja: '適性評価を要しない職を離れた', en: 'No longer in the exempt office' },
};
