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
  issuedOn: { ja: '通知書を発した日', en: 'Issued on' },
  withdrawnOn: { ja: '取下げを受け付けた日', en: 'Withdrawal received on' },
  out: {
    ja: '通知書は本人に向けて出ています。受け取ったことを示すものが届いたら、結果の通知を記録してください。届かずに戻ったときは、実施責任者が取り戻したことを記録し、改めて発してください。',
    en: 'The notice is on its way. When what shows its receipt has come, record the notification. Where it came back, an officer in charge takes it back, and it is issued anew.',
  },
  outWithdrawn: {
    ja: '通知書を発した後に、本人が同意を取り下げました。通知書をまだ渡していないときは、渡さないでください。実施責任者が通知書を取り戻したことを記録すると、取下げが効力を生じます。取下げより前に受け取っていたことが分かったときに限り、結果の通知を記録してください。受け取った日が取下げの日と同じときは、取下げより前の時刻が受領書等で分からない限り、取下げが有効です。',
    en: 'The person has withdrawn since it went out. Do not hand the notice over: an officer in charge takes it back, and the withdrawal takes effect. Record the notification only where the person had received it before they withdrew. If that was on one day, the withdrawal stands unless the receipt bears an earlier hour.',
  },
  noneOut: {
    ja: '無効とした通知より前に、本人の取下書が届いていました。結果は、もう通知できません。実施責任者が通知書を取り戻したことを記録すると、取下げが効力を生じます。',
    en: 'The person’s withdrawal had come in before the notice that was void. No result is notified any more: an officer in charge records that the notice is taken back, and the withdrawal takes effect.',
  },
  withdrawalTitle: { ja: '同意の取下げを受け付けました', en: 'Your withdrawal has been received' },
  withdrawalWaits: {
    ja: '結果の通知書をお送りする手続と前後したお申出です。お申出より前に通知書を受け取られていなければ、適性評価は行われなかったものとなります。先に受け取られていたときは、結果は通知されたものとなります。お申出の後に届いた通知書は、受け取られる必要はありません。',
    en: 'A notice of the result was sent to you at about the same time. Unless you had received it before you withdrew, no assessment was made. If you had, you have been notified of the result. You need not accept a notice that comes after.',
  },
  issueChannelHint: {
    ja: '通知書は、発したときから印刷できます。発した後は、同じ方法で受け取られたことを記録します。',
    en: 'The notice can be printed once it is issued, and is served by the same way.',
  },
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
  receivedAt: { ja: '受け取った時刻', en: 'At what hour' },
  receivedAtHint: {
    ja: '受領書又は配達の記録に時刻があるときに、14:05の形で記入します。同じ日に本人が取り下げたときは、この時刻で前後が決まります。',
    en: 'Where the receipt or the record of delivery bears it: 14:05. If the person withdrew on that very day, it tells which came first.',
  },
  recordedOn: { ja: '記録した日', en: 'Recorded on' },
  evidence: { ja: '通知したことを示すもの', en: 'What shows it' },
  notRecorded: { ja: '記録がありません', en: 'Not recorded' },
  receiptShort: { ja: '受領書', en: 'Receipt' },
  opened: { ja: '本人が初めて開いた日', en: 'First opened on' },
  notOpened: { ja: '本人はまだ開いていません', en: 'Not opened yet' },
  isVoid: { ja: '無効とした通知', en: 'void' },
} as const satisfies Record<string, Word>;
