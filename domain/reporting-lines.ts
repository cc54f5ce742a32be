import type { Role } from './roles.js';

/**
 * Who reports to whom (Standards: restriction on involvement). Whoever stands above or below a person, over up to ten rows
 * and whichever organ recorded them, holds no office on a case about them; nor does whoever stands above or below those who
 * investigated it decide it, or above or below those who decided it answer a grievance.
 */
export const LINE_ARTICLE = 'Standards: restriction on involvement';
export const LINE_ROLE = 'AssessmentOfficerInCharge' as const satisfies Role;
