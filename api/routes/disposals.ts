import { DISPOSAL_ARTICLE } from '../../domain/disposal.js';
import type { CaseKind } from '../../domain/stages.js';
import { ServedDisposal } from '../../privacy/disposal-shape.js';
import { certifyDisposal, DISPOSAL_READERS } from '../disposal.js';
import { type Route, route } from '../route.js';

const disposalRoute = (id: string, kind: CaseKind, tag: string): Route =>
  route({
    id,
    refuses: ['TIES_UNDECLARED'],
    method: 'get',
    path: `/${kind}s/:id/disposal-certificate`,
    tag,
    summary: 'That the file was destroyed, signed: when, and since when in backups as well',
    who: kind === 'grievance' ? ['Subject', 'GrievanceOfficer'] : DISPOSAL_READERS,
    article: DISPOSAL_ARTICLE,
    event: 'FileRead',
    answer: ServedDisposal,
    handle: (call) => certifyDisposal(call, kind),
  });

export const disposalRoutes: readonly Route[] = [
  disposalRoute('certifyApplicationDisposal', 'application', 'applications'),
  disposalRoute('certifyClearanceDisposal', 'clearance', 'clearances'),
  disposalRoute('certifyGrievanceDisposal', 'grievance', 'grievances'),
];
