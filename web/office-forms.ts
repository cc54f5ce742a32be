import { CERTIFICATION_EDGES, CERTIFICATION_PARTS, type CertificationPart } from '../domain/certification.js';
import { SOURCES } from '../domain/checks.js';
import { OUTAGE_CAUSES, OUTAGE_KINDS } from '../domain/outages.js';
import { type Option, optionsOf } from './field-parts.js';
import type { Word } from './language.js';
import type { CertificationStepName, OfficeFormName } from './office-names.js';
import { CERTIFICATION_WORDS as c, PART_FACTS, PART_WORDS } from './words/certification.js';
import { SOURCE_WORDS } from './words/checks.js';
import { OUTAGE_CAUSE_WORDS, OUTAGE_KIND_WORDS } from './words/outages.js';
import { OFFICE_FORM_WORDS, OFFICE_LABELS as l } from './words/office-forms.js';

/** One field: its place in the body its route takes, and the article of whatever it states where that is its own. */
export interface OfficeField {
  /** `parts.RULES.adoptedOn` goes to that place. */
  readonly name: string;
  readonly type: 'line' | 'text' | 'day' | 'count' | 'flag' | 'codes' | 'list' | 'one';
  readonly label: Word;
  readonly hint?: Word;
  readonly max?: number;
  /** `depends`: needed or not by what is filled in beside it. */
  readonly optional?: true | 'depends';
  /** What nothing chosen means, where that is an answer too. */
  readonly none?: Word;
  /** Without them, a list is of what the page has read. */
  readonly options?: readonly Option[];
}
interface Part {
  readonly part: CertificationPart;
  readonly title: Word;
  readonly article: string;
  readonly fields: readonly OfficeField[];
}
export interface OfficeForm {
  readonly label: Word;
  readonly done: Word;
  readonly hint?: Word;
  readonly article: string;
  readonly fields: readonly OfficeField[];
  readonly parts?: readonly Part[];
  /** It asks and changes nothing: no key makes it count once. */
  readonly asks?: true;
  /** It answers a version that was looked at. */
  readonly seen?: true;
  /** The field that says which of several things the form is about: no part of the body. */
  readonly about?: string;
}

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
const FIRST: OfficeField = { name: 'firstDay', type: 'day', label: c.from };
const LAST: OfficeField = { name: 'lastDay', type: 'day', label: c.until };
const ORGAN: OfficeField = { name: 'organId', type: 'list', label: c.organ };
const CONTRACTOR: OfficeField = { name: 'contractorId', type: 'list', label: c.contractor };
const CUSTODIAN: OfficeField = {
  name: 'custodian',
  type: 'line',
  label: l.custodian,
  hint: l.custodianHint,
  max: 200,
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

type Shape = Omit<OfficeForm, 'label' | 'done' | 'hint' | 'article'>;
const STEPS: Readonly<Record<CertificationStepName, Shape>> = {
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
const CONTRACT_ARTICLE = 'Art. 10(1), 10(2)';
const LIST_ARTICLE = 'Standards: handler list';

/** The articles are those of the routes' own table: a test compares the two. */
const OTHERS: Readonly<
  Record<Exclude<OfficeFormName, `${CertificationStepName}Certification`>, Shape & { article: string }>
> = {
  applyForCertification: {
    article: articleOfStep('apply'),
    fields: [CONTRACTOR, ORGAN, REMARKS],
    parts: parts(false),
  },
  recordContract: {
    article: CONTRACT_ARTICLE,
    fields: [
      ORGAN,
      CONTRACTOR,
      {
        name: 'paragraph',
        type: 'list',
        label: c.paragraph,
        options: [
          { value: '10(1)', word: l.paragraph1 },
          { value: '10(2)', word: l.paragraph2 },
        ],
      },
      { name: 'sections', type: 'codes', label: c.sections, hint: l.sectionsHint, max: 2_000 },
      FIRST,
      { ...LAST, optional: true },
    ],
  },
  endContract: {
    article: CONTRACT_ARTICLE,
    about: 'contract',
    fields: [
      { name: 'contract', type: 'list', label: l.contract },
      {
        name: 'when',
        type: 'one',
        label: l.when,
        options: [
          { value: 'ON_DAY', word: l.onDay },
          { value: 'AT_ONCE', word: l.atOnce },
        ],
      },
      { ...LAST, optional: 'depends' },
    ],
  },
  acknowledgeRightEnd: { article: 'Art. 11, 16; Standards: handler list', fields: [] },
  registerItem: {
    article: 'Art. 3, 10',
    fields: [
      ORGAN,
      { ...CONTRACTOR, label: l.provided, none: l.notProvided, optional: true },
      { name: 'designation', type: 'line', label: l.designation, hint: l.designationHint, max: 40 },
      CUSTODIAN,
    ],
  },
  nameCustodian: { article: 'Art. 11; Standards: handler list', fields: [CUSTODIAN] },
  putOnHandlerList: {
    article: LIST_ARTICLE,
    fields: [
      { name: 'subjectId', type: 'line', label: l.person, hint: l.personHint, max: 36 },
      FIRST,
      { ...LAST, hint: l.lastDayHint },
    ],
  },
  takeOffHandlerList: {
    article: LIST_ARTICLE,
    fields: [{ name: 'subjectId', type: 'list', label: l.person }],
  },
  recordOutage: {
    article: 'policy: outages',
    fields: [
      ORGAN,
      {
        name: 'kind',
        type: 'list',
        label: l.outageKind,
        options: optionsOf(OUTAGE_KIND_WORDS, OUTAGE_KINDS),
      },
      {
        name: 'source',
        type: 'list',
        label: l.outageSource,
        none: l.noSource,
        optional: 'depends',
        options: optionsOf(SOURCE_WORDS, SOURCES),
      },
      {
        name: 'cause',
        type: 'list',
        label: l.outageCause,
        options: optionsOf(OUTAGE_CAUSE_WORDS, OUTAGE_CAUSES),
      },
      { name: 'reference', type: 'line', label: l.outageReference, hint: l.outageReferenceHint, max: 40 },
      FIRST,
      LAST,
    ],
  },
  confirmOutage: { article: 'policy: outages', fields: [] },
  checkHandling: {
    article: 'Art. 11, 16',
    asks: true,
    fields: [
      { name: 'item', type: 'list', label: l.item },
      { name: 'subjectId', type: 'line', label: l.person, hint: l.personHint, max: 36 },
    ],
  },
};

const CERTIFICATION_FORMS = Object.fromEntries(
  (Object.keys(STEPS) as CertificationStepName[]).map((step) => [
    `${step}Certification`,
    { ...STEPS[step], article: articleOfStep(step) },
  ]),
) as Record<`${CertificationStepName}Certification`, Shape & { article: string }>;

const SHAPES: Readonly<Record<OfficeFormName, Shape & { article: string }>> = {
  ...CERTIFICATION_FORMS,
  ...OTHERS,
};

export function officeForm(name: OfficeFormName): OfficeForm {
  return { ...SHAPES[name], ...OFFICE_FORM_WORDS[name] };
}

/** Every field in the order of the page. */
export function fieldsOfForm(name: OfficeFormName): OfficeField[] {
  const { fields, parts: of = [] } = SHAPES[name];
  const after = fields.filter(({ type }) => type === 'text');
  return [
    ...fields.filter((field) => !after.includes(field)),
    ...of.flatMap((part) => part.fields),
    ...after,
  ];
}

export function pointerOf({ name }: OfficeField): string {
  return `/${name.replaceAll('.', '/')}`;
}

/** The articles of a step of a certification, as its table cites them. */
function articleOfStep(step: CertificationStepName | 'apply'): string {
  return [
    ...new Set(CERTIFICATION_EDGES.filter(({ action }) => action === step).map(({ article }) => article)),
  ].join('; ');
}
