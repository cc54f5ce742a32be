import type { Persona } from './persona.js';

/** Of the seeded people who work for the contractors, those of whom some source says more than "no record". */
export const contractorEmployeePersonas: readonly Persona[] = [
  {
    names: ['鷹觜 文'],
    story: {
      ja: '主治医は患者本人を通さない照会を断る。',
      en: 'The physician declines inquiries that do not come through the patient.',
    },
    answers: {
      TREATING_PHYSICIAN_OPINION: {
        answer: 'DECLINED',
        statement:
          '意見書は御本人からの依頼によってのみ作成します。\nOpinions are written at the patient’s own request only.',
      },
    },
  },
  {
    names: ['一 二三'],
    story: {
      ja: '信用情報機関の検索が漢数字だけの氏名を受け付けない。',
      en: 'The credit bureau’s search does not accept a name made of numerals.',
    },
    answers: {
      CREDIT_STANDING: {
        answer: 'UNAVAILABLE',
        statement:
          '氏名の文字により検索できませんでした。\nThe characters of the name could not be searched.',
      },
    },
  },
  {
    names: ['勘解由小路 綾乃'],
    story: {
      ja: '二年前に家賃を三か月滞納したが、完済している。',
      en: 'Three months of rent fell behind two years ago, and have been paid since.',
    },
    answers: {
      RENT_ARREARS: {
        answer: 'RECORD',
        statement:
          '二年前に三か月分の滞納あり。半年後に完済。現在の滞納なし。\n' +
          'Three months in arrears two years ago, paid half a year later. None now.',
      },
    },
  },
  {
    names: ['スラストリ'],
    story: {
      ja: '姓のない旅券の記録は新旧の方式が混ざり、入管が検索できない。',
      en: 'Records of passports with a single name are kept in two forms, and the agency cannot search them yet.',
    },
    answers: {
      ENTRY_HISTORY: {
        answer: 'UNAVAILABLE',
        statement:
          '単一名の記録は移行作業中のため回答できません。\n' +
          'Records with a single name are being migrated; no answer can be given.',
      },
    },
  },
  {
    names: ['真木 マリア'],
    story: {
      ja: '入管は督促の後に「相違なし」と答える。',
      en: 'The immigration agency confirms the stated travel, after a reminder.',
    },
    answers: { ENTRY_HISTORY: { answer: 'NO_RECORD', onlyWhenReminded: true } },
  },
  {
    names: ['五十嵐 誉'],
    story: {
      ja: '四年前、業務用の記憶媒体を許可なく持ち帰った。',
      en: 'Took a storage device of the company home without permission four years ago.',
    },
    answers: {
      INFO_HANDLING_RECORD: {
        answer: 'RECORD',
        statement:
          '四年前、暗号化された業務用記憶媒体を無許可で持ち帰り、翌日返却。厳重注意。\n' +
          'Four years ago: encrypted storage device taken home without permission, returned next day. Formal warning.',
      },
    },
  },
  {
    names: ['辻󠄀 陽介'],
    story: {
      ja: '不眠の治療を受けたことがあり、医師は判断力への影響はないと述べる。',
      en: 'Was treated for sleeplessness; the physician sees no effect on judgement.',
    },
    answers: {
      TREATING_PHYSICIAN_OPINION: {
        answer: 'RECORD',
        statement:
          '不眠につき八か月治療し、昨年終了。判断力への影響は認めません。\n' +
          'Treated for sleeplessness for eight months, ended last year. No effect on judgement.',
      },
    },
  },
  {
    names: ['城之内 晶'],
    story: {
      ja: '信用情報機関は、内部の規程により照会に答えられないとする。',
      en: 'The credit bureau holds that its rules do not allow it to answer.',
    },
    answers: {
      CREDIT_STANDING: {
        answer: 'DECLINED',
        statement:
          '当機関の規程により、本照会には回答できません。\nOur rules do not allow us to answer this inquiry.',
      },
    },
  },
  {
    names: ['御手洗 香奈'],
    story: {
      ja: '知人は巻き込まれたくないと言って答えない。',
      en: 'The acquaintance would rather not be involved, and says so.',
    },
    answers: { REFERENCE_STATEMENT: { answer: 'DECLINED' } },
  },
  {
    names: ['髙橋 悠真'],
    dateOfBirth: '1996-08-15',
    story: {
      ja: '同姓同名の別人がいる。携帯電話の分割払いが一度遅れたのはこちら。',
      en: 'Has a namesake. The one instalment paid late, on a telephone, is this one’s.',
    },
    answers: {
      CREDIT_STANDING: {
        answer: 'RECORD',
        statement: '割賦の支払遅延一件（一か月、完済）。\nOne instalment one month late, paid since.',
      },
    },
  },
  {
    names: ['犬養 宗'],
    story: {
      ja: '認定を失った勤務先は照会に一切答えない。',
      en: 'The employer, no longer certified, answers nothing at all.',
    },
    answers: { DISCIPLINARY_RECORD: { silent: true }, INFO_HANDLING_RECORD: { silent: true } },
  },
  {
    names: ['冨田 夏帆'],
    story: {
      ja: '前住所の役場が水害に遭い、名簿を確かめられない。',
      en: 'A flood at the former town hall: the register cannot be consulted.',
    },
    answers: {
      CONVICTION_RECORD: {
        answer: 'UNAVAILABLE',
        statement:
          '庁舎の浸水により名簿の確認ができません。\nThe register cannot be consulted after a flood in the building.',
      },
    },
  },
  {
    names: ['廣瀨 亘'],
    story: {
      ja: '二十歳のとき大麻所持で執行猶予付きの有罪判決を受け、以後は何もない。',
      en: 'At twenty, a suspended sentence for possession of cannabis; nothing in the years since.',
    },
    answers: {
      DRUG_RECORD: {
        answer: 'RECORD',
        statement:
          '二十歳時、大麻所持により懲役六月、執行猶予三年。猶予期間満了。以後の記録なし。\n' +
          'At age twenty: possession of cannabis, six months, suspended for three years, served out. Nothing since.',
      },
    },
  },
];
