import { ANSWERS } from '../../domain/checks.js';
import { EDGES } from '../../domain/edges.js';

/** Words of the register that would tell an outcome if they stood in clear somewhere. */
export const AUDIT_EVENTS: readonly string[] = [...new Set<string>(EDGES.map((edge) => edge.event))];
export const FINDINGS: readonly string[] = [...ANSWERS.map((answer) => `"${answer}"`), '"LATE"'];
