import { Refused } from './errors.js';

/**
 * Who may appear in the scheme (Act 27/2024 and its Operational Standards), by the codes of docs/glossary.md.
 * A role says what kind of person acts; whether they may act on *this* case is decided by their relation to it.
 */
export const ROLES = [
  'Subject',
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'ScreeningOfficer',
  'InformationManager',
  'ContractorSecurityManager',
  'GrievanceOfficer',
  'Auditor',
  'Operator',
  'AccessAdministrator',
] as const;
export type Role = (typeof ROLES)[number];

/** Actors that are not people: time and our own steps (`System`), and outside sources answering (`Provider`). */
export type MachineActor = 'System' | 'Provider';
export type ActorRole = Role | MachineActor;

/** One role held by one sign-in: in which organ, for which contractor, or as which subject. */
export interface Grant {
  readonly role: Role;
  readonly organId?: string;
  readonly contractorId?: string;
  readonly subjectId?: string;
  /** Held on named days in an adjudicator's place: by which row, in whose (nobody's where the office is vacant), until when. */
  readonly standIn?: StandingIn;
}
export interface StandingIn {
  readonly id: string;
  readonly adjudicator: string | null;
  readonly lastDay: string;
}

/** What must hold between a grant and a case before the role counts on it. */
export type Relation = 'self' | 'assigned' | 'organ' | 'contractor' | 'investigation' | 'screening' | 'none';

/**
 * How each role is tied to a case. `assigned`: named on the case and of its organ; `investigation`: the Cabinet
 * Office was asked to investigate it; `screening`: of its organ, while a questionnaire waits to be screened, by whoever
 * has no other part in it; `none`: the role never acts on or reads a single case.
 */
export const RELATION: Record<Role, Relation> = {
  Subject: 'self',
  CaseOfficer: 'assigned',
  AssessmentOfficerInCharge: 'organ',
  Adjudicator: 'organ',
  CabinetInvestigator: 'investigation',
  ScreeningOfficer: 'screening',
  InformationManager: 'organ',
  ContractorSecurityManager: 'contractor',
  GrievanceOfficer: 'organ',
  Auditor: 'none',
  Operator: 'none',
  AccessAdministrator: 'none',
};

/** Roles that act for the state or an employer: never on one's own case (law: restriction on involvement). */
export const STAFF_ROLES: ReadonlySet<ActorRole> = new Set<ActorRole>([
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'ScreeningOfficer',
  'InformationManager',
  'GrievanceOfficer',
  'ContractorSecurityManager',
]);

/**
 * Whoever judges says of each case, before it is open to them, that they are not tied to its person; so does, of a paper,
 * whoever compares it (original.ts). Not asked: who learns the outcome alone or lists people for an employer, who is meant to
 * be close to them; and who screens words, whom nothing tells whose they are.
 */
export const DECLARING_ROLES: readonly Role[] = [
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'GrievanceOfficer',
];

/** The facts of a case that a relation needs. */
export interface CaseTies {
  readonly kind: 'application' | 'clearance' | 'grievance';
  readonly organId: string;
  readonly subjectId: string;
  readonly contractorId: string | null;
  readonly investigatedByCabinet: boolean;
  readonly assigned: readonly string[];
  /** Named on it, and have not said yet whether they are tied to the subject. */
  readonly undeclared: readonly string[];
  /** Sign-ins that have said of this case that they are not tied to the subject: to nobody else who judges is it open. */
  readonly declared: readonly string[];
  /** Sign-ins that declared, or were found to have, a tie to the subject: kin, superior, dispute. */
  readonly conflicted: readonly string[];
  /** Words of the subject wait for a screening officer. */
  readonly screening: boolean;
  /** Sign-ins that took any other step on it for the state or an employer. */
  readonly workers: readonly string[];
  /** Sign-ins that were shown what nobody else may read of it, whether or not they then screened it. */
  readonly screeners: readonly string[];
}

/** Whether `grant`, held by sign-in `sub`, counts on the case. The one place that answers it. */
export function countsOn(grant: Grant, sub: string, ties: CaseTies): boolean {
  switch (RELATION[grant.role]) {
    case 'self':
      // A sign-in handed over by one organ opens that organ's cases only: no other organ vouched for it.
      return (
        grant.subjectId === ties.subjectId && (grant.organId === undefined || grant.organId === ties.organId)
      );
    case 'assigned':
      return grant.organId === ties.organId && ties.assigned.includes(sub);
    case 'organ':
      return grant.organId === ties.organId;
    case 'contractor':
      return ties.contractorId !== null && grant.contractorId === ties.contractorId;
    case 'investigation':
      return ties.investigatedByCabinet;
    case 'screening':
      return (
        ties.screening &&
        grant.organId === ties.organId &&
        !ties.assigned.includes(sub) &&
        !ties.undeclared.includes(sub) &&
        !ties.workers.includes(sub)
      );
    case 'none':
      return false;
  }
}

/**
 * The roles a person holds on one case. Its subject, whoever is conflicted, and whoever judges and has not said of it
 * whether they are, hold no staff role on it, by whatever office. Who screens its words holds no other, before or after:
 * what was struck has been read by nobody who works on the case.
 */
export function rolesOn(grants: readonly Grant[], sub: string, ties: CaseTies): Role[] {
  const roles = rolesOnceDeclared(grants, sub, ties);
  return owesWord(roles, sub, ties) ? roles.filter((role) => !STAFF_ROLES.has(role)) : roles;
}

/** Those they hold, or will hold with their word that there is no tie. */
export function rolesOnceDeclared(grants: readonly Grant[], sub: string, given: CaseTies): Role[] {
  const ties = { ...given, assigned: [...given.assigned, ...given.undeclared] };
  const isSubject = grants.some((g) => g.role === 'Subject' && g.subjectId === ties.subjectId);
  const barred = isSubject || ties.conflicted.includes(sub);
  const held = grants.filter((g) => countsOn(g, sub, ties) && !(barred && STAFF_ROLES.has(g.role)));
  const roles = [...new Set(held.map((g) => g.role))];
  const works = (role: Role) => STAFF_ROLES.has(role) && role !== 'ScreeningOfficer';
  if (ties.screeners.includes(sub)) return roles.filter((role) => !works(role));
  return roles.some(works) ? roles.filter((role) => role !== 'ScreeningOfficer') : roles;
}

/** The role by which a case waits for somebody's word on ties; undefined where it does not. */
export function owesWord(
  roles: readonly Role[],
  sub: string,
  { kind, declared }: Pick<CaseTies, 'kind' | 'declared'>,
): Role | undefined {
  if (declared.includes(sub)) return undefined;
  return roles.find((role) => DECLARING_ROLES.includes(role) && isAskedOf(role, kind));
}

/**
 * A grievance is its officer's alone: whoever is in charge is told that one is overdue and not whose, so that a name to
 * declare on would say more than they are told. A grievance officer opens another case only where a grievance is about it,
 * which whoever reads the case asks.
 */
function isAskedOf(role: Role, kind: CaseTies['kind']): boolean {
  return (role === 'GrievanceOfficer') === (kind === 'grievance');
}

/** Why a case is closed to somebody who holds no role on it: there is none, or it waits for their own word on ties. */
export function closedTo(grants: readonly Grant[], sub: string, ties: CaseTies): Refused {
  const waits = owesWord(rolesOnceDeclared(grants, sub, ties), sub, ties) !== undefined;
  return new Refused(waits ? 'TIES_UNDECLARED' : 'NOT_FOUND');
}
