import type { Persona } from './persona.js';

/** People the demo and the tests nominate by name; they are not among the forty seeded ones. */
export const demoPersonas: readonly Persona[] = [
  {
    names: ['芹沢 明子', 'Serizawa Akiko'],
    story: {
      ja: 'どこにも何の記録もなく、どの照会先もすぐに答える。',
      en: 'Nothing on record anywhere, and every source answers at once.',
    },
    answers: {},
  },
  {
    names: ['黒田 剛', 'Kuroda Tsuyoshi'],
    story: {
      ja: '九年前の傷害の罰金は市の名簿からは消えたが警察には残り、今は二件の返済が遅れている。',
      en: 'A fine for injury nine years ago has left the city’s register but not the police’s; two loans are now overdue.',
    },
    answers: {
      POLICE_RECORD: {
        answer: 'RECORD',
        statement:
          '九年前、傷害により罰金二十万円の略式命令。その後の記録なし。\n' +
          'Nine years ago: summary order, fine of 200,000 yen, injury. Nothing since.',
      },
      CREDIT_STANDING: {
        answer: 'RECORD',
        statement:
          '二件の借入れについて、それぞれ四か月及び六か月の返済遅延の登録あり。残高計三百四十万円。\n' +
          'Two loans, four and six months overdue; 3.4 million yen outstanding in all.',
      },
    },
  },
  {
    names: ['森 遅子', 'Mori Chiko'],
    story: {
      ja: '上司が調査票をいつまでも返さない。',
      en: 'Her superior never returns the form.',
    },
    answers: { SUPERIOR_STATEMENT: { silent: true } },
  },
  {
    names: ['白石 和', 'Shiraishi Nodoka'],
    story: {
      ja: '診療所は患者の診療内容を外へ出さない方針である。',
      en: 'The clinic gives nothing about patients to anyone outside.',
    },
    answers: {
      TREATING_PHYSICIAN_OPINION: {
        answer: 'DECLINED',
        statement:
          '当院では診療に関する照会に応じておりません。\nThis clinic does not answer inquiries about treatment.',
      },
    },
  },
  {
    names: ['遠山 渡', 'Toyama Wataru'],
    story: {
      ja: '出入国記録の端末が更新中で、当分は照会に答えられない。',
      en: 'The entry records are being moved to a new system and cannot be searched for some time.',
    },
    answers: {
      ENTRY_HISTORY: {
        answer: 'UNAVAILABLE',
        statement:
          'システム更改のため、当該期間の記録を検索できません。\n' +
          'Records of the period cannot be searched while the system is being replaced.',
      },
    },
  },
  {
    names: ['待田 律', 'Machida Ritsu'],
    story: {
      ja: '勤務先は督促されて初めて答える。',
      en: 'The employer answers, but only when reminded.',
    },
    answers: {
      DISCIPLINARY_RECORD: { answer: 'NO_RECORD', onlyWhenReminded: true },
      INFO_HANDLING_RECORD: { answer: 'NO_RECORD', onlyWhenReminded: true },
    },
  },
];
