import { Refused } from '../../domain/errors.js';
import type { DeclarationsShown } from '../../web/pages/declarations.js';
import { DeclarationList } from '../declarations.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

/** What waits for the reader's own word, by the very handler the API serves it with. @throws Refused NOT_FOUND */
export async function readDeclarations(call: Call): Promise<DeclarationsShown> {
  if (!call.principal.grants.some(({ role }) => role === 'CaseOfficer')) throw new Refused('NOT_FOUND');
  return { rows: DeclarationList.parse(await viaRoute('listDeclarations', call)).items };
}
