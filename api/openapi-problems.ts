import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { z } from 'zod';
import { type Action, type Edge, EDGES, type Rule } from '../domain/edges.js';
import { type ProblemCode, PROBLEMS } from '../domain/errors.js';
import type { CaseKind } from '../domain/stages.js';
import { isSigned } from '../domain/signatures.js';
import type { Route } from './route.js';
import { ToSignShape } from './signature-shapes.js';

export const PROBLEM_CODES = Object.keys(PROBLEMS) as ProblemCode[];

/** The code a step is refused with when its rule does not hold (domain/rules.ts; a test compares the two). */
export const CODE_OF_RULE: Readonly<Record<Rule, ProblemCode>> = {
  contractorCertified: 'NOT_CERTIFIED',
  noOtherOpenCase: 'ALREADY_OPEN',
  notYetCleared: 'ALREADY_CLEARED',
  textWasServed: 'CONSENT_TEXT_DIFFERS',
  nothingOpen: 'CHECKS_OPEN',
  nothingUnresolved: 'REVIEW_OPEN',
  noDoubtServed: 'DOUBT_STANDS',
  nothingHolds: 'HELD',
  noHoldStands: 'HELD',
  holdStands: 'NO_HOLD',
  notWhoPlacedIt: 'SAME_PERSON',
  reasonsGiven: 'REASONS_REQUIRED',
  timeAhead: 'INVALID',
  interviewBegun: 'TOO_EARLY',
  somethingTold: 'REASONS_REQUIRED',
  everythingWeighed: 'NOT_WEIGHED',
  somethingWeighed: 'NOT_WEIGHED',
  subjectWasHeard: 'NOT_HEARD',
  notWhoInvestigated: 'SAME_PERSON',
  notWhoProposed: 'SAME_PERSON',
  officerApart: 'SAME_PERSON',
  notWhoWorkedOnIt: 'SAME_PERSON',
  notWhoDecidedBefore: 'SAME_PERSON',
  outsideTheirLine: 'SAME_LINE',
  answerFits: 'INVALID',
  consentStands: 'NO_CONSENT',
  doubtEndedWithoutAssessment: 'WRONG_STAGE',
  correctedByAnother: 'SAME_PERSON',
  nothingRestsOnNotice: 'RELIED_ON',
  investigationReusable: 'NOT_REUSABLE',
  reportWaits: 'INVALID',
  notWhoReported: 'SAME_PERSON',
  everyReportValidated: 'REVIEW_OPEN',
  mayBeAsked: 'NO_CONSENT',
  provisoGrounded: 'INVALID',
  noGroundGiven: 'INVALID',
  firstCameIn: 'RECORDS_FIRST',
  recordsAreIn: 'RECORDS_FIRST',
  mayBeAskedFor: 'NO_SUPPLEMENT',
  supplementWasShown: 'CONSENT_TEXT_DIFFERS',
  everyQuestionAnswered: 'INVALID',
  noSupplementOpen: 'SUPPLEMENT_OPEN',
  wasConsented: 'NO_CONSENT',
  noOriginalWaiting: 'ORIGINAL_WAITING',
  noWordsWaiting: 'WORDS_WAITING',
  issuedThisWay: 'INVALID',
  receivedFirst: 'INVALID',
  noNoticeOut: 'WRONG_STAGE',
  notWhoIssued: 'SAME_PERSON',
  receivedInTime: 'WRONG_STAGE',
  answeredInTime: 'WRONG_STAGE',
};

/** Steps that open another case, send questions or carry words meet the rules of those as well. */
const OPENS: Partial<Record<Action, readonly ProblemCode[]>> = {
  nominate: ['SAME_PERSON'],
  signPledge: ['ALREADY_CLEARED'],
  serveDoubtNotice: ['ALREADY_OPEN'],
  askAgain: ['NO_CONSENT', 'CHECKS_OPEN'],
  startInvestigation: ['REASONS_REQUIRED'],
  submitQuestionnaire: ['DRIFTS'],
};

const lines: readonly Edge[] = EDGES;

/** The act of the domain table a route takes. Within one kind of case an event belongs to one act. */
export function actionOf(route: Route): { kind: CaseKind; action: Action } | undefined {
  if (route.method !== 'post') return undefined;
  const edge = lines.find(({ kind, event }) => `${kind}s` === route.tag && event === route.event);
  return edge && { kind: edge.kind, action: edge.action as Action };
}

/** Answered by the server itself, before a request is one of ours (http-server.ts). */
export const AT_THE_DOOR = ['NOT_HTTP', 'TOO_SLOW', 'HEAD_TOO_LARGE'] as const satisfies ProblemCode[];
export const EVERYWHERE = [
  ...AT_THE_DOOR,
  'RATE_LIMITED',
  'UNAVAILABLE',
  'POLICY_MISSING',
  'INTERNAL',
] as const;
export const WITH_A_BODY = ['MALFORMED', 'TOO_LARGE', 'UNSUPPORTED_MEDIA', 'INVALID'] as const;

/** Of an act that is signed by a passkey; on its paper somebody signs by hand. */
const OF_SIGNING: readonly ProblemCode[] = ['SIGNATURE_NEEDED', 'SIGNATURE_INVALID', 'PASSKEY_NEEDED'];
export function codesOnPaper(act: Route): ProblemCode[] {
  return codesOf(act).filter((code) => !OF_SIGNING.includes(code));
}

/** Every code the route can answer with, in the order of the closed list. */
export function codesOf(route: Route): ProblemCode[] {
  const codes = new Set<ProblemCode>(['NOT_SIGNED_IN', 'INVALID', ...EVERYWHERE]);
  if (route.who !== 'signed-in' || route.path.includes('/:')) codes.add('NOT_FOUND');
  if (route.method === 'post') for (const code of [...WITH_A_BODY, 'KEY_REUSED'] as const) codes.add(code);
  if (route.onCase) for (const code of ['NOT_YOURS', 'TIES_UNDECLARED'] as const) codes.add(code);
  for (const code of route.refuses ?? []) codes.add(code);
  const act = actionOf(route);
  if (act) for (const code of codesOfAct(act.kind, act.action)) codes.add(code);
  return PROBLEM_CODES.filter((code) => codes.has(code));
}

function codesOfAct(kind: CaseKind, action: Action): ProblemCode[] {
  const taken = lines.filter((edge) => edge.kind === kind && edge.action === action);
  const onCase = taken.some((edge) => !edge.from.includes('NEW'));
  return [
    ...(onCase ? (['NOT_YOURS', 'WRONG_STAGE', 'TIES_UNDECLARED'] as const) : []),
    ...(onCase && taken.some((edge) => !edge.anyVersion) ? (['STALE'] as const) : []),
    ...taken.flatMap((edge) => (edge.rules ?? []).map((rule) => CODE_OF_RULE[rule])),
    ...(OPENS[action] ?? []),
    ...(isSigned(action) ? OF_SIGNING : []),
  ];
}

export const ProblemSchema = z
  .object({
    type: z
      .string()
      .meta({ description: 'Address of the page about this code', examples: ['/problems/STALE'] }),
    title: z.string(),
    status: z.number().int().min(400).max(599),
    code: z
      .enum(PROBLEM_CODES)
      .meta({ id: 'ProblemCode', description: 'The closed list of ways this API refuses' }),
    detail: z.string().optional(),
    errors: z
      .array(
        z.object({
          pointer: z.string().meta({ description: 'JSON pointer to the field' }),
          message: z.string(),
        }),
      )
      .optional(),
    toSign: ToSignShape.optional(),
    reference: z.string().meta({ description: 'Finds the request in our logs' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem document. Whatever it says, nothing was changed.' });

const retryAfter = {
  'Retry-After': { description: 'Seconds until it is worth trying again', schema: { type: 'integer' } },
} as const;
const HEADERS: Partial<Record<ProblemCode, object>> = {
  NOT_SIGNED_IN: { 'WWW-Authenticate': { description: 'Always `Bearer`', schema: { type: 'string' } } },
  RATE_LIMITED: retryAfter,
  UNAVAILABLE: retryAfter,
  POLICY_MISSING: retryAfter,
};

/** One response for each status. Those with a single code are shared by all routes. */
export function problemResponses(codes: readonly ProblemCode[]): ZodOpenApiResponsesObject {
  const statuses = [...new Set(codes.map((code) => PROBLEMS[code].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = codes.filter((code) => PROBLEMS[code].status === status);
      const [only = ofStatus[0], second] = ofStatus;
      const response = second ? problemResponse(ofStatus) : { $ref: `#/components/responses/${only}` };
      return [String(status), response];
    }),
  );
}

/** `components.responses`: one for each code of the closed list, those included that no route answers by itself. */
export const codeResponses: Readonly<Record<string, ZodOpenApiResponseObject>> = Object.fromEntries(
  PROBLEM_CODES.map((code) => [code, problemResponse([code])]),
);

function problemResponse(codes: readonly ProblemCode[]): ZodOpenApiResponseObject {
  const headers = Object.assign(
    {},
    ...codes.map((code) => HEADERS[code] ?? {}),
  ) as ZodOpenApiResponseObject['headers'];
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].text}`).join('\n\n'),
    ...(Object.keys(headers ?? {}).length > 0 ? { headers } : {}),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { code: { enum: [...codes] } } },
          ],
        },
      },
    },
  };
}
