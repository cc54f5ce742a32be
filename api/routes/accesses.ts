import { ACCESSES_ARTICLE } from '../../domain/accesses.js';
import type { CaseKind } from '../../domain/stages.js';
import { AccessList, AccessQuery, accessesTo } from '../accesses.js';
import { type Route, route } from '../route.js';

const accessRoute = (id: string, kind: CaseKind, tag: string): Route =>
  route({
    id,
    method: 'get',
    path: `/${kind}s/:id/accesses`,
    tag,
    summary: 'Who opened your file: when, which office, for which purpose, which parts; newest first',
    who: ['Subject'],
    article: ACCESSES_ARTICLE,
    event: 'FileRead',
    query: AccessQuery,
    answer: AccessList,
    handle: (call) => accessesTo(call, kind),
  });

export const accessRoutes: readonly Route[] = [
  accessRoute('readApplicationAccesses', 'application', 'applications'),
  accessRoute('readClearanceAccesses', 'clearance', 'clearances'),
  accessRoute('readGrievanceAccesses', 'grievance', 'grievances'),
];
