import type { Word } from '../language.js';

export const DISPOSAL_WORDS = {
  title: { ja: '記録の廃棄の証明', en: 'Certificate of destruction' },
  intro: {
    ja: 'この案件の記録は廃棄されました。何が書かれていたかは、このシステムにはもう残っていません。',
    en: 'The file of this case was destroyed. This system holds nothing any more of what it said.',
  },
  link: { ja: '廃棄の証明を見る', en: 'See the certificate of destruction' },
  at: { ja: '廃棄した日時', en: 'Destroyed' },
  keys: { ja: '破棄した暗号鍵の数', en: 'Keys destroyed' },
  backups: { ja: '控え（バックアップ）', en: 'In backups' },
  gone: { ja: '次の日時から、どの控えからも読み出せません。', en: 'Cannot be read from any backup since' },
  waiting: {
    ja: '暗号化されたまま控えに残っています。どの控えからも読み出せなくなるのは、早くて次の日時です。',
    en: 'Still in backups, encrypted. No backup can be read any more, at the earliest, from',
  },
  noDay: {
    ja: '暗号化されたまま控えに残っています。読み出せなくなる日は、まだ決まっていません。',
    en: 'Still in backups, encrypted. There is no day yet from which none can be read.',
  },
  asOf: { ja: 'この証明の時点', en: 'As of' },
  save: { ja: '署名付きの証明書を保存する', en: 'Save the signed certificate' },
  proof: {
    ja: '証明書は、公開されている鍵を使って、だれでも確かめることができます。',
    en: 'Anybody can verify the certificate with the public keys.',
  },
  back: { ja: '案件のページに戻る', en: 'Back to the case' },
} as const satisfies Record<string, Word>;
