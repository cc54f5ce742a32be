import { dayOf, type IsoInstant } from '../calendar.js';
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
  const { seq, to, policy } = details;
  if (typeof seq !== 'number' || typeof to !== 'string') return undefined;
  return {
    caseId,
    seq,
    event,
    at,
    to: to as Stage,
    ...(typeof policy === 'string' ? { policy } : {}),
  };
}

/** One stay of a case in a stage. `due`: when it should have been over by policy, where one says. */
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

const KINDS = Object.keys(STAGES) as CaseKind[];

/** A case's life, from its steps in any order; undefined where they do not begin with its first. */
export function lifeOf(told: readonly StepTold[]): Life | undefined {
  const steps = [...told].sort((a, b) => a.seq - b.seq);
  const [first] = steps;
  const kind = KINDS.find((one) => first && first.to in STAGES[one]);
  if (first?.seq !== 1 || kind === undefined) return undefined;
  // What a release before opened says nothing of its policy: the one that was meant where nothing was named.
  const policy = first.policy === undefined ? policyOn(dayOf(first.at)) : policyNamed(first.policy);
  const stays: { stage: Stage; from: IsoInstant; until?: IsoInstant; due?: IsoInstant }[] = [];
  for (const { to, at } of steps) {
    const last = stays.at(-1);
    if (last?.stage === to) continue;
    if (last) last.until = at;
    const target = stageRow(kind, to).deadlines.at(-1);
    stays.push({
      stage: to,
      from: at,
      ...(target && policy ? { due: dueOf(target, at, policy.periods) } : {}),
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
