import { z } from 'zod';
import type { Api } from './api.js';
import { CASE_KINDS, type CaseKind } from './catalogue.js';
import { Refusal, Usage } from './faults.js';

const common = { id: z.string(), possible: z.array(z.string()).optional() };
const FileView = z.looseObject({
  ...common,
  view: z.literal('file'),
  kind: z.enum(CASE_KINDS),
  stage: z.string(),
  version: z.number(),
  ground: z.string().nullable(),
  waitingOn: z.string(),
  turn: z.string().nullable(),
  openedAt: z.string(),
  since: z.string(),
  dueAt: z.string().nullable(),
  ended: z.boolean(),
  decision: z.string().nullable(),
  notConductedReason: z.string().nullable(),
  lastValidDay: z.string().nullable(),
  assigned: z.array(z.string()),
  person: z.looseObject({ name: z.string().optional(), kana: z.string().optional() }).optional(),
  checks: z
    .array(
      z.looseObject({
        code: z.string(),
        source: z.string(),
        status: z.string(),
        finding: z.string().nullable(),
        forgeryAt: z.string().nullish(),
        dueAt: z.string(),
      }),
    )
    .optional(),
});
const SubjectView = z.looseObject({
  ...common,
  view: z.literal('subject'),
  kind: z.enum(CASE_KINDS),
  version: z.number(),
  ground: z.string().nullable(),
  status: z.object({ ja: z.string(), en: z.string() }),
  yourTurn: z.boolean(),
  since: z.string(),
  ended: z.boolean(),
  outcome: z.string().optional(),
  notifiedOn: z.string().optional(),
  validUntil: z.string().optional(),
  reasons: z.string().optional(),
  withheld: z.array(z.string()).optional(),
  notice: z.looseObject({ text: z.string(), ja: z.array(z.string()), en: z.array(z.string()) }).optional(),
});
const OutcomeView = z.looseObject({
  ...common,
  view: z.literal('outcome'),
  outcome: z.string().nullable(),
  notifiedOn: z.string().nullable(),
  validUntil: z.string().optional(),
});

/** Words that wait to be screened, and nothing else of their case. */
const ScreeningView = z.looseObject({
  ...common,
  view: z.literal('screening'),
  kind: z.enum(CASE_KINDS),
  version: z.number(),
  since: z.string(),
  dueAt: z.string().nullable(),
  passages: z.array(z.looseObject({ passage: z.number(), item: z.string(), written: z.string() })).optional(),
});

/** A case as the caller's role may see it. What we do not name is kept for `--output json`. */
export const CaseView = z.discriminatedUnion('view', [FileView, SubjectView, OutcomeView, ScreeningView]);
export type CaseView = z.output<typeof CaseView>;

/** In a list alone: a case that is open to the caller with their word on ties. */
const UndeclaredView = z.looseObject({
  id: z.string(),
  view: z.literal('undeclared'),
  person: z.looseObject({ name: z.string().optional() }).optional(),
});
const RowView = z.discriminatedUnion('view', [...CaseView.options, UndeclaredView]);
export type RowView = z.output<typeof RowView>;

export const Page = z.object({ items: z.array(RowView), next: z.string().nullable() });

export const Stepped = z.looseObject({
  id: z.string(),
  stage: z.string().optional(),
  version: z.number().optional(),
});

export const Me = z.looseObject({
  sub: z.string(),
  now: z.string(),
  grants: z.array(
    z.looseObject({
      role: z.string(),
      organId: z.string().optional(),
      contractorId: z.string().optional(),
    }),
  ),
});

/** An id does not say of what kind its case is: the first one that knows it does. */
export async function findCase(api: Api, id: string): Promise<{ kind: CaseKind; view: CaseView }> {
  requireId(id);
  for (const kind of CASE_KINDS) {
    const view = await api.find(`/${kind}s/${id}`, CaseView);
    if (view) return { kind, view };
  }
  const title = 'There is no such thing, or it is not yours to see.';
  throw new Refusal({ code: 'NOT_FOUND', status: 404, title });
}

export function requireId(id: string): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw new Usage(`"${id}" is not the id of a case.`);
}
