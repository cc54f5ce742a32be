import { after, dayOf, type IsoDate, type IsoInstant } from './calendar.js';
import type { Periods } from './policy.js';
import type { ActorRole } from './roles.js';

/** What may be reported of a holder (Standards: change report, after the 2014 scheme). */
export const CHANGE_KINDS = [
  'FOREIGN_TIES',
  'CRIMINAL',
  'DISCIPLINE',
  'INFORMATION_RULES',
  'DRUGS',
  'HEALTH',
  'ALCOHOL',
  'FINANCES',
  'OTHER_DOUBT',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Why somebody is not told of a report about them yet. */
export const SEAL_GROUNDS = ['INQUIRY_AT_RISK', 'REPORTER_AT_RISK'] as const;
export type SealGround = (typeof SEAL_GROUNDS)[number];

/** What a person made of somebody else's report: it says something to be looked into, or it does not. */
export const REPORT_VERDICTS = ['FOUNDED', 'UNFOUNDED'] as const;
export type ReportVerdict = (typeof REPORT_VERDICTS)[number];

/** How it was settled; of a clearance that ended before, by its end, or by who looked at the report after it. */
export const REPORT_ENDS = ['NO_DOUBT', 'REASSESSMENT', 'CLEARANCE_ENDED'] as const;
export type ReportEnd = (typeof REPORT_ENDS)[number];

/** One report about a holder. */
export interface Report {
  /** The command by which it came: its receipt. */
  readonly id: string;
  readonly at: IsoInstant;
  readonly by: ActorRole;
  /** Null once the file is destroyed. */
  readonly documentId: string | null;
  /** Of others' reports; null while nobody has looked. One's own needs none. */
  readonly verdict: ReportVerdict | null;
  /** Its holder is told from the end of that day on. */
  readonly seal: { readonly ground: SealGround; readonly until: IsoDate } | null;
  readonly closed: { readonly at: IsoInstant; readonly how: ReportEnd } | null;
}

/** A step of a clearance as it was recorded. */
export interface ReportStep {
  readonly commandId: string;
  readonly action: string;
  readonly at: IsoInstant;
  readonly role: ActorRole;
  readonly details: {
    readonly documentId?: string;
    readonly reportId?: string;
    readonly verdict?: ReportVerdict;
    readonly sealGround?: SealGround;
    readonly sealUntil?: IsoDate;
  };
}

/** The reports about a holder, oldest first, read from the steps of their clearance. */
export function reportsIn(steps: readonly ReportStep[]): Report[] {
  let all: Report[] = [];
  let over = false;
  for (const { commandId, action, at, role, details } of steps) {
    const { documentId, reportId, verdict = null, sealGround: ground, sealUntil: until } = details;
    if (REPORTING.has(action))
      all.push({ ...NEW, id: commandId, at, by: role, documentId: documentId ?? null });
    const seal = ground && until ? { ground, until } : null;
    if (action === 'validateReport')
      all = all.map((one) => (one.id === reportId ? looked(one, { verdict, seal }, over ? at : null) : one));
    // A notice that was a mistake closed nothing.
    if (action === 'confirmDoubtVoid')
      all = all.map((one) => (one.closed?.how === 'REASSESSMENT' ? { ...one, closed: null } : one));
    // It has not ended: what its end had settled is open again, and what comes is looked into.
    if (action === 'returnWithNotice') {
      over = false;
      all = all.map((one) => (one.closed?.how === 'CLEARANCE_ENDED' ? { ...one, closed: null } : one));
    }
    if (ENDING.has(action)) {
      over = true;
      all = all.map((one) => (waits(one) ? one : settled(one, at)));
    }
    const how = CLOSING[action];
    if (how) all = all.map((one) => (one.closed ? one : { ...one, closed: { at, how } }));
  }
  return all;
}

/**
 * Nobody has looked at it, and nothing has settled it. A doubt notice has not: it is one officer's, and who is reassessed
 * over what others said is told what that was, or is kept from it by a seal with an end (decision 0065).
 */
export function waits(one: Report): boolean {
  return (
    needsValidation(one) && one.verdict === null && (one.closed?.how ?? 'REASSESSMENT') === 'REASSESSMENT'
  );
}
function looked(one: Report, as: Pick<Report, 'verdict' | 'seal'>, endedAt: IsoInstant | null): Report {
  return endedAt === null ? { ...one, ...as } : settled({ ...one, ...as }, endedAt);
}
function settled(one: Report, at: IsoInstant): Report {
  return { ...one, closed: one.closed ?? { at, how: 'CLEARANCE_ENDED' } };
}

const NEW = { verdict: null, seal: null, closed: null };
const REPORTING: ReadonlySet<string> = new Set(['reportChange', 'reportAsOther']);
const ENDING: ReadonlySet<string> = new Set([
  'revoke',
  'revokeByResult',
  'expire',
  'supersede',
  'voidWithNotice',
]);
const CLOSING: Readonly<Record<string, ReportEnd>> = {
  closeReview: 'NO_DOUBT',
  serveDoubtNotice: 'REASSESSMENT',
};

/** One's own report, and whoever's came by a door that told of it at once. */
export function needsValidation({ by }: Pick<Report, 'by'>): boolean {
  return by !== 'Subject';
}

/** Whether its holder may see a report: their own; somebody else's once a person has looked, and no seal is on it. */
export function isShownToHolder(report: Report, now: IsoInstant): boolean {
  if (!needsValidation(report)) return true;
  return report.verdict !== null && (report.seal === null || report.seal.until < dayOf(now));
}

/** A seal ends on a day that is still to come, and before the policy's period from now is over. */
export function sealEnds(until: IsoDate, now: IsoInstant, periods: Periods): boolean {
  return until >= dayOf(now) && until < dayOf(after(now, periods.REPORT_SEALED));
}

/** Said of the field of any other day. */
export const NOT_A_SEALS_END = 'must lie ahead, and not too far';
