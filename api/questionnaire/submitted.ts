import { z } from 'zod';
import type { Answers, Relative } from '../../domain/questionnaire/shape.js';
import type { Call } from '../route.js';

/** A questionnaire as it was submitted, and to which questions. */
export interface Submitted {
  readonly questions: string;
  readonly answers: Answers;
  readonly family: readonly Relative[];
}

const Stated = z.object({ questions: z.string(), answers: z.record(z.string(), z.unknown()) });
const Family = z.object({ family: z.array(z.record(z.string(), z.unknown())) });

/** The newest of a case; undefined where there is none, or it was written to no questions (releases before). */
export async function submittedIn(
  { tx, parts }: Call<unknown, unknown>,
  caseId: string,
): Promise<Submitted | undefined> {
  const owner = { kind: 'case', id: caseId } as const;
  const stated = Stated.safeParse(await parts.vault.latest(tx, owner, 'QUESTIONNAIRE'));
  if (!stated.success) return undefined;
  const family = Family.safeParse(await parts.vault.latest(tx, owner, 'FAMILY'));
  return {
    questions: stated.data.questions,
    answers: stated.data.answers as Answers,
    family: family.success ? (family.data.family as readonly Relative[]) : [],
  };
}
