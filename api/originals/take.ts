import { Refused } from '../../domain/errors.js';
import type { OriginalRef } from '../../domain/original.js';
import type { CaseState } from '../../store/case-rows.js';
import { derivedId } from '../../store/derived-id.js';
import { actFor } from '../../store/originals.js';
import type { Outcome } from '../../store/step.js';
import { transition } from '../../store/transition.js';
import type { Call, Takes } from '../route.js';

/** The command of the step a paper says: the same whenever it is tried, so that it is taken once for ever. */
export function stepCommand(originalId: string): string {
  return derivedId(originalId, 'step');
}

/**
 * The step that a signed paper says, taken for the person who signed it: by the very details and the very line of the table
 * that their own click would have met, in the rows that are theirs. The command says whose sign-in took it, and by which
 * paper.
 */
export async function takeFor(
  call: Call<unknown, unknown>,
  takes: Takes,
  of: {
    readonly state: CaseState;
    readonly says: Record<string, unknown>;
    readonly original: OriginalRef;
    readonly commandId: string;
    readonly seen?: number;
  },
): Promise<Outcome> {
  const { row } = of.state;
  await actFor(call.tx, row.subject_id);
  const theirs = { role: 'Subject', subjectId: row.subject_id, organId: row.organ_id } as const;
  const actor = { sub: call.principal.sub, grants: [theirs] };
  const asSubject = {
    ...call,
    principal: actor,
    params: { id: row.id },
    receivedOn: of.original.receivedOn,
    routeId: takes.routeId,
    body: of.says as never,
  };
  try {
    const details = await takes.details?.(of.says as never, asSubject);
    return await transition(
      call.tx,
      {
        caseId: row.id,
        action: takes.action,
        actor,
        commandId: of.commandId,
        grants: call.parts.grants,
        ...(of.seen === undefined ? {} : { seen: of.seen }),
        details: { ...details, original: of.original },
      },
      call.now,
    );
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // The stage is for those who work on the case, whoever holds the paper.
    const detail = error.code === 'WRONG_STAGE' || error.code === 'STALE' ? undefined : error.detail;
    const fields = error.fields?.map(({ pointer, message }) => ({ pointer: `/says${pointer}`, message }));
    throw new Refused(error.code, detail, fields);
  }
}
