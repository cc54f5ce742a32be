import type { z } from 'zod';
import type { Action } from '../domain/edges.js';
import { Refused } from '../domain/errors.js';
import type { CaseKind } from '../domain/stages.js';
import type { Outcome, StepDetails } from '../store/step.js';
import { transition } from '../store/transition.js';
import { caseOr404, closedIn, rolesIn, worksOn } from './case-views.js';
import { withKept } from './free-text.js';
import { type Call, lawOf, type Route, route, type Takes } from './route.js';
import { Stepped } from './schemas.js';
import { seal } from './seal.js';
import { proveSigned, signerOf, withSignature } from './signing.js';

interface Act<B extends z.ZodType> {
  readonly id: string;
  readonly kind: CaseKind;
  readonly action: Action;
  readonly path: string;
  readonly summary: string;
  readonly body: B;
  readonly refuses?: Route['refuses'];
  /** Codes, ids and dates for the command row. Personal content goes to the vault by `seal` first. */
  readonly details?: (body: z.output<B>, call: Call<z.output<B>>) => StepDetails | Promise<StepDetails>;
  /** Whoever takes it is given a receipt: the command's own id. */
  readonly receipt?: true;
  /** What is made of a step that was taken just now, in its transaction. */
  readonly made?: (call: Call<z.output<B>>, outcome: Outcome) => Promise<void>;
}

const PATHS: Record<CaseKind, string> = {
  application: '/applications',
  clearance: '/clearances',
  grievance: '/grievances',
};

/** A person's act on one case, as a route: everything that decides about it is the domain table's line. */
export function act<B extends z.ZodType>(spec: Act<B>): Route {
  return route({
    id: spec.id,
    method: 'post',
    path: `${PATHS[spec.kind]}/:id/${spec.path}`,
    tag: `${spec.kind}s`,
    summary: spec.summary,
    ...lawOf(spec.kind, spec.action),
    onCase: spec.kind,
    ...(spec.refuses ? { refuses: spec.refuses } : {}),
    body: withSignature(spec.action, spec.body),
    answer: Stepped,
    takes: {
      kind: spec.kind,
      action: spec.action,
      routeId: spec.id,
      says: withKept(spec.id, spec.body),
      ...(spec.details ? { details: spec.details as Takes['details'] & {} } : {}),
    },
    handle: (call: Call<z.output<B>>) => step(spec, call),
  });
}

async function step<B extends z.ZodType>(spec: Act<B>, call: Call<z.output<B>>) {
  const { tx, params, principal, now, commandId } = call;
  const caseId = params.id ?? '';
  // Read or not is settled before anything is looked up or sealed for it; what the step needs, the table asks again.
  const found = await caseOr404(call, spec.kind);
  const roles = await rolesIn(call, found);
  if (roles.length === 0) throw await closedIn(call, found);
  const said = await spec.details?.(call.body, call);
  const signer = await signerOf(call, spec.action);
  const details: StepDetails | undefined = signer ? { ...said, passkey: signer.id } : said;
  const { seen } = call.body as { seen?: number };
  const outcome = await transition(
    tx,
    {
      caseId,
      action: spec.action,
      actor: principal,
      commandId,
      grants: call.parts.grants,
      ...(seen === undefined ? {} : { seen }),
      ...(details === undefined ? {} : { details }),
    },
    now,
  ).catch((error: unknown) => {
    // The stage is for those who work on the case: to its subject a review is part of the checks.
    if (error instanceof Refused && error.code === 'WRONG_STAGE' && !worksOn(roles))
      throw new Refused('WRONG_STAGE');
    throw error;
  });
  if (!outcome.repeated) {
    await proveSigned(call, { action: spec.action, caseId, details: details ?? {}, signer });
    await spec.made?.(call, outcome);
  }
  const taken = { id: caseId, ...(spec.receipt ? { receipt: commandId } : {}) };
  if (worksOn(roles)) return { ...taken, stage: outcome.stage, version: outcome.seq };
  return roles.includes('Subject') ? { ...taken, version: outcome.seq } : taken;
}

/** Details of an act that only needs reasons. */
export async function withReasons(body: { reasons: string }, call: Call): Promise<StepDetails> {
  return { reasonsId: await seal(call, 'REASONS', { text: body.reasons }) };
}

/** Details of a tie that comes to light: whose it is follows from who says it. */
export async function sealConflict({ reasons }: { reasons: string }, call: Call): Promise<StepDetails> {
  return { caseOfficer: call.principal.sub, reasonsId: await seal(call, 'REASONS', { text: reasons }) };
}
