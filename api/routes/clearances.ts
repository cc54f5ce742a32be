import { z } from 'zod';
import { dayOf } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import { defaultScheme, policyOn } from '../../domain/policy.js';
import type { Role } from '../../domain/roles.js';
import { CHANGE_KINDS } from '../../domain/change-reports.js';
import { SITUATIONS } from '../../domain/change-situations.js';
import { writeLedger } from '../../store/ledger.js';
import { handlingRight } from '../../store/handling-right.js';
import { isConflicted } from '../../store/principals.js';
import { listCases } from '../../store/views.js';
import { act, sealConflict, withReasons } from '../acts.js';
import { ApplicationView, page, TimelineView } from '../case-faces.js';
import { listPage } from '../case-lists.js';
import { caseView, caseOr404, rolesIn } from '../case-views.js';
import { timelineView } from '../timeline-view.js';
import { ChangeReport, reportOf, ReportValidation, validationOf } from '../report-bodies.js';
import { Proposal, sealCorrection, Verdict } from '../corrections.js';
import { explanationOf } from '../explanation.js';
import { Explanation } from '../explanation-shape.js';
import { pledged } from '../pledge-text.js';
import { policyFor } from '../policy-fit.js';
import * as moves from '../move-bodies.js';
import { namedOfficer } from '../named-officer.js';
import { ReasonedBySentence, withSentences } from '../reasons.js';
import { sealRevoked } from '../revocation-packet.js';
import { type Call, type Route, route } from '../route.js';
import * as s from '../schemas.js';
import { seal } from '../seal.js';
import { sealAboutClearance } from '../grievances.js';
import { servedText } from '../served-text.js';

const STAFF = ['CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator'] as const;
/** Who reads its file: a grievance officer only while somebody has filed a grievance about it. */
const FILE_READERS = [...STAFF, 'GrievanceOfficer'] as const;
const RIGHT_READERS: readonly Role[] = ['InformationManager', ...STAFF];
const Situations = z.strictObject({
  items: z.array(
    z.strictObject({
      ja: z.string(),
      en: z.string(),
      report: z.enum(CHANGE_KINDS).nullable(),
      nobodys: z.literal(true).optional(),
    }),
  ),
});
const READERS = ['Subject', ...FILE_READERS, 'InformationManager', 'ContractorSecurityManager'] as const;

// biome-ignore format: a table
export const clearanceRoutes: readonly Route[] = [
  route({ id: 'listClearances', method: 'get', path: '/clearances', tag: 'clearances', summary: 'The clearances you can see', who: READERS, article: 'Art. 11, 13', event: null, query: s.Listing, answer: page(ApplicationView), handle: (call) => listPage(call, 'clearance') }),
  route({ id: 'readClearance', method: 'get', refuses: ['TIES_UNDECLARED'], path: '/clearances/:id', tag: 'clearances', summary: 'One clearance, as your role may see it', who: READERS, article: 'Art. 11, 13', event: 'FileRead', answer: ApplicationView, handle: async (call) => caseView(await caseOr404(call, 'clearance'), call, 'whole') }),
  route({ id: 'readClearanceTimeline', method: 'get', refuses: ['TIES_UNDECLARED'], path: '/clearances/:id/timeline', tag: 'clearances', summary: 'What happened to it, with the article behind each step', who: ['Subject', ...FILE_READERS], article: 'Art. 11, 13', event: 'FileRead', answer: TimelineView, handle: (call) => timelineView(call, 'clearance') }),
  route({ id: 'explainClearance', method: 'get', refuses: ['TIES_UNDECLARED'], path: '/clearances/:id/explanation', tag: 'clearances', summary: 'What was done under which article, which clocks run, what may come next and why the rest may not', who: ['Subject', ...FILE_READERS], article: 'Art. 11, 13', event: 'FileRead', answer: Explanation, handle: (call) => explanationOf(call, 'clearance') }),
  route({ id: 'readHandlingRight', method: 'get', path: '/handling-rights', tag: 'clearances', summary: 'May this person handle information of that scheme at this organ, now?', who: RIGHT_READERS, article: 'Art. 11', event: 'HandlingRightRead',
    query: z.strictObject({ subjectId: s.Id, organId: s.Id, scheme: s.Scheme.optional() }),
    answer: z.strictObject({ canHandle: z.boolean(), validUntil: z.string().nullable() }),
    handle: readRight }),
  act({ id: 'assignSuccessor', kind: 'clearance', action: 'assignSuccessor', path: 'assignment', summary: 'Assign a case officer, where the one of the assessment has left', body: s.Approval, details: ({ caseOfficer }, call) => namedOfficer('clearance', caseOfficer, call) }),
  act({ id: 'reportChange', kind: 'clearance', action: 'reportChange', path: 'change-reports', summary: 'Report a change in your own circumstances', receipt: true, body: ChangeReport, details: reportOf }),
  act({ id: 'reportAsOther', kind: 'clearance', action: 'reportAsOther', path: 'others-reports', summary: 'Report on the holder: looked at by a person, who tells the holder or seals it for a time', receipt: true, body: ChangeReport, details: reportOf }),
  act({ id: 'validateReport', kind: 'clearance', action: 'validateReport', path: 'report-validation', summary: 'Say what a report by somebody else comes to; its holder is told, unless it is sealed', body: ReportValidation, details: validationOf }),
  route({ id: 'listReportableChanges', method: 'get', path: '/reportable-changes', tag: 'clearances', summary: 'Must I report this? By examples; nothing is kept of who looks', who: 'signed-in', article: 'Standards: change report', event: null, answer: Situations, handle: async () => ({ items: SITUATIONS.map((one) => ({ ...one })) }) }),
  act({ id: 'closeReview', kind: 'clearance', action: 'closeReview', path: 'review-closure', summary: 'The reported change raises no doubt', body: s.WithReasons, details: withReasons }),
  act({ id: 'serveDoubtNotice', kind: 'clearance', action: 'serveDoubtNotice', path: 'doubt-notice', summary: 'Serve the notice of a reassessment: the right to handle ends at once', body: s.WithReasons, details: sealDoubt }),
  act({ id: 'proposeDoubtVoid', kind: 'clearance', action: 'proposeDoubtVoid', path: 'doubt-notice-mistake', summary: 'Propose to void the notice of a reassessment: it was served by mistake', body: Proposal, details: sealCorrection }),
  act({ id: 'confirmDoubtVoid', kind: 'clearance', action: 'confirmDoubtVoid', path: 'doubt-notice-mistake-confirmation', summary: 'Second person: void the notice; the right is back from this moment, and never for the time before', body: Verdict, details: sealCorrection }),
  act({ id: 'dropDoubtVoid', kind: 'clearance', action: 'dropDoubtVoid', path: 'doubt-notice-mistake-rejection', summary: 'Drop the proposal: the notice stands', body: Verdict, details: sealCorrection }),
  act({ id: 'proposeRevocation', kind: 'clearance', action: 'proposeRevocation', path: 'revocation-proposal', summary: 'After a reassessment was refused or withdrawn from: propose to revoke, and put to the holder why', body: ReasonedBySentence, details: withSentences }),
  act({ id: 'answerRevocation', kind: 'clearance', action: 'answerConcerns', path: 'hearing-answer', summary: 'Say your side before it is revoked', body: s.HearingAnswer, details: async ({ text }, call) => ({ documentId: await seal(call, 'HEARING', { text }) }) }),
  act({ id: 'dropRevocation', kind: 'clearance', action: 'dropRevocation', path: 'revocation-rejection', summary: 'Drop the proposal: the clearance stays suspended', body: s.WithReasons, details: withReasons }),
  act({ id: 'revoke', kind: 'clearance', action: 'revoke', path: 'revocation', summary: 'Second person: revoke, once the holder was heard or has let the time pass', body: ReasonedBySentence, details: withSentences, made: sealRevoked }),
  act({ id: 'lapse', kind: 'clearance', action: 'lapse', path: 'lapse', summary: 'The need to handle has ended', body: s.WithReasons, details: withReasons }),
  act({ id: 'transferWithin', kind: 'clearance', action: 'transferWithin', path: 'transfer', summary: 'The holder works in another section of the organ; the right stays', body: moves.Transfer, details: moves.transferOf }),
  act({ id: 'second', kind: 'clearance', action: 'second', path: 'secondment', summary: 'The holder works for a time at another organ or contractor: the right here stops, and is told; they are back when reinstated', body: moves.Secondment, details: moves.secondmentOf }),
  act({ id: 'depart', kind: 'clearance', action: 'depart', path: 'departure', summary: 'The holder has left their employer: the right stops, and is told; another employer nominates anew', body: moves.Departure, details: moves.departureOf }),
  act({ id: 'reinstate', kind: 'clearance', action: 'reinstate', path: 'reinstatement', summary: 'The need has returned within the ten years', body: s.WithReasons, details: withReasons }),
  act({ id: 'renewPledge', kind: 'clearance', action: 'renewPledge', path: 'pledge', summary: 'Sign the pledge again after reinstatement', body: s.Pledge, details: pledged }),
  act({ id: 'declareClearanceConflict', kind: 'clearance', action: 'declareConflict', path: 'conflict', summary: 'Declare a tie to the holder: you no longer see their cases', body: s.Conflict, details: sealConflict }),
  act({ id: 'fileGrievanceAboutClearance', kind: 'clearance', action: 'fileGrievance', path: 'grievances', summary: 'File a grievance about a clearance, its suspension or its end; it never counts against you', body: s.Grievance, details: sealAboutClearance }),
];

/** Asked only of one's own organ: what another organ's head found is not ours to say (Art. 11). */
async function readRight(
  call: Call<unknown, { subjectId: string; organId: string; scheme?: string | undefined }>,
) {
  const { tx, now, query, principal } = call;
  const role = await readsRightAs(call);
  if (!role) throw new Refused('NOT_FOUND');
  await writeLedger(tx, {
    at: now,
    event: 'HandlingRightRead',
    article: 'Art. 11, 16',
    caseId: null,
    organId: query.organId,
    subjectId: query.subjectId,
    sub: principal.sub,
    role,
    purpose: 'PROTECTION',
  });
  return handlingRight(tx, { ...query, scheme: query.scheme ?? defaultScheme() }, now);
}

/**
 * Nobody of their own, nor who is tied to the person; and whoever judges only where a case of the person is open to them, so
 * that they are told no outcome before their word on ties.
 */
async function readsRightAs(call: Call<unknown, { subjectId: string; organId: string }>) {
  const { tx, principal, query } = call;
  const { subjectId, organId } = query;
  const theirs = principal.grants.filter(
    (one) => one.organId === organId && RIGHT_READERS.includes(one.role),
  );
  if (theirs.length === 0 || principal.grants.some((one) => one.subjectId === subjectId)) return undefined;
  if (await isConflicted(tx, principal.sub, subjectId)) return undefined;
  if (theirs.some(({ role }) => role === 'InformationManager')) return 'InformationManager';
  for (const kind of ['clearance', 'application'] as const)
    for (const found of await listCases(tx, {
      kind,
      sub: principal.sub,
      subjectIds: [subjectId],
      limit: 100,
    })) {
      const roles = found.organId === organId ? await rolesIn(call, found) : [];
      const role = RIGHT_READERS.find((one) => roles.includes(one));
      if (role) return role;
    }
  return undefined;
}

/** The text is that of the policy in force now: the reassessment freezes it in the same transaction. */
async function sealDoubt(body: z.output<typeof s.WithReasons>, call: Call) {
  const { scheme } = await policyFor(call);
  const { version } = policyOn(dayOf(call.now), scheme);
  return { ...(await withReasons(body, call)), text: servedText('DOUBT', version) };
}
