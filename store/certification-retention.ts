import { sql } from 'kysely';
import { after, dayOf } from '../domain/calendar.js';
import {
  CERTIFICATION_STAGES,
  certificationEnded,
  type CertificationStage,
} from '../domain/certification.js';
import { policyOn } from '../domain/policy.js';
import type { Db } from './db.js';
import { writeLedger } from './ledger.js';
import { destroyVault } from './vault.js';

const ENDED = (Object.keys(CERTIFICATION_STAGES) as CertificationStage[]).filter(certificationEnded);

/**
 * The night's part: what was written of a certification that has long been over goes, by the policy of the day it ended;
 * its steps and days stay. Safe to repeat: a file whose words are gone is not found again.
 */
export async function destroyCertificationWords(db: Db, now: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; organ_id: string; contractor_id: string; ended: Date }>`
      select f.id, f.organ_id, f.contractor_id, f.stage_at as ended from certification_files f
      where f.stage = any (${ENDED}::text[]) and exists (
        select 1 from vault_documents d where d.owner_kind = 'certification' and d.owner_id = f.id)
      order by f.id for update of f`.execute(tx);
    const over = rows.filter(({ ended }) => isOver(ended.toISOString(), now));
    for (const { id, organ_id: organId, contractor_id: contractorId } of over) {
      await destroyVault(tx, { kind: 'certification', id }, now);
      await writeLedger(tx, {
        at: now,
        event: 'CertificationWordsDestroyed',
        article: 'Standards: retention',
        caseId: null,
        organId,
        sub: null,
        role: 'System',
        purpose: 'OPERATION',
        details: { certificationId: id, contractorId },
      });
    }
    return over.length;
  });
}

function isOver(endedAt: string, now: string): boolean {
  return after(endedAt, policyOn(dayOf(endedAt)).periods.RETENTION_CERTIFICATION) <= now;
}
