import type { DemandStepName } from '../domain/demands.js';
import { everyItem } from '../domain/policy-words.js';
import type { Section } from '../domain/questionnaire/shape.js';
import type { Language } from './language.js';
import type { FormName } from './frame.js';
import type { OfficeFormName } from './office-names.js';
import type { StepName } from './steps.js';

/** Every address of the console. A page never writes one by hand. */
export const paths = {
  start: '/console',
  queue: '/console/queue',
  operations: '/console/operations',
  statistics: '/console/statistics',
  reportable: '/console/reportable',
  demands: '/console/demands',
  demandStep: (step: DemandStepName, id?: string) =>
    id === undefined ? '/console/demands/demand' : `/console/demands/${encodeURIComponent(id)}/${step}`,
  holds: '/console/holds',
  samePersons: '/console/same-persons',
  samePersonStep: (id: string, step: string) =>
    `/console/same-persons/${encodeURIComponent(id)}/${encodeURIComponent(step)}`,
  declarations: '/console/declarations',
  declarationOf: (id: string) => withQuery('/console/declarations', { case: id }),
  reportingLines: '/console/reporting-lines',
  standIns: '/console/stand-ins',
  breakGlass: '/console/break-glass',
  passkeys: '/console/passkeys',
  passkeyStep: (step: 'enrol' | 'objection') => `/console/passkeys/${step}`,
  /** Where codes are handed over and losses recorded, of one case. */
  counterOf: (id: string) => `/console/cases/${encodeURIComponent(id)}/passkey`,
  counterStep: (id: string, step: 'code' | 'loss' | 'confirmation') =>
    `/console/cases/${encodeURIComponent(id)}/passkey/${step}`,
  outages: '/console/outages',
  outage: (id: string) => `/console/outages/${encodeURIComponent(id)}`,
  contractors: '/console/contractors',
  certificationOf: (id: string) => `/console/certifications/${encodeURIComponent(id)}`,
  nomination: '/console/nomination',
  nominees: '/console/nominees',
  assessed: '/console/assessed-persons',
  items: '/console/items',
  itemOf: (id: string) => `/console/items/${encodeURIComponent(id)}`,
  check: '/console/handling-check',
  grounds: (organId: string, itemId?: string) =>
    withQuery('/console/handling-grounds', { organ: organId, item: itemId }),
  recordedRights: '/console/recorded-rights',
  passingOn: '/console/passings-on',
  passingOnPaper: (id: string, language: Language) =>
    withQuery(`/console/passings-on/${encodeURIComponent(id)}/paper`, { in: language }),
  notices: '/console/notices',
  noticeOf: (id: string) => `/console/notices/${encodeURIComponent(id)}`,
  /** Where a form of the page at `place` is sent. */
  officeForm: (place: string, name: OfficeFormName) => `${place}/${name}`,
  signOut: '/console/sign-out',
  caseOf: (id: string) => `/console/cases/${encodeURIComponent(id)}`,
  documentOf: (id: string, form: string, of: string | null, language: Language) =>
    withQuery(`/console/cases/${encodeURIComponent(id)}/documents/${encodeURIComponent(form)}`, {
      // Not `lang`: which language a page is read in is not changed by printing in another.
      in: language,
      ...(of === null ? {} : { of }),
    }),
  textScreenings: '/console/text-screenings',
  textScreeningOf: (id: string) => `/console/text-screenings/${encodeURIComponent(id)}`,
  screenText: (id: string) => `/console/text-screenings/${encodeURIComponent(id)}/screenText`,
  originals: '/console/originals',
  /** Where one keys in what signed papers of a case say. */
  keyingOf: (id: string) => `/console/cases/${encodeURIComponent(id)}/originals`,
  keyOf: (id: string, step: FormName) => `/console/cases/${encodeURIComponent(id)}/originals/${step}`,
  originalOf: (id: string) => `/console/originals/${encodeURIComponent(id)}`,
  settleOf: (id: string, how: 'confirmOriginal' | 'rejectOriginal') =>
    `/console/originals/${encodeURIComponent(id)}/${how}`,
  receiptOf: (id: string, language: Language) =>
    withQuery(`/console/originals/${encodeURIComponent(id)}/receipt`, { in: language }),
  explanationOf: (id: string) => `/console/cases/${encodeURIComponent(id)}/explanation`,
  accessesOf: (id: string) => `/console/cases/${encodeURIComponent(id)}/accesses`,
  disposalOf: (id: string) => `/console/cases/${encodeURIComponent(id)}/disposal`,
  disposalFileOf: (id: string) => `/console/cases/${encodeURIComponent(id)}/disposal-certificate`,
  receiptsOf: (id: string) => `/console/cases/${encodeURIComponent(id)}/consent-receipts`,
  consentRecordOf: (id: string) => `/console/cases/${encodeURIComponent(id)}/consent-record`,
  packetOf: (id: string) => `/console/cases/${encodeURIComponent(id)}/decision-packet`,
  stepOf: (id: string, step: StepName) => `/console/cases/${encodeURIComponent(id)}/${step}`,
  sectionOf: (id: string, section: Section) =>
    `/console/cases/${encodeURIComponent(id)}/questionnaire/${placeOf(section)}`,
  signIn: (returnTo: string) => withQuery('/console/sign-in', { return_to: returnTo }),
} as const;

/** What an address calls a part of the questionnaire. */
export function placeOf(section: Section): string {
  return section.toLowerCase().replaceAll('_', '-');
}

/** The part of the questionnaire that an address names. */
export function sectionAt(place: unknown): Section | undefined {
  const sections: Section[] = [...everyItem().map(({ code }) => code), 'FAMILY'];
  return sections.find((section) => placeOf(section) === place);
}

/** A local address with these parts of its query set, or taken away where undefined. */
export function withQuery(address: string, set: Readonly<Record<string, string | undefined>>): string {
  const [path = '', query = ''] = address.split('?', 2);
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(set)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** The page one is on, in another language. */
export function inLanguage(here: string, language: Language): string {
  return withQuery(here, { lang: language });
}
