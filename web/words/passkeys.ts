import type { IdentityCheck, LossGround, LossState } from '../../domain/passkeys.js';
import type { Word } from '../language.js';

/** What the pages say of passkeys, of codes and of losses. Our drafts. */
export const IDENTITY_CHECK_WORDS: Readonly<Record<IdentityCheck, Word>> = {
  MY_NUMBER_CARD_FRONT: { ja: 'マイナンバーカード（表面のみ）', en: 'My Number card (its front alone)' },
  DRIVING_LICENCE: { ja: '運転免許証', en: 'Driving licence' },
  PASSPORT: { ja: '旅券（パスポート）', en: 'Passport' },
  RESIDENCE_CARD: { ja: '在留カード', en: 'Residence card' },
  STAFF_CARD_OF_ORGAN: {
    ja: '行政機関の職員証（写真付き）',
    en: 'Staff card of the organ, with a photograph',
  },
};
export const LOSS_GROUND_WORDS: Readonly<Record<LossGround, Word>> = {
  LOST: { ja: '紛失した', en: 'Lost' },
  COMPROMISED: { ja: '他人に使われるおそれがある', en: 'Others may be able to use it' },
  REPLACED: { ja: '機器を替えた', en: 'The device was replaced' },
};
export const LOSS_STATE_WORDS: Readonly<Record<LossState, Word>> = {
  REPORTED: { ja: '二人目の確認を待っています', en: 'Waits for a second person' },
  COOLING_DOWN: { ja: '待機期間中です', en: 'In its cool-down' },
  OVER: { ja: '待機期間が終わりました', en: 'The cool-down is over' },
  OBJECTED: { ja: 'ご本人から異議が出ています', en: 'Its person objected' },
};

export const PASSKEY_WORDS = {
  title: { ja: 'パスキー', en: 'Your passkey' },
  intro: {
    ja: '同意、撤回、誓約などは、ご本人のパスキーで署名していただきます。パスキーはご本人の機器の中にあり、こちらには公開される半分だけが登録されます。勤務先が、渡したり、見たり、作り直したりすることはありません。',
    en: 'Consent, withdrawal and pledge are signed with your own passkey. It stays in your device; its public half alone is kept here. Your employer never supplies, sees or resets it.',
  },
  none: { ja: 'パスキーは登録されていません。', en: 'You have no passkey here.' },
  fingerprint: { ja: '指紋（照合用の番号）', en: 'Fingerprint' },
  fingerprintHint: {
    ja: 'この番号を書き留めておいてください。署名がご自身のものかどうかを、後から確かめることができます。',
    en: 'Write it down: by it you can see later that what was signed is signed by you.',
  },
  since: { ja: '登録した日', en: 'Enrolled' },
  state: { ja: '状態', en: 'Now' },
  stands: { ja: '使えます', en: 'Stands' },
  revoked: { ja: '使えません', en: 'Stands no more' },
  enrol: { ja: 'パスキーを登録する', en: 'Enrol a passkey' },
  code: { ja: '登録コード', en: 'Enrolment code' },
  codeHint: {
    ja: '担当者から窓口で受け取ったコードを入力してください。5回間違えると、そのコードは使えなくなります。',
    en: 'As an officer handed it over to you. After five wrong ones it counts no more.',
  },
  noCode: {
    ja: '登録コードは、告知書と一緒に、本人確認の後、窓口でお渡しします。',
    en: 'A code is handed over across the counter with the notice, after a look at who you are.',
  },
  noScript: {
    ja: 'この画面でパスキーを登録するには、JavaScriptが必要です。パスキーを使わず、書面に署名して提出することもできます。',
    en: 'To enrol a passkey this page needs JavaScript. You can sign on paper instead.',
  },
  unsupported: {
    ja: 'このブラウザーではパスキーを使えません。書面に署名して提出することもできます。',
    en: 'This browser has no passkeys. You can sign on paper instead.',
  },
  failed: {
    ja: 'パスキーを作れませんでした。もう一度お試しください。',
    en: 'No passkey was made. Try again.',
  },
  sandbox: { ja: 'サンドボックスの認証器で登録する', en: 'Make one with the sandbox’s authenticator' },
  lostNote: {
    ja: 'あなたのパスキーについて、紛失などの届出が記録されています。心当たりがなければ、異議を申し出ることができます。',
    en: 'It was recorded that your passkey is lost, or not safe any more. If that is not so, you can object.',
  },
  toLosses: { ja: '記録を見る・異議を申し出る', en: 'See what was recorded, or object' },
  losses: { ja: '紛失の記録', en: 'What was recorded of a loss' },
  ground: { ja: '理由', en: 'Ground' },
  countsFrom: { ja: '新しいコードが使える日', en: 'A new code counts from' },
  lossHint: {
    ja: 'パスキーをなくしたとき、他人に使われるおそれがあるときは、担当の窓口においでください。二人の担当者が記録した時から、そのパスキーでは署名できなくなります。新しい登録コードは待機期間の後に使えるようになり、その間は書面で手続ができます。',
    en: 'Where it is lost, or others may use it, come to the counter. Once two officers have recorded it, it signs nothing more. A new code counts after a cool-down; until then you can act on paper.',
  },
  object: { ja: '紛失していません（異議を申し出る）', en: 'It is not lost: I object' },
  done: { ja: '記録しました。', en: 'Recorded.' },
} as const satisfies Record<string, Word>;

export const COUNTER_WORDS = {
  title: { ja: '登録コードとパスキー', en: 'Code and passkey' },
  link: {
    ja: '登録コードを渡す・パスキーの紛失を記録する',
    en: 'Hand over a code, or record a lost passkey',
  },
  passkeys: { ja: 'この方のパスキー', en: 'The person’s passkeys' },
  handOver: { ja: '登録コードを渡す', en: 'Hand over a code' },
  handOverHint: {
    ja: 'ご本人の顔を、写真付きの書類と見比べてから、窓口で直接お渡しください。郵送や、勤務先を通じた交付はできません。書類の番号は記録しません。前のコードは使えなくなります。',
    en: 'Across the counter, after a look at the face and at a document with a photograph; never by post, never through an employer. No number of the document is kept. A code of before counts no more.',
  },
  identityCheck: { ja: '確認した書類', en: 'What was looked at' },
  waiting: { ja: '渡したコード（未使用）の期限', en: 'A code that is out counts until' },
  report: { ja: '紛失を記録する', en: 'Record a loss' },
  reportHint: {
    ja: 'もう一人の担当者が確認した時から、今のパスキーでは署名できなくなります。',
    en: 'From the moment a second officer confirms it the passkey signs nothing more.',
  },
  confirm: { ja: '二人目として確認する', en: 'Confirm as the second person' },
  sheet: { ja: '登録コードのお知らせ', en: 'Your enrolment code' },
  sheetIntro: {
    ja: 'このコードは、この画面に一度だけ表示されます。印刷してご本人にお渡しし、控えを残さないでください。',
    en: 'It is shown this once. Print it, hand it over, and keep no copy.',
  },
  toCase: { ja: '案件のページに戻る', en: 'Back to the case' },
  back: { ja: '登録コードとパスキーのページに戻る', en: 'Back to code and passkey' },
  toldOnce: {
    ja: 'このコードはすでに表示しました。もう一度見ることはできません。必要なときは、新しいコードを渡してください。',
    en: 'This code was told already, and is told once. Where it is needed, hand over another.',
  },
  sheetHow: {
    ja: 'ご自身の機器でサインインし、「パスキー」の画面を開いて、このコードを入力してください。',
    en: 'Sign in with a device of your own, open the page “Your passkey”, and enter this code.',
  },
  sheetEmployer: {
    ja: 'このコードを、勤務先を含め、誰にも見せたり渡したりしないでください。コードを知った人は、あなたに成り代わることができます。',
    en: 'Show it to nobody, your employer least of all: whoever knows it can act as you.',
  },
  validFrom: { ja: '使えるようになる日時', en: 'Counts from' },
  validUntil: { ja: '期限', en: 'Counts until' },
} as const satisfies Record<string, Word>;
