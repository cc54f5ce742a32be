import { z } from 'zod';
import { ITEMS } from '../../domain/checks.js';
import { documentOf } from '../../store/views.js';
import type { Call } from '../route.js';

/** What rests sealed and a document prints. Parsed here: the vault keeps what releases before this one wrote. */
const IdentityShape = z.object({
  name: z.string(),
  kana: z.string().optional(),
  romaji: z.string().optional(),
  dateOfBirth: z.string().optional(),
  address: z.string().optional(),
  nationality: z.string().optional(),
});
export type Identity = z.output<typeof IdentityShape>;

const QuestionnaireShape = z.object({
  items: z.partialRecord(
    z.enum(ITEMS),
    z.object({ nothingToState: z.boolean(), statement: z.string().optional() }),
  ),
});
export type Statements = z.output<typeof QuestionnaireShape>['items'];

const FamilyShape = z.object({
  family: z.array(
    z.object({
      name: z.string(),
      dateOfBirth: z.string(),
      nationalities: z.array(z.string()),
      address: z.string(),
    }),
  ),
});
export type Family = z.output<typeof FamilyShape>['family'];

const GrievanceShape = z.object({ about: z.enum(['RESULT', 'CONDUCT']), text: z.string() });
const ReasonsShape = z.object({ text: z.string() });

/** Undefined where the person's key was destroyed: then there is nobody to name, and no document. */
export async function identityOf(call: Call, subjectId: string): Promise<Identity | undefined> {
  const found = await call.parts.vault.latest(call.tx, { kind: 'subject', id: subjectId }, 'IDENTITY');
  return found === undefined ? undefined : IdentityShape.parse(found);
}

export async function statementsOf(call: Call, caseId: string): Promise<Statements | undefined> {
  const found = await call.parts.vault.latest(call.tx, { kind: 'case', id: caseId }, 'QUESTIONNAIRE');
  return found === undefined ? undefined : QuestionnaireShape.parse(found).items;
}

export async function familyOf(call: Call, caseId: string): Promise<Family> {
  const found = await call.parts.vault.latest(call.tx, { kind: 'case', id: caseId }, 'FAMILY');
  return found === undefined ? [] : FamilyShape.parse(found).family;
}

export async function reasonsOf(call: Call, caseId: string): Promise<string> {
  const id = await documentOf(call.tx, caseId, 'decide');
  const found = id && (await call.parts.vault.get(call.tx, { kind: 'case', id: caseId }, 'REASONS', id));
  return found ? ReasonsShape.parse(found).text : '';
}

/** A grievance's words lie with the application it is about; its own case names them. */
export async function grievanceOf(call: Call, applicationId: string, grievanceId: string) {
  const id = await documentOf(call.tx, grievanceId, 'openGrievance');
  const owner = { kind: 'case', id: applicationId } as const;
  const found = id && (await call.parts.vault.get(call.tx, owner, 'GRIEVANCE', id));
  return found ? GrievanceShape.parse(found) : undefined;
}
