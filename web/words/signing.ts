import type { Word } from '../language.js';

export const SIGNING_WORDS = {
  title: { ja: '内容の確認と署名', en: 'Check, and sign' },
  intro: {
    ja: 'これから署名する内容です。まだ何も提出されていません。よく読んで、間違いがなければ、あなたのパスキーで署名してください。',
    en: 'This is what you are about to sign. Nothing has been sent in yet. Read it, and if it is what you want, sign it with your passkey.',
  },
  step: { ja: '手続', en: 'Step' },
  chosen: { ja: 'あなたの選択', en: 'What you have chosen' },
  assessment: {
    ja: '適性評価の実施に同意しますか。',
    en: 'Do you consent to the assessment?',
  },
  waived: {
    ja: '結果が「認められなかった」とき、理由の通知を希望しないことにしますか。',
    en: 'Do you do without the reasons of a negative result?',
  },
  texts: { ja: '署名する文面', en: 'The texts you sign' },
  boxes: {
    ja: '文面の中の□や空欄は、上の「あなたの選択」のとおりに記入されたものとして署名します。',
    en: 'Boxes and gaps in the texts are signed as filled in by what you have chosen above.',
  },
  sign: { ja: 'パスキーで署名して提出する', en: 'Sign with my passkey, and send' },
  until: {
    ja: 'このページからの署名は、開いてから15分間できます。過ぎたときは、もう一度確認のページが出ます。',
    en: 'You can sign from this page for a quarter of an hour. After that it is shown to you once more.',
  },
  back: { ja: '署名しないで戻る', en: 'Go back without signing' },
  onPaper: {
    ja: 'パスキーを使わずに、書面に署名して提出することもできます。書面は、案件のページの「文書」から印刷するか、担当者から受け取れます。どちらで提出しても、扱いは同じです。',
    en: 'You may also sign on paper, without a passkey. Print the form from “Documents” on the page of your case, or ask the officer for it. It makes no difference which way you choose.',
  },
  noScript: {
    ja: 'このブラウザーではJavaScriptが使えないため、ここではパスキーで署名できません。書面に署名してご提出ください。',
    en: 'JavaScript is off in this browser, and so you cannot sign with a passkey here. Please sign on paper.',
  },
  unsupported: {
    ja: 'このブラウザーまたはこのアドレスでは、パスキーを使えません。書面に署名してご提出ください。',
    en: 'This browser, or this address, knows no passkeys. Please sign on paper.',
  },
  failed: {
    ja: '署名されませんでした。何も提出されていません。もう一度お試しいただくか、書面に署名してください。',
    en: 'Nothing was signed, and nothing was sent. Try again, or sign on paper.',
  },
  noPasskey: {
    ja: '署名に使うパスキーが、まだ登録されていません。告知書と一緒に担当者からお渡しした登録コードで登録してください。勤務先がこのコードを受け取ることはありません。',
    en: 'You have no passkey yet. Enrol one with the code that the officer handed to you with the notice. Your employer is never given that code.',
  },
  toPasskeys: { ja: 'パスキーを登録する', en: 'Enrol a passkey' },
  sandbox: { ja: 'サンドボックスの認証器で署名する', en: 'Sign with the sandbox’s authenticator' },
  sandboxHint: {
    ja: '架空の人のための、ソフトウェアの認証器です。JavaScriptがなくても使えます。実運用にはありません。',
    en: 'An authenticator in software, for invented people. It works without JavaScript. There is none in production.',
  },
  noHostName: {
    ja: 'このサイトはIPアドレスで開かれています。パスキーはホスト名にしか作れないため、ここではサンドボックスの認証器だけが使えます。',
    en: 'This site is opened by an IP address. A passkey is made for a host name only, and so the sandbox’s authenticator is the only one here.',
  },
} as const satisfies Record<string, Word>;
