import type { Word } from '../language.js';

export const DISPOSAL_WORDS = {
  title: { ja: '記録の廃棄の証明', en: 'Certificate of destruction' },
  intro: {
    ja: 'この案件の記録は廃棄されました。お名前などと、ほかの案件に引き継がれた内容は、そちらの記録とともに廃棄されます。',
    en: 'The file of this case was destroyed. Your name, and what another case took over from it, go with those records.',
  },
  link: { ja: '廃棄の証明を見る', en: 'See the certificate of destruction' },
  at: { ja: '廃棄した日時', en: 'Destroyed' },
  backups: { ja: '控え（バックアップ）', en: 'In backups' },
  gone: { ja: '次の日時から、どの控えからも読み出せません。', en: 'Cannot be read from any backup since' },
  waiting: {
    ja: '控えにはまだ残っています（書かれていた内容は暗号化されています）。どの控えからも読み出せなくなるのは、早くて次の日時です。',
    en: 'Still in backups; what it said is encrypted there. None can be read any more, at the earliest, from',
  },
  noDay: {
    ja: '控えにはまだ残っています（書かれていた内容は暗号化されています）。読み出せなくなる日は、まだ決まっていません。',
    en: 'Still in backups; what it said is encrypted there. There is no day yet from which none can be read.',
  },
  asOf: { ja: 'この証明の時点', en: 'As of' },
  save: { ja: '署名付きの証明書を保存する', en: 'Save the signed certificate' },
  proof: {
    ja: '証明書は、公開されている鍵を使って、だれでも確かめることができます。',
    en: 'Anybody can verify the certificate with the public keys.',
  },
  back: { ja: '案件のページに戻る', en: 'Back to the case' },
} as const satisfies Record<string, Word>;
