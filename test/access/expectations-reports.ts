import type { ActExpected } from './expectations.js';
import type { Account } from './support/cast.js';

/** Who reports on a holder, and who looks at what others report: part of expectations.ts. */
export const reportActs = ({
  assessed,
  manager,
  officer,
  inCharge,
}: Readonly<Record<'assessed' | 'manager' | 'officer' | 'inCharge', readonly Account[]>>): Readonly<
  Record<string, ActExpected>
> => ({
  reportChange: {
    on: 'clearance',
    tries: [
      { state: 'ACTIVE', may: assessed },
      { state: 'SUSPENDED', may: assessed },
    ],
    never: 'REVOKED',
  },
  // What others say is looked at by a person who did not say it.
  reportAsOther: {
    on: 'clearance',
    tries: [
      { state: 'ACTIVE', may: [...manager, ...officer] },
      { state: 'SUSPENDED', may: [...manager, ...officer] },
      // Who is refused would learn that it has ended; the officer knows.
      { state: 'REVOKED', may: manager },
    ],
    never: 'DISPOSED',
  },
  validateReport: {
    on: 'clearance',
    tries: [
      { state: 'REPORTED', may: [...officer, ...inCharge] },
      { state: 'REPORTED_AND_ENDED', may: inCharge },
    ],
    never: 'ACTIVE',
  },
});
