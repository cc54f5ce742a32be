import { assertNever, Refused } from './errors.js';
import type { Role } from './roles.js';

/**
 * Demands for correction by the Independent Public Records Administrator, about one case or an organ's practice. Not a case:
 * nothing of a person is decided by one, and no workflow waits for it. Who may take which step from where stands here.
 */
export type DemandState = 'OPEN' | 'ANSWERED' | 'CLOSED';
export const DEMAND_ANSWERS = ['ACCEPTED', 'NOT_ACCEPTED'] as const;
export type DemandAnswer = (typeof DEMAND_ANSWERS)[number];

interface DemandStep {
  readonly from: readonly (DemandState | 'NEW')[];
  readonly by: Role;
  readonly event: string;
}

// biome-ignore format: a table
export const DEMAND_STEPS = {
  demand: { from: ['NEW'], by: 'Auditor', event: 'CorrectionDemanded' },
  answer: { from: ['OPEN'], by: 'AssessmentOfficerInCharge', event: 'CorrectionDemandAnswered' },
  /** Not convinced: the same again, with a clock of its own. */
  repeat: { from: ['ANSWERED'], by: 'Auditor', event: 'CorrectionDemandRepeated' },
  /** Also one that is not answered, and need not be any more. */
  close:  { from: ['OPEN', 'ANSWERED'], by: 'Auditor', event: 'CorrectionDemandClosed' },
} as const satisfies Record<string, DemandStep>;
export type DemandStepName = keyof typeof DEMAND_STEPS;
export const DEMAND_ARTICLE = 'Standards: oversight';

interface Written {
  readonly answeredAt: string | null;
  readonly closedAt: string | null;
}
interface By {
  readonly demandedBy: string;
  readonly answeredBy: string | null;
}

export function stateOf({ answeredAt, closedAt }: Written): DemandState {
  if (closedAt !== null) return 'CLOSED';
  return answeredAt === null ? 'OPEN' : 'ANSWERED';
}

/**
 * Nobody answers their own demand, or judges their own answer, whatever posts they hold.
 * @throws Refused WRONG_STAGE, SAME_PERSON
 */
export function permitDemandStep(step: DemandStepName, demand: Written & By, sub: string): void {
  const { from }: DemandStep = DEMAND_STEPS[step];
  if (!from.includes(stateOf(demand))) throw new Refused('WRONG_STAGE');
  if (isBothSides(step, demand, sub)) throw new Refused('SAME_PERSON');
}

function isBothSides(step: DemandStepName, { demandedBy, answeredBy }: By, sub: string): boolean {
  return sub === (step === 'answer' ? demandedBy : answeredBy);
}

/** What may be done next, for whoever reads it. */
export function possibleOn(
  demand: Written & By,
  { roles, sub }: { readonly roles: readonly Role[]; readonly sub: string },
): DemandStepName[] {
  const steps = Object.entries(DEMAND_STEPS) as [DemandStepName, DemandStep][];
  return steps
    .filter(([, { from, by }]) => from.includes(stateOf(demand)) && roles.includes(by))
    .map(([name]) => name)
    .filter((name) => !isBothSides(name, demand, sub));
}

/** How its clock stands: not what anybody remembers, but what the day says. */
export function clockOf(
  demand: Written & { readonly remindAt: string; readonly dueAt: string },
  now: string,
): 'RUNNING' | 'REMINDED' | 'OVERDUE' | 'STOPPED' {
  const state = stateOf(demand);
  switch (state) {
    case 'ANSWERED':
    case 'CLOSED':
      return 'STOPPED';
    case 'OPEN':
      if (demand.dueAt <= now) return 'OVERDUE';
      return demand.remindAt <= now ? 'REMINDED' : 'RUNNING';
    default:
      return assertNever(state);
  }
}
