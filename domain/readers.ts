import type { Role } from './roles.js';

/** Who reads what of a case, by its faces: whoever works on it, whoever is told the outcome alone, a grievance's two sides. */
export const FILE_ROLES: readonly Role[] = [
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'GrievanceOfficer',
];
export const OUTCOME_ROLES: readonly Role[] = ['ContractorSecurityManager', 'InformationManager'];
/** A grievance is its subject's and its officer's: the head's own people, who may be what it is about, do not read it. */
export const GRIEVANCE_ROLES: readonly Role[] = ['Subject', 'GrievanceOfficer'];
