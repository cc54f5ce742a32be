import { type DocumentCode, DOCUMENT_CODES } from '../domain/documents.js';
import type { Ground } from '../domain/stages.js';

/** What a text may call upon, and which of it each form is given. A text that asks for more does not load. */
export const FLAGS = [
  'blank',
  'filled',
  'found',
  'notFound',
  'waived',
  'notWaived',
  'aboutResult',
  'aboutConduct',
  'own',
  'file',
  'late',
  'upheld',
  'partlyUpheld',
  'notUpheld',
  'notExamined',
  'measuresTaken',
  'newDecision',
  'newAssessment',
  'notConducted',
  'noticeVoid',
  'rightEnded',
  'rightReturned',
  'awaitsWord',
  'confirmed',
  'remarked',
  'unconfirmed',
] as const;
export type Flag = (typeof FLAGS)[number];

export const TABLES = [
  'inquiries',
  'statements',
  'family',
  'identity',
  'matters',
  'supplements',
  'withdrawn',
] as const;
export type TableName = (typeof TABLES)[number];

export const VALUES = [
  'name',
  'kana',
  'dateOfBirth',
  'address',
  'nationality',
  'organ',
  'date',
  'noticeText',
  'noticeDate',
  'validUntil',
  'validity',
  'endedOn',
  'reasons',
  'grievance',
  'answerBy',
  'filedOn',
  'answer',
  'measures',
  'source',
  'question',
  'dueOn',
  'reference',
  'heldAt',
  'place',
  'items',
  'recordedOn',
  'confirmedOn',
  'record',
  'recordNumber',
  'remarks',
  'contractor',
  'employer',
  'toldOn',
  'issuedOn',
] as const;
export type ValueName = (typeof VALUES)[number];

interface FormSpec {
  readonly values: readonly ValueName[];
  readonly flags?: readonly Flag[];
  readonly tables?: Partial<Record<TableName, number>>;
}

/** The notice is one document in three wordings: by the ground on which the person is assessed. */
export const NOTICES = {
  NEW_HANDLER: 'notice-new-handler',
  RENEWAL: 'notice-renewal',
  DOUBT: 'notice-doubt',
} as const satisfies Record<Ground, string>;
export type NoticeCode = (typeof NOTICES)[Ground];

/** The notice of a result against somebody whose right has ended is worded apart, and every other one stays as it is. */
export const RESULT_ENDED = 'result-notice-ended';

/** What a contractor hands to who dispatched a person to it: no document of a case, which a contractor reads none of. */
export const PASSING_ON = 'passing-on';

/** What goes out before it is received says nothing that hangs on the day of its receipt, and is worded apart as well. */
export const RESULT_ISSUED = 'result-notice-issued';
export const REASONS_ISSUED = 'reasons-issued';

export type FormCode =
  | Exclude<DocumentCode, 'notice'>
  | NoticeCode
  | typeof RESULT_ENDED
  | typeof PASSING_ON
  | typeof RESULT_ISSUED
  | typeof REASONS_ISSUED;
export const NOTICE_CODES: readonly NoticeCode[] = Object.values(NOTICES);
export const FORM_CODES: readonly FormCode[] = [
  ...NOTICE_CODES,
  ...DOCUMENT_CODES.filter((code) => code !== 'notice'),
  RESULT_ENDED,
  PASSING_ON,
  RESULT_ISSUED,
  REASONS_ISSUED,
];

/** Forms that came with a later pack: one from before them has none, and what they print is set in the first that has. */
export const LATER_FORMS = [
  'supplementary-consent',
  'inquiry-withdrawal',
  'interview-record',
  'statement',
  RESULT_ENDED,
  PASSING_ON,
  RESULT_ISSUED,
  REASONS_ISSUED,
] as const satisfies readonly FormCode[];
export type LaterForm = (typeof LATER_FORMS)[number];

const ACT = ['name', 'organ', 'date'] as const;
const HELD = ['name', 'organ', 'heldAt', 'place', 'items'] as const;
const NOTICE: FormSpec = { values: ACT };
const BY_HAND = ['blank', 'filled'] as const;

/** Tables with the number of their columns: the data are given by the code, their heads by the text. */
export const SPECS: Readonly<Record<FormCode, FormSpec>> = {
  'notice-new-handler': NOTICE,
  'notice-renewal': NOTICE,
  'notice-doubt': NOTICE,
  consent: {
    values: [...ACT, 'noticeText', 'noticeDate'],
    flags: [...BY_HAND, 'waived', 'notWaived'],
  },
  'inquiry-consent': {
    values: [...ACT, 'noticeText', 'noticeDate'],
    flags: BY_HAND,
    tables: { inquiries: 5 },
  },
  refusal: { values: [...ACT, 'noticeText', 'noticeDate'], flags: BY_HAND },
  withdrawal: { values: [...ACT, 'noticeText', 'noticeDate'], flags: BY_HAND },
  'supplementary-consent': {
    values: [...ACT, 'noticeText', 'noticeDate', 'answerBy'],
    flags: BY_HAND,
    tables: { supplements: 5 },
  },
  'inquiry-withdrawal': { values: ACT, flags: BY_HAND, tables: { withdrawn: 4 } },
  questionnaire: {
    values: [...ACT, 'kana', 'dateOfBirth'],
    flags: [...BY_HAND, 'own', 'file'],
    tables: { statements: 3, family: 4 },
  },
  'interview-record': {
    values: [...HELD, 'recordedOn', 'confirmedOn', 'record', 'recordNumber', 'remarks'],
    flags: ['awaitsWord', 'confirmed', 'remarked', 'unconfirmed'],
  },
  statement: { values: ['name', 'organ'] },
  'superior-form': { values: ['name', 'organ'], tables: { matters: 3 } },
  inquiry: {
    values: ['organ', 'date', 'source', 'question', 'dueOn', 'reference'],
    tables: { identity: 2 },
  },
  'result-notice': { values: [...ACT, 'validUntil'], flags: ['found', 'notFound', 'waived', 'notWaived'] },
  'result-notice-ended': { values: [...ACT, 'endedOn'], flags: ['waived', 'notWaived'] },
  'result-notice-issued': {
    values: [...ACT, 'validity'],
    flags: ['found', 'notFound', 'waived', 'notWaived'],
  },
  reasons: { values: [...ACT, 'reasons'] },
  'reasons-issued': { values: [...ACT, 'reasons', 'issuedOn'] },
  pledge: { values: ACT, flags: BY_HAND },
  grievance: { values: [...ACT, 'grievance'], flags: [...BY_HAND, 'aboutResult', 'aboutConduct'] },
  'grievance-receipt': {
    values: [...ACT, 'answerBy', 'reference'],
    flags: ['aboutResult', 'aboutConduct', 'late'],
  },
  'grievance-answer': {
    values: [...ACT, 'filedOn', 'answer', 'measures', 'reference'],
    flags: [
      'aboutResult',
      'aboutConduct',
      'upheld',
      'partlyUpheld',
      'notUpheld',
      'notExamined',
      'measuresTaken',
      'newDecision',
      'newAssessment',
    ],
  },
  'passing-on': {
    values: ['reference', 'organ', 'contractor', 'employer', 'toldOn'],
    flags: ['found', 'notFound', 'notConducted', 'noticeVoid', 'rightEnded', 'rightReturned'],
  },
};
