import { z } from 'zod';
import { dayOf } from '../../domain/calendar.js';
import { CERTIFICATION_PARTS, type CertificationPart } from '../../domain/certification.js';
import { Refused } from '../../domain/errors.js';
import { bodyNames } from '../../store/console-reads.js';
import { listOrgans } from '../../store/organs.js';
import type { Option } from '../../web/field-parts.js';
import { OWN_STAFF } from '../../web/office-forms.js';
import type { Word } from '../../web/language.js';
import type {
  AssessedRow,
  CertificationRow,
  CertificationShown,
  CertificationStepRow,
  ContractorsShown,
  ContractRow,
  NominationShown,
  NomineeRow,
} from '../../web/office-data.js';
import type { Call } from '../route.js';
import {
  AssessedPersonView,
  CertificationFileView,
  CertificationView,
  ContractView,
  NomineeView,
} from '../routes/contractors.js';
import { otherSchemes } from './other-schemes.js';
import { viaRoute } from './via-route.js';

const Certifications = z.object({ items: z.array(CertificationView) });
const Contracts = z.object({ items: z.array(ContractView) });
const Nominees = z.object({ items: z.array(NomineeView) });
const Assessed = z.object({ items: z.array(AssessedPersonView) });
type Steps = z.output<typeof CertificationFileView>['steps'];

/** Certifications and contracts of the reader's organs and contractors, and what may be chosen in their forms. */
export async function readContractors(call: Call): Promise<ContractorsShown> {
  const certifications = Certifications.parse(await viaRoute('listCertifications', call)).items;
  const contracts = Contracts.parse(await viaRoute('listContracts', call)).items;
  const own = placesOf(call);
  const names = await namesOf(call, [...certifications, ...contracts], [...own.organs, ...own.contractors]);
  const nameOf = namer(names);
  const shown = {
    certifications: certifications.map((one): CertificationRow => ({ ...one, ...bodiesOf(one, names) })),
    contracts: contracts.map((one): ContractRow => ({ ...one, ...bodiesOf(one, names) })),
  };
  const asking = own.contractors.length > 0;
  const organs = asking ? (await listOrgans(call.tx)).map(({ id, name }) => ({ value: id, word: name })) : [];
  const known = certifications.map(({ contractorId }) => contractorId);
  return {
    ...shown,
    manages: asking,
    inCharge: own.organs.length > 0,
    choices: {
      organId: asking ? organs : own.organs.map((id) => ({ value: id, word: nameOf(id) })),
      contractorId: [...new Set(asking ? own.contractors : known)].map((id) => ({
        value: id,
        word: nameOf(id),
      })),
      contract: shown.contracts.filter((one) => endable(one, dayOf(call.now))).map(contractOption),
    },
  };
}

/** One certification with its steps, as its reader is told them. */
export async function readCertification(call: Call): Promise<CertificationShown> {
  const file = CertificationFileView.parse(await viaRoute('readCertification', call));
  const names = await namesOf(call, [file]);
  const { steps, organId, contractorId, ...row } = file;
  return {
    ...row,
    ...bodiesOf({ organId, contractorId }, names),
    sameExaminer: DECIDED_NEXT.has(row.stage) && examinedBy(steps) === call.principal.sub,
    steps: steps.map(stepRow),
  };
}

/** Where the reader may nominate: at their own organs, or of their own contractors at any. @throws Refused NOT_FOUND */
export async function readNomination(call: Call): Promise<NominationShown> {
  const own = placesOf(call);
  if (own.organs.length + own.contractors.length === 0) throw new Refused('NOT_FOUND');
  const manages = own.contractors.length > 0;
  const organs = (await listOrgans(call.tx)).filter(({ id }) => manages || own.organs.includes(id));
  const nameOf = namer(await namesOf(call, [], own.contractors));
  return {
    manages,
    choices: {
      organId: organs.map(({ id, name }) => ({ value: id, word: name })),
      contractorId: [
        ...own.contractors.map((id) => ({ value: id, word: nameOf(id) })),
        ...(own.organs.length > 0 ? [OWN_STAFF] : []),
      ],
      scheme: otherSchemes(),
    },
  };
}

export async function readNominees(call: Call): Promise<NomineeRow[]> {
  const { items } = Nominees.parse(await viaRoute('listNominees', call));
  const nameOf = namer(await namesOf(call, items));
  return items.map(({ organId, ...row }) => ({ ...row, organ: nameOf(organId) }));
}

export async function readAssessed(call: Call): Promise<AssessedRow[]> {
  const { items } = Assessed.parse(await viaRoute('listAssessedPersons', call));
  const nameOf = namer(await namesOf(call, items));
  return items.map(({ organId, ...row }) => ({ ...row, organ: nameOf(organId) }));
}

type Names = ReadonlyMap<string, Word>;

export function namesOf(
  call: Call,
  rows: readonly { organId: string; contractorId?: string | null }[],
  more: readonly string[] = [],
): Promise<Names> {
  const ids = rows.flatMap(({ organId, contractorId }) => [organId, ...(contractorId ? [contractorId] : [])]);
  return bodyNames(call.tx, [...new Set([...ids, ...more])]);
}

/** What a body is called; its number where nobody has named it. */
export const namer =
  (names: Names) =>
  (id: string): Word =>
    names.get(id) ?? { ja: id, en: id };

function bodiesOf({ organId, contractorId }: { organId: string; contractorId: string }, names: Names) {
  const nameOf = namer(names);
  return { organ: nameOf(organId), contractor: nameOf(contractorId) };
}

/** Organs at which the reader is in charge, and contractors they act for. */
export function placesOf({ principal: { grants } }: Call) {
  const organs = grants.flatMap(({ role, organId }) =>
    role === 'AssessmentOfficerInCharge' && organId ? [organId] : [],
  );
  const contractors = grants.flatMap(({ role, contractorId }) =>
    role === 'ContractorSecurityManager' && contractorId ? [contractorId] : [],
  );
  return { organs: [...new Set(organs)], contractors: [...new Set(contractors)] };
}

const endable = ({ endedAt, lastDay }: ContractRow, today: string) =>
  endedAt === null && (lastDay === null || lastDay >= today);

function contractOption({ id, contractor, sections }: ContractRow): Option {
  const of = (name: string) => `${name} – ${sections.join(' ')}`;
  return { value: id, word: { ja: of(contractor.ja), en: of(contractor.en) } };
}

/** Stages in which somebody else than who examined decides. */
const DECIDED_NEXT: ReadonlySet<CertificationRow['stage']> = new Set(['EXAMINED', 'REEXAMINED']);

/** By the last step that examined it: whoever did may take no step that needs a second person. */
function examinedBy(steps: Steps): string | null | undefined {
  return steps.findLast(({ action }) => action === 'examine' || action === 'reexamine')?.sub;
}

const Value = z.union([z.string(), z.number(), z.boolean()]);
/** What steps are stored with; of an older one, what is still known by that name. */
const Facts = z.object({
  parts: z
    .partialRecord(
      z.enum(Object.keys(CERTIFICATION_PARTS) as [CertificationPart, ...CertificationPart[]]),
      z.record(z.string(), Value),
    )
    .optional()
    .catch(undefined),
  recommended: z.enum(['GRANT', 'REFUSE']).optional().catch(undefined),
  from: z.string().optional().catch(undefined),
  late: z.boolean().optional().catch(undefined),
});

function stepRow({ action, from, at, sub, facts = {}, words }: Steps[number]): CertificationStepRow {
  const { parts = {}, recommended, from: changeFrom, late } = Facts.parse(facts);
  return { action, from, at, sub, parts, recommended, changeFrom, late, words };
}
