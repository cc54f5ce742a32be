import { derivedId } from '../../../store/derived-id.js';
import type { Tx } from '../../../store/db.js';
import type { Actor } from '../../../store/step.js';
import { type Account, memberOf } from './cast.js';

export async function actorOf(tx: Tx, by: Account | 'System' | 'Provider'): Promise<Actor> {
  if (by === 'System' || by === 'Provider') return { machine: by };
  const { sub, grants } = memberOf(by);
  if (by !== 'subject') return { sub, grants };
  const own = await tx
    .selectFrom('principals')
    .select('subject_id')
    .where('sub', '=', sub)
    .where('role', '=', 'Subject')
    .execute();
  return { sub, grants: own.map((row) => ({ role: 'Subject' as const, subjectId: row.subject_id ?? '' })) };
}

export function actorWith(role: 'ContractorSecurityManager', contractorId: string): Actor {
  return { sub: derivedId('manager of', contractorId), grants: [{ role, contractorId }] };
}
