import { sql } from 'kysely';
import { evidenceOf, type Look, type PacketStep, RELIED_ON } from '../domain/decision-packet.js';
import type { Item } from '../domain/checks.js';
import {
  type Reassessment,
  REASSESSMENT_RELIES_ON,
  reliedOnBy,
  REVOCATION_RELIES_ON,
  SETTLES_REPORTS,
} from '../domain/revocation-packet.js';
import type { ActorRole } from '../domain/roles.js';
import type { Decision, Stage } from '../domain/stages.js';
import type { Worksheet } from '../domain/worksheet.js';
import type { Tx } from './db.js';
import { type InPlace, placeOf } from './stand-ins.js';
import { setAside } from './supplements.js';
import { itemsNamed } from './to-weigh.js';

/** What of a case's records its decision stands on. */
interface DecisionRecords {
  readonly steps: readonly PacketStep[];
  readonly worksheet: Worksheet | undefined;
  readonly decision: Decision | undefined;
  readonly consented: string | null;
}

interface CommandRow {
  seq: number;
  at: Date;
  command_id: string;
  action: string;
  from_stage: Stage | 'NEW';
  to_stage: Stage;
  sub: string | null;
  role: ActorRole;
  article: string;
  details: Readonly<Record<string, unknown>>;
  items: readonly Item[] | null;
  stand_in: InPlace | null;
}

/** The steps whose words count, each under the article the ledger has for it; of several proposals the last. */
export async function decisionRecords(tx: Tx, caseId: string): Promise<DecisionRecords> {
  const rows = await commandsOf(tx, caseId, [...Object.keys(RELIED_ON), 'giveConsent']);
  const decided = rows.findLast(({ action }) => action === 'decide');
  const consent = rows.findLast(({ action }) => action === 'giveConsent');
  const details = (decided?.details ?? {}) as { worksheet?: Worksheet; decision?: Decision };
  return {
    steps: rows
      .filter((row) => row.action !== 'giveConsent' && (row.action !== 'decide' || row === decided))
      .map((row) => stepOf(row, RELIED_ON)),
    worksheet: details.worksheet,
    decision: details.decision,
    consented: typeof consent?.details.text === 'string' ? consent.details.text : null,
  };
}

/** What of a clearance's records its revocation stands on, and of the reassessment that came to nothing. */
export async function revocationRecords(
  tx: Tx,
  { clearanceId, reassessmentId }: { clearanceId: string; reassessmentId: string },
): Promise<{ steps: PacketStep[]; reassessment: Omit<Reassessment, 'reads'> | undefined }> {
  const rows = await commandsOf(tx, clearanceId, [...Object.keys(REVOCATION_RELIES_ON), ...SETTLES_REPORTS]);
  const asReports = rows.map((row) => ({
    row,
    commandId: row.command_id,
    action: row.action,
    at: row.at.toISOString(),
    role: row.role,
    details: row.details,
  }));
  const ended = await commandsOf(tx, reassessmentId, Object.keys(REASSESSMENT_RELIES_ON));
  const about = await tx
    .selectFrom('applications')
    .select(['not_conducted_reason', 'served_text', 'served_at'])
    .where('id', '=', reassessmentId)
    .executeTakeFirst();
  return {
    steps: reliedOnBy(asReports).map(({ row }) => stepOf(row, REVOCATION_RELIES_ON)),
    reassessment: about?.not_conducted_reason
      ? {
          caseId: reassessmentId,
          ended: about.not_conducted_reason,
          served: about.served_text,
          servedAt: about.served_at?.toISOString() ?? null,
          steps: ended.map((row) => stepOf(row, REASSESSMENT_RELIES_ON)),
        }
      : undefined,
  };
}

async function commandsOf(tx: Tx, caseId: string, actions: readonly string[]): Promise<CommandRow[]> {
  const { rows } = await sql<CommandRow>`
    select c.seq, c.at, c.command_id, c.action, c.from_stage, c.to_stage, c.sub, c.role, l.article, c.details,
      ${itemsNamed('c')} as items, ${placeOf('c')} as stand_in
    from commands c join ledger l on l.case_id = c.case_id and l.command_id = c.command_id
    where c.case_id = ${caseId} and c.action = any (${actions}) and not ${setAside('c')} order by c.seq
  `.execute(tx);
  return rows;
}

function stepOf(row: CommandRow, relied: typeof RELIED_ON): PacketStep {
  return {
    version: row.seq,
    at: row.at.toISOString(),
    action: row.action,
    from: row.from_stage,
    to: row.to_stage,
    sub: row.sub,
    role: row.role,
    article: row.article,
    documents: evidenceOf(row.action, row.details, relied),
    ...(row.items === null ? {} : { items: row.items }),
    ...(row.stand_in === null ? {} : { standIn: row.stand_in }),
  };
}

/**
 * Who looked at the file so far, as the ledger has it. Not whoever handles a grievance about it, nor the person, who may
 * have printed theirs: that there is one is kept from those who decide (Art. 14).
 */
export async function looksAt(tx: Tx, caseId: string): Promise<Look[]> {
  const rows = await tx
    .selectFrom('ledger')
    .select(['at', 'sub', 'role', 'purpose', 'details'])
    .where('case_id', '=', caseId)
    .where('event', '=', 'FileRead')
    .where('purpose', 'not in', ['GRIEVANCE', 'OWN_FILE'])
    .where('sub', 'is not', null)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ at, sub, details, ...row }) => ({
    ...row,
    at: at.toISOString(),
    sub: sub ?? '',
    of: details as Readonly<Record<string, unknown>>,
  }));
}

/** Whether a decision of this case, or its revocation, was sealed as one document. */
export async function hasPacket(tx: Tx, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('vault_documents')
    .select('id')
    .where('owner_id', '=', caseId)
    .where('class', '=', 'DECISION_PACKET')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
