import type { Route } from '../route.js';
import { accessRoutes } from './accesses.js';
import { applicationRoutes } from './applications.js';
import { breakGlassRoutes } from './break-glass.js';
import { consentRoutes } from './consents.js';
import { clearanceRoutes } from './clearances.js';
import { contractorRoutes } from './contractors.js';
import { passingOnRoutes } from './passings-on.js';
import { grievanceRoutes } from './grievances.js';
import { handlingRoutes } from './handling.js';
import { disposalRoutes } from './disposals.js';
import { demandRoutes } from './demands.js';
import { documentRoutes } from './documents.js';
import { officeRoutes } from './offices.js';
import { originalRoutes } from './originals.js';
import { questionnaireRoutes } from './questionnaire.js';
import { holdRoutes } from './holds.js';
import { outageRoutes } from './outages.js';
import { declarationRoutes } from './declarations.js';
import { reportingLineRoutes } from './reporting-lines.js';
import { standInRoutes } from './stand-ins.js';
import { samePersonRoutes } from './same-persons.js';
import { packetRoutes } from './packets.js';
import { passkeyRoutes } from './passkeys.js';
import { statisticsRoutes } from './statistics.js';
import { textScreeningRoutes } from './text-screenings.js';

/** The steps that people take on cases. */
const ACTS: readonly Route[] = [...applicationRoutes, ...clearanceRoutes, ...grievanceRoutes];

/** The one route table. The API, its description, its tests and its typed client are all read from it. */
export const ROUTES: readonly Route[] = [
  ...ACTS,
  ...officeRoutes,
  ...documentRoutes,
  ...questionnaireRoutes,
  ...packetRoutes,
  ...disposalRoutes,
  ...passkeyRoutes,
  ...consentRoutes,
  ...accessRoutes,
  ...handlingRoutes,
  ...statisticsRoutes,
  ...demandRoutes,
  ...holdRoutes,
  ...outageRoutes,
  ...reportingLineRoutes,
  ...standInRoutes,
  ...breakGlassRoutes,
  ...declarationRoutes,
  ...originalRoutes(ACTS),
  ...contractorRoutes,
  ...passingOnRoutes,
  ...samePersonRoutes,
  ...textScreeningRoutes,
];
