import { z } from 'zod';
import { DEMAND_ARTICLE, DEMAND_STEPS } from '../../domain/demands.js';
import type { Role } from '../../domain/roles.js';
import * as demands from '../demands.js';
import { type Route, route } from '../route.js';
import { Id } from '../schemas.js';

const Made = z.strictObject({ id: Id });
const AUDITORS: readonly Role[] = ['Auditor'];
const IN_CHARGE: readonly Role[] = ['AssessmentOfficerInCharge'];
const common = { tag: 'demands', article: DEMAND_ARTICLE } as const;

// biome-ignore format: a table
export const demandRoutes: readonly Route[] = [
  route({ ...common, id: 'listCorrectionDemands', method: 'get', path: '/correction-demands', summary: 'Demands for correction, what is overdue first', who: [...AUDITORS, ...IN_CHARGE], event: 'CorrectionDemandsRead', answer: demands.DemandList, handle: demands.list }),
  route({ ...common, id: 'demandCorrection', method: 'post', refuses: ['SAME_PERSON'], path: '/correction-demands', summary: 'Demand a correction from an organ, about one case or its practice; its clock starts', who: AUDITORS, event: DEMAND_STEPS.demand.event, body: demands.DemandBody, answer: Made, handle: demands.make }),
  route({ ...common, id: 'answerCorrectionDemand', method: 'post', refuses: ['WRONG_STAGE', 'SAME_PERSON'], path: '/correction-demands/:id/answer', summary: 'Answer: accepted, with what was done, or not accepted, with reasons', who: IN_CHARGE, event: DEMAND_STEPS.answer.event, body: demands.AnswerBody, answer: Made, handle: demands.answer }),
  route({ ...common, id: 'repeatCorrectionDemand', method: 'post', refuses: ['WRONG_STAGE', 'SAME_PERSON'], path: '/correction-demands/:id/repetition', summary: 'The answer does not suffice: demand again, with a clock of its own', who: AUDITORS, event: DEMAND_STEPS.repeat.event, body: demands.RepeatBody, answer: Made, handle: demands.repeat }),
  route({ ...common, id: 'closeCorrectionDemand', method: 'post', refuses: ['WRONG_STAGE', 'SAME_PERSON'], path: '/correction-demands/:id/closure', summary: 'Close a demand: it was answered, or need not be any more', who: AUDITORS, event: DEMAND_STEPS.close.event, body: z.strictObject({}), answer: Made, handle: demands.close }),
];
