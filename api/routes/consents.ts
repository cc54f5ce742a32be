import { isSealed } from '../../domain/corrections.js';
import { Refused } from '../../domain/errors.js';
import type { Role } from '../../domain/roles.js';
import { ServedConsentRecord } from '../../privacy/consent-record-shape.js';
import { caseOr404, closedIn, noteFileRead, rolesIn } from '../case-views.js';
import { ConsentReceipts, consentReceiptsOf } from '../consent-receipts.js';
import { consentRecordOf } from '../consent-record.js';
import { type Call, type Route, route } from '../route.js';

/** Whose consent it is, and whoever answers for what was asked by it. A contractor is never told of either. */
const READERS: readonly Role[] = ['Subject', 'CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator'];

export const consentRoutes: readonly Route[] = [
  route({
    id: 'readConsentRecord',
    refuses: ['TIES_UNDECLARED'],
    method: 'get',
    path: '/applications/:id/consent-record',
    tag: 'applications',
    summary:
      'What the person read, signed and allowed, and each question that was put by it: to be verified without us',
    who: READERS,
    article: 'Art. 12(3), 12(6), 16',
    event: 'FileRead',
    answer: ServedConsentRecord,
    handle: async (call: Call) => {
      const summary = await readableTo(READERS, call, 'consent-record');
      const record = await consentRecordOf(call, summary);
      return ServedConsentRecord.parse({ signed: call.parts.grants.sealRecord(record), record });
    },
  }),
  route({
    id: 'readConsentReceipts',
    refuses: ['TIES_UNDECLARED'],
    method: 'get',
    path: '/applications/:id/consent-receipts',
    tag: 'applications',
    summary: 'Receipts of your consents and withdrawals, and what each withdrawal stopped',
    who: ['Subject'],
    article: 'Art. 12(3), 16',
    event: 'FileRead',
    answer: ConsentReceipts,
    handle: async (call: Call) =>
      consentReceiptsOf(call, await readableTo(['Subject'], call, 'consent-receipts')),
  }),
];

/** Of a case that was destroyed or sealed there is neither: what it was by is not told any more. */
async function readableTo(readers: readonly Role[], call: Call, document: string) {
  const summary = await caseOr404(call, 'application');
  const roles = (await rolesIn(call, summary)).filter((role) => readers.includes(role));
  if (roles.length === 0) throw await closedIn(call, summary);
  if (isSealed(summary) || summary.stage === 'DISPOSED') throw new Refused('NOT_FOUND');
  await noteFileRead(call, summary, roles, { document });
  return summary;
}
