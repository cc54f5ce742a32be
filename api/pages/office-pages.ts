import type { Router } from 'express';
import { CERTIFICATION_STEPS, formOfStep } from '../../web/office-names.js';
import { breakGlassPage } from '../../web/pages/break-glass.js';
import { certificationPage } from '../../web/pages/certification.js';
import { contractorsPage } from '../../web/pages/contractors.js';
import { handlingGroundsPage } from '../../web/pages/handling-grounds.js';
import { itemPage } from '../../web/pages/item.js';
import { itemsPage } from '../../web/pages/items.js';
import { assessedPage, nomineesPage } from '../../web/pages/name-lists.js';
import { nominationPage } from '../../web/pages/nomination.js';
import { noticesPage } from '../../web/pages/notices.js';
import { passingOnPage } from '../../web/pages/passing-on.js';
import { outagesPage } from '../../web/pages/outages.js';
import { declarationsPage } from '../../web/pages/declarations.js';
import { recordedRightsPage } from '../../web/pages/recorded-rights.js';
import { reportingLinesPage } from '../../web/pages/reporting-lines.js';
import { standInsPage } from '../../web/pages/stand-ins.js';
import { paths } from '../../web/paths.js';
import { readBreakGlass } from './break-glass.js';
import type { Console } from './console.js';
import {
  readAssessed,
  readCertification,
  readContractors,
  readNomination,
  readNominees,
} from './contractors.js';
import { form, signedIn } from './doors.js';
import { readGrounds, readItem, readItems, readNotices, readPassingsOn } from './handling.js';
import { passingOnPaper } from './passing-on.js';
import { handlingCheck } from './handling-check.js';
import { readOutages } from './outages.js';
import { readDeclarations } from './declarations.js';
import { readRecordedRights } from './recorded-rights.js';
import { readReportingLines } from './reporting-lines.js';
import { readStandIns } from './stand-ins.js';
import { mountOffice } from './office.js';

/** Pages about no case: certifications, contracts, the three lists, checks and notices. */
export function mountOfficePages(router: Router, console: Console): void {
  mountOffice(router, console, {
    at: paths.contractors,
    read: readContractors,
    draw: contractorsPage,
    forms: ['applyForCertification', 'recordContract', 'endContract'],
  });
  mountOffice(router, console, {
    at: '/console/certifications/:id',
    read: readCertification,
    draw: certificationPage,
    forms: CERTIFICATION_STEPS.map(formOfStep),
    offers: ({ possible }, name) => possible.some((step) => `${step}Certification` === name),
  });
  mountOffice(router, console, {
    at: paths.nomination,
    read: readNomination,
    draw: nominationPage,
    forms: ['nominate'],
  });
  mountOffice(router, console, { at: paths.nominees, read: readNominees, draw: nomineesPage });
  mountOffice(router, console, { at: paths.assessed, read: readAssessed, draw: assessedPage });
  mountOffice(router, console, {
    at: paths.items,
    read: readItems,
    draw: itemsPage,
    forms: ['registerItem'],
  });
  mountOffice(router, console, {
    at: '/console/items/:id',
    read: readItem,
    draw: itemPage,
    forms: ['putOnHandlerList', 'takeOffHandlerList', 'nameCustodian'],
  });
  mountOffice(router, console, {
    at: paths.notices,
    read: readNotices,
    draw: noticesPage,
    eachRow: 'acknowledgeRightEnd',
  });
  mountOffice(router, console, {
    at: paths.recordedRights,
    read: readRecordedRights,
    draw: recordedRightsPage,
    forms: ['recordOffice', 'recordSdsResult', 'endOffice', 'endSdsResult'],
  });
  mountOffice(router, console, {
    at: paths.passingOn,
    read: readPassingsOn,
    draw: passingOnPage,
    forms: ['passOn'],
  });
  router.get(`${paths.passingOn}/:id/paper`, signedIn(console, passingOnPaper));
  mountOffice(router, console, {
    at: '/console/handling-grounds',
    read: readGrounds,
    draw: handlingGroundsPage,
  });
  mountOffice(router, console, {
    at: paths.outages,
    read: readOutages,
    draw: outagesPage,
    forms: ['recordOutage'],
    eachRow: 'confirmOutage',
  });
  mountOffice(router, console, {
    at: paths.declarations,
    read: readDeclarations,
    draw: declarationsPage,
    forms: ['declareTies'],
  });
  mountOffice(router, console, {
    at: paths.reportingLines,
    read: readReportingLines,
    draw: reportingLinesPage,
    forms: ['recordReportingLine', 'endReportingLine'],
  });
  mountOffice(router, console, {
    at: paths.standIns,
    read: readStandIns,
    draw: standInsPage,
    forms: ['nameStandIn', 'endStandIn'],
  });
  mountOffice(router, console, {
    at: paths.breakGlass,
    read: readBreakGlass,
    draw: breakGlassPage,
    forms: ['askBreakGlass', 'approveBreakGlass', 'endBreakGlass'],
  });
  const check = handlingCheck(console);
  router.get(paths.check, signedIn(console, check.show));
  router.post(
    paths.check,
    form(
      console,
      check.post,
      () => [],
      () => ({ here: paths.check }),
    ),
  );
}
