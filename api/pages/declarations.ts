import { Refused } from '../../domain/errors.js';
import type { DeclarationsShown } from '../../web/pages/declarations.js';
import { DECLARING_ROLES, type Role } from '../../domain/roles.js';
import { DeclarationList, WhichDeclarations } from '../declarations.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

/**
 * What waits for the reader's own word, by the very handler the API serves it with; or the case they came from alone.
 * @throws Refused NOT_FOUND
 */
export async function readDeclarations(
  call: Call,
  { case: caseId, after }: Readonly<Record<string, unknown>> = {},
): Promise<DeclarationsShown> {
  const mayOwe = ({ role }: { role: Role }) => DECLARING_ROLES.includes(role) || role === 'ScreeningOfficer';
  if (!call.principal.grants.some(mayOwe)) throw new Refused('NOT_FOUND');
  const asked = WhichDeclarations.safeParse({ case: caseId, after });
  const query = asked.success ? asked.data : WhichDeclarations.parse({});
  const found = DeclarationList.parse(await viaRoute('listDeclarations', { ...call, query }));
  return { rows: found.items, next: found.next, first: query.after === undefined, unsaid: found.inCharge };
}
