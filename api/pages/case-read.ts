import { isClosedTo } from '../../domain/access.js';
import { itemName } from '../../domain/policy-words.js';
import { placeWords } from '../../web/words/questionnaire.js';
import { textsToSign } from '../signed-texts.js';
import type { z } from 'zod';
import type { CheckCode } from '../../domain/checks.js';
import { ANY_QUESTIONS, questionsNamed } from '../../forms/packs.js';
import { EDGES } from '../../domain/edges.js';
import { Refused } from '../../domain/errors.js';
import { HANDS } from '../../domain/original.js';
import { askedPlaces } from '../../domain/questionnaire/returned.js';
import { type DeadlineKind, schemeOf } from '../../domain/policy.js';
import type { Answers } from '../../domain/questionnaire/shape.js';
import { type CaseKind, isStage } from '../../domain/stages.js';
import { bodyNames, clocksOf, dueOf, kindOf, officersOf } from '../../store/console-reads.js';
import { handlingRight } from '../../store/handling-right.js';
import { applicationBehind } from '../../store/document-facts.js';
import { type CaseSummary, listCases } from '../../store/views.js';
import type { CaseFile, DocumentRow, OutcomeRow, ScreeningFile, TimelineRow } from '../../web/case-data.js';
import type { OwnFile } from '../../web/own-data.js';
import type { Word } from '../../web/language.js';
import { dueDay } from '../../web/parts.js';
import { isStep } from '../../web/steps.js';

import { ApplicationView, TimelineView } from '../case-faces.js';
import { caseOr404, rolesIn } from '../case-views.js';
import { toldIn } from '../documents/contents.js';
import { papersOf } from '../documents/papers.js';
import { draftShown } from '../questionnaire/shown.js';
import { viaRoute } from './via-route.js';
import { weighedOf } from './weighed-read.js';
import type { Call } from '../route.js';
import { mayReadPacket } from '../routes/packets.js';
import { elsewhereOf, movesNamed } from './moves-read.js';
import { rowOf } from './reads.js';
import { Check, MattersShown, Person, Sheet, TimelineDetail, TimelineRole } from './view-shapes.js';

type View = z.output<typeof ApplicationView>;
export type CasePage =
  | { readonly view: 'file'; readonly file: CaseFile }
  | { readonly view: 'subject'; readonly file: OwnFile }
  | { readonly view: 'screening'; readonly file: ScreeningFile }
  | { readonly view: 'outcome'; readonly row: OutcomeRow };

/** Who keys in papers and reads the file. */
const KEYS = [...HANDS.CASE.KEYS, ...HANDS.INQUIRY.KEYS];

const READ: Readonly<Record<CaseKind, string>> = {
  application: 'readApplication',
  clearance: 'readClearance',
  grievance: 'readGrievance',
};

/** One case as its reader may see it, by the very handlers the API serves it with. @throws Refused NOT_FOUND */
export async function readCasePage(call: Call): Promise<CasePage> {
  const kind = await kindOf(call.tx, call.params.id ?? '');
  if (!kind) throw new Refused('NOT_FOUND');
  const view = ApplicationView.parse(await viaRoute(READ[kind], call));
  if (view.view === 'outcome') return { view: 'outcome', row: { ...view, kind } };
  // Its reader sees it in their queue: there is no page on which to act.
  if (view.view === 'oversight' || view.view === 'undeclared') throw new Refused('NOT_FOUND');
  const summary = await caseOr404(call, kind);
  if (view.view === 'screening') return screeningOf(call, view);
  return view.view === 'file' ? fileOf(call, summary, view) : ownOf(call, summary, view);
}

async function fileOf(call: Call, summary: CaseSummary, view: View & { view: 'file' }): Promise<CasePage> {
  const { tx } = call;
  const roles = await rolesIn(call, summary);
  const checks = Check.array().parse(view.checks ?? []);
  const person = Person.safeParse(view.person);
  const worksheet = Sheet.safeParse(view.worksheet);
  const matters = MattersShown.safeParse(view.matters);
  const { askable = [], supplementable = [], supplements = [], withdrawn = [] } = view;
  const { reports = [], holds = [] } = view;
  // Where nothing is left to ask, to look at or to lift the table would offer it all the same, and puzzle whoever reads.
  const liftable = holds.some(({ liftedAt, you }) => liftedAt === null && !you);
  const possible = (view.possible ?? [])
    .filter(isStep)
    .filter((step) => step !== 'inquire' || askable.length > 0)
    .filter((step) => step !== 'requestSupplement' || supplementable.length > 0)
    .filter((step) => step !== 'validateReport' || reports.some(waitsForSomebody))
    .filter((step) => step !== 'liftHold' || liftable);
  const names = new Map(checks.map((check) => [check.requestId, check.code]));
  const assigns = possible.some((step) =>
    ['approveNominee', 'confirmNeed', 'assign', 'assignSuccessor'].includes(step),
  );
  const file: CaseFile = {
    ...rowOf(call, summary, await dueOf(tx, summary.id), view.turn),
    version: summary.version,
    policy: summary.policy,
    openedAt: summary.openedAt,
    notifiedAt: summary.notifiedAt,
    service: view.service,
    issue: view.issue,
    ...(view.voidNotices ? { voidNotices: view.voidNotices } : {}),
    lastValidDay: summary.lastValidDay,
    closed: isClosedTo(roles, summary),
    openUntil: view.breakGlass?.until,
    assigned: summary.assigned,
    undeclared: summary.undeclared,
    ...(person.success ? { person: person.data } : {}),
    checks,
    ...(view.questionnaire === undefined ? {} : { questionnaire: answersOf(view.questionnaire) }),
    interviews: view.interviews ?? [],
    reports: view.reports ?? [],
    moves: await movesNamed(call, view),
    elsewhere: possible.includes('second') ? await elsewhereOf(call, summary) : [],
    holds,
    grievance: view.grievance,
    statements: (view.statements ?? []).map(({ action, ...rest }) => ({ ...rest, event: eventOf(action) })),
    ...(await earlierOf(call, view)),
    ...(possible.includes('returnQuestionnaire') ? { places: placesOffered(view.questionnaire) } : {}),
    ...(worksheet.success ? { worksheet: worksheet.data } : {}),
    ...(matters.success ? { matters: matters.data } : {}),
    ...weighedOf(view),
    askable,
    supplementable,
    supplements,
    withdrawn,
    clocks: await clocksOf(tx, summary.id),
    timeline: view.breakGlass ? [] : await timelineOf(call, summary.kind, names),
    possible,
    documents: await documentsOf(call, summary),
    papers: view.papers,
    words: view.words,
    packet: await mayReadPacket(call, summary),
    keys: summary.kind !== 'grievance' && roles.some((role) => KEYS.includes(role)),
    officers: assigns ? await officersOf(tx, summary.organId) : [],
  };
  return { view: 'file', file };
}

async function screeningOf(call: Call, view: View & { view: 'screening' }): Promise<CasePage> {
  const { id, version, since, passages = [], possible = [] } = view;
  const due = await dueOf(call.tx, id);
  return {
    view: 'screening',
    file: { id, version, since, due, passages, possible: possible.filter(isStep) },
  };
}

/** The questions that these pointers are answers to, each once; of questions asked no more, their item. */
function questionsAt(pointers: readonly string[]): Word[] {
  const words = pointers.flatMap((pointer) => {
    const [, , item = '', asked] = pointer.split('/');
    return item === ''
      ? []
      : [ANY_QUESTIONS.items[item]?.find(({ id }) => id === asked)?.ask ?? itemName(item)];
  });
  return words.filter((word, n) => words.findIndex(({ ja }) => ja === word.ja) === n);
}

async function ownOf(call: Call, summary: CaseSummary, view: View & { view: 'subject' }): Promise<CasePage> {
  const asked = { subjectId: summary.subjectId, organId: summary.organId, scheme: schemeOf(summary.policy) };
  const right = summary.kind === 'clearance' ? await handlingRight(call.tx, asked, call.now) : undefined;
  const due = await theirDue(call, summary, view);
  const { interviews = [], reports = [] } = view;
  const draft = view.possible?.includes('submitQuestionnaire') ? await draftShown(call, summary) : undefined;
  // Who may handle has pledged: the table would let them again, and the page would only puzzle them.
  const possible = (view.possible ?? [])
    .filter(isStep)
    .filter((step) => step !== 'renewPledge' || !right?.canHandle);
  const file: OwnFile = {
    ...view,
    kind: summary.kind,
    destroyed: summary.stage === 'DISPOSED',
    struckFrom: questionsAt(view.struck ?? []),
    interviews,
    reports,
    moves: await movesNamed(call, view),
    answerBy: due && dueDay(due, undefined).day,
    extended: due ? await extendedBy(call, summary.id, due.kind) : [],
    timeline: await timelineOf(call, summary.kind, new Map()),
    documents: await documentsOf(call, summary),
    ...(right ? { canHandle: right.canHandle } : {}),
    ...(draft ? { draft } : {}),
    ...(await textsToSign(call, summary, possible)),
    possible,
  };
  return { view: 'subject', file };
}

/** By when they are to answer; while the case waits for others, that of the supplementary consent they are asked for. */
async function theirDue(
  call: Call,
  { id, waitingOn }: CaseSummary,
  { yourTurn, supplement }: View & { view: 'subject' },
) {
  if (supplement && waitingOn !== 'SUBJECT')
    return { at: supplement.answerBy, kind: 'SUPPLEMENT_WINDOW' as const };
  if (!yourTurn) return null;
  // Of a clearance: before it is revoked, whatever else it is measured by.
  const hearing = (await clocksOf(call.tx, id)).find((clock) => clock.kind === 'HEARING_WINDOW');
  return hearing ?? dueOf(call.tx, id);
}

async function extendedBy({ tx }: Call, caseId: string, kind: DeadlineKind): Promise<OwnFile['extended']> {
  const clocks = await clocksOf(tx, caseId);
  return clocks.filter((clock) => clock.kind === kind).flatMap(({ extended }) => extended);
}

/** Of an earlier investigation, with the name of the organ it was made for. */
async function earlierOf(
  { tx }: Call,
  { reusable, earlier }: View & { view: 'file' },
): Promise<Pick<CaseFile, 'reusable' | 'earlier'>> {
  const organId = (reusable ?? earlier)?.organId;
  if (organId === undefined) return {};
  const organ = (await bodyNames(tx, [organId])).get(organId) ?? { ja: organId, en: organId };
  return {
    ...(reusable ? { reusable: { ...reusable, organ } } : {}),
    ...(earlier ? { earlier: { ...earlier, organ } } : {}),
  };
}

/** The questions that were put to the person: any of them may be returned. */
function placesOffered(questionnaire: unknown): CaseFile['places'] {
  const { answers = {}, questions = '' } = (questionnaire ?? {}) as { answers?: Answers; questions?: string };
  const form = questionsNamed(questions);
  // Of questions that are at hand no more nothing can be asked again.
  if (!form) return [];
  return askedPlaces(form, answers).flatMap(placeWords);
}

/** The questionnaire in words, in both languages of the page. */
function answersOf(questionnaire: unknown): CaseFile['questionnaire'] {
  const [ja, en] = [toldIn(questionnaire, 'ja'), toldIn(questionnaire, 'en')];
  return Object.fromEntries(
    Object.entries(ja).flatMap(([item, told]) =>
      told ? [[item, { stated: told.stated, text: { ja: told.text, en: en[item]?.text ?? '' } }]] : [],
    ),
  );
}

function waitsForSomebody({ by, verdict, ended }: { by: string; verdict: unknown; ended: unknown }): boolean {
  return by !== 'HOLDER' && verdict === null && ended === null;
}

/** What a page calls a step: what then happened, as in the timeline. */
function eventOf(action: string): string {
  return EDGES.find((edge) => edge.action === action)?.event ?? action;
}

/** What may be printed: the page itself is the read that the ledger names. */
async function documentsOf(call: Call, summary: CaseSummary): Promise<DocumentRow[]> {
  if (summary.kind === 'clearance') return pledgesOf(call, summary);
  const papers = await papersOf(call, summary, await rolesIn(call, summary));
  return papers.map(({ document, form }) => ({
    ...document,
    caseId: summary.id,
    title: { ja: form.ja.title, en: form.en.title },
    article: form.article,
  }));
}

/** A clearance rests on its pledges, which are printed with the papers of the assessment it came from. */
async function pledgesOf(call: Call, { id }: CaseSummary): Promise<DocumentRow[]> {
  const application = await applicationBehind(call.tx, id);
  if (application === undefined) return [];
  const { sub } = call.principal;
  const [found] = await listCases(call.tx, { kind: 'application', sub, id: application, limit: 1 });
  if (!found) return [];
  return (await documentsOf(call, found)).filter(({ form }) => form === 'pledge');
}

const TIMELINES: Readonly<Partial<Record<CaseKind, string>>> = {
  application: 'readApplicationTimeline',
  clearance: 'readClearanceTimeline',
};

async function timelineOf(
  call: Call,
  kind: CaseKind,
  codes: ReadonlyMap<string, CheckCode>,
): Promise<TimelineRow[]> {
  const id = TIMELINES[kind];
  if (id === undefined) return [];
  const { entries } = TimelineView.parse(await viaRoute(id, call));
  return entries.map((entry, index) => {
    const { requestId, finding, interviewAt, outageFrom, outageTo, days, original, standIn, selfGround } =
      TimelineDetail.parse(entry.detail);
    const outage = outageFrom !== undefined && outageTo !== undefined && days !== undefined;
    const moved = entry.to !== entries[index - 1]?.to;
    return {
      at: entry.at,
      event: entry.event,
      article: entry.article,
      role: TimelineRole.parse(entry.role),
      to: moved && isStage(entry.to) ? entry.to : null,
      ...(interviewAt === undefined ? {} : { comesAt: interviewAt }),
      ...(outage ? { extended: { from: outageFrom, to: outageTo, days } } : {}),
      ...(original === undefined ? {} : { onPaper: original }),
      ...(standIn === undefined ? {} : { standIn }),
      ...(selfGround === undefined ? {} : { selfGround }),
      code: (requestId && codes.get(requestId)) || null,
      finding: finding ?? null,
    };
  });
}
