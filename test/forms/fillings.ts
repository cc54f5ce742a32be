import { itemName, sourceName } from '../../domain/policy-words.js';
import { basis } from '../../api/documents/filling.js';
import {
  familyRows,
  identityRows,
  inquiryRows,
  matterRows,
  statementRows,
} from '../../api/documents/tables.js';
import { supplementRows, withdrawnRows } from '../../api/documents/supplements.js';
import { letterDay, letterMoment } from '../../api/documents/letter-day.js';
import type { CheckCode } from '../../domain/checks.js';
import { ACT27, checkOf, ITEMS } from '../support/act27.js';
import type { Filling } from '../../forms/filling.js';
import { toldIn } from '../../api/documents/contents.js';
import { PACKS } from '../../forms/packs.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import type { Language } from '../../forms/shape.js';
import { type Flag, FORM_CODES, type FormCode } from '../../forms/spec.js';

/** Fictional data for every form, in every state in which it is printed. */
export interface Sample {
  readonly code: FormCode;
  readonly state: string;
  readonly language: Language;
  readonly filling: Filling;
}
/** The newest of the Act: it has every form there is. */
export const PACK: (typeof PACKS)[number] =
  PACKS.find(({ policy }) => policy.version === ACT27.version) ?? PACKS[0];
export const AT = '2026-11-26T03:00:00.000Z';
export const NAME = '髙橋 𠮷子';

const CONSENT = {
  CONVICTION_RECORD: true,
  SUPERIOR_DISCIPLINE: true,
  SUPERIOR_INFO_HANDLING: true,
  SUPERIOR_STATEMENT: true,
  RENT_ARREARS: false,
};
const WRITTEN = {
  ja: '転居の前後に、家賃の支払が二度遅れたことがあります。いずれも翌月に支払い、以後遅れたことはありません。「家主との話合い」の記録は手元にあります。',
  en: 'Around my move I twice paid rent late. Both times I paid in the next month, and never late since.',
};
const STATES: Readonly<Record<FormCode, Readonly<Record<string, readonly Flag[]>>>> = {
  'notice-new-handler': { served: [] },
  'notice-renewal': { served: [] },
  'notice-doubt': { served: [] },
  consent: { blank: ['blank'], filled: ['filled', 'notWaived'], waived: ['filled', 'waived'] },
  'inquiry-consent': { blank: ['blank'], filled: ['filled'] },
  refusal: { blank: ['blank'], filled: ['filled'] },
  withdrawal: { blank: ['blank'], filled: ['filled'] },
  'supplementary-consent': { blank: ['blank'], filled: ['filled'] },
  'inquiry-withdrawal': { blank: ['blank'], filled: ['filled'] },
  questionnaire: { blank: ['blank', 'own'], filled: ['filled', 'own'], file: ['filled', 'file'] },
  'interview-record': {
    waits: ['awaitsWord'],
    confirmed: ['confirmed'],
    remarked: ['confirmed', 'remarked'],
    late: ['unconfirmed', 'awaitsWord'],
    ended: ['unconfirmed'],
  },
  statement: { blank: ['blank'] },
  'superior-form': { blank: ['blank'] },
  inquiry: { sent: ['filled'] },
  'result-notice': { found: ['found'], notFound: ['notFound', 'notWaived'], waived: ['notFound', 'waived'] },
  'passing-on': {
    found: ['found'],
    notFound: ['notFound'],
    notConducted: ['notConducted'],
    void: ['noticeVoid'],
    ended: ['rightEnded'],
    returned: ['rightReturned'],
  },
  'result-notice-ended': { told: ['notWaived'], waived: ['waived'] },
  'result-notice-issued': {
    found: ['found'],
    notFound: ['notFound', 'notWaived'],
    waived: ['notFound', 'waived'],
  },
  reasons: { told: [] },
  'reasons-issued': { told: [] },
  pledge: { blank: ['blank'], filled: ['filled'] },
  grievance: { blank: ['blank'], result: ['filled', 'aboutResult'], conduct: ['filled', 'aboutConduct'] },
  'grievance-receipt': { result: ['aboutResult'], late: ['aboutResult', 'late'], conduct: ['aboutConduct'] },
  'grievance-answer': {
    upheld: ['aboutResult', 'upheld', 'newDecision'],
    destroyed: ['aboutResult', 'upheld', 'newAssessment'],
    notUpheld: ['aboutResult', 'notUpheld'],
    notExamined: ['aboutResult', 'notExamined'],
    conduct: ['aboutConduct', 'partlyUpheld', 'measuresTaken'],
  },
};

export function samples(person: Partial<Record<'name' | 'address', string>> = {}): Sample[] {
  return FORM_CODES.flatMap((code) =>
    Object.entries(STATES[code]).flatMap(([state, flags]) =>
      (['ja', 'en'] as const).map((language) => ({
        code,
        state,
        language,
        filling: fillingIn(code, language, flags, person),
      })),
    ),
  );
}

function fillingIn(
  code: FormCode,
  language: Language,
  flags: readonly Flag[],
  person: { name?: string; address?: string },
): Filling {
  const { name = NAME, address = '架空市海辺町三丁目四番五号　海辺荘203' } = person;
  const blank = flags.includes('blank');
  const of = { pack: PACK, language };
  const check: CheckCode = 'CONVICTION_RECORD';
  const answers = answersFor({ FINANCIAL_CIRCUMSTANCES: WRITTEN[language] });
  const statements = toldIn({ questions: PACK.questions.id, answers }, language);
  const family = [
    { name, dateOfBirth: '1955-03-20', nationalities: ['JP'], address },
    { name: 'ﾊﾏﾓﾄ ｼﾞｮｰ', dateOfBirth: '1989-01-07', nationalities: ['JP', 'FR'], address },
  ];
  return {
    at: blank ? '2025-05-16T00:00:00+09:00' : AT,
    article: basis(PACK.forms[code]?.article ?? '', language, PACK.policy),
    flags: new Set(flags),
    values: {
      name,
      kana: 'たかはし よしこ',
      dateOfBirth: letterDay('1984-01-07', language),
      organ:
        language === 'ja'
          ? '経済基盤省 基盤保全局'
          : 'Infrastructure Protection Bureau, Ministry of Economic Infrastructure',
      date: blank ? '' : letterDay(AT, language),
      noticeText: PACK.forms['notice-new-handler'].id,
      noticeDate: letterDay('2026-09-01', language),
      validUntil: letterDay('2036-11-26', language),
      validity: language === 'ja' ? '10年' : '10 years',
      endedOn: letterDay('2026-11-26', language),
      reasons: `${WRITTEN[language]}\n${WRITTEN[language].repeat(3)}`,
      grievance: `${WRITTEN[language]}\n\n${WRITTEN[language].repeat(2)}`,
      answerBy: letterDay('2027-01-25', language),
      filedOn: letterDay('2026-10-01', language),
      answer: WRITTEN[language],
      measures: WRITTEN[language].repeat(2),
      source: sourceName(checkOf(check).source)[language],
      question: checkOf(check).question[language],
      dueOn: letterDay('2026-12-25', language),
      heldAt: letterMoment('2026-11-20T01:30:00.000Z', language),
      place: language === 'ja' ? '合同庁舎 第三会議室' : 'Government office, third meeting room',
      items: ITEMS.slice(1, 3)
        .map((item) => itemName(item)[language])
        .join(language === 'ja' ? '、' : '; '),
      recordedOn: letterDay('2026-11-21', language),
      confirmedOn: letterDay(AT, language),
      record: `${WRITTEN[language]}\n\n${WRITTEN[language].repeat(3)}`,
      recordNumber: 'record@0123456789abcdef',
      remarks: WRITTEN[language],
      contractor: language === 'ja' ? '架空電機株式会社' : 'Kaku Electric Co., Ltd.',
      employer: language === 'ja' ? '架空人材株式会社' : 'Kaku Staffing Co., Ltd.',
      toldOn: letterDay('2026-11-26', language),
      issuedOn: letterDay('2026-11-20', language),
      reference: '5b0c8b1e-5f4e-4b8e-9d5e-2f2f6a1c7d11',
    },
    tables: {
      inquiries: inquiryRows(of, blank ? undefined : CONSENT),
      statements: statementRows(of, blank ? undefined : statements),
      family: familyRows(language, blank ? undefined : family),
      matters: matterRows(of, CONSENT),
      supplements: supplementRows(
        of,
        {
          asked: [
            { code: 'CREDIT_STANDING', need: 'UNCLEAR' },
            { code: 'RENT_ARREARS', need: 'TO_CONFIRM_STATEMENT' },
          ],
          answers: blank ? null : { CREDIT_STANDING: true, RENT_ARREARS: false },
        },
        new Map([['CREDIT_STANDING', WRITTEN[language]]]),
      ),
      withdrawn: withdrawnRows(of, ['CREDIT_STANDING', 'POLICE_RECORD'], !blank),
      identity: identityRows(of, check, {
        name,
        kana: 'たかはし よしこ',
        dateOfBirth: '1984-01-07',
        address,
        nationality: 'JP',
      }),
    },
  };
}
