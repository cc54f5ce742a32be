import { sql } from 'kysely';
import { randomUUID } from 'node:crypto';
import { type CheckCode, checkIn, type Finding } from '../domain/checks.js';
import { dueOf } from '../domain/due.js';
import { Refused } from '../domain/errors.js';
import { codesOf, firstChecks, type Inquired, mayBeRepeated, type Need } from '../domain/inquiries.js';
import { closeDeadlines, setDeadlines } from './deadlines.js';
import { issueGrants, withdrawGrants } from './grants.js';
import { complete, needsLook, push, pushAll, ring } from './outbox.js';
import type { StepContext } from './step.js';

/**
 * The superior's form and the personnel records, and with them what is needed from the beginning. Consent is read from the
 * locked row in this very transaction: a check without it has no code path.
 */
export async function createFirstChecks(context: StepContext): Promise<void> {
  const application = context.before.application;
  if (!application?.consented_at) throw new Error('checks before consent');
  const { inquired = {} } = context.details;
  const first = firstChecks(context.before.policy, application.inquiry_consent, application.stated_items);
  await createChecks(
    context,
    [...new Set([...first, ...codesOf(context.before.policy, inquired)])],
    inquired,
  );
}

/** Further questions, each for a reason of its own. */
export async function inquire(context: StepContext): Promise<void> {
  const { inquired = {} } = context.details;
  const codes = codesOf(context.before.policy, inquired);
  // Else a step that asks nobody would lead out of a review that nobody has resolved.
  if (codes.length === 0) throw new Refused('INVALID', 'no question is named');
  await createChecks(context, codes, inquired);
}

async function createChecks(
  context: StepContext,
  codes: readonly CheckCode[],
  needs: Inquired,
): Promise<Map<CheckCode, string>> {
  const { tx, now, before } = context;
  const caseId = before.row.id;
  const consent = before.application?.inquiry_consent ?? {};
  if (codes.some((code) => consent[code] !== true)) throw new Refused('NO_CONSENT');
  const dueAt = dueOf('CHECK_DUE', now, before.periods);
  const remindAt = dueOf('CHECK_REMINDER', now, before.periods);
  const created = new Map(codes.map((code) => [code, randomUUID()] as const));
  const requests = [...created];
  if (requests.length === 0) return created;
  await tx
    .insertInto('checks')
    .values(
      requests.map(([code, requestId]) => ({
        request_id: requestId,
        case_id: caseId,
        code,
        item: checkIn(before.policy, code).item,
        source: checkIn(before.policy, code).source,
        status: 'OPEN' as const,
        need: needs[code] ?? null,
        created_seq: context.seq,
        created_at: now,
        due_at: dueAt,
      })),
    )
    .execute();
  await issueGrants(context, created);
  await setDeadlines(
    tx,
    requests.flatMap(([, requestId]) => {
      const deadline = { caseId, seq: context.seq, requestId };
      return [
        { ...deadline, kind: 'CHECK_REMINDER' as const, dueAt: remindAt },
        { ...deadline, kind: 'CHECK_DUE' as const, dueAt },
      ];
    }),
  );
  await pushAll(
    tx,
    caseId,
    requests.map(([, requestId]) => requestId),
    'check.requested',
  );
  return created;
}

/** Files an answer. A belated one (the check is already LATE) replaces the silence and goes to a person. */
export async function fileAnswer(context: StepContext): Promise<void> {
  const { tx, now, before, details } = context;
  const caseId = before.row.id;
  const { requestId, finding } = details;
  if (!requestId || !finding) throw new Error('an answer without request or finding');
  const was = await setFinding(context, requestId, 'ANSWERED', finding, ['OPEN', 'LATE']);
  await closeDeadlines(tx, { caseId, scope: 'check', requestId }, now);
  if (was === 'LATE') return ring(tx, caseId);
  await complete(tx, caseId, requestId);
  if (before.facts.openChecks <= 1) await needsLook(tx, caseId);
}

/** Silence past the deadline is called LATE. It is never an answer and never adverse: a person looks. */
export async function markLate(context: StepContext): Promise<void> {
  const { requestId } = context.details;
  if (!requestId) throw new Error('a late check without request');
  await setFinding(context, requestId, 'LATE', 'LATE', ['OPEN']);
  await closeDeadlines(context.tx, { caseId: context.before.row.id, scope: 'check', requestId }, context.now);
}

async function setFinding(
  { tx, now, before }: StepContext,
  requestId: string,
  status: 'ANSWERED' | 'LATE',
  finding: Finding,
  from: ('OPEN' | 'LATE')[],
): Promise<'OPEN' | 'LATE'> {
  const check = await tx
    .selectFrom('checks')
    .select('status')
    .where('request_id', '=', requestId)
    .where('case_id', '=', before.row.id)
    .forUpdate()
    .executeTakeFirst();
  if (!check || !from.includes(check.status as 'OPEN')) throw new Error('no check of this case to answer');
  await tx
    .updateTable('checks')
    // What a person had weighed was the silence, not this answer: it waits for a person of its own.
    .set({ status, finding, ...(status === 'ANSWERED' ? { answered_at: now, resolved_at: null } : {}) })
    .where('request_id', '=', requestId)
    .execute();
  return check.status as 'OPEN' | 'LATE';
}

/** Stops what is still open and tells each source the same: cancelled, delete what you hold. */
export async function cancelOpenChecks(context: StepContext): Promise<void> {
  const { tx, now, before } = context;
  await stopChecks(context, { statuses: ['OPEN'] });
  // One whose source stayed silent stays called late; what allowed it ends with the case all the same, and its source may
  // have fetched it long ago: it is told what every other is.
  const late = await tx
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', before.row.id)
    .where('status', '=', 'LATE')
    .where('reused', '=', false)
    .execute();
  const requests = late.map(({ request_id }) => request_id);
  await withdrawGrants(tx, requests, now);
  await pushAll(tx, before.row.id, requests, 'check.cancelled');
}

/** The same of some questions alone, or of those as well whose source stayed silent and might still answer. */
export async function stopChecks(
  { tx, now, before }: StepContext,
  of: { readonly codes?: readonly CheckCode[]; readonly statuses: readonly ('OPEN' | 'LATE')[] },
): Promise<void> {
  const stopped = await tx
    .updateTable('checks')
    .set({ status: 'CANCELLED', finding: null })
    .where('case_id', '=', before.row.id)
    .where('reused', '=', false)
    .where('status', 'in', [...of.statuses])
    .$if(of.codes !== undefined, (q) => q.where('code', 'in', [...(of.codes ?? [])]))
    .returning('request_id')
    .execute();
  await withdrawGrants(
    tx,
    stopped.map(({ request_id }) => request_id),
    now,
  );
  for (const { request_id } of stopped) {
    await push(tx, before.row.id, request_id, 'check.cancelled');
    await closeDeadlines(tx, { caseId: before.row.id, scope: 'check', requestId: request_id }, now);
  }
}

/**
 * A person asks the same question again, under a new request. While its source still has the first, it holds one of them.
 * @throws Refused NO_CONSENT, CHECKS_OPEN
 */
export async function askAgain(context: StepContext): Promise<void> {
  const codes = context.details.codes ?? [];
  const before = await askedBefore(context);
  if (!mayBeRepeated(codes, [...before.keys()]))
    throw new Refused('NO_CONSENT', 'not asked in this case so far: it is named with why it is needed');
  if (await anyAwaited(context, codes)) throw new Refused('CHECKS_OPEN', 'its source has still to answer');
  const needs = Object.fromEntries(
    codes.flatMap((code): [CheckCode, Need][] => {
      const need = before.get(code);
      return need ? [[code, need]] : [];
    }),
  );
  const created = await createChecks(context, codes, needs);
  for (const [code, requestId] of created) {
    await context.tx
      .updateTable('checks')
      .set({ resolved_at: context.now, asked_again_as: requestId })
      .where('case_id', '=', context.before.row.id)
      .where('code', '=', code)
      .where('resolved_at', 'is', null)
      .where('status', 'in', ['ANSWERED', 'LATE'])
      .execute();
  }
}

/** What was put to others in this case, and why in the first place. */
async function askedBefore({ tx, before }: StepContext): Promise<Map<CheckCode, Need | null>> {
  const rows = await tx
    .selectFrom('checks')
    .select(['code', 'need'])
    .where('case_id', '=', before.row.id)
    .orderBy((eb) => eb('need', 'is not', null))
    .execute();
  return new Map(rows.map(({ code, need }) => [code, need]));
}

async function anyAwaited({ tx, before }: StepContext, codes: readonly CheckCode[]): Promise<boolean> {
  const open = await tx
    .selectFrom('checks')
    .select('request_id')
    .where('case_id', '=', before.row.id)
    .where('code', '=', sql<CheckCode>`any (${[...codes]}::text[])`)
    .where('status', '=', 'OPEN')
    .limit(1)
    .executeTakeFirst();
  return open !== undefined;
}

/** A person has weighed what needed one. */
export async function resolveFindings({ tx, now, before }: StepContext): Promise<void> {
  await tx
    .updateTable('checks')
    .set({ resolved_at: now })
    .where('case_id', '=', before.row.id)
    .where('status', 'in', ['ANSWERED', 'LATE'])
    .where('resolved_at', 'is', null)
    .execute();
}

/** Reminds the source of one request, if the deadline is about one. */
export async function chase(context: StepContext): Promise<void> {
  const { requestId } = context.details;
  if (requestId) await push(context.tx, context.before.row.id, requestId, 'check.reminded');
}
