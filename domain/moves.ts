import { dayOf, type IsoDate, type IsoInstant } from './calendar.js';

/**
 * Where a holder goes after the clearance: another section, for a time to another organ or contractor, or away from their
 * employer. Told by the steps of the clearance, in order; a table of their own they do not need (decision 0049).
 */
export const MOVE_KINDS = ['WITHIN', 'SECONDED', 'DEPARTED', 'BACK'] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

export interface Move {
  readonly kind: MoveKind;
  /** When it was told to the register: the right, where it ends, ended then. */
  readonly at: IsoInstant;
  /** From which day on it was so. */
  readonly on: IsoDate | null;
  readonly section: string | null;
  /** An organ or a contractor of this register, by its id. */
  readonly to: string | null;
  readonly backBy: IsoDate | null;
}

/** A step as it was recorded. */
export interface MoveStep {
  readonly action: string;
  readonly at: IsoInstant;
  readonly details: {
    readonly movedOn?: IsoDate;
    readonly section?: string;
    readonly toOrgan?: string;
    readonly toContractor?: string;
    readonly backBy?: IsoDate;
  };
}

const KIND_OF: Readonly<Record<string, MoveKind>> = {
  transferWithin: 'WITHIN',
  second: 'SECONDED',
  depart: 'DEPARTED',
  reinstate: 'BACK',
};

/** Oldest first. A clearance that is reinstated is back from where its holder was; where nobody had gone, it is no move. */
export function movesIn(steps: readonly MoveStep[]): Move[] {
  const moves: Move[] = [];
  for (const { action, at, details } of steps) {
    const kind = KIND_OF[action];
    const away = moves.at(-1)?.kind === 'SECONDED' || moves.at(-1)?.kind === 'DEPARTED';
    if (!kind || (kind === 'BACK' && !away)) continue;
    const { movedOn: on = null, section = null, backBy = null, toOrgan, toContractor } = details;
    moves.push({ kind, at, on, section, to: toOrgan ?? toContractor ?? null, backBy });
  }
  return moves;
}

/** The steps after which a holder is not with the employer the clearance was given for, until it is reinstated. */
export const AWAY = ['depart', 'second'] as const;

/** A move is told on its day or after it: what is to come is told when it has. */
export function hasCome(on: IsoDate, now: IsoInstant): boolean {
  return on <= dayOf(now);
}
