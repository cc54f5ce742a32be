import { z } from 'zod';
import {
  CERTIFICATION_ACTIONS,
  CERTIFICATION_EDGES,
  CERTIFICATION_STAGES,
  type CertificationAction,
  type CertificationStage,
  CERTIFYING_ROLES,
} from '../../domain/certification.js';
import type { ProblemCode } from '../../domain/errors.js';
import { RECIPIENTS } from '../../domain/right-ended.js';
import { type Role, ROLES } from '../../domain/roles.js';
import * as certifications from '../contractors/certifications.js';
import * as contracts from '../contractors/contracts.js';
import * as lists from '../contractors/lists.js';
import * as notices from '../contractors/notices.js';
import { type Route, route } from '../route.js';
import * as s from '../schemas.js';

const IN_CHARGE = ['AssessmentOfficerInCharge'] as const;
const MANAGER = ['ContractorSecurityManager'] as const;

const count = (max: number) => z.number().int().min(0).max(max);
const PartShapes = {
  RULES: z.strictObject({ adoptedOn: s.Day, revision: count(1_000) }),
  PROTECTION_OFFICER: z.strictObject({ appointedOn: s.Day, deputies: count(50) }),
  TRAINING: z.strictObject({ timesAYear: count(50), lastHeldOn: s.Day.optional() }),
  PREMISES: z.strictObject({
    restrictedAreas: count(1_000),
    lockable: z.boolean(),
    entriesLogged: z.boolean(),
  }),
  FOREIGN_INFLUENCE: z.strictObject({
    sharesAbroadPercent: count(100),
    officersOfForeignNationality: count(100),
    salesAbroadPercent: count(100),
    controlledFromAbroad: z.boolean(),
  }),
};
export const Parts = z.strictObject(PartShapes);
export const SomeParts = Parts.partial();
const Remarks = s.line(4_000).meta({ description: 'Anything else; kept sealed' });

export const CertificationBody = z.strictObject({
  organId: s.Id,
  contractorId: s.Id,
  parts: Parts,
  remarks: Remarks.optional(),
});
const Supplement = z.strictObject({ seen: s.Seen, parts: SomeParts, remarks: Remarks.optional() });
const Change = z.strictObject({
  seen: s.Seen,
  from: s.Day.meta({ description: 'The day from which it is to be so; told in advance' }),
  parts: SomeParts,
  remarks: Remarks.optional(),
});
const Examination = z.strictObject({
  seen: s.Seen,
  recommended: z.enum(['GRANT', 'REFUSE']),
  reasons: s.Reasons,
});
const Certifying = z.strictObject({ seen: s.Seen, firstDay: s.Day, lastDay: s.Day, reasons: s.Reasons });

export const ContractBody = z.strictObject({
  organId: s.Id,
  contractorId: s.Id,
  paragraph: z.enum(['10(1)', '10(2)']),
  sections: z.array(s.SectionCode).min(1).max(50),
  firstDay: s.Day,
  lastDay: s.Day.optional(),
});
const ContractEnd = z.strictObject({
  lastDay: s.Day.nullable().meta({ description: 'Its last day; null: it ends at once' }),
});

const stages = Object.keys(CERTIFICATION_STAGES) as [CertificationStage, ...CertificationStage[]];
const certification = {
  id: s.Id,
  organId: s.Id,
  contractorId: s.Id,
  stage: z.enum(stages),
  version: z.number().int(),
  appliedAt: z.string(),
  firstDay: s.Day.nullable(),
  lastDay: s.Day.nullable(),
  confirmBy: s.Day.nullable(),
  reminded: z.boolean(),
  possible: z.array(z.enum(CERTIFICATION_ACTIONS)),
};
export const CertificationView = z.strictObject(certification);
export const CertificationFileView = z.strictObject({
  ...certification,
  steps: z.array(
    z.strictObject({
      action: z.enum(CERTIFICATION_ACTIONS),
      from: z.enum(['NEW', ...stages]),
      to: z.enum(stages),
      at: z.string(),
      sub: z.string().nullable().optional(),
      facts: z.record(z.string(), z.unknown()).optional(),
      words: z.string().optional(),
    }),
  ),
});
export const ContractView = z.strictObject({
  id: s.Id,
  organId: s.Id,
  contractorId: s.Id,
  paragraph: z.enum(['10(1)', '10(2)']),
  sections: z.array(z.string()),
  firstDay: s.Day,
  lastDay: s.Day.nullable(),
  endedAt: z.string().nullable(),
});
/** Candidates, and no outcome; assessed persons, and nothing else of their cases. No shape holds both. */
export const NomineeView = z.strictObject({
  id: s.Id,
  organId: s.Id,
  subjectRef: s.Id,
  nominatedOn: s.Day,
  agreement: z.strictObject({ agreedOn: s.Day, text: z.string() }).nullable(),
  dispatchedBy: z.string().nullable().meta({ description: 'The firm that dispatched the person to you' }),
});
export const AssessedPersonView = z.strictObject({
  subjectRef: s.Id,
  organId: s.Id,
  outcome: z.enum(['FOUND', 'NOT_FOUND']),
  notifiedOn: s.Day,
});
export const NoticeView = z.strictObject({
  id: s.Id,
  organId: s.Id,
  subjectRef: s.Id,
  recipient: z.enum(RECIPIENTS),
  itemId: s.Id.nullable(),
  endedOn: s.Day,
  returnedOn: s.Day.nullable().meta({
    description: 'Since when the person may handle again; whoever was told of the end is told',
  }),
  toldAt: z.string(),
  state: z.enum(['TOLD', 'REMINDED', 'OVERDUE', 'ACKNOWLEDGED', 'RETURNED']),
  text: z.strictObject({ ja: z.string(), en: z.string() }),
  possible: z.array(z.enum(['acknowledge'])),
});
const Made = z.strictObject({ id: s.Id });
const Stepped = z.strictObject({ id: s.Id, stage: z.enum(stages), version: z.number().int() });

/** A step on a certification: who, event and article as the table has them. */
function step<B extends z.ZodType>(
  action: CertificationAction,
  { path, summary, body }: { path: string; summary: string; body: B },
): Route {
  const lines = CERTIFICATION_EDGES.filter((edge) => edge.action === action);
  const who: readonly Role[] = ROLES.filter((role) => lines.some(({ by }) => by === role));
  const second: readonly ProblemCode[] = lines.some((line) => line.second) ? ['SAME_PERSON'] : [];
  const refuses: readonly ProblemCode[] = ['NOT_YOURS', 'WRONG_STAGE', 'STALE', ...second];
  return route({
    id: `${action}Certification`,
    method: 'post',
    path: `/certifications/:id/${path}`,
    tag: 'contractors',
    summary,
    who,
    article: [...new Set(lines.map(({ article }) => article))].join('; '),
    event: lines[0]?.event ?? null,
    refuses,
    body,
    answer: Stepped,
    // Each of these bodies is a part of what a step may come with.
    handle: certifications.step(action) as never,
  });
}

// biome-ignore format: a table
export const contractorRoutes: readonly Route[] = [
  route({ id: 'applyForCertification', method: 'post', refuses: ['ALREADY_OPEN'], path: '/certifications', tag: 'contractors', summary: 'Apply to an organ to be certified: rules, protection officer, training, premises, influence from abroad', who: MANAGER, article: 'Art. 10(1); Standards: certification', event: 'CertificationApplied', body: CertificationBody, answer: Made, handle: certifications.apply }),
  route({ id: 'listCertifications', method: 'get', path: '/certifications', tag: 'contractors', summary: 'The certifications of your organ, or of the contractor you act for', who: CERTIFYING_ROLES, article: 'Art. 10(1)', event: null, answer: z.strictObject({ items: z.array(CertificationView) }), handle: certifications.list }),
  route({ id: 'readCertification', method: 'get', path: '/certifications/:id', tag: 'contractors', summary: 'One certification and its steps; of the organ’s examination a contractor is told the result', who: CERTIFYING_ROLES, article: 'Art. 10(1)', event: 'CertificationRead', answer: CertificationFileView, handle: certifications.read }),
  step('supplement', { path: 'supplement', summary: 'Add to an application that is being examined', body: Supplement }),
  step('examine', { path: 'examination', summary: 'Examine the application, with a recommendation', body: Examination }),
  step('sendBack', { path: 'return', summary: 'Return it for a further examination', body: s.WithReasons }),
  step('certify', { path: 'grant', summary: 'Certify the contractor, from a day to a day; not by who examined', body: Certifying }),
  step('decline', { path: 'refusal', summary: 'Do not certify, with reasons the contractor is told', body: s.WithReasons }),
  step('reportChange', { path: 'changes', summary: 'Tell of a change in what was stated, before it is made', body: Change }),
  step('confirm', { path: 'confirmation', summary: 'Once a year: what was stated still holds', body: s.Seeing }),
  step('reexamine', { path: 're-examination', summary: 'Examine a certification again, with a recommendation', body: Examination }),
  step('uphold', { path: 'upholding', summary: 'The certification stands; not by who examined', body: s.WithReasons }),
  step('withdraw', { path: 'withdrawal', summary: 'Withdraw the certification: its cases end and rights stop at once; not by who examined', body: s.WithReasons }),
  step('giveBack', { path: 'giving-back', summary: 'Give the application or the certification back', body: s.Seeing }),
  route({ id: 'listContracts', method: 'get', path: '/contracts', tag: 'contractors', summary: 'The contracts of your organ, or of the contractor you act for', who: CERTIFYING_ROLES, article: 'Art. 10(1), 10(2)', event: null, answer: z.strictObject({ items: z.array(ContractView) }), handle: async (call) => ({ items: (await contracts.list(call)).items.map((one) => ({ ...one, sections: [...one.sections] })) }) }),
  route({ id: 'recordContract', method: 'post', path: '/contracts', tag: 'contractors', summary: 'Record a contract with a contractor, and the sections it covers', who: IN_CHARGE, article: 'Art. 10(1), 10(2)', event: 'ContractRecorded', body: ContractBody, answer: Made, handle: contracts.record }),
  route({ id: 'endContract', method: 'post', path: '/contracts/:id/end', tag: 'contractors', summary: 'End a contract, with a day or at once: then its cases end and rights stop', who: IN_CHARGE, article: 'Art. 10(1), 10(2)', event: 'ContractEnded', body: ContractEnd, answer: Made, handle: contracts.end }),
  route({ id: 'listNominees', method: 'get', path: '/nominees', tag: 'contractors', summary: 'The list of your candidates, each with their agreement to be listed', who: MANAGER, article: 'Art. 13(2), 16; Standards: name lists', event: 'NomineeListRead', answer: z.strictObject({ items: z.array(NomineeView) }), handle: lists.nominees }),
  route({ id: 'listAssessedPersons', method: 'get', path: '/assessed-persons', tag: 'contractors', summary: 'The list of your assessed persons: the outcome each was told', who: MANAGER, article: 'Art. 13(2), 16; Standards: name lists', event: 'AssessedPersonListRead', answer: z.strictObject({ items: z.array(AssessedPersonView) }), handle: lists.assessed }),
  route({ id: 'listRightEndNotices', method: 'get', path: '/right-end-notices', tag: 'handling', summary: 'Whose right to handle has ended, as you were told; the officer in charge sees who has not acknowledged', who: [...IN_CHARGE, 'InformationManager', ...MANAGER], article: 'Art. 11, 16', event: 'RightEndNoticesRead', query: z.strictObject({ open: z.enum(['true', 'false']).optional() }), answer: z.strictObject({ items: z.array(NoticeView) }), handle: notices.list }),
  route({ id: 'acknowledgeRightEnd', method: 'post', path: '/right-end-notices/:id/acknowledgement', tag: 'handling', summary: 'Say that you know that the right has ended', who: ['InformationManager', ...MANAGER], article: 'Art. 11, 16; Standards: handler list', event: 'RightEndAcknowledged', answer: Made, handle: notices.acknowledge }),
];
