import { act, sealConflict } from '../acts.js';
import { ApplicationView, page } from '../case-faces.js';
import { listPage } from '../case-lists.js';
import { caseView, caseOr404 } from '../case-views.js';
import { explanationOf } from '../explanation.js';
import { Explanation } from '../explanation-shape.js';
import { sealAnswer } from '../grievances.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

// biome-ignore format: a table
export const grievanceRoutes: readonly Route[] = [
  route({ id: 'listGrievances', method: 'get', path: '/grievances', tag: 'grievances', summary: 'The grievances you can see', who: ['Subject', 'GrievanceOfficer', 'AssessmentOfficerInCharge'], article: 'Art. 14', event: null, query: s.Listing, answer: page(ApplicationView), handle: (call) => listPage(call, 'grievance') }),
  route({ id: 'readGrievance', method: 'get', refuses: ['TIES_UNDECLARED'], path: '/grievances/:id', tag: 'grievances', summary: 'One grievance', who: ['Subject', 'GrievanceOfficer', 'AssessmentOfficerInCharge'], article: 'Art. 14', event: 'FileRead', answer: ApplicationView, handle: async (call) => caseView(await caseOr404(call, 'grievance'), call, 'whole') }),
  route({ id: 'explainGrievance', method: 'get', refuses: ['TIES_UNDECLARED'], path: '/grievances/:id/explanation', tag: 'grievances', summary: 'What was done under which article, which clocks run, what may come next and why the rest may not', who: ['Subject', 'GrievanceOfficer'], article: 'Art. 14', event: 'FileRead', answer: Explanation, handle: (call) => explanationOf(call, 'grievance') }),
  act({ id: 'declareGrievanceConflict', kind: 'grievance', action: 'declareConflict', path: 'conflict', summary: 'Declare a tie to the person who complains: you no longer see their cases', body: s.Conflict, details: sealConflict }),
  act({ id: 'answerGrievance', kind: 'grievance', action: 'answerGrievance', path: 'answer', summary: 'Answer a grievance: whether it is upheld, why, and what follows', body: s.GrievanceAnswer, details: sealAnswer }),
];
