import { CERTIFICATION_EDGES, CERTIFICATION_PARTS, type CertificationPart } from '../domain/certification.js';
import {
  CONTRACTOR,
  FIRST,
  LAST,
  ORGAN,
  type OfficeField,
  type OfficeShape,
  type Part,
} from './office-field.js';
import type { CertificationStepName } from './office-names.js';
import { CERTIFICATION_WORDS as c, PART_FACTS, PART_WORDS } from './words/certification.js';
import { OFFICE_LABELS as l } from './words/office-forms.js';

const REASONS: OfficeField = {
  name: 'reasons',
  type: 'text',
  label: l.reasons,
  hint: l.reasonsHint,
  max: 4_000,
};
const TOLD: OfficeField = { ...REASONS, hint: l.reasonsTold };
const REMARKS: OfficeField = {
  name: 'remarks',
  type: 'text',
  label: l.remarks,
  hint: l.remarksHint,
  max: 4_000,
  optional: true,
};
const RECOMMENDED: OfficeField = {
  name: 'recommended',
  type: 'one',
  label: c.recommended,
  options: [
    { value: 'GRANT', word: c.GRANT },
    { value: 'REFUSE', word: c.REFUSE },
  ],
};

/** Every part whole; or, for what is added or changed, those parts that are. */
function parts(optional: boolean): Part[] {
  return (Object.keys(CERTIFICATION_PARTS) as CertificationPart[]).map((part) => ({
    part,
    title: PART_WORDS[part],
    article: CERTIFICATION_PARTS[part],
    fields: PART_FACTS[part].map((fact) => ({
      name: `parts.${part}.${fact.name}`,
      type: fact.type,
      label: fact.word,
      ...(fact.optional ? { optional: true } : optional ? { optional: 'depends' } : {}),
    })),
  }));
}

const STEPS: Readonly<Record<CertificationStepName, Omit<OfficeShape, 'article'>>> = {
  supplement: { seen: true, fields: [REMARKS], parts: parts(true) },
  examine: { seen: true, fields: [RECOMMENDED, REASONS] },
  sendBack: { seen: true, fields: [REASONS] },
  certify: { seen: true, fields: [FIRST, LAST, REASONS] },
  decline: { seen: true, fields: [TOLD] },
  reportChange: {
    seen: true,
    fields: [{ name: 'from', type: 'day', label: c.changeFrom, hint: l.fromHint }, REMARKS],
    parts: parts(true),
  },
  confirm: { seen: true, fields: [] },
  reexamine: { seen: true, fields: [RECOMMENDED, REASONS] },
  uphold: { seen: true, fields: [REASONS] },
  withdraw: { seen: true, fields: [TOLD] },
  giveBack: { seen: true, fields: [] },
};

export const APPLICATION: OfficeShape = {
  article: articleOfStep('apply'),
  fields: [CONTRACTOR, ORGAN, REMARKS],
  parts: parts(false),
};

/** The steps of a certification, each with the articles of its own lines. */
export const CERTIFICATION_FORMS = Object.fromEntries(
  (Object.keys(STEPS) as CertificationStepName[]).map((step) => [
    `${step}Certification`,
    { ...STEPS[step], article: articleOfStep(step) },
  ]),
) as Record<`${CertificationStepName}Certification`, OfficeShape>;

/** The articles of a step of a certification, as its table cites them. */
function articleOfStep(step: CertificationStepName | 'apply'): string {
  return [
    ...new Set(CERTIFICATION_EDGES.filter(({ action }) => action === step).map(({ article }) => article)),
  ].join('; ');
}
