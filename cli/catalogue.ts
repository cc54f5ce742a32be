import { z } from 'zod';
import type { Api } from './api.js';
import { Usage } from './faults.js';

/** A step somebody may take on a case, as the API describes it. */
export interface Step {
  readonly action: string;
  readonly kind: CaseKind;
  readonly path: string;
  readonly summary: string;
  readonly roles: readonly string[];
  readonly article: string;
  /** The body's fields without `seen`, which we fill in. */
  readonly fields: readonly { readonly name: string; readonly required: boolean; readonly sample: string }[];
  readonly takesSeen: boolean;
}

export const CASE_KINDS = ['application', 'clearance', 'grievance'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export interface Catalogue {
  readonly steps: readonly Step[];
  /** Kinds of case that are explained. */
  readonly explained: ReadonlySet<CaseKind>;
  readonly issuer: string | undefined;
}

const Field = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
});
const Operation = z.looseObject({
  summary: z.string(),
  'x-roles': z.union([z.array(z.string()), z.string()]).optional(),
  'x-legal-basis': z.string().optional(),
  'x-action': z.string().optional(),
  'x-case-kind': z.enum(CASE_KINDS).optional(),
  requestBody: z
    .looseObject({
      content: z.object({
        'application/json': z.object({
          schema: z.looseObject({
            properties: z.record(z.string(), Field).default({}),
            required: z.array(z.string()).default([]),
          }),
        }),
      }),
    })
    .optional(),
});
const Document = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.looseObject({ post: Operation.optional() })),
  components: z.looseObject({
    securitySchemes: z.looseObject({ bearer: z.looseObject({ 'x-issuer': z.string().optional() }) }),
  }),
});

/** Read from the running API, so that one command line serves every version of it. */
export async function readCatalogue(api: Api): Promise<Catalogue> {
  const { paths, components } = await api.get('/openapi.json', Document);
  return {
    steps: Object.entries(paths).flatMap(([path, { post }]) => (post ? (stepOf(path, post) ?? []) : [])),
    explained: new Set(CASE_KINDS.filter((kind) => `/${kind}s/{id}/explanation` in paths)),
    issuer: components.securitySchemes.bearer['x-issuer'],
  };
}

function stepOf(path: string, operation: z.output<typeof Operation>): Step | undefined {
  const { 'x-action': action, 'x-case-kind': kind, 'x-roles': roles = [], summary } = operation;
  if (action === undefined || kind === undefined) return undefined;
  const { properties = {}, required = [] } = operation.requestBody?.content['application/json'].schema ?? {};
  return {
    action,
    kind,
    path,
    summary,
    roles: [roles].flat(),
    article: operation['x-legal-basis'] ?? '',
    fields: Object.entries(properties)
      .filter(([name]) => name !== 'seen')
      .map(([name, field]) => ({ name, required: required.includes(name), sample: sampleOf(field) })),
    takesSeen: 'seen' in properties,
  };
}

/** What a field might hold, for the command lines we suggest. */
function sampleOf({ const: only, enum: values, type }: z.output<typeof Field>): string {
  if (only !== undefined) return JSON.stringify(only);
  if (values?.[0] !== undefined) return JSON.stringify(values.join('|'));
  switch ([type].flat()[0]) {
    case 'boolean':
      return 'true';
    case 'array':
      return '[]';
    case 'object':
      return '{}';
    default:
      return '"…"';
  }
}

/** @throws Usage naming what there is. */
export function stepNamed({ steps }: Catalogue, action: string): Step {
  const onCases = steps.filter(({ path }) => path.includes('{id}'));
  const found = onCases.find((step) => step.action === action);
  if (found) return found;
  throw new Usage(
    `There is no action "${action}". There are: ${onCases.map((step) => step.action).join(', ')}.`,
  );
}

/** The command that takes the step, with a body to fill in. */
export function commandFor(step: Step, id: string): string {
  const needed = step.fields.filter(({ required }) => required);
  const data =
    needed.length === 0
      ? ''
      : ` --data '{${needed.map(({ name, sample }) => `"${name}":${sample}`).join(',')}}'`;
  return `npx sekisho signal ${id} ${step.action}${data}`;
}
