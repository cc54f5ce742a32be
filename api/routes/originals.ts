import { z } from 'zod';
import { deskOf, HANDS } from '../../domain/original.js';
import { type Role, ROLES } from '../../domain/roles.js';
import type { ProblemCode } from '../../domain/errors.js';
import { codesOnPaper } from '../openapi-problems.js';
import { FileAnswer } from '../file-answer.js';
import { ARTICLE } from '../originals/hands.js';
import { keyIn } from '../originals/key-in.js';
import { printReceipt, ReceiptQuery } from '../originals/receipt.js';
import { keyReply, noteDispatch } from '../originals/replies.js';
import { confirm, reject } from '../originals/settle.js';
import * as shapes from '../originals/shapes.js';
import { listedOriginals, wholeOriginal } from '../originals/views.js';
import { type Call, type Route, route, type Takes } from '../route.js';
import { Id } from '../schemas.js';

const hands = (part: 'KEYS' | 'CONFIRMS') => Object.values(HANDS).flatMap((desk) => desk[part]);
const inOrder = (roles: readonly Role[]) => ROLES.filter((role) => roles.includes(role));
const SECONDS = inOrder(hands('CONFIRMS'));
const READERS = inOrder(['Subject', ...SECONDS, ...hands('KEYS')]);

/** A signed paper for every act of a subject's: whatever act there will be, its paper comes with it. */
export function originalRoutes(acts: readonly Route[]): readonly Route[] {
  const signed = acts.filter(({ takes, who }) => takes && who !== 'signed-in' && who.includes('Subject'));
  const takesOf = (kind: string, action: string) =>
    signed.find(({ takes }) => takes?.kind === kind && takes.action === action)?.takes;
  const refusals = [...new Set(signed.flatMap(codesOnPaper))];
  return [
    ...signed.map((of) => keyRoute(of, of.takes as Takes)),
    route({
      id: 'keyInquiryReply',
      method: 'post',
      path: '/applications/:id/replies',
      tag: 'originals',
      summary: 'Key in a source’s reply by letter; a second person confirms it',
      who: inOrder(HANDS.INQUIRY.KEYS),
      onCase: 'application',
      article: 'Art. 12(6)',
      event: 'OriginalKeyed',
      refuses: ['ALREADY_ANSWERED', 'CLOSED_REQUEST', 'ORIGINAL_WAITING'],
      body: shapes.Reply,
      answer: shapes.Keyed,
      handle: keyReply,
    }),
    route({
      id: 'noteDispatch',
      method: 'post',
      path: '/applications/:id/dispatches',
      tag: 'originals',
      summary: 'Note that a letter of inquiry leaves; refused once it may not',
      who: inOrder(HANDS.INQUIRY.KEYS),
      onCase: 'application',
      article: 'Art. 12(3), 12(6)',
      event: 'LetterDispatched',
      refuses: ['ALREADY_ANSWERED', 'CLOSED_REQUEST'],
      body: shapes.Dispatch,
      answer: z.strictObject({ id: Id, reference: Id }),
      handle: noteDispatch,
    }),
    route({
      id: 'listOriginals',
      method: 'get',
      path: '/originals',
      tag: 'originals',
      summary: 'Signed papers that wait for a second person, or all of one case',
      who: READERS,
      article: ARTICLE,
      event: 'ListRead',
      query: z.strictObject({ caseId: Id.optional() }),
      answer: shapes.OriginalList,
      handle: listedOriginals,
    }),
    route({
      id: 'readOriginal',
      refuses: ['TIES_UNDECLARED'],
      method: 'get',
      path: '/originals/:id',
      tag: 'originals',
      summary: 'One signed paper, with what was keyed in from it, to be compared',
      who: READERS,
      article: ARTICLE,
      event: 'OriginalRead',
      answer: shapes.OriginalWhole,
      handle: wholeOriginal,
    }),
    route({
      id: 'printReceipt',
      refuses: ['TIES_UNDECLARED'],
      method: 'get',
      path: '/originals/:id/receipt',
      tag: 'originals',
      summary: 'A receipt for whoever signed the paper, as a PDF',
      who: READERS,
      article: ARTICLE,
      event: 'OriginalRead',
      query: ReceiptQuery,
      answer: FileAnswer,
      media: 'application/pdf',
      handle: printReceipt,
    }),
    route({
      id: 'confirmOriginal',
      method: 'post',
      path: '/originals/:id/confirmation',
      tag: 'originals',
      summary:
        'Second person: the paper says what was keyed in; the step is taken, if the case still waits for it',
      who: SECONDS,
      article: ARTICLE,
      event: 'OriginalConfirmed',
      refuses: SETTLING(refusals),
      body: shapes.Confirmation,
      answer: shapes.Keyed,
      handle: (call: Call<z.output<typeof shapes.Confirmation>>) =>
        confirm(({ kind, action }) => takesOf(kind, action), call),
    }),
    route({
      id: 'rejectOriginal',
      method: 'post',
      path: '/originals/:id/rejection',
      tag: 'originals',
      summary: 'Second person: it does not say so, or is no paper that counts',
      who: SECONDS,
      article: ARTICLE,
      event: 'OriginalRejected',
      refuses: SETTLING([]),
      body: shapes.Rejection,
      answer: shapes.Keyed,
      handle: reject,
    }),
  ];
}

function SETTLING(of: readonly ProblemCode[]): readonly ProblemCode[] {
  return [...new Set<ProblemCode>(['NOT_YOURS', 'TIES_UNDECLARED', 'SAME_PERSON', 'WRONG_STAGE', ...of])];
}

function keyRoute(of: Route, takes: Takes): Route {
  const { kind, action } = takes;
  const { says } = takes;
  return route({
    id: `key${of.id.replace(/^./, (letter) => letter.toUpperCase())}`,
    method: 'post',
    path: `${of.path}/original`,
    tag: 'originals',
    summary: `Key in a signed paper: ${of.summary.replace(/^./, (letter) => letter.toLowerCase())}`,
    who: inOrder(HANDS[deskOf(kind, action)].KEYS),
    onCase: kind,
    article: of.article,
    event: 'OriginalKeyed',
    refuses: [...new Set<ProblemCode>([...codesOnPaper(of), 'NOT_YOURS', 'ORIGINAL_WAITING'])],
    body: z.strictObject({ original: shapes.OriginalFacts, says }),
    answer: shapes.Keyed,
    handle: (call) =>
      keyIn(
        takes,
        call as Call<{ original: z.output<typeof shapes.OriginalFacts>; says: Record<string, unknown> }>,
      ),
  });
}
