import { dayOf, type IsoDate, type IsoInstant, startOfDay } from '../calendar.js';
import { type Action, type Edge, EDGES } from '../edges.js';
import { type Days, isOwedByPeople, movedBy } from '../outages.js';
import { policyNamed, policyOn } from '../policy.js';
import { dueOf } from '../due.js';
import { type CaseKind, hasEnded, type Stage, STAGES, stageRow } from '../stages.js';

/** What the ledger tells of one step: no more than this goes into a statistic. */
export interface StepTold {
  readonly caseId: string;
  readonly seq: number;
  readonly event: string;
  readonly at: IsoInstant;
  readonly to: Stage;
  /** With a case's first step: the policy it froze. Releases before did not say. */
  readonly policy?: string;
  /** With a step that moves deadlines: the days of the outage that do not count. */
  readonly outage?: Days;
  /** With the first step of a grievance on paper: the day it came in, from which its answer is owed. */
  readonly receivedOn?: IsoDate;
}

/** An entry as the ledger has it. */
interface Entry {
  readonly caseId: string;
  readonly event: string;
  readonly at: IsoInstant;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What an entry tells of a step; undefined where it is of something else. */
export function stepTold({ caseId, event, at, details }: Entry): StepTold | undefined {
  const { seq, to, policy, outageFrom: first, outageTo: last, receivedOn } = details;
  if (typeof seq !== 'number' || typeof to !== 'string') return undefined;
  return {
    caseId,
    seq,
    event,
    at,
    to: to as Stage,
    ...(typeof policy === 'string' ? { policy } : {}),
    ...(typeof first === 'string' && typeof last === 'string' ? { outage: { first, last } } : {}),
    ...(seq === 1 && typeof receivedOn === 'string' ? { receivedOn } : {}),
  };
}

/**
 * One stay of a case in a stage. `due`: when it should have been over by policy, where one says, and as it was moved since.
 * A stay that an officer gave more time after is judged once, by the time it was given last.
 */
export interface Stay {
  readonly stage: Stage;
  readonly from: IsoInstant;
  readonly until?: IsoInstant;
  readonly due?: IsoInstant;
}

export interface Life {
  readonly kind: CaseKind;
  readonly openedAt: IsoInstant;
  /** When it was first over. */
  readonly endedAt?: IsoInstant;
  readonly stays: readonly Stay[];
  /** The policy it froze, where this process does not have it: what was due when is not known then. */
  readonly notLoaded?: string;
  readonly steps: readonly StepTold[];
}

/** As it is told step by step. */
interface Staying {
  readonly stage: Stage;
  readonly from: IsoInstant;
  until?: IsoInstant;
  due?: IsoInstant;
  /** What is due is owed by people: days on which they could not do it do not count. */
  readonly extensible: boolean;
  readonly counted: Days[];
}

const LINES: readonly Edge[] = EDGES;
const eventsOf = (...actions: Action[]) =>
  new Set(LINES.filter(({ action }) => actions.some((one) => one === action)).map(({ event }) => event));
const MOVED = eventsOf('extendForOutage');
const GIVEN_MORE = eventsOf('extendConsent', 'extendQuestionnaire');

const KINDS = Object.keys(STAGES) as CaseKind[];

/** A case's life, from its steps in any order; undefined where they do not begin with its first. */
export function lifeOf(told: readonly StepTold[]): Life | undefined {
  const steps = [...told].sort((a, b) => a.seq - b.seq);
  const [first] = steps;
  const kind = KINDS.find((one) => first && first.to in STAGES[one]);
  if (first?.seq !== 1 || kind === undefined) return undefined;
  // What a release before opened says nothing of its policy: the one that was meant where nothing was named.
  const policy = first.policy === undefined ? policyOn(dayOf(first.at)) : policyNamed(first.policy);
  const stays: Staying[] = [];
  for (const step of steps) {
    const last = stays.at(-1);
    if (last?.stage === step.to) {
      if (MOVED.has(step.event) && step.outage) extend(last, step.outage);
      continue;
    }
    if (last) last.until = step.at;
    if (GIVEN_MORE.has(step.event)) delete stays.findLast(({ stage }) => stage === step.to)?.due;
    const kindOfDue = stageRow(kind, step.to).deadlines.at(-1);
    stays.push({
      stage: step.to,
      from: step.at,
      ...(kindOfDue && policy ? { due: dueOf(kindOfDue, owedFrom(step), policy.periods) } : {}),
      extensible: kindOfDue !== undefined && isOwedByPeople(kindOfDue),
      counted: [],
    });
  }
  const end = stays.find((stay) => hasEnded(kind, stay.stage));
  return {
    kind,
    openedAt: first.at,
    ...(end ? { endedAt: end.from } : {}),
    ...(policy ? {} : { notLoaded: first.policy }),
    stays,
    steps,
  };
}

function owedFrom({ at, receivedOn }: StepTold): IsoInstant {
  return receivedOn === undefined ? at : startOfDay(receivedOn);
}

/** By the rule by which the register moved it: a step that moved something else of the case moves nothing here. */
function extend(stay: Staying, outage: Days): void {
  if (stay.due === undefined || !stay.extensible) return;
  const moved = movedBy({ from: stay.from, dueAt: stay.due, counted: stay.counted }, outage);
  if (!moved) return;
  stay.due = moved.dueAt;
  stay.counted.push(outage);
}
