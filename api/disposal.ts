import type { z } from 'zod';
import { DISPOSAL_FORMAT, type DisposalCertificate, inBackups } from '../domain/disposal.js';
import { Refused } from '../domain/errors.js';
import { FILE_ROLES } from '../domain/readers.js';
import type { Role } from '../domain/roles.js';
import type { CaseKind } from '../domain/stages.js';
import { DISPOSALS } from '../privacy/decision-signing.js';
import type { ServedDisposal } from '../privacy/disposal-shape.js';
import { disposalOf } from '../store/disposals.js';
import { caseOr404, closedIn, noteFileRead, rolesIn } from './case-views.js';
import type { Call } from './route.js';

const DAY_MS = 86_400_000;

/** Whose file it was, and who worked on it. */
export const DISPOSAL_READERS: readonly Role[] = ['Subject', ...FILE_ROLES];

/** That a file was destroyed, signed; asked again later it may say more of backups. @throws Refused NOT_FOUND while it is there */
export async function certifyDisposal(call: Call, kind: CaseKind): Promise<z.input<typeof ServedDisposal>> {
  const summary = await caseOr404(call, kind);
  const roles = (await rolesIn(call, summary)).filter((role) => DISPOSAL_READERS.includes(role));
  if (roles.length === 0) throw await closedIn(call, summary);
  const disposal = summary.stage === 'DISPOSED' ? await disposalOf(call.tx, summary.id) : undefined;
  if (!disposal) throw new Refused('NOT_FOUND');
  await noteFileRead(call, summary, roles, { document: 'disposal-certificate' });
  const { endings, backupDays } = await call.parts.vault.endings(
    { kind: 'case', id: summary.id },
    disposal.keyIds,
  );
  const windowEnds =
    backupDays === null ? null : new Date(Date.parse(disposal.at) + backupDays * DAY_MS).toISOString();
  const certificate: DisposalCertificate = {
    format: DISPOSAL_FORMAT,
    caseId: summary.id,
    kind,
    organId: summary.organId,
    destroyedAt: disposal.at,
    policy: summary.policy,
    backups: inBackups(disposal.keyIds, endings, { windowEnds, now: call.now }),
    asOf: call.now,
  };
  return { signed: call.parts.signer.sign(certificate, DISPOSALS), certificate };
}
