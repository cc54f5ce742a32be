import {
  afterMinute,
  dayOf,
  type IsoDate,
  type IsoInstant,
  lastMomentOf,
  startOfMinute,
} from './calendar.js';
import { Refused } from './errors.js';
import type { Mark } from './policy.js';

/**
 * How the notice of a result reaches its person (Art. 13(1)), and what shows that it did. Evidence is a number or the hash
 * of a paper that is kept elsewhere: never words.
 */
export const SERVICE_CHANNELS = ['IN_PERSON', 'CERTIFIED_POST', 'OWN_ACCOUNT', 'THROUGH_CONTRACTOR'] as const;
export type ServiceChannel = (typeof SERVICE_CHANNELS)[number];

const EVIDENCE = ['receipt', 'number', 'receivedOn'] as const;
type Evidence = (typeof EVIDENCE)[number];

/** As it is kept with the step: `receipt` is the SHA-256 of the signed receipt, `number` that of the delivery. */
export interface Service {
  readonly channel: ServiceChannel;
  readonly receipt?: string | undefined;
  readonly number?: string | undefined;
  readonly receivedOn?: IsoDate | undefined;
  /** The hour and minute there, where what shows the receipt bears them: `14:05`, Japanese time. */
  readonly receivedAt?: string | undefined;
}

interface ChannelRow {
  readonly needs: readonly Evidence[];
  /** The day on which it was received, by what shows it; or the step itself, from which it lies in the person's account. */
  readonly counts: 'RECEIVED' | 'STEP';
  /** What may go this way: a contractor carries no more than it is told itself (Art. 13(2)). */
  readonly carries: 'EVERYTHING' | 'OUTCOME';
  /** Only of whom it is open to. */
  readonly onlyWith?: 'ACCOUNT' | 'CONTRACTOR';
  readonly article: string;
  readonly mark: Mark;
}

// biome-ignore format: a table
export const SERVICE: Readonly<Record<ServiceChannel, ChannelRow>> = {
  IN_PERSON:          { needs: ['receipt', 'receivedOn'], counts: 'RECEIVED', carries: 'EVERYTHING', article: 'Art. 13(1); Civil Code 97', mark: 'reading' },
  CERTIFIED_POST:     { needs: ['number', 'receivedOn'],  counts: 'RECEIVED', carries: 'EVERYTHING', article: 'Art. 13(1); Civil Code 97', mark: 'reading' },
  OWN_ACCOUNT:        { needs: [],                        counts: 'STEP',     carries: 'EVERYTHING', onlyWith: 'ACCOUNT', article: 'Art. 13(1); reading: it can be opened from then on', mark: 'reading' },
  THROUGH_CONTRACTOR: { needs: ['receipt', 'receivedOn'], counts: 'RECEIVED', carries: 'OUTCOME', onlyWith: 'CONTRACTOR', article: 'Art. 13(1), 13(2)', mark: 'reading' },
};

/** Ways by which a paper goes out first, and is received on a day of its own. */
export const PAPER_CHANNELS = SERVICE_CHANNELS.filter((channel) => SERVICE[channel].counts === 'RECEIVED');

/** A notice that has gone out, while nothing shows yet that its person received it. */
export interface Issue {
  readonly channel: ServiceChannel;
  readonly by: string | null;
  /** The day on which the person withdrew since: whether it came too late, the day of receipt tells. */
  readonly withdrawnOn: IsoDate | null;
  /** And when, of a click; a paper came in on a day and no more. */
  readonly withdrawnAt?: IsoInstant | null;
}
export const ISSUE_STATES = ['NONE', 'ISSUED', 'WITHDRAWN'] as const;
export type IssueState = (typeof ISSUE_STATES)[number];

export function issueState(issue: Issue | null): IssueState {
  if (issue === null) return 'NONE';
  return issue.withdrawnOn === null ? 'ISSUED' : 'WITHDRAWN';
}

/** What of a service the table looks at. */
export type Served = Pick<Service, 'channel' | 'receivedOn' | 'receivedAt'>;

/**
 * A paper is served by the way it was issued; one's own account needs no paper, and is open only while none is out. A step
 * that names no way is one of a release before, which knew none.
 */
export function wentAnotherWay(issue: Issue | null, served: Served | undefined): Unfit | undefined {
  const straight = served === undefined || SERVICE[served.channel].counts === 'STEP';
  if (straight ? issue === null : issue?.channel === served.channel) return undefined;
  return {
    pointer: '/channel',
    message: 'issue it this way first; one that is out by another way is taken back first',
  };
}

/**
 * Who has read a result does not withdraw from it (Art. 13(1)). Of one day the withdrawal was first (reading), unless the
 * hour of a receipt lies before that of a click: else whoever serves a notice after it could make it vanish.
 */
export function cameTooLate(issue: Issue | null, served: Served | undefined): Unfit | undefined {
  if (issue?.withdrawnOn == null || receivedBefore(issue, issue.withdrawnOn, served)) return undefined;
  const oneDay = served?.receivedOn === issue.withdrawnOn;
  return {
    pointer: oneDay ? '/receivedAt' : '/receivedOn',
    message: oneDay
      ? 'withdrawn on that day: the withdrawal stands unless the hours show that the notice was received first'
      : 'withdrawn before it was received: the withdrawal stands',
  };
}

function receivedBefore({ withdrawnAt }: Issue, withdrawnOn: IsoDate, served: Served | undefined): boolean {
  const { receivedOn, receivedAt } = served ?? {};
  if (receivedOn === undefined || receivedOn !== withdrawnOn) return (receivedOn ?? '9999') < withdrawnOn;
  // Within one and the same minute nothing shows which was first.
  return (
    receivedAt !== undefined && withdrawnAt != null && afterMinute(receivedOn, receivedAt) <= withdrawnAt
  );
}

/** @throws Refused SAME_PERSON */
export function notWhoIssued(issue: Issue | null, { sub }: { readonly sub: string | null }): void {
  if (issue && issue.by === sub) throw new Refused('SAME_PERSON', 'who issued it');
}

/**
 * One person makes no result void that may have been received; lost certification ends a case as ever.
 * @throws Refused WRONG_STAGE
 */
export function noNoticeOut(issue: Issue | null, { sub }: { readonly sub: string | null }): void {
  if (sub !== null && issue !== null)
    throw new Refused('WRONG_STAGE', 'a notice of the result is out: it is taken back first');
}

/** What the way is held against. */
export interface ServiceFacts {
  /** Since when it can have been received: the paper went out then. */
  readonly since: IsoInstant;
  readonly now: IsoInstant;
  readonly hasAccount: boolean;
  readonly ofContractor: boolean;
  /** A negative result, and its reasons were not waived: they go with it (Art. 13(4)). */
  readonly owesReasons: boolean;
}

export interface Unfit {
  readonly pointer: string;
  readonly message: string;
}

/** Everything that keeps a result from going that way; empty where it may. */
export function unfitWay(
  channel: ServiceChannel,
  facts: Pick<ServiceFacts, 'hasAccount' | 'ofContractor' | 'owesReasons'>,
): Unfit[] {
  const { onlyWith, carries } = SERVICE[channel];
  const unfit: Unfit[] = [];
  const refuse = (message: string) => unfit.push({ pointer: '/channel', message });
  if (onlyWith === 'ACCOUNT' && !facts.hasAccount) refuse('the person has no sign-in');
  if (onlyWith === 'CONTRACTOR' && !facts.ofContractor) refuse('no contractor’s person');
  if (carries === 'OUTCOME' && facts.owesReasons) refuse('reasons go to the person alone: another way');
  return unfit;
}

/** Everything that keeps it from being service; empty where it is. */
export function unfitService(service: Service, facts: ServiceFacts): Unfit[] {
  const row = SERVICE[service.channel];
  const unfit: Unfit[] = EVIDENCE.flatMap((name) => {
    const [given, needed] = [service[name] !== undefined, row.needs.includes(name)];
    if (given === needed) return [];
    return [{ pointer: `/${name}`, message: needed ? 'needed for this way' : 'not of this way' }];
  });
  const refuse = (pointer: string, message: string) => unfit.push({ pointer, message });
  // A paper was held against this when it went out; what is wanted since goes after it by another way.
  if (row.counts === 'STEP') unfit.push(...unfitWay(service.channel, facts));
  if (service.receivedOn !== undefined && row.needs.includes('receivedOn')) {
    if (service.receivedOn > dayOf(facts.now)) refuse('/receivedOn', 'not yet');
    if (service.receivedOn < dayOf(facts.since)) refuse('/receivedOn', 'before it had gone out');
  }
  return [...unfit, ...unfitHour(service, facts)];
}

/** An hour belongs to a day of receipt, and lies neither ahead nor before the paper had gone out. */
function unfitHour(
  { channel, receivedOn, receivedAt }: Service,
  { now, since }: Pick<ServiceFacts, 'now' | 'since'>,
): Unfit[] {
  const refuse = (message: string) => [{ pointer: '/receivedAt', message }];
  if (receivedAt === undefined) return [];
  if (receivedOn === undefined || SERVICE[channel].counts === 'STEP') return refuse('not of this way');
  if (startOfMinute(receivedOn, receivedAt) > now) return refuse('not yet');
  return afterMinute(receivedOn, receivedAt) <= since ? refuse('before it had gone out') : [];
}

/**
 * From when it counts. A day that is over counts with its end, so that day one is the day after (Civil Code 140); the day
 * of the step itself counts with the step. Without evidence, as until now: with the step.
 */
export function servedAt(service: Service | undefined, now: IsoInstant): IsoInstant {
  const day = service && SERVICE[service.channel].counts === 'RECEIVED' ? service.receivedOn : undefined;
  return day !== undefined && day < dayOf(now) ? lastMomentOf(day) : now;
}
