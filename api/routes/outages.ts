import { z } from 'zod';
import * as outages from '../outages.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

const IN_CHARGE = ['AssessmentOfficerInCharge'] as const;
const of = { tag: 'outages', who: IN_CHARGE, article: 'policy: outages' } as const;

// biome-ignore format: a table
export const outageRoutes: readonly Route[] = [
  route({ ...of, id: 'listOutages', method: 'get', path: '/outages', summary: 'Outages of your organ, newest first, and what passed while they lasted', event: 'OutagesRead', query: outages.OutagesQuery, answer: z.strictObject({ items: z.array(outages.OutageShown), next: z.string().nullable() }), handle: outages.list }),
  route({ ...of, id: 'recordOutage', method: 'post', path: '/outages', summary: 'Record days on which people or sources could not do what they owe; nothing is moved yet', event: 'OutageRecorded', body: outages.OutageBody, answer: z.strictObject({ id: s.Id }), handle: outages.record }),
  route({ ...of, id: 'confirmOutage', method: 'post', refuses: ['SAME_PERSON'], path: '/outages/:id/confirmation', summary: 'Confirm an outage that another officer in charge recorded: every open deadline it touches is moved at once', event: 'OutageConfirmed', body: z.strictObject({}), answer: outages.Confirmed, handle: outages.confirm }),
];
