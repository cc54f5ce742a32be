import type { CertificationAction } from '../domain/certification.js';

/** Steps of a certification that a person takes on a file that is there. */
export const CERTIFICATION_STEPS = [
  'supplement',
  'examine',
  'sendBack',
  'certify',
  'decline',
  'reportChange',
  'confirm',
  'reexamine',
  'uphold',
  'withdraw',
  'giveBack',
] as const satisfies readonly CertificationAction[];
export type CertificationStepName = (typeof CERTIFICATION_STEPS)[number];

/** Forms that are about no case: what contractors, custodians and the organ's heads send, each by its route's own name. */
export const OFFICE_FORM_NAMES = [
  'nominate',
  'applyForCertification',
  ...CERTIFICATION_STEPS.map((step) => `${step}Certification` as const),
  'recordContract',
  'endContract',
  'acknowledgeRightEnd',
  'passOn',
  'registerItem',
  'nameCustodian',
  'putOnHandlerList',
  'takeOffHandlerList',
  'checkHandling',
  'recordOffice',
  'recordSdsResult',
  'endOffice',
  'endSdsResult',
  'recordOutage',
  'confirmOutage',
  'askBreakGlass',
  'approveBreakGlass',
  'endBreakGlass',
  'recordReportingLine',
  'endReportingLine',
  'nameStandIn',
  'endStandIn',
  'declareTies',
] as const;
export type OfficeFormName = (typeof OFFICE_FORM_NAMES)[number];

export function isOfficeForm(value: unknown): value is OfficeFormName {
  return OFFICE_FORM_NAMES.some((name) => name === value);
}

export function formOfStep(step: CertificationStepName): OfficeFormName {
  return `${step}Certification`;
}
