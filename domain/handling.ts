import { dayBeside, type IsoDate, type IsoInstant, renewalOpening, startOfDay } from './calendar.js';
import { recordServes, servesUntil } from './handling-schemes.js';
import type { ClearanceStage } from './stages.js';

/**
 * Who may handle: at an organ (Art. 11), and one item of information (its custodian asks, for a person on its list). Pure:
 * store/handling-right.ts and store/handling-check.ts read the facts. Days are days in Japan and last to their end.
 */

/** Art. 11: whoever holds one of these is exempt from assessment. Marked `memory`: the list of the 2014 Act. */
export const OFFICES = [
  'HEAD_OF_ORGAN',
  'MINISTER',
  'DEPUTY_CHIEF_CABINET_SECRETARY',
  'ADVISER_TO_THE_PRIME_MINISTER',
  'VICE_MINISTER',
  'PARLIAMENTARY_VICE_MINISTER',
  'BY_CABINET_ORDER',
] as const;
export type Office = (typeof OFFICES)[number];

/** Of an organ's own item its information manager, of one provided to a contractor that one's protection officer. */
export const CUSTODIAN_ROLES = ['InformationManager', 'ContractorSecurityManager'] as const;
export type CustodianRole = (typeof CUSTODIAN_ROLES)[number];

/** Why the answer is yes or no, each with its source. For the ledger and the officer in charge; who asked never reads it. */
export const HANDLING_GROUNDS = {
  CLEARANCE: 'Art. 11, 12(1)(i)(イ)',
  SDS_RESULT: 'Art. 12(1)(i)(ロ)',
  OFFICE: 'Art. 11: exempt from assessment',
  UNKNOWN_ITEM: 'design: deny by default',
  NOT_CUSTODIAN: 'policy: only the custodian asks',
  ITEM_WITHOUT_BASIS: 'Art. 10',
  NOT_LISTED: 'Standards: handler list',
  NOT_YET_LISTED: 'Standards: handler list',
  NO_LONGER_LISTED: 'Standards: handler list',
  NO_RESULT: 'Art. 11',
  NOT_PLEDGED: 'Standards: pledge',
  UNDER_DOUBT: 'Art. 11, 12(1)(iii)',
  REVOKED: 'Art. 11',
  LAPSED: 'Art. 12(1)(i)',
  EXPIRED: 'Art. 11, 12(1)(i)',
  NOTICE_VOID: 'Art. 11, 13(1)',
  PERSON_WITHOUT_BASIS: 'Art. 10',
  OFFICE_ENDED: 'Art. 11: exempt from assessment',
  OTHER_SCHEME: 'Art. 11; reading: found under another law than the information’s',
} as const;
export type HandlingGround = keyof typeof HANDLING_GROUNDS;

export interface HeldResult {
  readonly stage: ClearanceStage;
  readonly notifiedAt: IsoInstant;
  readonly expiresAt: IsoInstant;
  readonly lastValidDay: IsoDate;
  readonly pledged: boolean;
  readonly doubted: boolean;
  /** Of the organ's own person always; of a contractor's while it is certified by that organ (Art. 10). */
  readonly hasBasis: boolean;
  /** Last day of that certification; null where it has none. */
  readonly basisUntil: IsoDate | null;
  /** Under which it was granted. */
  readonly scheme: string;
}
export interface SdsResult {
  readonly notifiedOn: IsoDate;
  readonly lastValidDay: IsoDate;
  /** A doubt notice or a negative result here since, or its own scheme's, told to the officer in charge. */
  readonly ended: boolean;
}
export interface OfficeHeld {
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate | null;
  readonly ended: boolean;
}
/** What one organ's register holds about one person. */
export interface RightFacts {
  readonly results: readonly HeldResult[];
  readonly sds: readonly SdsResult[];
  readonly offices: readonly OfficeHeld[];
}
export interface ListEntry {
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  readonly ended: boolean;
}
export interface CheckFacts extends RightFacts {
  readonly item: boolean;
  /** Of which the information is: a right under another law is none to it, but where that law says so. */
  readonly scheme: string;
  readonly itemHasBasis: boolean;
  /** The office in which who asks is the item's custodian; null if they are not. */
  readonly custodian: CustodianRole | null;
  readonly listed: readonly ListEntry[];
}

/** `until` is a day the right certainly ends with, or null where no day is known; of a "no" there is only the ground. */
export type Finding =
  | { readonly canHandle: true; readonly ground: HandlingGround; readonly until: IsoDate | null }
  | { readonly canHandle: false; readonly ground: HandlingGround };
/** What who asked is told. */
export type CheckAnswer = { canHandle: true; validUntil: IsoDate } | { canHandle: false };

/** A moment, and the day it is in Japan: counted once for all who ask in it. */
export interface Moment {
  readonly now: IsoInstant;
  readonly day: IsoDate;
}

/**
 * Art. 11: whether the person may handle at the organ at all, or information of that scheme. It is no access to anything
 * (rule 15).
 */
export function rightOf(all: RightFacts, at: Moment, scheme?: string): Finding {
  const { results, sds, offices } = served(all, scheme);
  const ways: Way[] = [
    ...results.filter((one) => holds(one, at)).map(byResult),
    ...sds.filter((one) => counts(one, at)).map(bySds),
    ...offices.filter((one) => isHeld(one, at)).map(byOffice),
  ];
  const [longest] = ways.sort((a, b) => compare(b.until ?? NO_END, a.until ?? NO_END));
  if (longest) return { canHandle: true, ...longest };
  const ground = whyNoRight({ results, sds, offices }, at);
  const elsewhere = ground === 'NO_RESULT' && scheme !== undefined && rightOf(all, at).canHandle;
  return { canHandle: false, ground: elsewhere ? 'OTHER_SCHEME' : ground };
}

/** What of it serves information of that scheme, and no longer than it does. */
function served({ results, sds, offices }: RightFacts, scheme: string | undefined): RightFacts {
  if (scheme === undefined) return { results, sds, offices };
  return {
    results: results.flatMap((one) => {
      const until = servesUntil(one, scheme);
      if (until === undefined) return [];
      return until === one.lastValidDay
        ? [one]
        : [{ ...one, lastValidDay: until, expiresAt: startOfDay(dayBeside(until, 1)) }];
    }),
    sds: recordServes('SDS_RESULT', scheme) ? sds : [],
    offices: recordServes('OFFICE', scheme) ? offices : [],
  };
}

/**
 * Whether a result under the 2014 Act stands, so that no assessment is made of who is newly to handle (Art. 12(1)(i)(ロ)). In
 * its last months it is no bar: who relies on it is to be assessed before it ends (12(1)(ii); reading).
 */
export function sdsStands(sds: readonly SdsResult[], at: Moment, lead: string): boolean {
  return sds.some((one) => counts(one, at) && at.now < renewalOpening(one.lastValidDay, lead));
}

/** Whether they may handle this item: asked by its custodian, for a person on its list, who has the right. */
export function checkOf(facts: CheckFacts, at: Moment): Finding {
  const no = (ground: HandlingGround): Finding => ({ canHandle: false, ground });
  if (!facts.item) return no('UNKNOWN_ITEM');
  if (facts.custodian === null) return no('NOT_CUSTODIAN');
  if (!facts.itemHasBasis) return no('ITEM_WITHOUT_BASIS');
  const listedUntil = facts.listed
    .filter(({ firstDay, lastDay, ended }) => !ended && firstDay <= at.day && at.day <= lastDay)
    .map(({ lastDay }) => lastDay)
    .sort()
    .at(-1);
  if (listedUntil === undefined) return no(whyNotListed(facts.listed, at));
  const right = rightOf(facts, at, facts.scheme);
  return right.canHandle ? { ...right, until: earlier(right.until, listedUntil) } : right;
}

/** Yes until a day, or no; nothing else, and every "no" the same. */
export function toldOf(finding: Finding): CheckAnswer {
  return finding.canHandle && finding.until !== null
    ? { canHandle: true, validUntil: finding.until }
    : { canHandle: false };
}

interface Way {
  readonly ground: HandlingGround;
  readonly until: IsoDate | null;
}
/** Later than every day of the scheme. */
const NO_END = '9999-12-31';
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const earlier = (a: IsoDate | null, b: IsoDate) => (a !== null && a < b ? a : b);

function holds(one: HeldResult, { now }: Moment): boolean {
  const inForce = one.stage === 'ACTIVE' || one.stage === 'REVIEW';
  const inTime = one.notifiedAt <= now && now < one.expiresAt;
  return inForce && inTime && one.pledged && !one.doubted && one.hasBasis;
}
const byResult = ({ lastValidDay, basisUntil }: HeldResult): Way => ({
  ground: 'CLEARANCE',
  until: earlier(basisUntil, lastValidDay),
});

const counts = ({ notifiedOn, lastValidDay, ended }: SdsResult, { day }: Moment) =>
  !ended && notifiedOn <= day && day <= lastValidDay;
const bySds = ({ lastValidDay }: SdsResult): Way => ({ ground: 'SDS_RESULT', until: lastValidDay });

const isHeld = ({ firstDay, lastDay, ended }: OfficeHeld, { day }: Moment) =>
  !ended && firstDay <= day && (lastDay === null || day <= lastDay);
const byOffice = ({ lastDay }: OfficeHeld): Way => ({ ground: 'OFFICE', until: lastDay });

function whyNotListed(listed: readonly ListEntry[], { day }: Moment): HandlingGround {
  if (listed.length === 0) return 'NOT_LISTED';
  return listed.some(({ ended, firstDay }) => !ended && day < firstDay)
    ? 'NOT_YET_LISTED'
    : 'NO_LONGER_LISTED';
}

/** By the newest result, and only where there was none by what else was recorded. */
function whyNoRight({ results, sds, offices }: RightFacts, { now, day }: Moment): HandlingGround {
  const newest = results.toSorted((a, b) => compare(a.notifiedAt, b.notifiedAt)).at(-1);
  if (newest) return whyNotByResult(newest, now);
  if (sds.some(({ ended }) => ended)) return 'UNDER_DOUBT';
  if (sds.some(({ lastValidDay }) => lastValidDay < day)) return 'EXPIRED';
  return offices.some(({ ended, lastDay }) => ended || (lastDay !== null && lastDay < day))
    ? 'OFFICE_ENDED'
    : 'NO_RESULT';
}

function whyNotByResult(one: HeldResult, now: IsoInstant): HandlingGround {
  if (one.stage === 'REVOKED' || one.stage === 'LAPSED') return one.stage;
  if (one.stage === 'VOIDED') return 'NOTICE_VOID';
  if (one.doubted) return 'UNDER_DOUBT';
  if (now >= one.expiresAt) return 'EXPIRED';
  if (!one.pledged) return 'NOT_PLEDGED';
  return one.hasBasis ? 'NO_RESULT' : 'PERSON_WITHOUT_BASIS';
}
