import { z } from 'zod';
import { act } from '../acts.js';
import * as holds from '../holds.js';
import { HoldListed } from '../hold-views.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

const IN_CHARGE = ['AssessmentOfficerInCharge'] as const;

// biome-ignore format: a table
export const holdRoutes: readonly Route[] = [
  act({ id: 'placeHold', kind: 'application', action: 'placeHold', path: 'holds', refuses: ['INVALID'], summary: 'Place a legal hold: the file is not destroyed while it stands', body: holds.HoldBody, details: holds.placeDetails }),
  act({ id: 'liftHold', kind: 'application', action: 'liftHold', path: 'holds/lifting', summary: 'Lift a hold that another officer in charge placed', body: holds.LiftBody, details: holds.liftDetails }),
  act({ id: 'placeClearanceHold', kind: 'clearance', action: 'placeHold', path: 'holds', refuses: ['INVALID'], summary: 'Place a legal hold: the file is not destroyed while it stands', body: holds.HoldBody, details: holds.placeDetails }),
  act({ id: 'liftClearanceHold', kind: 'clearance', action: 'liftHold', path: 'holds/lifting', summary: 'Lift a hold that another officer in charge placed', body: holds.LiftBody, details: holds.liftDetails }),
  route({ id: 'listHolds', method: 'get', path: '/legal-holds', tag: 'holds', summary: 'The legal holds that stand at your organ, the next to be reviewed first', who: IN_CHARGE, article: 'Standards: retention; Records Order: retention extended', event: 'HoldsRead', query: z.strictObject({ organId: s.Id }), answer: z.strictObject({ items: z.array(HoldListed) }), handle: holds.listHolds }),
];
