import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  createDocument,
  type CreateDocumentOptions,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathItemObject,
  type ZodOpenApiPathsObject,
} from 'zod-openapi';
import { PROBLEMS } from '../domain/errors.js';
import { actionOf, codeResponses, codesOf, problemResponses, ProblemSchema } from './openapi-problems.js';
import { authenticatorPaths, clockPaths, servicePaths } from './openapi-service.js';
import type { Route } from './route.js';
import { ROUTES } from './routes/index.js';
import { Id } from './schemas.js';

export type OpenApiDocument = ReturnType<typeof createDocument>;

export interface Described {
  /** The address under which others know the API. */
  readonly publicUrl?: string;
  /** The test clock is mounted. */
  readonly testClock?: boolean;
  /** The sandbox's authenticators in software are mounted. */
  readonly authenticator?: boolean;
  /** Whose access tokens are accepted. */
  readonly issuer?: string;
}

/** The API, described from the very table it is mounted from. Providers' routes have a document of their own. */
export function openApiDocument({
  publicUrl,
  testClock = false,
  authenticator = false,
  issuer,
}: Described = {}): OpenApiDocument {
  const sandbox = { ...(testClock ? clockPaths : {}), ...(authenticator ? authenticatorPaths : {}) };
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Sekisho',
        version: packageVersion(),
        description: INTRODUCTION,
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      ...(publicUrl === undefined ? {} : { servers: [{ url: publicUrl }] }),
      tags: TAGS.filter(({ name }) => testClock || authenticator || name !== 'sandbox'),
      security: [{ bearer: [] }],
      paths: { ...tablePaths(), ...servicePaths, ...sandbox },
      components: {
        schemas: { Problem: ProblemSchema },
        responses: { ...codeResponses },
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'An access token of the configured issuer. In a sandbox: `npx sekisho login --account officer1 --print-token`.',
            ...(issuer === undefined ? {} : { 'x-issuer': issuer }),
          },
        },
      },
      'x-problems': PROBLEMS,
    },
    { override: readable },
  );
}

const INTRODUCTION = `Suitability assessments and the clearances they end in.

Every step of the scheme is a POST on a case; every POST takes an \`Idempotency-Key\`, and the same key with the
same request gets its first answer again. People send the version of the case they saw (\`seen\`): if it has moved they get
\`STALE\`. Lists are read with a cursor: \`after\` takes the \`next\` of the page before. A refusal is an RFC 9457 problem document
with a code of a closed list; who may not see a thing gets the same \`NOT_FOUND\` as for a missing one.

\`x-roles\` says whose grants open a route, \`x-legal-basis\` the article behind it, \`x-ledger-event\` what a success leaves in
the ledger, \`x-action\` the step of the domain table. The texts of the scheme are drafts of this project, no official ones.`;

const TAGS = [
  { name: 'applications', description: 'Assessments, from nomination to their end' },
  { name: 'clearances', description: 'What a positive result starts: ten years, one holder, one organ' },
  { name: 'grievances', description: 'Art. 14' },
  {
    name: 'documents',
    description: 'Notices and forms of an assessment, each exactly as its text was in force',
  },
  {
    name: 'originals',
    description: 'What was signed on paper: keyed in by one person of the office, confirmed by another',
  },
  {
    name: 'screening',
    description: 'Texts of which passages wait for somebody who has no part in the case',
  },
  { name: 'drafts', description: 'A questionnaire that is being filled in: its subject’s alone' },
  {
    name: 'handling',
    description: 'Items of information, who handles which, and who may: need-to-know beside the right',
  },
  { name: 'holds', description: 'What a law requires to be kept longer: the officers in charge alone' },
  {
    name: 'outages',
    description: 'Days that do not count for what people and sources owe, said by two people',
  },
  {
    name: 'reporting-lines',
    description: 'Who reports to whom: nobody of a person’s line judges them',
  },
  { name: 'break-glass', description: 'One case, opened for reading by two people for hours' },
  { name: 'stand-ins', description: 'Who acts in an adjudicator’s place, on days named ahead' },
  {
    name: 'declarations',
    description:
      'What the officer named to a case says before its file opens: whether they are tied to its person',
  },
  {
    name: 'contractors',
    description: 'Certifications and contracts under Art. 10, and the lists a contractor keeps',
  },
  {
    name: 'passkeys',
    description:
      'How a person comes to a passkey, and what happens when it is lost: across the counter alone',
  },
  { name: 'me', description: 'Who you are here, and the organs of this register' },
  { name: 'audit', description: 'The ledger' },
  {
    name: 'demands',
    description: 'Demands of the Independent Public Records Administrator, each with its clock',
  },
  {
    name: 'same-persons',
    description: 'Records of one human being, joined by two people; nothing of them is merged',
  },
  { name: 'operations', description: 'For operators: ids and codes only' },
  { name: 'sandbox', description: 'The test clock, and authenticators in software. Not in production' },
  { name: 'service', description: 'What the API says about itself; no sign-in needed' },
];

function tablePaths(): ZodOpenApiPathsObject {
  const paths: Record<string, ZodOpenApiPathItemObject> = {};
  for (const route of ROUTES) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return paths;
}

const IdempotencyKey = z
  .string()
  .min(8)
  .max(200)
  .meta({
    description: 'New for each new act, the same for a repetition of it',
    examples: ['0d5a3f6e-6f0b-4c39-9a52-0b8a7c9d1e2f'],
  });

function operation(route: Route): ZodOpenApiOperationObject {
  const codes = codesOf(route);
  const params = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, Id] as const);
  // A signed paper is signalled by its route's name: the same step, through other hands.
  const keyed =
    route.tag === 'originals' && route.onCase ? { kind: route.onCase, action: route.id } : undefined;
  const act = actionOf(route) ?? keyed;
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description: describe(route),
    'x-roles': route.who,
    'x-legal-basis': route.article,
    'x-ledger-event': route.event,
    ...(act ? { 'x-action': act.action, 'x-case-kind': act.kind } : {}),
    'x-problems': codes,
    requestParams: {
      ...(params.length > 0 ? { path: z.object(Object.fromEntries(params)) } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
      ...(route.method === 'post' ? { header: z.object({ 'Idempotency-Key': IdempotencyKey }) } : {}),
    },
    ...(route.body
      ? { requestBody: { required: !takesNothing(route.body), content: jsonOf(route.body) } }
      : {}),
    responses: {
      [`${route.status}`]: {
        description: route.method === 'post' ? 'Done, and effective from now on' : 'Found',
        content:
          route.media === undefined
            ? jsonOf(route.answer)
            : { [route.media]: { schema: { type: 'string', contentMediaType: route.media } } },
      },
      ...problemResponses(codes),
    },
  };
}

/** No body is read as an empty one: where nothing in it is needed, it need not be sent. */
function takesNothing(body: z.ZodType): boolean {
  return body.safeParse({}).success;
}

function jsonOf(schema: z.ZodType) {
  return { 'application/json': { schema } };
}

function describe({ who, article, event }: Route): string {
  const roles = who === 'signed-in' ? 'whoever is signed in' : who.join(', ');
  return `Basis: ${article}. For: ${roles}. ${event === null ? 'Leaves no ledger entry' : `Ledger: ${event}`}.`;
}

/** Formats say what zod's long patterns say; and an answer may gain fields, so readers must not forbid them. */
export const readable: CreateDocumentOptions['override'] = ({ jsonSchema, io }) => {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
