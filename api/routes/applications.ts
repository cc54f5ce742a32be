import { randomUUID } from 'node:crypto';
import { pledged } from '../pledge-text.js';
import { signed, textsSigned } from '../signed-texts.js';
import type { z } from 'zod';
import { dayOf } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import { listingTexts } from '../../domain/listing.js';
import { defaultScheme } from '../../domain/policy.js';
import { rolesOn } from '../../domain/roles.js';
import { findOrAddSubject, type Identity, personIndex } from '../../store/persons.js';
import { recordDispatch } from '../../store/passing-on.js';
import { recordAgreement } from '../../store/nominees.js';
import { organExists } from '../../store/organs.js';
import type { StepDetails } from '../../store/step.js';
import { openCase } from '../../store/transition.js';
import { act, sealConflict, withReasons } from '../acts.js';
import { seal } from '../seal.js';
import { ApplicationView, page, TimelineView } from '../case-faces.js';
import { listPage } from '../case-lists.js';
import { caseOr404, caseView } from '../case-views.js';
import { timelineView } from '../timeline-view.js';
import {
  handingOver,
  MistakeProposal,
  ResultNotice,
  sealCorrection,
  sealMistake,
  Verdict,
} from '../corrections.js';
import { investigationDetails } from '../earlier.js';
import { FurtherInquiries, Investigation, sealInquiries } from '../inquiries.js';
import { sealAppointment, sealProvided, sealRecord, sealRemarks, sealRequest } from '../interviews.js';
import { sealAboutApplication } from '../grievances.js';
import { namedOfficer } from '../named-officer.js';
import { InquiryWithdrawal, sealSupplement, SupplementAnswer, SupplementRequest } from '../supplements.js';
import { sealIfDecided } from '../decision-packet.js';
import { explanationOf } from '../explanation.js';
import { Explanation } from '../explanation-shape.js';
import { type Call, lawOf, type Route, route } from '../route.js';
import { codesIn, policyFor, refuseStrange } from '../policy-fit.js';
import { sealReturn } from '../questionnaire/returned.js';
import { Questionnaire, QuestionnaireReturn } from '../questionnaire/shape.js';
import { Screening, sealScreened } from '../questionnaire/screen.js';
import { sealQuestionnaire } from '../questionnaire/submit.js';
import * as s from '../schemas.js';
import { issuing, ResultIssue } from '../issuing.js';
import { servedText } from '../served-text.js';
import { DecisionBody, sealDecision } from '../worksheet.js';

const READERS = [
  'Subject',
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'ScreeningOfficer',
  'InformationManager',
  'ContractorSecurityManager',
  'GrievanceOfficer',
] as const;

// biome-ignore format: a table
export const applicationRoutes: readonly Route[] = [
  route({
    id: 'nominate',
    method: 'post',
    path: '/applications',
    tag: 'applications',
    summary: 'Nominate a person who is expected to handle the information',
    ...lawOf('application', 'nominate'),
    body: s.Nomination,
    answer: s.Stepped,
    handle: nominate,
  }),
  route({
    id: 'listApplications',
    method: 'get',
    path: '/applications',
    tag: 'applications',
    summary: 'The assessments you can see, newest first',
    who: READERS,
    article: 'Standards: restriction on involvement',
    event: null,
    query: s.Listing,
    answer: page(ApplicationView),
    handle: (call) => listPage(call, 'application'),
  }),
  route({
    id: 'readApplication',
    refuses: ['TIES_UNDECLARED'],
    method: 'get',
    path: '/applications/:id',
    tag: 'applications',
    summary: 'One assessment, as your role may see it',
    who: READERS,
    article: 'Art. 13, 16',
    event: 'FileRead',
    answer: ApplicationView,
    handle: async (call) => caseView(await caseOr404(call, 'application'), call, 'whole'),
  }),
  route({
    id: 'readApplicationTimeline',
    refuses: ['TIES_UNDECLARED'],
    method: 'get',
    path: '/applications/:id/timeline',
    tag: 'applications',
    summary: 'What happened, in order, with the article behind each step',
    who: ['Subject', 'CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator', 'CabinetInvestigator', 'GrievanceOfficer'],
    article: 'Art. 13, 16',
    event: 'FileRead',
    answer: TimelineView,
    handle: (call) => timelineView(call, 'application'),
  }),
  route({ id: 'explainApplication', method: 'get', refuses: ['TIES_UNDECLARED'], path: '/applications/:id/explanation', tag: 'applications', summary: 'What was done under which article, which clocks run, what may come next and why the rest may not', who: ['Subject', 'CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator', 'CabinetInvestigator', 'GrievanceOfficer'], article: 'Art. 13, 16', event: 'FileRead', answer: Explanation, handle: (call) => explanationOf(call, 'application') }),
  act({ id: 'approveNominee', kind: 'application', action: 'approveNominee', path: 'approval', summary: 'Approve the candidate and name the case officer', body: s.Approval, details: ({ caseOfficer }, call) => namedOfficer('application', caseOfficer, call) }),
  act({ id: 'rejectNominee', kind: 'application', action: 'rejectNominee', path: 'rejection', summary: 'Do not approve the candidate', body: s.WithReasons, details: withReasons }),
  act({ id: 'confirmNeed', kind: 'application', action: 'confirmNeed', path: 'need', summary: 'Renewal: the person still handles and is expected to go on', body: s.Approval, details: ({ caseOfficer }, call) => namedOfficer('application', caseOfficer, call) }),
  act({ id: 'assignOfficer', kind: 'application', action: 'assign', path: 'assignment', summary: 'Assign a case officer', body: s.Approval, details: ({ caseOfficer }, call) => namedOfficer('application', caseOfficer, call) }),
  act({ id: 'declareConflict', kind: 'application', action: 'declareConflict', path: 'conflict', summary: 'Declare a tie to the subject: you no longer see their cases', body: s.Conflict, details: sealConflict }),
  act({ id: 'serveNotice', kind: 'application', action: 'serveNotice', path: 'notice', summary: 'Serve the notice, and hand over the sign-in or everything on paper', body: s.Notice, details: serve }),
  act({ id: 'giveConsent', kind: 'application', action: 'giveConsent', path: 'consent', summary: 'Consent to the assessment, and question by question to inquiries', body: s.Consent, details: consentDetails }),
  act({ id: 'refuseConsent', kind: 'application', action: 'refuseConsent', path: 'refusal', summary: 'Do not consent', body: s.Refusal, details: (_body, call) => signed('refuseConsent', call) }),
  act({ id: 'withdrawConsent', kind: 'application', action: 'withdrawConsent', path: 'withdrawal', summary: 'Withdraw consent; everything stops', body: s.Refusal, details: (_body, call) => signed('withdrawConsent', call) }),
  act({ id: 'extendConsent', kind: 'application', action: 'extendConsent', path: 'consent-extension', summary: 'Give the person more time to answer', body: s.Seeing }),
  act({ id: 'closeUnanswered', kind: 'application', action: 'closeUnanswered', path: 'closure-unanswered', summary: 'Close a case the person never answered', body: s.WithReasons, details: withReasons }),
  act({ id: 'extendQuestionnaire', kind: 'application', action: 'extendQuestionnaire', path: 'questionnaire-extension', summary: 'Give the person more time for the questionnaire', body: s.Seeing }),
  act({ id: 'submitQuestionnaire', kind: 'application', action: 'submitQuestionnaire', path: 'questionnaire', summary: 'Submit the questionnaire', body: Questionnaire, details: sealQuestionnaire }),
  act({ id: 'screenQuestionnaire', kind: 'application', action: 'screenQuestionnaire', path: 'screening', summary: 'Strike or let stand each passage that was pointed out', body: Screening, details: sealScreened }),
  act({ id: 'returnQuestionnaire', kind: 'application', action: 'returnQuestionnaire', path: 'questionnaire-return', summary: 'Return the questionnaire for some of its questions or fields', body: QuestionnaireReturn, details: sealReturn }),
  act({ id: 'startInvestigation', kind: 'application', action: 'startInvestigation', path: 'investigation', summary: 'Ask the Cabinet Office to investigate, investigate as the organ, or use an earlier investigation', body: Investigation, details: investigationDetails }),
  act({ id: 'inquire', kind: 'application', action: 'inquire', path: 'inquiries', summary: 'Put further questions to their sources, as needed, each for a reason', body: FurtherInquiries, details: ({ inquiries }, call) => sealInquiries(inquiries, call) }),
  act({ id: 'askAgain', kind: 'application', action: 'askAgain', path: 'repeat-inquiries', summary: 'Put questions again to their sources', body: s.RepeatInquiries, details: sealRepeat }),
  act({ id: 'resolveReview', kind: 'application', action: 'resolveReview', path: 'review', summary: 'Record how what is missing, late, declined or of concern was weighed', body: s.WithReasons, details: withReasons }),
  act({ id: 'requestSupplement', kind: 'application', action: 'requestSupplement', path: 'supplement-request', summary: 'Ask the person for a supplementary consent to questions, each for a reason', body: SupplementRequest, details: sealSupplement }),
  act({ id: 'answerSupplement', kind: 'application', action: 'answerSupplement', path: 'supplement', summary: 'Answer it, question by question; a no never counts against you', body: SupplementAnswer, details: ({ text, inquiries }) => ({ text, inquiries }) }),
  act({ id: 'withdrawInquiry', kind: 'application', action: 'withdrawInquiry', path: 'inquiry-withdrawal', summary: 'Take back the consent to single questions; the assessment goes on', body: InquiryWithdrawal, details: async ({ codes }, call) => ({ codes: [...new Set(codes)], ...(await signed('withdrawInquiry', call)) }), receipt: true }),
  act({ id: 'wantReasons', kind: 'application', action: 'wantReasons', path: 'reasons-wanted', summary: 'Take back that reasons of a negative result are not wanted', body: s.Refusal }),
  act({ id: 'requestDocument', kind: 'application', action: 'requestDocument', path: 'document-request', summary: 'Ask the person for a document in place of an inquiry', body: s.DocumentRequest, details: sealRequest }),
  act({ id: 'provideDocument', kind: 'application', action: 'provideDocument', path: 'document', summary: 'Hand in what was asked for, in words', body: s.ProvidedDocument, details: sealProvided }),
  act({ id: 'declineDocument', kind: 'application', action: 'declineDocument', path: 'document-refusal', summary: 'Decline to hand it in; it never counts against you', body: s.Seeing }),
  act({ id: 'arrangeInterview', kind: 'application', action: 'arrangeInterview', path: 'interview', summary: 'Ask the person to an interview: when, where, and about which items', body: s.Interview, details: sealAppointment }),
  act({ id: 'moveInterview', kind: 'application', action: 'moveInterview', path: 'interview-move', summary: 'Another time or place for the interview', body: s.InterviewMove, details: sealAppointment }),
  act({ id: 'callOffInterview', kind: 'application', action: 'callOffInterview', path: 'interview-end', summary: 'Call the interview off, or record that it did not take place', body: s.WithReasons, details: withReasons }),
  act({ id: 'recordInterview', kind: 'application', action: 'recordInterview', path: 'interview-record', summary: 'Write the record of the interview, for the person to read', body: s.InterviewRecord, details: sealRecord }),
  act({ id: 'confirmInterviewRecord', kind: 'application', action: 'confirmInterviewRecord', path: 'interview-record-confirmation', summary: 'Confirm the record of one’s interview, with remarks or without', body: s.RecordConfirmation, details: sealRemarks }),
  act({ id: 'giveOpinion', kind: 'application', action: 'giveOpinion', path: 'opinion', summary: 'Deliver the opinion of the investigation', body: s.WithReasons, details: withReasons }),
  act({ id: 'submitForDecision', kind: 'application', action: 'submitForDecision', path: 'submission', summary: 'Submit the case to the head', body: s.Seeing }),
  act({ id: 'requestMore', kind: 'application', action: 'requestMore', path: 'further-inquiries', summary: 'Return the case for more before deciding', body: s.WithReasons, details: withReasons }),
  act({ id: 'askSubject', kind: 'application', action: 'askSubject', path: 'hearing', summary: 'Put the concerns to the person before anything is held against them', body: s.HearingRequest, details: sealRequest }),
  act({ id: 'answerConcerns', kind: 'application', action: 'answerConcerns', path: 'hearing-answer', summary: 'Answer the concerns', body: s.HearingAnswer, details: async ({ text }, call) => ({ documentId: await seal(call, 'HEARING', { text }) }) }),
  act({ id: 'decide', kind: 'application', action: 'decide', path: 'decision', summary: 'Decide, with reasons and worksheet; a negative decision goes to a second reader', body: DecisionBody, details: sealDecision, made: sealIfDecided }),
  act({ id: 'confirmDecision', kind: 'application', action: 'confirmDecision', path: 'decision-confirmation', summary: 'Second reader: confirm the proposed decision', body: s.WithReasons, details: withReasons, made: sealIfDecided }),
  act({ id: 'returnDecision', kind: 'application', action: 'returnDecision', path: 'decision-return', summary: 'Second reader: return the proposed decision', body: s.WithReasons, details: withReasons }),
  act({ id: 'issueResult', kind: 'application', action: 'issueResult', path: 'result-issue', summary: 'Issue the notice of the result on paper: it can be printed from then on, and is served once it was received', body: ResultIssue, details: issuing }),
  act({ id: 'takeBackNotice', kind: 'application', action: 'takeBackNotice', path: 'result-issue-return', summary: 'Take back an issued notice that did not reach its person; a withdrawal that came before its receipt takes effect', body: s.WithReasons, details: withReasons }),
  act({ id: 'notifyResult', kind: 'application', action: 'notifyResult', path: 'result-notice', summary: 'Notify the person (and the contractor of the outcome only)', body: ResultNotice, details: handingOver }),
  act({ id: 'signPledge', kind: 'application', action: 'signPledge', path: 'pledge', summary: 'Sign the pledge; the clearance starts', body: s.Pledge, details: pledged }),
  act({ id: 'lapseUnpledged', kind: 'application', action: 'lapseUnpledged', path: 'lapse', summary: 'The pledge was never signed, or the need has ended: out of force', body: s.WithReasons, details: withReasons }),
  act({ id: 'closeWithoutBasis', kind: 'application', action: 'closeWithoutBasis', path: 'closure-without-basis', summary: 'Certification, contract or need has ended', body: s.WithReasons, details: withReasons }),
  act({ id: 'proposeMistake', kind: 'application', action: 'proposeMistake', path: 'mistake', summary: 'Propose to end the case: the wrong person was nominated or served a notice', body: MistakeProposal, details: sealMistake }),
  act({ id: 'confirmMistake', kind: 'application', action: 'confirmMistake', path: 'mistake-confirmation', summary: 'Second person: end the case as a mistake; what it gathered is sealed, then destroyed', body: Verdict, details: sealCorrection }),
  act({ id: 'dropMistake', kind: 'application', action: 'dropMistake', path: 'mistake-rejection', summary: 'Drop the proposed correction: the case goes on', body: Verdict, details: sealCorrection }),
  act({ id: 'proposeNoticeVoid', kind: 'application', action: 'proposeNoticeVoid', path: 'result-notice-mistake', summary: 'Propose to void the notice of the result: it reached the wrong person, or said the wrong thing', body: MistakeProposal, details: sealMistake }),
  act({ id: 'confirmNoticeVoid', kind: 'application', action: 'confirmNoticeVoid', path: 'result-notice-mistake-confirmation', summary: 'Second person: void the notice; a clearance that began by it ends, and the result is to be notified anew', body: Verdict, details: sealCorrection }),
  act({ id: 'dropNoticeVoid', kind: 'application', action: 'dropNoticeVoid', path: 'result-notice-mistake-rejection', summary: 'Drop the proposal: the notice stands', body: Verdict, details: sealCorrection }),
  act({ id: 'fileGrievance', kind: 'application', action: 'fileGrievance', path: 'grievances', summary: 'File a grievance; it never counts against you', body: s.Grievance, details: sealAboutApplication }),
];

async function nominate(call: Call<z.output<typeof s.Nomination>>) {
  const { tx, now, principal, body, commandId, parts } = call;
  const staff = principal.grants.some(
    (g) => g.role === 'AssessmentOfficerInCharge' && g.organId === body.organId,
  );
  const manager = principal.grants.some(
    (g) => g.role === 'ContractorSecurityManager' && g.contractorId === body.contractorId,
  );
  if (body.contractorId === undefined ? !staff : !manager) throw new Refused('NOT_FOUND');
  if (!(await organExists(tx, body.organId))) throw new Refused('NOT_FOUND');
  agreedToBeListed(body, now);
  const identity: Identity = body.person;
  const subjectId = await findOrAddSubject(tx, personIndex(parts.indexKey, identity), now);
  const ties = { organId: body.organId, subjectId, contractorId: body.contractorId ?? null };
  const self = rolesOn(principal.grants, principal.sub, {
    kind: 'application',
    ...ties,
    investigatedByCabinet: false,
    assigned: [],
    undeclared: [],
    declared: [],
    conflicted: [],
    screening: false,
    workers: [],
    screeners: [],
  });
  if (self.includes('Subject')) throw new Refused('SAME_PERSON');
  const outcome = await openCase(
    tx,
    {
      ...ties,
      caseId: randomUUID(),
      kind: 'application',
      action: 'nominate',
      actor: principal,
      commandId,
      ground: 'NEW_HANDLER',
      assigned: [],
      ...(body.scheme === undefined ? {} : { scheme: body.scheme }),
    },
    now,
  );
  // What is known stays: a later nominator's address never becomes what other organs' sources are told.
  const subject = { kind: 'subject', id: subjectId } as const;
  if ((await parts.vault.latest(tx, subject, 'IDENTITY')) === undefined)
    await parts.vault.put(tx, subject, 'IDENTITY', identity, now);
  if (body.listing && !outcome.repeated)
    await recordAgreement(tx, { caseId: outcome.caseId, ...body.listing }, { by: principal.sub, now });
  if (body.dispatched && !outcome.repeated) {
    const employer = { name: body.dispatched.employer, number: body.dispatched.number };
    await recordDispatch(tx, { caseId: outcome.caseId, employer }, now);
  }
  return manager
    ? { id: outcome.caseId }
    : { id: outcome.caseId, stage: outcome.stage, version: outcome.seq };
}

/** An employer names nobody to an organ who has not agreed to that very text, on a day that has come. */
function agreedToBeListed(
  { contractorId, listing, dispatched, scheme = defaultScheme() }: z.output<typeof s.Nomination>,
  now: string,
): void {
  const wrong = (pointer: string, message: string) =>
    new Refused('INVALID', undefined, [{ pointer, message }]);
  if (contractorId !== undefined && listing === undefined)
    throw wrong('/listing', 'when the person agreed to be listed, and to which text');
  if (listing !== undefined && listing.agreedOn > dayOf(now)) throw wrong('/listing/agreedOn', 'not yet');
  const text = listing && listingTexts().find(({ name }) => name === listing.text);
  if (text && text.scheme !== scheme) throw wrong('/listing/text', 'of another scheme');
  if (contractorId === undefined && dispatched !== undefined)
    throw wrong('/dispatched', 'people are dispatched to a contractor');
}

/** Each question by its code; of those that the policy of the case has. */
async function consentDetails(
  { text, inquiries, reasonsWaived }: z.output<typeof s.Consent>,
  call: Call<unknown>,
): Promise<StepDetails> {
  const { checks, version } = await policyFor(call);
  const given = Object.keys(inquiries).map((code) => [`/inquiries/${code}`, code] as const);
  refuseStrange(codesIn(checks), given);
  return { text, inquiries, reasonsWaived, forms: textsSigned('giveConsent', version) };
}

async function sealRepeat({ codes, reasons }: z.output<typeof s.RepeatInquiries>, call: Call) {
  const { checks } = await policyFor(call);
  const given = codes.map((code, n) => [`/codes/${n}`, code] as const);
  refuseStrange(codesIn(checks), given);
  return { codes: [...new Set(codes)], reasonsId: await seal(call, 'REASONS', { text: reasons }) };
}

async function serve({ subjectAccount }: z.output<typeof s.Notice>, call: Call) {
  if (subjectAccount === call.principal.sub)
    throw new Refused('INVALID', undefined, [{ pointer: '/subjectAccount', message: 'your own sign-in' }]);
  const { ground, policy } = await caseOr404(call, 'application');
  return {
    ...(subjectAccount === undefined ? {} : { subjectAccount }),
    text: servedText(ground ?? 'NEW_HANDLER', policy),
  };
}
