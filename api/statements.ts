import type { Role } from '../domain/roles.js';
import { statementsOf } from '../store/views.js';
import type { Call } from './route.js';

export interface Statement {
  readonly at: string;
  readonly action: string;
  readonly text: string;
}

/**
 * The words behind a case's steps, for those who work on it: people weigh what was said, not codes. That somebody filed
 * a grievance is kept from all but its officer (law: no disadvantage for filing).
 */
export async function readStatements(
  call: Call,
  caseId: string,
  roles: readonly Role[],
): Promise<Statement[]> {
  const told: Statement[] = [];
  for (const ref of await statementsOf(call.tx, caseId)) {
    if (ref.docClass === 'GRIEVANCE' && !roles.includes('GrievanceOfficer')) continue;
    const owner = { kind: 'case', id: ref.ownerId } as const;
    const content = await call.parts.vault.get(call.tx, owner, ref.docClass, ref.documentId);
    const { text, statement } = (content ?? {}) as { text?: string; statement?: string };
    told.push({ at: ref.at, action: ref.action, text: text ?? statement ?? '' });
  }
  return told;
}
