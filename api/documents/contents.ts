import { z } from 'zod';
import type { Item } from '../../domain/checks.js';
import type { Answers } from '../../domain/questionnaire/shape.js';
import { inWords } from '../../forms/answer-words.js';
import { questionsNamed } from '../../forms/packs.js';
import type { Language } from '../../forms/shape.js';
import { destroyedAt } from '../../store/document-classes.js';
import { grievanceRow } from '../../store/grievances.js';
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

/** As it is written now; releases before wrote one statement to each item. */
const AnswersShape = z.object({ questions: z.string(), answers: z.record(z.string(), z.unknown()) });
const StatementsShape = z.object({
  items: z.record(z.string(), z.object({ nothingToState: z.boolean(), statement: z.string().optional() })),
});
/** What was stated to each item, in words. */
export type Statements = Partial<Record<Item, { readonly stated: boolean; readonly text: string }>>;

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

/** Undefined where the person's key was destroyed: then there is nobody to name, and no document. */
export async function identityOf(call: Call, subjectId: string): Promise<Identity | undefined> {
  const found = await call.parts.vault.latest(call.tx, { kind: 'subject', id: subjectId }, 'IDENTITY');
  return found === undefined ? undefined : IdentityShape.parse(found);
}

/** `own`: for its subject, who alone has a copy while a part of it waits to be screened. */
export async function statementsOf(
  call: Call,
  caseId: string,
  { language, own }: { readonly language: Language; readonly own: boolean },
): Promise<Statements | undefined> {
  const { tx, parts } = call;
  const owner = { kind: 'case', id: caseId } as const;
  const unscreened = own ? await parts.vault.latest(tx, owner, 'UNSCREENED') : undefined;
  const found = unscreened ?? (await parts.vault.latest(tx, owner, 'QUESTIONNAIRE'));
  return found === undefined ? undefined : toldIn(found, language);
}

/** A questionnaire as it rests, in words, by the questions it was answered to. */
export function toldIn(found: unknown, language: Language): Statements {
  const written = AnswersShape.safeParse(found);
  if (!written.success) {
    const { items } = StatementsShape.parse(found);
    return Object.fromEntries(
      Object.entries(items).map(([item, answer]) => [
        item,
        { stated: !answer.nothingToState, text: answer.statement ?? '' },
      ]),
    );
  }
  const form = questionsNamed(written.data.questions);
  const { answers } = written.data;
  // Its questions are not at hand (an older copy of us, a pack taken away): the answers are, and are shown as they rest.
  if (!form)
    return Object.fromEntries(
      Object.entries(answers).map(([item, given]) => [item, { stated: true, text: JSON.stringify(given) }]),
    );
  const told = inWords(form, answers as Answers, language);
  return Object.fromEntries(
    Object.entries(told).map(([item, { stated, lines }]) => [item, { stated, text: lines.join('\n') }]),
  );
}

/** Or when it was destroyed, by the policy and before the rest of the file. */
export async function familyOf(call: Call, caseId: string): Promise<Family | { destroyedAt: string }> {
  const destroyed = await destroyedAt(call.tx, caseId, 'FAMILY');
  if (destroyed !== undefined) return { destroyedAt: destroyed };
  const found = await call.parts.vault.latest(call.tx, { kind: 'case', id: caseId }, 'FAMILY');
  return found === undefined ? [] : FamilyShape.parse(found).family;
}

/** A grievance's words lie with the case it is about; its own case names them. Printed with the application's papers. */
export async function grievanceOf(call: Call, applicationId: string, grievanceId: string) {
  const id = await documentOf(call.tx, grievanceId, 'openGrievance');
  const row = await grievanceRow(call.tx, grievanceId);
  if (row?.applicationId !== applicationId) return undefined;
  const owner = { kind: 'case', id: row.clearanceId ?? applicationId } as const;
  const found = id && (await call.parts.vault.get(call.tx, owner, 'GRIEVANCE', id));
  return found ? GrievanceShape.parse(found) : undefined;
}
