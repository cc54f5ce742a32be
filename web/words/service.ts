import type { ServiceChannel } from '../../domain/service.js';
import type { Word } from '../language.js';

/** How the notice of a result reached its person. */
export const SERVICE_CHANNEL_WORDS: Readonly<Record<ServiceChannel, Word>> = {
  IN_PERSON: { ja: '手渡し（受領書に署名）', en: 'Handed over in person, receipt signed' },
  CERTIFIED_POST: { ja: '書留郵便等（配達証明付き）', en: 'Registered post with certified delivery' },
  OWN_ACCOUNT: { ja: '本人のページに掲載', en: 'In the person’s own account' },
  THROUGH_CONTRACTOR: {
    ja: '事業者を経由（結果のみ。理由を伴うときは不可）',
    en: 'Through the contractor: the outcome alone, never with reasons',
  },
};

export const SERVICE_WORDS = {
  title: { ja: '結果の通知の方法', en: 'How the result was notified' },
  channel: { ja: '通知の方法', en: 'By which way' },
  receipt: { ja: '受領書の写しのハッシュ値（SHA-256）', en: 'SHA-256 of the signed receipt' },
  receiptHint: {
    ja: '手渡しと事業者経由のときに記入します。受領書そのものは別に保管してください。',
    en: 'For what was handed over, by you or the contractor. The receipt itself is kept elsewhere.',
  },
  number: { ja: '引受番号', en: 'Number of the delivery' },
  numberHint: {
    ja: '書留郵便等のときに、123-45-67890-1の形で記入します。',
    en: 'For registered post, as printed: 123-45-67890-1.',
  },
  receivedOn: { ja: '本人が受け取った日', en: 'Received on' },
  receivedHint: {
    ja: '受領書又は配達証明の日付です。有効な期間はこの日の翌日から数えます。本人のページに掲載するときは空欄にしてください。',
    en: 'By the receipt or the certificate. The years are counted from the day after. Left open for one’s own account.',
  },
  recordedOn: { ja: '記録した日', en: 'Recorded on' },
  evidence: { ja: '通知したことを示すもの', en: 'What shows it' },
  notRecorded: { ja: '記録がありません', en: 'Not recorded' },
  receiptShort: { ja: '受領書', en: 'Receipt' },
  opened: { ja: '本人が初めて開いた日', en: 'First opened on' },
  notOpened: { ja: '本人はまだ開いていません', en: 'Not opened yet' },
  isVoid: { ja: '無効とした通知', en: 'void' },
} as const satisfies Record<string, Word>;
