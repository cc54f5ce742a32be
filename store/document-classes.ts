import {
  CLASS_CLOCKS,
  classesOf,
  DOCUMENT_ENDS,
  type DocumentCode,
  type Ends,
} from '../domain/document-classes.js';
import type { CountedDeadline, Periods } from '../domain/policy.js';
import type { CaseKind } from '../domain/stages.js';
import type { Tx } from './db.js';
import { setRetention } from './deadlines.js';
import type { StepContext } from './step.js';
import { type DocumentClass, destroyVault } from './vault.js';

/** Whatever rests in the vault has its row in the table: a class that is added says with what it goes. */
const ENDS: Readonly<Record<DocumentClass, Ends>> = DOCUMENT_ENDS;

/** A file's clock begins, and that of each class which goes before it: where there is something for it to end. */
export async function startRetention(
  tx: Tx,
  { kind: of, ...file }: { caseId: string; kind: CaseKind; seq: number; periods: Periods },
  clock: CountedDeadline,
  endedFrom: string,
): Promise<void> {
  await setRetention(tx, { ...file, kind: clock }, endedFrom);
  if (of !== 'application') return;
  const steps = await tx
    .selectFrom('commands')
    .select('action')
    .where('case_id', '=', file.caseId)
    .where('action', 'in', ['submitQuestionnaire', 'destroyClass'])
    .execute();
  // Gone before, it does not go again when a decision that was taken anew ends the case once more.
  const there = steps.length > 0 && steps.every(({ action }) => action === 'submitQuestionnaire');
  if (there) for (const kind of CLASS_CLOCKS) await setRetention(tx, { ...file, kind }, endedFrom);
}

/** Keys and documents of what ends before its case; the step and its ledger entry stay as proof. */
export async function destroyClass({ tx, now, before, details }: StepContext): Promise<void> {
  const classes = classesOf(details.deadline).filter(
    (code): code is DocumentCode & DocumentClass => code in ENDS,
  );
  if (classes.length === 0) throw new Error('no class of documents ends by this clock');
  await destroyVault(tx, { kind: 'case', id: before.row.id }, now, classes);
}

/** On which day this class of a case was destroyed, if it was. */
export async function destroyedAt(
  tx: Tx,
  caseId: string,
  docClass: DocumentClass,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('vault_keys')
    .select('destroyed_at')
    .where('owner_kind', '=', 'case')
    .where('owner_id', '=', caseId)
    .where('class', '=', docClass)
    .executeTakeFirst();
  return row?.destroyed_at?.toISOString();
}
