import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { AT_THE_DOOR, EVERYWHERE, PROBLEM_CODES, problemResponses, WITH_A_BODY } from './openapi-problems.js';
import { Registration } from './passkey-shapes.js';
import { Instant } from './schemas.js';
import { AssertionShape } from './signature-shapes.js';

const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});
const open = (
  operation: Omit<ZodOpenApiOperationObject, 'security' | 'tags'>,
): ZodOpenApiOperationObject => ({
  ...operation,
  tags: ['service'],
  security: [],
});
const text = { type: 'string' } as const;

const ready = z.object({ ready: z.boolean(), missing: z.array(z.string()).optional() });

/** What is reachable beside the route table, without a sign-in: what the API says about itself. */
export const servicePaths: ZodOpenApiPathsObject = {
  '/openapi.json': {
    get: open({
      operationId: 'readOpenApi',
      summary: 'This document',
      responses: {
        200: json('OpenAPI 3.1', z.record(z.string(), z.unknown())),
        ...problemResponses(EVERYWHERE),
      },
    }),
  },
  '/openapi-gateway.json': {
    get: open({
      operationId: 'readGatewayOpenApi',
      summary: 'The gateway, as providers use it',
      responses: {
        200: json('OpenAPI 3.1', z.record(z.string(), z.unknown())),
        ...problemResponses(EVERYWHERE),
      },
    }),
  },
  '/problems': {
    get: open({
      operationId: 'listProblems',
      summary: 'Every way this API refuses',
      responses: { 200: problemPage('The closed list of codes'), ...problemResponses(EVERYWHERE) },
    }),
  },
  '/problems/{code}': {
    get: open({
      operationId: 'readProblem',
      summary: 'What a problem code means and which steps answer with it',
      requestParams: { path: z.object({ code: z.enum(PROBLEM_CODES) }) },
      responses: { 200: problemPage('The code'), ...problemResponses(['NOT_FOUND', ...EVERYWHERE]) },
    }),
  },
  '/health/live': {
    get: open({
      operationId: 'isLive',
      summary: 'The process runs',
      responses: {
        200: json('It does', z.object({ live: z.literal(true) })),
        ...problemResponses(AT_THE_DOOR),
      },
    }),
  },
  '/health/ready': {
    get: open({
      operationId: 'isReady',
      summary: 'The process can work',
      responses: {
        200: json('It can', ready),
        503: json('It waits for a part it needs', ready),
        ...problemResponses(AT_THE_DOOR),
      },
    }),
  },
  '/metrics': {
    get: open({
      operationId: 'readMetrics',
      summary: 'Figures for Prometheus',
      responses: {
        200: { description: 'Text format', content: { 'text/plain': { schema: text } } },
        ...problemResponses(AT_THE_DOOR),
      },
    }),
  },
};

const ClockState = z
  .object({ now: Instant, offsetMs: z.number() })
  .meta({ id: 'ClockState', description: 'The one clock: wall clock plus offset' });
const ClockMove = z
  .strictObject({
    to: z
      .union([Instant, z.iso.date()])
      .optional()
      .meta({ description: 'An instant, or the start of a day in Japan' }),
    by: z
      .string()
      .max(20)
      .optional()
      .meta({ description: 'An ISO 8601 period in years, months, weeks or days', examples: ['P10Y'] }),
  })
  .meta({ description: 'Give either `to` or `by`.' });

/** Only where a test clock is mounted: never in production. */
export const clockPaths: ZodOpenApiPathsObject = {
  '/sandbox/clock': {
    get: {
      operationId: 'readClock',
      tags: ['sandbox'],
      summary: 'What time it is',
      responses: {
        200: json('Now', ClockState),
        ...problemResponses(['NOT_SIGNED_IN', ...EVERYWHERE]),
      },
    },
    post: {
      operationId: 'moveClock',
      tags: ['sandbox'],
      summary: 'Move time forward; answers when everything that falls due has been done',
      requestBody: { required: true, content: { 'application/json': { schema: ClockMove } } },
      responses: {
        200: json('The time it is now', ClockState),
        ...problemResponses(['NOT_SIGNED_IN', ...WITH_A_BODY, ...EVERYWHERE]),
      },
    },
  },
};

const Challenge = z.strictObject({ challenge: z.string() });

/** Only in a sandbox: never in production. */
export const authenticatorPaths: ZodOpenApiPathsObject = {
  '/sandbox/authenticator/signatures': {
    post: {
      operationId: 'signInSoftware',
      tags: ['sandbox'],
      summary: 'Sign a challenge with the authenticator in software of your own account',
      requestBody: { required: true, content: { 'application/json': { schema: Challenge } } },
      responses: {
        201: json('As a browser would give it', AssertionShape),
        ...problemResponses(['NOT_SIGNED_IN', ...WITH_A_BODY, ...EVERYWHERE]),
      },
    },
  },
  '/sandbox/authenticator/registrations': {
    post: {
      operationId: 'makeInSoftware',
      tags: ['sandbox'],
      summary: 'Let that authenticator make a passkey, to be enrolled with the code that was handed over',
      requestBody: { required: true, content: { 'application/json': { schema: Challenge } } },
      responses: {
        201: json('As a browser would give it', Registration),
        ...problemResponses(['NOT_SIGNED_IN', ...WITH_A_BODY, ...EVERYWHERE]),
      },
    },
  },
  '/sandbox/authenticator/passkeys': {
    post: {
      operationId: 'enrolInSoftware',
      tags: ['sandbox'],
      summary: 'Enrol that authenticator for your own account, without a code',
      responses: {
        201: json('Enrolled, or enrolled before', z.object({ credentialId: z.string() })),
        ...problemResponses(['NOT_SIGNED_IN', ...WITH_A_BODY, ...EVERYWHERE]),
      },
    },
  },
};

function problemPage(description: string) {
  return {
    description,
    content: {
      'application/json': { schema: {} },
      'text/html': { schema: text },
      'text/plain': { schema: text },
    },
  };
}
