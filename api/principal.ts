import type { Grant, Role } from '../domain/roles.js';
import type { Db } from '../store/db.js';
import type { Scope } from '../store/scope.js';
import { grantsOf } from '../store/principals.js';

/** Who is asking, with the roles the register gives them. A token says only who; never what they may. */
export interface Principal {
  readonly sub: string;
  readonly grants: readonly Grant[];
}

export async function loadPrincipal(db: Db, sub: string): Promise<Principal> {
  return { sub, grants: await grantsOf(db, sub) };
}

export function holds(principal: Principal, roles: readonly Role[]): boolean {
  return principal.grants.some((grant) => roles.includes(grant.role));
}

const present = (ids: (string | undefined)[]) => [
  ...new Set(ids.filter((id): id is string => id !== undefined)),
];

/** What row-level security lets this person's transactions see. */
export function scopeOf({ grants }: Principal): Scope {
  return {
    // A subject's organ only narrows whose notice vouched for them; it opens nothing of the organ's. Whoever screens is
    // shown what waits to be screened, and no file.
    organs: present(
      grants.filter((g) => g.role !== 'Subject' && g.role !== 'ScreeningOfficer').map((g) => g.organId),
    ),
    screens: present(grants.filter((g) => g.role === 'ScreeningOfficer').map((g) => g.organId)),
    subjects: present(grants.map((g) => g.subjectId)),
    contractors: present(grants.map((g) => g.contractorId)),
    audits: grants.some((g) => g.role === 'Auditor'),
    cabinet: grants.some((g) => g.role === 'CabinetInvestigator'),
  };
}
