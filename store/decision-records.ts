import { sql } from 'kysely';
import { evidenceOf, type Look, type PacketStep, RELIED_ON } from '../domain/decision-packet.js';
import type { Item } from '../domain/checks.js';
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
  const actions = [...Object.keys(RELIED_ON), 'giveConsent'];
  const { rows } = await sql<CommandRow>`
    select c.seq, c.at, c.action, c.from_stage, c.to_stage, c.sub, c.role, l.article, c.details,
      ${itemsNamed('c')} as items, ${placeOf('c')} as stand_in
    from commands c join ledger l on l.case_id = c.case_id and l.command_id = c.command_id
    where c.case_id = ${caseId} and c.action = any (${actions}) and not ${setAside('c')} order by c.seq
  `.execute(tx);
  const decided = rows.findLast(({ action }) => action === 'decide');
  const consent = rows.findLast(({ action }) => action === 'giveConsent');
  const details = (decided?.details ?? {}) as { worksheet?: Worksheet; decision?: Decision };
  return {
    steps: rows
      .filter((row) => row.action !== 'giveConsent' && (row.action !== 'decide' || row === decided))
      .map((row) => ({
        version: row.seq,
        at: row.at.toISOString(),
        action: row.action,
        from: row.from_stage,
        to: row.to_stage,
        sub: row.sub,
        role: row.role,
        article: row.article,
        documents: evidenceOf(row.action, row.details),
        ...(row.items === null ? {} : { items: row.items }),
        ...(row.stand_in === null ? {} : { standIn: row.stand_in }),
      })),
    worksheet: details.worksheet,
    decision: details.decision,
    consented: typeof consent?.details.text === 'string' ? consent.details.text : null,
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

/** Whether a decision of this case was sealed as one document. */
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
