import type { Route } from '../route.js';
import { applicationRoutes } from './applications.js';
import { clearanceRoutes } from './clearances.js';
import { contractorRoutes } from './contractors.js';
import { grievanceRoutes } from './grievances.js';
import { handlingRoutes } from './handling.js';
import { documentRoutes } from './documents.js';
import { officeRoutes } from './offices.js';
import { questionnaireRoutes } from './questionnaire.js';
import { packetRoutes } from './packets.js';

/** The one route table. The API, its description, its tests and its typed client are all read from it. */
export const ROUTES: readonly Route[] = [
  ...applicationRoutes,
  ...clearanceRoutes,
  ...grievanceRoutes,
  ...officeRoutes,
  ...documentRoutes,
  ...questionnaireRoutes,
  ...packetRoutes,
  ...handlingRoutes,
  ...contractorRoutes,
];
