import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import { CHECK_CODES, SOURCE_CODES } from '../policies.js';
import type { ProblemCode } from '../domain/errors.js';
import { ProviderAnswer } from '../gateway/shapes.js';
import { type Described, type OpenApiDocument, packageVersion, readable } from './openapi.js';
import {
  codeResponses,
  EVERYWHERE,
  problemResponses,
  ProblemSchema,
  WITH_A_BODY,
} from './openapi-problems.js';
import { Day, Id } from './schemas.js';

const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
});
const operation = (
  codes: readonly ProblemCode[],
  of: Omit<ZodOpenApiOperationObject, 'tags'>,
): ZodOpenApiOperationObject => ({
  ...of,
  tags: ['requests'],
  responses: {
    ...of.responses,
    ...problemResponses(['NOT_SIGNED_IN', 'NOT_FOUND', ...EVERYWHERE, ...codes]),
  },
});
const request = z.object({ requestId: Id });

/** The gateway as the outside sources see it (gateway/router.ts): their own questions, and a place to answer. */
export function gatewayDocument({ publicUrl }: Pick<Described, 'publicUrl'> = {}): OpenApiDocument {
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'Sekisho gateway', version: packageVersion(), description: INTRODUCTION },
      ...(publicUrl === undefined ? {} : { servers: [{ url: publicUrl }] }),
      tags: [{ name: 'requests', description: 'Questions to the source that asks, and to no other' }],
      security: [{ credential: [] }],
      paths: {
        '/gateway/requests': {
          get: operation([], {
            operationId: 'listRequests',
            summary: 'What is asked of you and not yet answered',
            requestParams: { query: z.object({ source: z.enum(SOURCE_CODES).optional() }) },
            responses: {
              200: json(
                'Ids and last days',
                z.object({ requests: z.array(z.object({ requestId: Id, dueOn: Day })) }),
              ),
            },
          }),
        },
        '/gateway/requests/{requestId}': {
          get: operation(['CLOSED_REQUEST'], {
            operationId: 'fetchRequest',
            summary: 'One question, and the least about whom; leaves a ledger entry',
            requestParams: { path: request },
            responses: { 200: json('The question', Question) },
          }),
        },
        '/gateway/grant-keys': {
          get: operation([], {
            operationId: 'readGrantKeys',
            summary: 'The public keys by which a consent grant, and the status list, verify',
            security: [],
            responses: {
              200: json('As a key set (RFC 7517)', z.object({ keys: z.array(z.object({}).loose()) })),
            },
          }),
        },
        '/gateway/grant-status/{list}': {
          get: operation([], {
            operationId: 'readGrantStatus',
            summary:
              'Which grants no longer count: used, expired and taken back alike. A copy is asked about by its ETag; of a list that was never given there is none',
            security: [],
            requestParams: { path: z.object({ list: z.string().regex(/^\d{1,6}$/) }) },
            responses: {
              200: {
                description: 'Token Status List: one bit a grant, signed',
                content: { 'application/statuslist+jwt': { schema: z.string() } },
              },
              304: { description: 'As the copy with this ETag has it' },
            },
          }),
        },
        '/gateway/requests/{requestId}/answer': {
          post: operation([...WITH_A_BODY, 'ALREADY_ANSWERED', 'CLOSED_REQUEST'], {
            operationId: 'answerRequest',
            summary: 'Answer it, once; the same answer again gets the same receipt',
            requestParams: { path: request },
            requestBody: { required: true, content: { 'application/json': { schema: ProviderAnswer } } },
            responses: {
              202: json('Taken: it will be filed, whatever becomes of us', z.object({ receiptId: Id })),
            },
          }),
        },
      },
      components: {
        schemas: { Problem: ProblemSchema },
        responses: { ...codeResponses },
        securitySchemes: {
          credential: {
            type: 'http',
            scheme: 'bearer',
            description: 'The credential handed over to the source',
          },
        },
      },
    },
    { override: readable },
  );
}

const INTRODUCTION = `For registries and references that answer inquiries. A question is fetched, answered once, and then gone: what comes after
the end leaves an id, a hash and a time with us (\`CLOSED_REQUEST\`). Another source's request does not exist.`;

const Question = z.object({
  requestId: Id,
  source: z.enum(SOURCE_CODES),
  checkCode: z.enum(CHECK_CODES),
  question: z.object({ ja: z.string(), en: z.string() }),
  person: z.record(z.string(), z.unknown()).meta({ description: 'Only the fields this question needs' }),
  dueOn: Day,
  grant: z.string().meta({
    description:
      'What the person allowed, signed (compact JWS): verify it by the keys at /gateway/grant-keys before you look anybody up',
  }),
});
