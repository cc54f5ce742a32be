import { lastValidDay } from '../../domain/calendar.js';
import { checkIn } from '../../domain/checks.js';
import type { CaseDocument, DocumentCode } from '../../domain/documents.js';
import type { Action } from '../../domain/edges.js';
import { Refused } from '../../domain/errors.js';
import { type Policy, policyOf } from '../../domain/policy.js';
import type { Filling } from '../../forms/filling.js';
import type { Language } from '../../forms/shape.js';
import type { Flag, FormCode } from '../../forms/spec.js';
import { bodyNames } from '../../store/console-reads.js';
import { renewedPledge } from '../../store/document-facts.js';
import { earlierResultsOf } from '../../store/earlier-results.js';
import { type CaseSummary, checksOf } from '../../store/views.js';
import { dueDay } from '../../web/parts.js';
import { reasonsTold } from '../../web/words/reasons.js';
import { articleText } from '../../web/words/articles.js';

import { toldReasons } from '../reasons.js';
import type { Call } from '../route.js';
import { answered, matter, receipt } from './grievances.js';
import { supplementary, withdrawnAlone } from './supplements.js';
import { recordOfInterview } from './interview-record.js';
import { familyOf, grievanceOf, type Identity, identityOf, statementsOf } from './contents.js';
import type { Filler, Part } from './part.js';
import { letterDay } from './letter-day.js';
import { onPaper } from './on-paper.js';
import { withdrawn } from './withdrawal.js';
import type { Paper } from './papers.js';
import { familyRows, identityRows, inquiryRows, matterRows, sourceIn, statementRows } from './tables.js';

/** All that a document of this case prints, in words. Each form is given its own part of it and nothing beside. */
export async function fillingOf(
  call: Call,
  summary: CaseSummary,
  paper: Paper,
  { language, own }: { readonly language: Language; readonly own: boolean },
): Promise<Filling> {
  const person = await identityOf(call, summary.subjectId);
  if (!person) throw new Refused('NOT_FOUND');
  const { document, form, pack, noticeAt, noticeText } = paper;
  const organ = (await bodyNames(call.tx, [summary.organId])).get(summary.organId);
  const part = await PARTS[form.code]({ call, summary, paper, language, person, own });
  const how = part.how ?? (await howOf(call, summary.id, document, language));
  return {
    // A blank form was made when its text was: printed twice, it is the same.
    at: document.at ?? `${pack.policy.from}T00:00:00+09:00`,
    article: basis(form.article, language, pack.policy),
    values: {
      name: named(person, language),
      organ: organ?.[language] ?? '',
      date: document.at ? letterDay(document.at, language) : '',
      noticeText,
      noticeDate: noticeAt ? letterDay(noticeAt, language) : '',
      ...part.values,
    },
    flags: new Set<Flag>([document.at === null ? 'blank' : 'filled', ...(part.flags ?? [])]),
    tables: part.tables ?? {},
    ...(how === undefined ? {} : { how }),
  };
}

/** The step that a document tells of. */
const STEP_OF: Partial<Record<DocumentCode, Action>> = {
  consent: 'giveConsent',
  'inquiry-consent': 'giveConsent',
  refusal: 'refuseConsent',
  withdrawal: 'withdrawConsent',
  'supplementary-consent': 'answerSupplement',
  'inquiry-withdrawal': 'withdrawInquiry',
  questionnaire: 'submitQuestionnaire',
  pledge: 'signPledge',
  grievance: 'fileGrievance',
};

/** That it came on a signed paper, and which; undefined for what was done signed in. */
async function howOf(
  { tx }: Call,
  caseId: string,
  { form, at, of }: CaseDocument,
  language: Language,
): Promise<string | undefined> {
  // What has several of its form says itself how each came.
  if (form === 'pledge' && of !== null) return undefined;
  const action = STEP_OF[form];
  return action && at ? onPaper(tx, { caseId, action, at }, language) : undefined;
}

const AFTER_LAW: Readonly<Record<Language, string>> = { ja: '　', en: ', ' };

/** The article in words, under the law of its policy. */
export function basis(article: string, language: Language, { law }: Pick<Policy, 'law'>): string {
  const text = articleText(article, language);
  return /^(Art\.|第)/.test(text) ? law[language] + AFTER_LAW[language] + text : text;
}

/** In Japanese as it is written; in English with its reading in Latin letters, where one was given. */
function named({ name, romaji }: Identity, language: Language): string {
  return language === 'en' && romaji ? `${romaji} (${name})` : name;
}

const NOTHING = () => Promise.resolve<Part>({});

const PARTS: Readonly<Record<FormCode, (filler: Filler) => Promise<Part>>> = {
  'notice-new-handler': NOTHING,
  'notice-renewal': NOTHING,
  'notice-doubt': NOTHING,
  refusal: NOTHING,
  withdrawal: withdrawn,
  // Of one that was signed anew the step stands with the clearance.
  pledge: async ({ call: { tx }, paper, language }) => {
    const renewed = paper.document.of === null ? undefined : await renewedPledge(tx, paper.document.of);
    const how = renewed && (await onPaper(tx, { ...renewed, action: 'renewPledge' }, language));
    return how === undefined ? {} : { how };
  },
  consent: async ({ paper }) => ({ flags: paper.document.at === null ? [] : waiver(paper.waivedFirst) }),
  'inquiry-consent': async ({ paper, language }) => {
    const { pack, document, firstConsent } = paper;
    const given = document.at === null ? undefined : firstConsent;
    return { tables: { inquiries: inquiryRows({ pack, language }, given) } };
  },
  'supplementary-consent': supplementary,
  'inquiry-withdrawal': withdrawnAlone,
  questionnaire: async ({ call, summary, paper, language, person, own }) => {
    const submitted = paper.document.at !== null;
    const statements = submitted ? await statementsOf(call, summary.id, { language, own }) : undefined;
    // Family stands apart from the file (law: invariant 5): written by the subject, read on the subject's own copy.
    const family = submitted && own ? await familyOf(call, summary.id) : undefined;
    return {
      values: {
        kana: person.kana ?? '',
        dateOfBirth: person.dateOfBirth ? letterDay(person.dateOfBirth, language) : '',
      },
      flags: [submitted && !own ? 'file' : 'own'],
      tables: {
        statements: statementRows({ pack: paper.pack, language }, statements),
        family: familyRows(language, family),
      },
    };
  },
  'interview-record': recordOfInterview,
  statement: NOTHING,
  'superior-form': async ({ paper, language, person }) => ({
    values: { name: person.name },
    tables: { matters: matterRows({ pack: paper.pack, language }, paper.inquiryConsent) },
  }),
  inquiry: async ({ call, summary, paper, language, person }) => {
    const check = (await checksOf(call.tx, summary.id)).find((one) => one.requestId === paper.document.of);
    if (!check) throw new Refused('NOT_FOUND');
    const due = dueDay({ at: check.dueAt, kind: 'CHECK_DUE' }, undefined);
    return {
      // Whom it is about stands in its table alone: as much of them as this source needs.
      values: {
        source: sourceIn(paper.pack.policy, check.source)[language],
        question: checkIn(paper.pack.policy, check.code).question[language],
        dueOn: letterDay(due.day, language),
        reference: check.requestId,
      },
      tables: { identity: identityRows({ pack: paper.pack, language }, check.code, person) },
    };
  },
  'result-notice': async ({ call, summary, paper, language }) => {
    const { decision, notifiedAt } = (await earlierResult(call, summary, paper)) ?? summary;
    if (decision === 'NOT_FOUND')
      return { values: { validUntil: '' }, flags: ['notFound', ...waiver(paper.reasonsWaived)] };
    // Neither of the two is no result at all: nothing is printed that somebody could take for the other.
    if (decision === null || notifiedAt === null) throw new Error('a result printed before it was told');
    const { periods } = paper.pack.policy;
    const validUntil = letterDay(lastValidDay(notifiedAt, periods.VALIDITY), language);
    return { values: { validUntil }, flags: ['found'] };
  },
  'result-notice-ended': async ({ paper, language }) => ({
    values: { endedOn: paper.endedOn === null ? '' : letterDay(paper.endedOn, language) },
    flags: waiver(paper.reasonsWaived),
  }),
  // Whenever it is received, each word of it is true: its years are told by their number, and the end of a right by its cause.
  'result-notice-issued': async ({ call, summary, paper, language }) => {
    const { decision } = (await earlierResult(call, summary, paper)) ?? summary;
    if (decision === null) throw new Error('a result printed before there was one');
    const waived = paper.issued?.waived ?? paper.reasonsWaived;
    return {
      values: { validity: years(policyOf(summary.policy).periods.VALIDITY, language) },
      flags: decision === 'FOUND' ? ['found'] : ['notFound', ...waiver(waived)],
    };
  },
  reasons: reasonsPart,
  'reasons-issued': reasonsPart,
  grievance: async ({ call, summary, paper }) => {
    const { of } = paper.document;
    const filed = of ? await grievanceOf(call, summary.id, of) : undefined;
    if (!filed) return { values: { grievance: '' } };
    return {
      values: { grievance: filed.text },
      flags: matter(filed.about),
    };
  },
  // Of no case: a contractor prints it by itself (api/contractors/passing-on.ts).
  'passing-on': NOTHING,
  'grievance-receipt': receipt,
  'grievance-answer': answered,
};

async function reasonsPart({ call, summary, paper, language }: Filler): Promise<Part> {
  const earlier = await earlierResult(call, summary, paper);
  const told = await toldReasons(call, summary.id, { until: earlier?.decidedAt });
  return {
    values: {
      reasons: told ? reasonsTold(told, language) : '',
      // Of reasons that follow it: the day of the notice whose reasons they are.
      ...(paper.issued ? { issuedOn: letterDay(paper.issued.at, language) } : {}),
    },
  };
}

/** A period of whole years, in words. */
function years(period: string, language: Language): string {
  const count = Number(/^P(\d+)Y$/.exec(period)?.[1]);
  if (Number.isNaN(count)) throw new Error(`no whole years: ${period}`);
  return language === 'ja' ? `${count}年` : `${count} years`;
}

/** Which of several results a paper is about: one that was notified before, or else the case's own. */
async function earlierResult(call: Call, { id }: CaseSummary, { document: { of } }: Paper) {
  return of === null ? undefined : (await earlierResultsOf(call.tx, id)).find((one) => one.id === of);
}

function waiver(reasonsWaived: boolean): Flag[] {
  return [reasonsWaived ? 'waived' : 'notWaived'];
}
