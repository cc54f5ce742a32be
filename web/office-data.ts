import type { CertificationAction, CertificationPart, CertificationStage } from '../domain/certification.js';
import type { HandlingGround } from '../domain/handling.js';
import type { DispatchingEmployer, PassedOn, PassingOnState } from '../domain/passing-on.js';
import type { ChaseState, Recipient } from '../domain/right-ended.js';
import type { Decision } from '../domain/stages.js';
import type { Option } from './field-parts.js';
import type { Word } from './language.js';

/** What pages about contractors, items and lists are given: the routes' own answers, with the names of bodies. */
export interface CertificationRow {
  readonly id: string;
  readonly organ: Word;
  readonly contractor: Word;
  readonly stage: CertificationStage;
  readonly version: number;
  readonly appliedAt: string;
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  readonly confirmBy: string | null;
  readonly reminded: boolean;
  readonly possible: readonly CertificationAction[];
}
export interface CertificationStepRow {
  readonly action: CertificationAction;
  readonly from: CertificationStage | 'NEW';
  readonly at: string;
  readonly sub?: string | null | undefined;
  readonly parts: Readonly<
    Partial<Record<CertificationPart, Readonly<Record<string, string | number | boolean>>>>
  >;
  readonly recommended?: 'GRANT' | 'REFUSE' | undefined;
  readonly changeFrom?: string | undefined;
  readonly late?: boolean | undefined;
  readonly words?: string | undefined;
}
export interface CertificationShown extends CertificationRow {
  /** It waits for another person than the one who examined it, and that was the reader. */
  readonly sameExaminer: boolean;
  readonly steps: readonly CertificationStepRow[];
}
export interface ContractRow {
  readonly id: string;
  readonly organ: Word;
  readonly contractor: Word;
  readonly paragraph: '10(1)' | '10(2)';
  readonly sections: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string | null;
  readonly endedAt: string | null;
}
export interface ContractorsShown {
  /** Whether the reader acts for a contractor, or is in charge at an organ: each has forms of their own. */
  readonly manages: boolean;
  readonly inCharge: boolean;
  readonly certifications: readonly CertificationRow[];
  readonly contracts: readonly ContractRow[];
  readonly choices: Readonly<Record<string, readonly Option[]>>;
}
export interface NominationShown {
  readonly manages: boolean;
  readonly choices: Readonly<Record<string, readonly Option[]>>;
}
export interface NomineeRow {
  readonly id: string;
  readonly organ: Word;
  readonly subjectRef: string;
  readonly nominatedOn: string;
  readonly agreement: { readonly agreedOn: string; readonly text: string } | null;
  readonly dispatchedBy: string | null;
}
export interface AssessedRow {
  readonly subjectRef: string;
  readonly organ: Word;
  readonly outcome: Decision;
  readonly notifiedOn: string;
}
export interface ItemRow {
  readonly id: string;
  readonly organId: string;
  readonly organ: Word;
  readonly contractor: Word | null;
  readonly designation: string;
  readonly scheme: string;
  readonly custodian: string | null;
  readonly yours: boolean;
  readonly inCharge: boolean;
}
export interface ItemsShown {
  readonly items: readonly ItemRow[];
  /** Organs at which the reader is in charge. */
  readonly organs: readonly { readonly id: string; readonly name: Word }[];
  readonly choices: Readonly<Record<string, readonly Option[]>>;
}
export interface HandlerRow {
  readonly id: string;
  readonly subjectId: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly listedAt: string;
  readonly listedBy: string;
  readonly endedAt: string | null;
}
export interface ItemShown extends ItemRow {
  readonly handlers: readonly HandlerRow[];
}
export interface NoticeRow {
  readonly id: string;
  readonly organ: Word;
  readonly subjectRef: string;
  readonly recipient: Recipient;
  readonly designation: string | null;
  readonly endedOn: string;
  readonly returnedOn: string | null;
  readonly toldAt: string;
  readonly state: ChaseState;
  readonly possible: readonly 'acknowledge'[];
}
export interface NoticesShown {
  readonly rows: readonly NoticeRow[];
  readonly open: boolean;
}
export interface PassingOnRow {
  readonly id: string;
  readonly organ: Word;
  readonly subjectRef: string;
  readonly employer: DispatchingEmployer;
  readonly told: PassedOn | null;
  readonly day: string | null;
  /** The case that waits for the reader's word on ties. */
  readonly undeclared?: string | undefined;
  readonly state: PassingOnState;
  readonly passedOn: string | null;
  readonly possible: readonly 'passOn'[];
}
export interface PassingsOnShown {
  readonly rows: readonly PassingOnRow[];
  readonly open: boolean;
}
export interface GroundRow {
  readonly id: string;
  readonly at: string;
  readonly sub: string | null;
  readonly subjectId: string | null;
  readonly itemId: string;
  readonly designation: string | null;
  readonly canHandle: boolean;
  readonly ground: HandlingGround;
  readonly until: string | null;
}
export interface GroundsShown {
  readonly organId: string;
  readonly organ: Word;
  readonly itemId: string | undefined;
  readonly rows: readonly GroundRow[];
  readonly next: string | null;
  readonly first: boolean;
}

/** Steps that are somebody's turn, and not only theirs to take at any time. */
const AWAITED: Readonly<Partial<Record<CertificationStage, readonly CertificationAction[]>>> = {
  APPLIED: ['examine'],
  EXAMINED: ['certify'],
  CHANGE_REPORTED: ['reexamine'],
  REEXAMINED: ['uphold'],
};

/** The steps for which it is the reader who is waited for. */
export function awaitedSteps({
  stage,
  possible,
  reminded,
}: Pick<CertificationRow, 'stage' | 'possible' | 'reminded'>): CertificationAction[] {
  const awaited = [...(AWAITED[stage] ?? []), ...(reminded ? (['confirm'] as const) : [])];
  return awaited.filter((action) => possible.includes(action));
}

export function waitsForReader(row: Parameters<typeof awaitedSteps>[0]): boolean {
  return awaitedSteps(row).length > 0;
}
