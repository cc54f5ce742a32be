import type { Persona } from './persona.js';

/** Of the seeded people who work for the two organs, those of whom some source says more than "no record". */
export const organEmployeePersonas: readonly Persona[] = [
  {
    names: ['𠮷野 朔'],
    story: {
      ja: '多忙な上司が督促されてようやく調査票を返す。',
      en: 'A busy superior returns the form only after a reminder.',
    },
    answers: { SUPERIOR_STATEMENT: { answer: 'NO_RECORD', onlyWhenReminded: true } },
  },
  {
    names: ['德永 慶'],
    story: {
      ja: '十五年前に公用車の事故の報告を怠り、戒告を受けた。',
      en: 'Reprimanded fifteen years ago for not reporting an accident with an official car.',
    },
    answers: {
      DISCIPLINARY_RECORD: {
        answer: 'RECORD',
        statement:
          '十五年前、公用車の物損事故の報告を怠り戒告。以後の処分なし。\n' +
          'Fifteen years ago: reprimand, damage by an official car left unreported. No measure since.',
      },
    },
  },
  {
    names: ['佐久間 凪'],
    story: {
      ja: '三日間の学会出張を質問票に書き忘れた。',
      en: 'A three-day conference trip was left out of the questionnaire.',
    },
    answers: {
      ENTRY_HISTORY: {
        answer: 'RECORD',
        statement:
          '申告にない出国一件（三日間）の記録あり。\nOne departure not stated, three days, is on record.',
      },
    },
  },
  {
    names: ['氷室 環'],
    story: {
      ja: '上司が異動し、調査票が誰の手元にもない。',
      en: 'The superior has moved on, and the form lies with nobody.',
    },
    answers: { SUPERIOR_STATEMENT: { silent: true } },
  },
  {
    names: ['百目鬼 誠'],
    story: {
      ja: '二度の酒気帯び運転があり、上司も飲酒による欠勤を見ている。',
      en: 'Twice convicted of driving after drinking; the superior has seen absences through drink as well.',
    },
    answers: {
      CONVICTION_RECORD: {
        answer: 'RECORD',
        statement:
          '道路交通法違反（酒気帯び運転）による罰金刑一件の記載あり。\n' +
          'One fine for driving under the influence is entered.',
      },
      POLICE_RECORD: {
        answer: 'RECORD',
        statement:
          '酒気帯び運転により二度の罰金（六年前、二年前）。\n' +
          'Fined twice for driving under the influence, six and two years ago.',
      },
      SUPERIOR_STATEMENT: {
        answer: 'RECORD',
        statement:
          'この一年に、飲酒の翌日の無断欠勤が四回ありました。\n' +
          'In the past year there were four absences without leave on the day after drinking.',
      },
    },
  },
];
