import { IN_CHARGE, MANAGER } from './expectations.js';
import type { Account } from './support/cast.js';

/**
 * Nomination has no case yet. An organ lists its own staff, a contractor its own people and nobody else's; the register
 * does not tell the others whether it could be done. Ties bind to a person, and here the person is new.
 */
export const NOMINATING = {
  ownStaff: [...IN_CHARGE, 'inChargeTied', 'inChargeSelf'] satisfies readonly Account[],
  contractorsPeople: [...MANAGER, 'managerTied', 'managerSelf'] satisfies readonly Account[],
};
