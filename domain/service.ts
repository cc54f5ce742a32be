import { dayOf, type IsoDate, type IsoInstant, lastMomentOf } from './calendar.js';
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

/** What the way is held against. */
export interface ServiceFacts {
  /** Since when there is something to be notified: the decision, or the notice before was void. */
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

/** Everything that keeps it from being service; empty where it is. */
export function unfitService(service: Service, facts: ServiceFacts): Unfit[] {
  const row = SERVICE[service.channel];
  const unfit: Unfit[] = EVIDENCE.flatMap((name) => {
    const [given, needed] = [service[name] !== undefined, row.needs.includes(name)];
    if (given === needed) return [];
    return [{ pointer: `/${name}`, message: needed ? 'needed for this way' : 'not of this way' }];
  });
  const refuse = (pointer: string, message: string) => unfit.push({ pointer, message });
  if (row.onlyWith === 'ACCOUNT' && !facts.hasAccount) refuse('/channel', 'the person has no sign-in');
  if (row.onlyWith === 'CONTRACTOR' && !facts.ofContractor) refuse('/channel', 'no contractor’s person');
  if (row.carries === 'OUTCOME' && facts.owesReasons)
    refuse('/channel', 'reasons go to the person alone: another way');
  if (service.receivedOn !== undefined && row.needs.includes('receivedOn')) {
    if (service.receivedOn > dayOf(facts.now)) refuse('/receivedOn', 'not yet');
    if (service.receivedOn < dayOf(facts.since)) refuse('/receivedOn', 'before there was anything to notify');
  }
  return unfit;
}

/**
 * From when it counts. A day that is over counts with its end, so that day one is the day after (Civil Code 140); the day
 * of the step itself counts with the step. Without evidence, as until now: with the step.
 */
export function servedAt(service: Service | undefined, now: IsoInstant): IsoInstant {
  const day = service && SERVICE[service.channel].counts === 'RECEIVED' ? service.receivedOn : undefined;
  return day !== undefined && day < dayOf(now) ? lastMomentOf(day) : now;
}
