import type { DeadlineKind, PeriodKey } from '../../domain/policy.js';
import { CERTIFYING_ROLES } from '../../domain/certification.js';
import { COUNTER_ROLES } from '../../domain/passkeys.js';
import { FILE_ROLES, GRIEVANCE_ROLES, OUTCOME_ROLES } from '../../domain/readers.js';
import type { Role } from '../../domain/roles.js';
import { SAME_PERSON_ROLES } from '../../domain/same-person.js';

/**
 * How the data inventory says what a field is (docs/data-inventory.md). A table says once what holds of its columns; a
 * column adds what it is, and what is different about it.
 */

/** Of a person by what it says; of a person to whoever has the register or a key besides; or neither. */
export type Nature = 'PERSONAL' | 'PSEUDONYMOUS' | 'NEITHER';
/** `HASHED`: by a key or a one-way function, so that it can be compared and not read. */
export type Rest = 'CLEAR' | 'HASHED' | 'SEALED';
export type Origin = 'SUBJECT' | 'OFFICER' | 'CONTRACTOR' | 'PROVIDER' | 'SYSTEM' | 'OWNER';
/** What a text column holds. `WORDS`: what somebody wrote freely; `NAME`: of an organ, a firm or a thing. */
export type Holds = 'ID' | 'CODE' | 'SIGN_IN' | 'HASH' | 'NAME' | 'WORDS' | 'JSON_OF_CODES';
/** `NAMED`: the one of the seven that the row names; `FIRST`: the first, of which family is a part; `NONE`: administration. */
export type AboutItem = 'NONE' | 'NAMED' | 'SEVEN' | 'FIRST';
/** Processes that reach the register, each as a role of the database that reads the table. */
export type Process = 'api' | 'worker' | 'gateway';

/** People who are shown it, by the faces of a case (api/case-views.ts) and the lists beside it. */
export const READERS = {
  NOBODY: [],
  /** A sealed document: whoever its class names (documents.ts). */
  BY_CLASS: [],
  OWN: ['Subject'],
  FILE: FILE_ROLES,
  OWN_AND_FILE: ['Subject', ...FILE_ROLES],
  OUTCOME: ['Subject', ...FILE_ROLES, ...OUTCOME_ROLES],
  GRIEVANCE: GRIEVANCE_ROLES,
  MEASURES: [...GRIEVANCE_ROLES, 'AssessmentOfficerInCharge'],
  IN_CHARGE: ['AssessmentOfficerInCharge'],
  PACKET: ['AssessmentOfficerInCharge', 'Adjudicator', 'GrievanceOfficer'],
  PAIRS: SAME_PERSON_ROLES,
  /** A person’s own passkey, and the counter where codes are handed over and losses said. */
  COUNTER: ['Subject', ...COUNTER_ROLES],
  CONSENT_RECORD: ['Subject', 'CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator'],
  SCREENING: ['ScreeningOfficer'],
  OWN_AND_SCREENING: ['Subject', 'ScreeningOfficer'],
  /** Whoever may compare the paper: by its desk (domain/original.ts). */
  COMPARING: ['CaseOfficer', 'AssessmentOfficerInCharge', 'GrievanceOfficer', 'CabinetInvestigator'],
  COMPARING_AND_OWN: [
    'Subject',
    'CaseOfficer',
    'AssessmentOfficerInCharge',
    'GrievanceOfficer',
    'CabinetInvestigator',
    'ScreeningOfficer',
  ],
  /** Its person that it was opened, when and why; not by whom. */
  BREAK_GLASS: ['Subject', 'AssessmentOfficerInCharge', 'Adjudicator', 'Auditor'],
  LEDGER: ['Auditor'],
  DEMANDS: ['Auditor', 'AssessmentOfficerInCharge'],
  OPERATOR: ['Operator'],
  CERTIFYING: CERTIFYING_ROLES,
  CUSTODIANS: ['AssessmentOfficerInCharge', 'InformationManager', 'ContractorSecurityManager'],
  PASSING_ON: ['ContractorSecurityManager', 'AssessmentOfficerInCharge'],
  FIGURES: ['Auditor', 'AssessmentOfficerInCharge'],
} as const satisfies Record<string, readonly Role[]>;
export type Readers = keyof typeof READERS;

type Clock = PeriodKey & (DeadlineKind | PeriodKey);
interface Keeping {
  readonly says: string;
  /** The periods of the policy that it counts, in words of the packs. */
  readonly periods: readonly Clock[];
}

/** How long something is kept, by the clock that ends it. */
export const KEPT = {
  FILE: {
    says: 'with its file',
    periods: ['RETENTION_ASSESSED', 'RETENTION_NOT_CONDUCTED', 'GATHERED_BY_MISTAKE'],
  },
  PROOF: { says: 'for good, as proof', periods: [] },
  LEDGER: { says: 'for good, as the ledger', periods: [] },
  REGISTER: { says: 'for good', periods: [] },
  PERSON: {
    says: 'with the last file and the last recorded right of the person',
    periods: ['RETENTION_ASSESSED', 'RETENTION_RECORDED'],
  },
  RECORDED: {
    says: 'the row for good; whose it is, until the person is forgotten',
    periods: ['RETENTION_RECORDED'],
  },
  RIGHT_END: { says: 'deleted when the notice has served', periods: ['RETENTION_RIGHT_END'] },
  DEMAND: { says: 'its words from its end; the row for good', periods: ['DEMAND_RETENTION'] },
  CERTIFICATION: {
    says: 'its words from the end of the certification; the row for good',
    periods: ['RETENTION_CERTIFICATION'],
  },
  FAMILY: { says: 'before the rest of the file', periods: ['FAMILY_RETENTION'] },
  BY_CLASS: { says: 'as its class says, below', periods: [] },
  SETTLED: { says: 'until it has served, at the latest with its file', periods: [] },
  KEY_STORE: { says: 'until the key store has destroyed it too', periods: [] },
  SESSION: { says: 'until the session ends', periods: [] },
  WORKING_ROWS: {
    says: 'days: delivered messages seven, answers to repeat thirty',
    periods: [],
  },
  ANSWER_COPY: {
    says: 'until it is filed; then the row, without it, goes with the file',
    periods: ['RETENTION_ASSESSED', 'RETENTION_NOT_CONDUCTED'],
  },
} as const satisfies Record<string, Keeping>;
export type Kept = keyof typeof KEPT;

export interface Facts {
  readonly nature: Nature;
  readonly rest: Rest;
  readonly from: Origin;
  readonly item: AboutItem;
  readonly article: string;
  readonly readers: Readers;
  readonly kept: Kept;
}
export interface ColumnRow extends Partial<Facts> {
  readonly is: string;
  /** Of a text or a JSON column, which says by its type nothing of what is in it. */
  readonly holds?: Holds;
}
/** What a column is that means the same wherever it stands: by its name, in COMMON. */
export const BY_RULE = 'BY_RULE';

export interface TableRow extends Facts {
  readonly about: string;
  /** Which processes may select from it; compared with the grants. */
  readonly processes: readonly Process[];
  /** Whether row-level security narrows what they see; compared with the database. */
  readonly walled: boolean;
  readonly columns: Readonly<Record<string, ColumnRow | typeof BY_RULE>>;
}
export type Area = Readonly<Record<string, TableRow>>;

/** `sub` and the like: a sign-in. `code`, `words`, … what a text column holds. */
export const is = (what: string, more: Partial<ColumnRow> = {}): ColumnRow => ({ is: what, ...more });
export const code = (what: string, more: Partial<ColumnRow> = {}): ColumnRow => ({
  is: what,
  holds: 'CODE',
  ...more,
});
export const signIn = (what: string, more: Partial<ColumnRow> = {}): ColumnRow => ({
  is: what,
  holds: 'SIGN_IN',
  nature: 'PSEUDONYMOUS',
  ...more,
});
