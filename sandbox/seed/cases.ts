import type { CheckCode } from '../../domain/checks.js';
import type { ApplicationStage } from '../../domain/stages.js';
import type { AnsweringName, StepName } from './steps.js';

/** A step and how many days ago it was taken. */
export type Leg = `${StepName | AnsweringName} ${number}`;

/** One assessment: of whom, where it stands when its path has been walked, and the path. */
export interface CaseLine {
  /** Key of a person in sandbox/people.ts. */
  readonly who: string;
  readonly organ: 'kiban' | 'kaiyo';
  readonly stage: ApplicationStage;
  readonly path: readonly Leg[];
  /** Questions the person does not agree to have put to others. Nothing follows from it. */
  readonly declines?: readonly CheckCode[];
  /** Since the last step neither people nor machines have looked: what fell due is left for the running system. */
  readonly untended?: true;
}

const USUAL = ['nominate', 'approve', 'notice', 'consent', 'questionnaire', 'investigate'] as const;
/** Days from the nomination to each of the usual steps. */
const RHYTHMS: readonly (readonly number[])[] = [
  [0, 3, 7, 13, 30, 34],
  [0, 5, 9, 20, 41, 46],
  [0, 2, 6, 9, 24, 27],
];

/** The way nearly every case begins, `opened` days ago and up to the named step, and how it went on. */
function upTo(last: (typeof USUAL)[number], opened: number, then: readonly Leg[]): Leg[] {
  const rhythm = RHYTHMS[opened % RHYTHMS.length] ?? [];
  const begun = USUAL.slice(0, USUAL.indexOf(last) + 1);
  return [...begun.map((step, i): Leg => `${step} ${opened - (rhythm[i] ?? 0)}`), ...then];
}
const told = (opened: number, ...then: Leg[]) => upTo('notice', opened, then);
const agreed = (opened: number, ...then: Leg[]) => upTo('consent', opened, then);
const stated = (opened: number, ...then: Leg[]) => upTo('questionnaire', opened, then);
/** First the records; when they are in, the others. */
const asked = (opened: number, ...then: Leg[]) => {
  const begun = opened - (RHYTHMS[opened % RHYTHMS.length]?.at(-1) ?? 0);
  return upTo('investigate', opened, [`records ${begun - 3}`, `inquire ${begun - 4}`, ...then]);
};

/**
 * Sixty assessments, a line each, in days before today. Who is answered what by whom stands with the personas.
 *
 * One line is older than the Act, which began on 2025-05-16: p08's first, so that the sandbox shows how ten years end
 * (EXPIRED) and what is left of a file when its time is over (DISPOSED). No renewal has opened and none was absorbed.
 */
// biome-ignore format: a table
export const SEEDED_CASES: readonly CaseLine[] = [
  // -- The bureau's own staff. ------------------------------------------------------------------------------------------
  { who: 'p01', organ: 'kiban', stage: 'AWAITING_CONSENT', path: told(10) },
  { who: 'p02', organ: 'kiban', stage: 'NOT_CONDUCTED', path: told(160, 'refuse 141') },
  { who: 'p03', organ: 'kiban', stage: 'CLEARED', path: asked(330, 'answers 271', 'opinion 258', 'submit 255', 'decideFound 244', 'issue 244', 'notify 244', 'pledge 238') },
  { who: 'p03', organ: 'kiban', stage: 'AWAITING_CONSENT', path: ['report 19', 'doubt 12'] },
  { who: 'p04', organ: 'kiban', stage: 'NOT_CONDUCTED', path: told(140, 'extend 98', 'closeUnanswered 61') },
  { who: 'p05', organ: 'kiban', stage: 'CHECKS_RUNNING', path: asked(79, 'answers 14'), untended: true },
  { who: 'p06', organ: 'kiban', stage: 'ADJUDICATION', path: asked(118, 'answers 55', 'opinion 40', 'submit 36'), declines: ['CREDIT_STANDING'] },
  { who: 'p07', organ: 'kiban', stage: 'CLEARED', path: asked(285, 'answers 230', 'review 221', 'opinion 214', 'submit 210', 'decideFound 197', 'issue 197', 'notify 197', 'pledge 190', 'report 9') },
  { who: 'p08', organ: 'kiban', stage: 'DISPOSED', path: asked(4260, 'answers 4200', 'opinion 4190', 'submit 4186', 'decideFound 4172', 'issue 4172', 'notify 4172', 'pledge 4165', 'lapse 960') },
  { who: 'p08', organ: 'kiban', stage: 'QUESTIONNAIRE', path: agreed(38) },
  { who: 'p40', organ: 'kiban', stage: 'AWAITING_CONSENT', path: told(15) },
  // -- The agency's own staff. ------------------------------------------------------------------------------------------
  { who: 'p09', organ: 'kaiyo', stage: 'CLEARED', path: asked(392, 'answers 340', 'opinion 331', 'submit 329', 'decideFound 318', 'issue 318', 'notify 318', 'pledge 309', 'voidNotice 306', 'confirmVoid 305', 'issueAgain 304', 'notifyAgain 304', 'pledgeAgain 300') },
  { who: 'p10', organ: 'kaiyo', stage: 'HUMAN_REVIEW', path: asked(64, 'answers 6') },
  { who: 'p11', organ: 'kaiyo', stage: 'NOT_CONDUCTED', path: agreed(260, 'closeUnanswered 183') },
  { who: 'p11', organ: 'kaiyo', stage: 'NOMINATED', path: ['nominate 4'] },
  { who: 'p12', organ: 'kaiyo', stage: 'CHECKS_RUNNING', path: asked(170, 'answers 120'), untended: true },
  { who: 'p13', organ: 'kaiyo', stage: 'SCREENED', path: ['nominate 12', 'approve 7'] },
  { who: 'p14', organ: 'kaiyo', stage: 'CLOSED', path: asked(240, 'answers 188', 'review 176', 'opinion 169', 'submit 165', 'ask 163', 'answerConcerns 160', 'decideNotFound 151', 'confirm 150', 'issue 150', 'notify 150', 'grieve 139', 'answerGrievance 115') },
  // -- The cable company, for the bureau. -------------------------------------------------------------------------------
  { who: 'p15', organ: 'kiban', stage: 'CLEARED', path: asked(301, 'answers 233', 'opinion 220', 'submit 217', 'decideFound 205', 'issue 205', 'notify 205', 'pledge 199') },
  { who: 'p16', organ: 'kiban', stage: 'INTERVIEW', path: asked(81, 'answers 31', 'interview 5') },
  { who: 'p17', organ: 'kiban', stage: 'PLEDGE_PENDING', path: asked(112, 'answers 49', 'opinion 38', 'submit 35', 'decideFound 6', 'issue 6', 'notify 6') },
  { who: 'p18', organ: 'kiban', stage: 'INTERVIEW_RECORD', path: asked(96, 'answers 44', 'interview 20', 'record 6') },
  { who: 'p19', organ: 'kiban', stage: 'QUESTIONNAIRE_OVERDUE', path: agreed(104) },
  { who: 'p20', organ: 'kiban', stage: 'DECIDED', path: asked(129, 'answers 77', 'review 66', 'opinion 51', 'submit 47', 'decideFound 2', 'issue 1') },
  { who: 'p21', organ: 'kiban', stage: 'CLEARED', path: asked(268, 'answers 204', 'review 190', 'opinion 181', 'submit 178', 'decideFound 166', 'issue 166', 'notify 166', 'pledge 160') },
  { who: 'p22', organ: 'kiban', stage: 'NOT_CONDUCTED', path: asked(121, 'firstAnswers 62', 'withdraw 58') },
  { who: 'p23', organ: 'kiban', stage: 'CONSENT_OVERDUE', path: told(58) },
  { who: 'p24', organ: 'kiban', stage: 'CHECKS_RUNNING', path: asked(45, 'answers 3') },
  { who: 'p25', organ: 'kiban', stage: 'CLOSED', path: asked(249, 'answers 196', 'opinion 184', 'submit 181', 'decideFound 170', 'issue 170', 'notify 170', 'lapseUnpledged 126') },
  { who: 'p26', organ: 'kiban', stage: 'CLOSED', path: asked(195, 'answers 143', 'interview 141', 'record 128', 'confirmRecord 126', 'review 125', 'opinion 122', 'submit 118', 'ask 116', 'answerConcerns 113', 'decideNotFound 34', 'confirm 33', 'issue 33', 'notify 33', 'grieve 9') },
  // -- The cable company, for the agency. -------------------------------------------------------------------------------
  { who: 'p15', organ: 'kaiyo', stage: 'INVESTIGATION', path: stated(51) },
  { who: 'p16', organ: 'kaiyo', stage: 'AWAITING_CONSENT', path: told(106), untended: true },
  { who: 'p17', organ: 'kaiyo', stage: 'CLEARED', path: asked(346, 'answers 280', 'opinion 270', 'submit 266', 'decideFound 255', 'issue 255', 'notify 255', 'pledge 250') },
  { who: 'p18', organ: 'kaiyo', stage: 'CHECKS_RUNNING', path: asked(87, 'answers 36', 'askAgain 3') },
  { who: 'p19', organ: 'kaiyo', stage: 'NOT_CONDUCTED', path: told(145, 'refuse 122') },
  { who: 'p19', organ: 'kaiyo', stage: 'NOMINATED', path: ['nominate 9'] },
  { who: 'p20', organ: 'kaiyo', stage: 'PLEDGE_OVERDUE', path: asked(183, 'answers 130', 'review 121', 'opinion 112', 'submit 109', 'decideFound 52', 'issue 52', 'notify 52') },
  { who: 'p21', organ: 'kaiyo', stage: 'QUESTIONNAIRE', path: agreed(113), untended: true },
  { who: 'p22', organ: 'kaiyo', stage: 'CLEARED', path: asked(318, 'answers 262', 'opinion 250', 'submit 246', 'decideFound 233', 'issue 233', 'notify 233', 'pledge 228') },
  { who: 'p22', organ: 'kaiyo', stage: 'NOT_CONDUCTED', path: ['report 77', 'doubt 70', 'refuse 63', 'proposeRevocation 58', 'answerRevocation 52', 'revoke 49'] },
  { who: 'p23', organ: 'kaiyo', stage: 'CLEARED', path: asked(371, 'answers 322', 'opinion 309', 'submit 305', 'decideFound 290', 'issue 290', 'notify 290', 'pledge 283') },
  { who: 'p23', organ: 'kaiyo', stage: 'CLEARED', path: ['report 178', 'doubt 171', 'consent 166', 'questionnaire 150', 'investigate 147', 'records 144', 'inquire 143', 'answers 128', 'opinion 116', 'submit 113', 'decideFound 101', 'issue 101', 'notify 101', 'pledge 95'] },
  { who: 'p24', organ: 'kaiyo', stage: 'HEARING', path: asked(137, 'answers 74', 'opinion 60', 'submit 56', 'ask 4') },
  { who: 'p25', organ: 'kaiyo', stage: 'OPINION_RECEIVED', path: asked(99, 'answers 47', 'opinion 5') },
  { who: 'p26', organ: 'kaiyo', stage: 'AWAITING_OPINION', path: stated(90, 'investigateSelf 55', 'records 52', 'inquire 51', 'answers 38', 'review 10') },
  // -- The instrument maker, for the bureau. ----------------------------------------------------------------------------
  { who: 'p27', organ: 'kiban', stage: 'CLEARED', path: asked(405, 'answers 349', 'opinion 336', 'submit 333', 'decideFound 321', 'issue 321', 'notify 321', 'pledge 315', 'report 88', 'closeReview 67') },
  { who: 'p28', organ: 'kiban', stage: 'QUESTIONNAIRE_SCREENING', path: agreed(38, 'keep 5') },
  { who: 'p29', organ: 'kiban', stage: 'DOCUMENT_REQUESTED', path: asked(152, 'answers 107', 'review 96', 'opinion 84', 'submit 80', 'requestMore 13', 'requestDocument 8') },
  { who: 'p30', organ: 'kiban', stage: 'PLEDGE_PENDING', path: asked(189, 'answers 137', 'review 126', 'opinion 117', 'submit 113', 'decideFound 76', 'issue 76', 'notify 76'), untended: true },
  { who: 'p31', organ: 'kiban', stage: 'SECOND_READING', path: asked(133, 'answers 69', 'review 57', 'opinion 51', 'submit 47', 'ask 40', 'answerConcerns 31', 'decideNotFound 5') },
  { who: 'p32', organ: 'kiban', stage: 'NOT_CONDUCTED', path: agreed(156, 'closeWithoutBasis 130') },
  { who: 'p32', organ: 'kiban', stage: 'SCREENED', path: ['nominate 20', 'approve 16'] },
  { who: 'p33', organ: 'kiban', stage: 'CLEARED', path: asked(355, 'answers 288', 'opinion 277', 'submit 274', 'decideFound 262', 'issue 262', 'notify 262', 'pledge 256') },
  { who: 'p33', organ: 'kiban', stage: 'CLOSED', path: ['report 163', 'doubt 158', 'consent 151', 'questionnaire 139', 'investigate 134', 'records 131', 'inquire 130', 'answers 119', 'opinion 104', 'submit 101', 'ask 99', 'answerConcerns 96', 'decideNotFound 91', 'confirm 90', 'issue 90', 'notify 90', 'grieve 80'] },
  { who: 'p34', organ: 'kiban', stage: 'CHECKS_RUNNING', path: asked(35) },
  { who: 'p35', organ: 'kiban', stage: 'NOT_CONDUCTED', path: ['nominate 75', 'reject 71'] },
  // -- Its subsidiary, decertified three weeks ago: one case waits, one never began, two have ended for want of a basis. --
  { who: 'p36', organ: 'kiban', stage: 'HUMAN_REVIEW', path: asked(125, 'answers 80') },
  { who: 'p37', organ: 'kiban', stage: 'CLEARED', path: asked(276, 'answers 221', 'review 211', 'opinion 203', 'submit 199', 'decideFound 188', 'issue 188', 'notify 188', 'pledge 181', 'lapse 20') },
  { who: 'p38', organ: 'kiban', stage: 'NOT_CONDUCTED', path: asked(108, 'answers 55', 'closeWithoutBasis 20') },
  { who: 'p39', organ: 'kiban', stage: 'NOMINATED', path: ['nominate 26'] },
];
