import { z } from 'zod';
import { DOCUMENT_CODES, type DocumentCode, DOCUMENTS } from '../../domain/documents.js';
import { Refused } from '../../domain/errors.js';
import type { Role } from '../../domain/roles.js';
import { PACKS } from '../../forms/packs.js';
import { setForm } from '../../forms/setting/form.js';
import { LANGUAGES } from '../../forms/shape.js';
import { shareCase } from '../../store/requests.js';
import { caseOr404, closedIn, noteFileRead, rolesIn, worksOn } from '../case-views.js';
import { FileAnswer } from '../file-answer.js';
import { fillingOf } from '../documents/filling.js';
import { papersOf } from '../documents/papers.js';
import { type Call, type Route, route } from '../route.js';
import { Id, Instant } from '../schemas.js';

const text = z.strictObject({ ja: z.string(), en: z.string() });

const DocumentList = z
  .strictObject({
    items: z.array(
      z.strictObject({
        form: z.enum(DOCUMENT_CODES),
        of: Id.nullable().meta({ description: 'Which one, where a case has several of this form' }),
        at: Instant.nullable().meta({ description: 'Since when it stands; null for a form to be filled in' }),
        text: z
          .string()
          .meta({ description: 'The exact text: version and start of its hash, as printed on it' }),
        version: z.iso.date(),
        hash: z
          .string()
          .meta({ description: 'SHA-256 of the text in both languages, before it is filled in' }),
        article: z.string(),
        title: text,
      }),
    ),
  })
  .meta({ id: 'DocumentList', description: 'The documents of a case that the caller may read' });

const language = z.enum(LANGUAGES).default('ja');
export const DocumentQuery = z.strictObject({
  lang: language,
  of: Id.optional().meta({ description: 'Which one, where a case has several; without it the newest' }),
});
type Which = z.output<typeof DocumentQuery>;

/** What the newest texts cite: the route table is read once, when the process starts. */
const articleOf = (form: DocumentCode) =>
  PACKS[PACKS.length - 1]?.forms[form === 'notice' ? 'notice-new-handler' : form]?.article ?? '';

const READERS: readonly Role[] = [
  ...new Set(DOCUMENT_CODES.flatMap((form): readonly Role[] => DOCUMENTS[form])),
];

export const documentRoutes: readonly Route[] = [
  route({
    id: 'listDocuments',
    refuses: ['TIES_UNDECLARED'],
    method: 'get',
    path: '/applications/:id/documents',
    tag: 'documents',
    summary: 'The notices and forms of an assessment, as your role may read them',
    who: READERS,
    article: 'Art. 12, 13, 14',
    event: 'FileRead',
    answer: DocumentList,
    handle: listDocuments,
  }),
  ...DOCUMENT_CODES.map((form) =>
    route({
      id: printRouteId(form),
      refuses: ['TIES_UNDECLARED'],
      method: 'get',
      path: `/applications/:id/documents/${form}`,
      tag: 'documents',
      summary: SUMMARIES()[form],
      who: DOCUMENTS[form],
      article: articleOf(form),
      event: 'FileRead',
      query: DocumentQuery,
      answer: FileAnswer,
      media: 'application/pdf',
      handle: (call: Call<unknown, Which>) => print(form, call),
    }),
  ),
];

function SUMMARIES(): Readonly<Record<DocumentCode, string>> {
  return {
    notice: 'The notice, exactly as it was served',
    consent: 'The consent to the assessment',
    'inquiry-consent': 'The consent to inquiries, question by question',
    refusal: 'The refusal',
    withdrawal: 'The withdrawal of consent',
    'supplementary-consent': 'A request for a supplementary consent, and what was answered',
    'inquiry-withdrawal': 'Single questions taken back',
    questionnaire: 'The questionnaire; the part about family only for its subject',
    'interview-record': 'The record of an interview, with the person’s word on it or a line to sign on',
    statement: 'A blank sheet for what a person may say that has no form of its own',
    'superior-form': 'The form for a superior, to be filled in by hand',
    inquiry: 'An inquiry: its question, and the fields that identify the person to its source',
    'result-notice': 'The notice of the result',
    reasons: 'The reasons of a negative result, unless waived',
    pledge: 'The pledge',
    grievance: 'A grievance',
    'grievance-receipt': 'The receipt of a grievance, with the day by which an answer is meant',
    'grievance-answer': 'How a grievance was answered, and what follows',
  };
}

/** `printResultNotice`: each form is a route of its own, since each has its own readers and article. */
export function printRouteId(form: DocumentCode): string {
  return `print${form.replace(/(^|-)(\w)/g, (_whole, _dash, letter: string) => letter.toUpperCase())}`;
}

/** Who may read documents at all, and in which roles; to anybody else there is no such case. */
async function readerOf(call: Call) {
  const summary = await caseOr404(call, 'application');
  const roles = await rolesIn(call, summary);
  const own = roles.includes('Subject');
  if (!own && !worksOn(roles)) throw await closedIn(call, summary);
  return { summary, roles, own };
}

async function listDocuments(call: Call): Promise<z.input<typeof DocumentList>> {
  const { summary, roles } = await readerOf(call);
  await noteFileRead(call, summary, roles);
  const papers = await papersOf(call, summary, roles);
  return {
    items: papers.map(({ document: { form: code, of, at }, form }) => ({
      form: code,
      of,
      at,
      text: form.id,
      version: form.version,
      hash: form.hash,
      article: form.article,
      title: { ja: form.ja.title, en: form.en.title },
    })),
  };
}

async function print(form: DocumentCode, call: Call<unknown, Which>): Promise<z.input<typeof FileAnswer>> {
  const { lang, of } = call.query;
  // A letter takes a person's fields out of the house: not a moment after a withdrawal has committed.
  if (form === 'inquiry') await shareCase(call.tx, call.params.id ?? '');
  const { summary, roles, own } = await readerOf(call);
  const readers: readonly Role[] = DOCUMENTS[form];
  const counting = roles.filter((role) => readers.includes(role));
  const papers = await papersOf(call, summary, counting);
  const paper = papers.findLast(
    ({ document }) => document.form === form && (of === undefined || document.of === of),
  );
  if (!paper) throw new Refused('NOT_FOUND');
  const filling = await fillingOf(call, summary, paper, { language: lang, own });
  await noteFileRead(call, summary, counting, { document: form, text: paper.form.id, ...(of ? { of } : {}) });
  return { name: `${form}-${lang}.pdf`, bytes: await setForm(paper.pack, paper.form, lang, filling) };
}
