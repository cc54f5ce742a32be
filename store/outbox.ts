import { sql } from 'kysely';
import type { Tx } from './db.js';

/** What the relay sends. Written in the transaction of the step; sent at least once, in order within a lane. */
export type Message =
  | { readonly kind: 'RING' }
  | { readonly kind: 'COMPLETE'; readonly requestId: string }
  | { readonly kind: 'PUSH'; readonly requestId: string; readonly type: PushType };
export type PushType = 'check.requested' | 'check.reminded' | 'check.cancelled';

/** The bell: the case has something to see. No field of it is ever read (design: the row is the message). */
export async function ring(tx: Tx, caseId: string): Promise<void> {
  await sql`
    with noted as (update cases set rung_seq = seq where id = ${caseId})
    insert into outbox (lane, case_id, kind, payload) values (${`case/${caseId}`}, ${caseId}, 'RING', '{}')`.execute(
    tx,
  );
}

/**
 * Tells the engine that a request was answered, by completing the activity that waits for it. Each in a lane of its own:
 * one after another, each would wake the workflow, which has nothing to do before the last.
 */
export async function complete(tx: Tx, caseId: string, requestId: string): Promise<void> {
  await put(tx, caseId, [[`answer/${requestId}`, { kind: 'COMPLETE', requestId }]]);
}

/** A thin event to the provider of one request. */
export async function push(tx: Tx, caseId: string, requestId: string, type: PushType): Promise<void> {
  await pushAll(tx, caseId, [requestId], type);
}

/** The same event about several requests, in one statement. */
export async function pushAll(
  tx: Tx,
  caseId: string,
  requestIds: readonly string[],
  type: PushType,
): Promise<void> {
  await put(
    tx,
    caseId,
    requestIds.map((requestId) => [`request/${requestId}`, { kind: 'PUSH', requestId, type }] as const),
  );
}

async function put(
  tx: Tx,
  caseId: string,
  messages: readonly (readonly [lane: string, Message])[],
): Promise<void> {
  if (messages.length === 0) return;
  await tx
    .insertInto('outbox')
    .values(
      messages.map(([lane, { kind, ...payload }]) => ({
        lane,
        case_id: caseId,
        kind,
        payload: JSON.stringify(payload),
      })),
    )
    .execute();
}

/** Marks that the workflow must look at the case, where something else than the bell will wake it. */
export async function needsLook(tx: Tx, caseId: string): Promise<void> {
  await sql`update cases set rung_seq = seq where id = ${caseId}`.execute(tx);
}
