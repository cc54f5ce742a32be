/** The seven investigation items of Art. 12(2), in the order of the Act. Nothing outside them can be asked or kept. */
export const ITEMS = [
  'FOREIGN_HARMFUL_ACTIVITY',
  'CRIMINAL_DISCIPLINARY',
  'INFO_HANDLING_MISCONDUCT',
  'DRUG_ABUSE',
  'MENTAL_DISORDER',
  'ALCOHOL_MODERATION',
  'FINANCIAL_CIRCUMSTANCES',
] as const;
export type Item = (typeof ITEMS)[number];

/** Kinds of source that may be asked (Art. 12(6): public offices, public and private organisations, people concerned). */
export const SOURCES = [
  'MUNICIPALITY',
  'POLICE',
  'IMMIGRATION',
  'EMPLOYER',
  'SUPERIOR',
  'CLINIC',
  'CREDIT_BUREAU',
  'HOUSING_MANAGER',
  'REFERENCE',
] as const;
export type Source = (typeof SOURCES)[number];

/** How a source may be asked and may answer: over the gateway, or by letter. */
export const CHANNELS = ['GATEWAY', 'LETTER'] as const;
export type Channel = (typeof CHANNELS)[number];
const BOTH: readonly Channel[] = CHANNELS;
export const SOURCE_CHANNELS: Readonly<Record<Source, readonly Channel[]>> = {
  MUNICIPALITY: BOTH,
  POLICE: BOTH,
  IMMIGRATION: BOTH,
  EMPLOYER: BOTH,
  SUPERIOR: BOTH,
  CLINIC: BOTH,
  CREDIT_BUREAU: BOTH,
  HOUSING_MANAGER: BOTH,
  REFERENCE: BOTH,
};

/** The least a source needs to know who is meant. Nothing else about the person ever leaves with a question. */
export type IdentityField = 'name' | 'kana' | 'dateOfBirth' | 'address' | 'nationality';

/** One question that may be put to one kind of source about one item. */
export interface CheckKind {
  readonly item: Item;
  readonly source: Source;
  readonly fields: readonly IdentityField[];
  readonly question: { readonly ja: string; readonly en: string };
  readonly article: string;
  /** Whether it is put to its source when the investigation begins, or only as needed (inquiries.ts). */
  readonly round: 'FIRST' | 'AS_NEEDED';
  /** Asked only if the subject's own questionnaire raises it: an inquiry is made only as needed. */
  readonly onlyIfStated?: boolean;
}

const ART = 'Art. 12(6)';
export const CHECKS = {
  CONVICTION_RECORD: {
    item: 'CRIMINAL_DISCIPLINARY',
    source: 'MUNICIPALITY',
    fields: ['name', 'kana', 'dateOfBirth', 'address'],
    question: {
      ja: '犯罪人名簿に記載があるか。',
      en: 'Is this person entered in the register of convictions?',
    },
    article: ART,
    round: 'AS_NEEDED',
  },
  POLICE_RECORD: {
    item: 'CRIMINAL_DISCIPLINARY',
    source: 'POLICE',
    fields: ['name', 'kana', 'dateOfBirth'],
    question: { ja: '有罪の裁判に係る記録があるか。', en: 'Is a conviction on record for this person?' },
    article: ART,
    round: 'AS_NEEDED',
  },
  DRUG_RECORD: {
    item: 'DRUG_ABUSE',
    source: 'POLICE',
    fields: ['name', 'kana', 'dateOfBirth'],
    question: { ja: '薬物事犯の記録があるか。', en: 'Is a drug offence on record for this person?' },
    article: ART,
    round: 'AS_NEEDED',
  },
  ENTRY_HISTORY: {
    item: 'FOREIGN_HARMFUL_ACTIVITY',
    source: 'IMMIGRATION',
    fields: ['name', 'dateOfBirth', 'nationality'],
    question: {
      ja: '申告した渡航歴と異なる出入国の記録があるか。',
      en: 'Is there an entry or exit that differs from what this person stated?',
    },
    article: ART,
    round: 'AS_NEEDED',
  },
  DISCIPLINARY_RECORD: {
    item: 'CRIMINAL_DISCIPLINARY',
    source: 'EMPLOYER',
    fields: ['name', 'dateOfBirth'],
    question: { ja: '懲戒処分の記録があるか。', en: 'Is a disciplinary measure on record?' },
    article: ART,
    round: 'FIRST',
  },
  INFO_HANDLING_RECORD: {
    item: 'INFO_HANDLING_MISCONDUCT',
    source: 'EMPLOYER',
    fields: ['name', 'dateOfBirth'],
    question: {
      ja: '情報の取扱いに係る規則違反の記録があるか。',
      en: 'Is a breach of information-handling rules on record?',
    },
    article: ART,
    round: 'FIRST',
  },
  SUPERIOR_STATEMENT: {
    item: 'ALCOHOL_MODERATION',
    source: 'SUPERIOR',
    fields: ['name'],
    question: {
      ja: '飲酒による職務上の支障を見聞きしたか。',
      en: 'Have you seen drinking get in the way of this person’s duties?',
    },
    article: ART,
    round: 'FIRST',
  },
  CREDIT_STANDING: {
    item: 'FINANCIAL_CIRCUMSTANCES',
    source: 'CREDIT_BUREAU',
    fields: ['name', 'kana', 'dateOfBirth', 'address'],
    question: {
      ja: '返済の遅れその他の信用情報の登録があるか。',
      en: 'Are late repayments or similar credit entries registered?',
    },
    article: ART,
    round: 'AS_NEEDED',
  },
  TREATING_PHYSICIAN_OPINION: {
    item: 'MENTAL_DISORDER',
    source: 'CLINIC',
    fields: ['name', 'dateOfBirth'],
    question: {
      ja: '本人が申告した治療について、判断力への影響の有無に関する意見。',
      en: 'For the treatment this person stated: your opinion on any effect on judgement.',
    },
    article: ART,
    round: 'AS_NEEDED',
    onlyIfStated: true,
  },
  RENT_ARREARS: {
    item: 'FINANCIAL_CIRCUMSTANCES',
    source: 'HOUSING_MANAGER',
    fields: ['name', 'address'],
    question: { ja: '家賃の滞納があるか。', en: 'Is rent in arrears?' },
    article: ART,
    round: 'AS_NEEDED',
    onlyIfStated: true,
  },
  REFERENCE_STATEMENT: {
    item: 'ALCOHOL_MODERATION',
    source: 'REFERENCE',
    fields: ['name'],
    question: {
      ja: '飲酒についての節度に関し知っていること。',
      en: 'What do you know of this person’s moderation in drinking?',
    },
    article: ART,
    round: 'AS_NEEDED',
    onlyIfStated: true,
  },
} as const satisfies Record<string, CheckKind>;

export type CheckCode = keyof typeof CHECKS;
export const CHECK_CODES = Object.keys(CHECKS) as CheckCode[];

/** What a source may say. `LATE` is never said by a source: it is what silence past the deadline is called. */
export const ANSWERS = ['RECORD', 'NO_RECORD', 'DECLINED', 'UNAVAILABLE'] as const;
export type Answer = (typeof ANSWERS)[number];
export type Finding = Answer | 'LATE';

/**
 * Only a plain "no record" that nobody tried to give in the source's place needs no person. A failed, late or declined
 * check never reads as a clean one, and neither does one that was meddled with.
 */
export function needsPerson(finding: Finding, meddledWith: boolean): boolean {
  return finding !== 'NO_RECORD' || meddledWith;
}

/** Which questions the person agreed may be put to others: one item at one kind of source each. Absent means no. */
export type InquiryConsent = Readonly<Partial<Record<CheckCode, boolean>>>;

/** The checks a case may create: consented to, and warranted. Declining one creates no check and is never adverse. */
export function checkPlan(consent: InquiryConsent, statedItems: readonly Item[]): CheckCode[] {
  return CHECK_CODES.filter((code) => {
    const kind: CheckKind = CHECKS[code];
    return consent[code] === true && (!kind.onlyIfStated || statedItems.includes(kind.item));
  });
}
