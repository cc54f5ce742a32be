import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Source } from '../domain/checks.js';
import { driftsIn } from '../domain/forbidden-topics.js';
import type { KeptAs } from '../domain/free-text.js';
import type { Passage, ScreeningGround } from '../domain/questionnaire/screening.js';
import { masked, passagesToScreen } from '../domain/masked-text.js';
import type { Tx } from './db.js';
import type { DocumentClass, Vault, VaultOwner } from './vault.js';

/** A text of which passages wait for a screening officer: which document of which file, and since when. */
export interface TextScreening {
  readonly id: string;
  readonly caseId: string;
  readonly organId: string;
  readonly documentId: string;
  readonly docClass: DocumentClass;
  readonly wordsId: string;
  /** Where it is a grievance's, the case of its own that it opened. */
  readonly grievanceId: string | null;
  /** From when it waits: kept, or of a grievance answered. */
  readonly since: string;
}

/** The whole text and its passages, as they rest apart until they are screened. */
export interface Words {
  readonly content: unknown;
  readonly passages: readonly Passage[];
}

/**
 * Seals a document of a case. Of its texts that drift, which their author keeps or nobody could ask to write anew, the
 * passages wait apart; the file has a mark in their place, but for what must be read as it is written meanwhile.
 */
export async function putScreened(
  tx: Tx,
  vault: Vault,
  document: {
    readonly caseId: string;
    readonly docClass: DocumentClass;
    readonly content: unknown;
    readonly now: string;
    readonly as: KeptAs;
    readonly drifting: readonly string[];
  },
): Promise<string> {
  const { caseId, docClass, content, now, as, drifting } = document;
  const owner: VaultOwner = { kind: 'case', id: caseId };
  const passages = drifting.length === 0 ? [] : passagesToScreen(content, drifting);
  if (passages.length === 0) return vault.put(tx, owner, docClass, content, now);
  const filed = as === 'MASKED' ? masked(content, passages) : content;
  const documentId = await vault.put(tx, owner, docClass, filed, now);
  const words: Words = { content, passages };
  const wordsId = await vault.put(tx, owner, 'UNSCREENED_TEXT', words, now);
  await sql`insert into text_screenings (id, case_id, organ_id, document_id, class, words_id, kept_as, ready, kept_at)
    select ${randomUUID()}::uuid, c.id, c.organ_id, ${documentId}::uuid, ${docClass}, ${wordsId}::uuid, ${as},
      ${as !== 'ANSWERED'}, ${now}::timestamptz
    from cases c where c.id = ${caseId}::uuid`.execute(tx);
  return documentId;
}

/**
 * What a source says of somebody, over the gateway or by letter. It is not sent back: whoever asks is owed the answer, and a
 * machine or a letter writes nothing anew. So it is screened whenever it drifts.
 */
export function putStatement(
  tx: Tx,
  vault: Vault,
  of: {
    readonly caseId: string;
    readonly source: Source;
    readonly statement: string;
    readonly now: string;
  },
): Promise<string> {
  const { caseId, source, statement, now } = of;
  const content = { source, statement };
  const drifting = driftsIn(statement).length > 0 ? [statement] : [];
  return putScreened(tx, vault, { caseId, docClass: 'EVIDENCE', content, now, as: 'MASKED', drifting });
}

/** What waits, oldest first. Row-level security decides which rows exist for the caller. */
export async function waitingTexts(
  tx: Tx,
  of: { readonly id?: string; readonly limit: number },
): Promise<TextScreening[]> {
  const rows = await tx
    .selectFrom('text_screenings')
    .select([
      'id',
      'case_id',
      'organ_id',
      'document_id',
      'class',
      'words_id',
      'grievance_id',
      'kept_at',
      'ready_at',
    ])
    .where('status', '=', 'WAITING')
    .$if(of.id !== undefined, (q) => q.where('id', '=', of.id ?? ''))
    .orderBy('kept_at')
    .orderBy('id')
    .limit(of.limit)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    organId: row.organ_id,
    documentId: row.document_id,
    docClass: row.class,
    wordsId: row.words_id ?? '',
    grievanceId: row.grievance_id,
    since: (row.ready_at ?? row.kept_at).toISOString(),
  }));
}

/** The text as it stays takes its place in the file, and the words are gone with their key. False: somebody was first. */
export async function settleText(
  tx: Tx,
  of: {
    readonly id: string;
    readonly by: string;
    readonly now: string;
    readonly sealed: Buffer;
    readonly grounds: readonly ScreeningGround[];
  },
): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select sekisho_screen_text(${of.id}::uuid, ${of.by},
    ${of.now}::timestamptz, ${of.sealed}, ${JSON.stringify(of.grounds)}::jsonb) as done`.execute(tx);
  return rows[0]?.done === true;
}
