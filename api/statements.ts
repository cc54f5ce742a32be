import { isClosedTo } from '../domain/access.js';
import { type Action, type Edge, EDGES } from '../domain/edges.js';
import type { Sentence } from '../domain/reasons.js';
import { isSealed } from '../domain/corrections.js';
import type { Role } from '../domain/roles.js';
import type { DocumentClass } from '../store/vault.js';
import { statementsOf } from '../store/statements.js';
import type { CaseSummary } from '../store/views.js';
import type { Reasoned } from './inquiries.js';
import { sentencesIn } from './reasons.js';
import type { Call } from './route.js';

/** Of a case about the wrong person: why it was, and what was complained of. */
const KEPT: readonly DocumentClass[] = ['CORRECTION', 'GRIEVANCE'];
/** Of one that ended without a result: why it did, as well. */
const LINES: readonly Edge[] = EDGES;
const ENDING: readonly string[] = LINES.filter(({ endsAs }) => endsAs).map(({ action }) => action);

/** Whose reasons are marked by the sentence. */
const BY_SENTENCE: readonly string[] = ['decide', 'proposeRevocation', 'revoke'] satisfies Action[];

export interface Statement {
  readonly at: string;
  readonly action: string;
  readonly text: string;
  /** Of a decision or a revocation: its reasons by the sentence, with what the person is not told. */
  readonly sentences?: Sentence[];
  /** Of inquiries: why each was needed. */
  readonly inquiries?: Reasoned[];
  /** Beside inquiries: why the organ investigates by itself. */
  readonly proviso?: string;
}

/**
 * The words behind a case's steps, for those who work on it: people weigh what was said, not codes. That somebody filed
 * a grievance is kept from all but its officer (law: no disadvantage for filing).
 */
export async function readStatements(
  call: Call,
  { id: caseId, ...of }: Pick<CaseSummary, 'id' | 'notConductedReason'>,
  roles: readonly Role[],
): Promise<Statement[]> {
  const told = (await statementsOf(call.tx, caseId)).filter(
    ({ docClass, action }) =>
      (docClass !== 'GRIEVANCE' || roles.includes('GrievanceOfficer')) &&
      (!isSealed(of) || KEPT.includes(docClass)) &&
      (!isClosedTo(roles, of) || KEPT.includes(docClass) || ENDING.includes(action)),
  );
  const refs = told.map(({ ownerId, ...ref }) => ({ ...ref, owner: { kind: 'case' as const, id: ownerId } }));
  const contents = await call.parts.vault.several(call.tx, refs);
  return told.map(({ at, action }, n) => {
    if (BY_SENTENCE.includes(action)) return { at, action, ...bySentence(contents[n]) };
    const { text, statement, inquiries, proviso } = (contents[n] ?? {}) as Words;
    return {
      at,
      action,
      text: text ?? statement ?? '',
      ...(inquiries ? { inquiries } : {}),
      ...(proviso === undefined ? {} : { proviso }),
    };
  });
}

interface Words {
  readonly text?: string;
  readonly statement?: string;
  readonly inquiries?: Reasoned[];
  readonly proviso?: string;
}

function bySentence(document: unknown): { text: string; sentences: Sentence[] } {
  const sentences = [...(sentencesIn(document) ?? [])];
  return { text: sentences.map(({ text }) => text).join('\n'), sentences };
}
