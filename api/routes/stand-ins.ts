import { z } from 'zod';
import { STAND_IN_ARTICLE, STAND_IN_ROLE } from '../../domain/stand-ins.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';
import * as standIns from '../stand-ins.js';

const of = { tag: 'stand-ins', who: [STAND_IN_ROLE], article: STAND_IN_ARTICLE } as const;

// biome-ignore format: a table
export const standInRoutes: readonly Route[] = [
  route({ ...of, id: 'listStandIns', method: 'get', path: '/stand-ins', summary: 'Who stands in for an adjudicator of your organ, and when, newest first', event: 'StandInsRead', query: z.strictObject({ organId: s.Id }), answer: standIns.StandInList, handle: standIns.list }),
  route({ ...of, id: 'nameStandIn', method: 'post', refuses: ['SAME_LINE', 'SAME_PERSON'], path: '/stand-ins', summary: 'Name who acts in an adjudicator’s place, on which days: on those they are an adjudicator, and on no other', event: 'StandInNamed', body: standIns.StandInBody, answer: z.strictObject({ id: s.Id }), handle: standIns.name }),
  route({ ...of, id: 'endStandIn', method: 'post', path: '/stand-ins/:id/end', summary: 'End it before its last day, at once', event: 'StandInEnded', body: z.strictObject({}), answer: z.strictObject({ id: s.Id }), handle: standIns.end }),
];
