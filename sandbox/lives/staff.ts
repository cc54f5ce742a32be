import { organs } from '../people.js';

/** The accounts of one organ's staff. */
export interface Staff {
  readonly organId: string;
  readonly inCharge: string;
  readonly officer: string;
  readonly adjudicator: string;
  readonly secondReader: string;
  readonly investigator: string;
  readonly screener: string;
  readonly grievance: string;
}

export function staffOf(organ: 0 | 1): Staff {
  const n = organ + 1;
  return {
    organId: organs[organ]?.id ?? '',
    inCharge: `in-charge${n}`,
    officer: `officer${n}`,
    adjudicator: `adjudicator${n}`,
    secondReader: `second-reader${n}`,
    investigator: `investigator${n}`,
    screener: `screener${n}`,
    grievance: `grievance${n}`,
  };
}
