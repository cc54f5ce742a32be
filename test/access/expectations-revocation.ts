import type { ActExpected } from './expectations.js';
import type { Account } from './support/cast.js';

/** Without an assessment the head's people end a right, two of them and not unheard (reading): part of expectations.ts. */
export const revocationActs = ({
  assessed,
  adjudicator,
}: Readonly<Record<'assessed' | 'adjudicator', readonly Account[]>>): Readonly<
  Record<string, ActExpected>
> => ({
  proposeRevocation: {
    on: 'clearance',
    tries: [{ state: 'REFUSED_DOUBT', may: adjudicator }],
    never: 'SUSPENDED',
  },
  answerRevocation: {
    on: 'clearance',
    tries: [{ state: 'TO_BE_REVOKED', may: assessed }],
    never: 'SUSPENDED',
  },
  dropRevocation: {
    on: 'clearance',
    tries: [{ state: 'TO_BE_REVOKED', may: adjudicator }],
    never: 'SUSPENDED',
  },
  revoke: {
    on: 'clearance',
    tries: [{ state: 'HEARD_ON_REVOCATION', may: adjudicator }],
    never: 'SUSPENDED',
  },
});
