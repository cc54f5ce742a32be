import type { ActExpected } from './expectations.js';
import type { Account } from './support/cast.js';

/** Who files a grievance and who answers it: part of expectations.ts. */
export const grievanceActs = ({
  assessed,
  grievance,
}: Readonly<Record<'assessed' | 'grievance', readonly Account[]>>): Readonly<
  Record<string, ActExpected>
> => ({
  fileGrievance: {
    on: 'application',
    tries: [
      { state: 'NOMINATED', may: assessed },
      { state: 'CLOSED', asked: true, may: assessed },
      { state: 'NOT_CONDUCTED', may: assessed },
    ],
    never: 'DISPOSED',
  },
  fileGrievanceAboutClearance: {
    on: 'clearance',
    tries: [
      { state: 'SUSPENDED', may: assessed },
      { state: 'REVOKED', may: assessed },
    ],
    never: 'DISPOSED',
  },
  declareGrievanceConflict: {
    on: 'grievance',
    tries: [{ state: 'GRIEVANCE_OPEN', may: grievance }],
    never: 'GRIEVANCE_ANSWERED',
  },
  // Art. 14; handled by somebody who did not work on the case (rule 8).
  answerGrievance: {
    on: 'grievance',
    tries: [{ state: 'GRIEVANCE_OPEN', may: grievance }],
    never: 'GRIEVANCE_ANSWERED',
  },
});
