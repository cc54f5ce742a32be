import type { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import type { CaseKind } from '../../domain/stages.js';
import { kindOf } from '../../store/console-reads.js';
import { AccessList, AccessQuery } from '../accesses.js';
import type { Call } from '../route.js';
import { viaRoute } from './via-route.js';

const ACCESSES: Readonly<Record<CaseKind, string>> = {
  application: 'readApplicationAccesses',
  clearance: 'readClearanceAccesses',
  grievance: 'readGrievanceAccesses',
};

/** Who opened a person's file, by the very handler the API serves it with. @throws Refused NOT_FOUND */
export async function readAccesses(call: Call, after: unknown): Promise<z.output<typeof AccessList>> {
  const kind = await kindOf(call.tx, call.params.id ?? '');
  if (!kind) throw new Refused('NOT_FOUND');
  const query = AccessQuery.safeParse(typeof after === 'string' ? { after } : {});
  if (!query.success) throw new Refused('NOT_FOUND');
  return AccessList.parse(await viaRoute(ACCESSES[kind], { ...call, query: query.data }));
}
