import type { Route } from '../route.js';
import { applicationRoutes } from './applications.js';
import { clearanceRoutes } from './clearances.js';
import { grievanceRoutes } from './grievances.js';
import { handlingRoutes } from './handling.js';
import { documentRoutes } from './documents.js';
import { officeRoutes } from './offices.js';
import { originalRoutes } from './originals.js';
import { questionnaireRoutes } from './questionnaire.js';
import { packetRoutes } from './packets.js';

/** The steps that people take on cases. */
const ACTS: readonly Route[] = [...applicationRoutes, ...clearanceRoutes, ...grievanceRoutes];

/** The one route table. The API, its description, its tests and its typed client are all read from it. */
export const ROUTES: readonly Route[] = [
  ...ACTS,
  ...officeRoutes,
  ...documentRoutes,
  ...questionnaireRoutes,
  ...packetRoutes,
  ...handlingRoutes,
  ...originalRoutes(ACTS),
];
