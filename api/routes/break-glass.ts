import { z } from 'zod';
import { APPROVING_ROLES, ASKING_ROLE, BREAK_GLASS_ARTICLE } from '../../domain/break-glass.js';
import * as breakGlass from '../break-glass.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

const of = { tag: 'break-glass', article: BREAK_GLASS_ARTICLE } as const;
const answer = z.strictObject({ id: s.Id });
const body = z.strictObject({});

// biome-ignore format: a table
export const breakGlassRoutes: readonly Route[] = [
  route({ ...of, id: 'listBreakGlass', method: 'get', path: '/break-glass', summary: 'Cases that were opened for reading to who has no part in them, or are asked to be, newest first', who: [...APPROVING_ROLES, 'Auditor'], event: 'BreakGlassRead', answer: breakGlass.BreakGlassList, handle: breakGlass.list }),
  route({ ...of, id: 'askBreakGlass', method: 'post', refuses: ['NOT_YOURS', 'TIES_UNDECLARED', 'WRONG_STAGE'], path: '/applications/:id/break-glass', summary: 'Ask to read a case you have no part in, for hours; a second person approves, and its person is told', who: [ASKING_ROLE], event: 'BreakGlassAsked', body: breakGlass.BreakGlassBody, answer, handle: breakGlass.ask }),
  route({ ...of, id: 'approveBreakGlass', method: 'post', refuses: ['SAME_LINE', 'SAME_PERSON', 'TIES_UNDECLARED', 'WRONG_STAGE'], path: '/break-glass/:id/approve', summary: 'Approve it: the case is open to read for four hours from now', who: APPROVING_ROLES, event: 'BreakGlassApproved', body, answer, handle: breakGlass.approve }),
  route({ ...of, id: 'endBreakGlass', method: 'post', refuses: ['WRONG_STAGE'], path: '/break-glass/:id/end', summary: 'End it before its hour, at once', who: [ASKING_ROLE, ...APPROVING_ROLES], event: 'BreakGlassEnded', body, answer, handle: breakGlass.end }),
];
