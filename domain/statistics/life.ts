import { dayOf, type IsoInstant } from '../calendar.js';
import { policyOn } from '../policy.js';
import { dueOf } from '../due.js';
import { type CaseKind, hasEnded, type Stage, STAGES, stageRow } from '../stages.js';

/** What the ledger tells of one step: no more than this goes into a statistic. */
export interface StepTold {
  readonly caseId: string;
  readonly seq: number;
  readonly event: string;
  readonly at: IsoInstant;
  readonly to: Stage;
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
  readonly steps: readonly StepTold[];
}

const KINDS = Object.keys(STAGES) as CaseKind[];

/** A case's life, from its steps in any order; undefined where they do not begin with its first. */
export function lifeOf(told: readonly StepTold[]): Life | undefined {
  const steps = [...told].sort((a, b) => a.seq - b.seq);
  const [first] = steps;
  const kind = KINDS.find((one) => first && first.to in STAGES[one]);
  if (first?.seq !== 1 || kind === undefined) return undefined;
  const { periods } = policyOn(dayOf(first.at));
  const stays: { stage: Stage; from: IsoInstant; until?: IsoInstant; due?: IsoInstant }[] = [];
  for (const { to, at } of steps) {
    const last = stays.at(-1);
    if (last?.stage === to) continue;
    if (last) last.until = at;
    const target = stageRow(kind, to).deadlines.at(-1);
    stays.push({ stage: to, from: at, ...(target ? { due: dueOf(target, at, periods) } : {}) });
  }
  const end = stays.find((stay) => hasEnded(kind, stay.stage));
  return { kind, openedAt: first.at, ...(end ? { endedAt: end.from } : {}), stays, steps };
}
