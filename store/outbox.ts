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

/** Tells the engine that a request was answered, by completing the activity that waits for it. */
export async function complete(tx: Tx, caseId: string, requestId: string): Promise<void> {
  await put(tx, `case/${caseId}`, caseId, { kind: 'COMPLETE', requestId });
}

/** A thin event to the provider of one request. */
export async function push(tx: Tx, caseId: string, requestId: string, type: PushType): Promise<void> {
  await put(tx, `request/${requestId}`, caseId, { kind: 'PUSH', requestId, type });
}

async function put(tx: Tx, lane: string, caseId: string, message: Message): Promise<void> {
  const { kind, ...payload } = message;
  await tx
    .insertInto('outbox')
    .values({ lane, case_id: caseId, kind, payload: JSON.stringify(payload) })
    .execute();
}

/** Marks that the workflow must look at the case, where something else than the bell will wake it. */
export async function needsLook(tx: Tx, caseId: string): Promise<void> {
  await sql`update cases set rung_seq = seq where id = ${caseId}`.execute(tx);
}
