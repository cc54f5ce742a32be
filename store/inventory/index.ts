import { DOCUMENT_ENDS, type DocumentCode, type Ends } from '../../domain/document-classes.js';
import { CASES } from './cases.js';
import { COMMON } from './common.js';
import { CONTRACTOR_TABLES } from './contractors.js';
import { DOCUMENTS, type DocumentRow } from './documents.js';
import { HANDLING_TABLES } from './handling.js';
import { INQUIRIES } from './inquiries.js';
import { MACHINERY } from './machinery.js';
import { OFFICE_TABLES } from './office.js';
import { PASSKEY_TABLES } from './passkeys.js';
import { PEOPLE_TABLES } from './people.js';
import { type Area, BY_RULE, type ColumnRow, type Facts, type Kept, type TableRow } from './row.js';

/** The data inventory: what every column and every class of sealed documents is. By area, in the order of the page. */
export const AREAS: Readonly<Record<string, Area>> = {
  'Cases and their steps': CASES,
  'People and who may judge them': PEOPLE_TABLES,
  'Passkeys, and what was signed': PASSKEY_TABLES,
  'What sources are asked': INQUIRIES,
  'Papers, words that wait, holds, outages, demands': OFFICE_TABLES,
  'Organs and contractors': CONTRACTOR_TABLES,
  'Who may handle what': HANDLING_TABLES,
  'Ledger, vault and machinery': MACHINERY,
};

export const TABLES: Readonly<Record<string, TableRow>> = Object.assign({}, ...Object.values(AREAS));

/** A column with what holds of it: its own word, the rule of its name, then its table's. */
export type Described = Facts & ColumnRow;
export function described(table: TableRow, column: string): Described {
  const own = table.columns[column];
  const row = own === BY_RULE ? COMMON[column] : own;
  if (row === undefined) throw new Error(`the inventory does not say what ${column} is`);
  const { nature, rest, from, item, article, readers, kept } = table;
  return { nature, rest, from, item, article, readers, kept, ...row };
}

const KEPT_WITH: Readonly<Record<Ends, Kept>> = {
  CASE: 'FILE',
  PERSON: 'PERSON',
  SETTLED: 'SETTLED',
  DEMAND: 'DEMAND',
  CERTIFICATION: 'CERTIFICATION',
  FAMILY_RETENTION: 'FAMILY',
};

/** The classes of the vault, each with what ends it (domain/document-classes.ts). */
export function documentRows(): (DocumentRow & { readonly docClass: DocumentCode; readonly kept: Kept })[] {
  return (Object.keys(DOCUMENT_ENDS) as DocumentCode[]).map((docClass) => ({
    ...DOCUMENTS[docClass],
    docClass,
    kept: KEPT_WITH[DOCUMENT_ENDS[docClass]],
  }));
}
