import type { ActExpected } from './expectations.js';
import type { Account } from './support/cast.js';

/** Who places and lifts legal holds: by hand from the policy, as all expectations are. */
export const holdActs = ({
  inCharge: may,
}: {
  inCharge: readonly Account[];
}): Readonly<Record<string, ActExpected>> => ({
  // Legal holds: whoever is in charge places them, and another one lifts them; in any stage until the file is destroyed.
  placeHold: {
    on: 'application',
    tries: [
      { state: 'CHECKS_RUNNING', asked: true, may },
      { state: 'CLOSED', asked: true, may },
    ],
    never: 'DISPOSED',
  },
  liftHold: {
    on: 'application',
    tries: [{ state: 'CLOSED HELD', asked: true, may }],
    never: 'DISPOSED',
  },
  placeClearanceHold: {
    on: 'clearance',
    tries: [
      { state: 'ACTIVE', may },
      { state: 'EXPIRED', may },
    ],
    never: 'DISPOSED',
  },
  liftClearanceHold: {
    on: 'clearance',
    tries: [{ state: 'ACTIVE HELD', may }],
    never: 'DISPOSED',
  },
});
