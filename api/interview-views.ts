import type { Interview } from '../domain/interview.js';
import { interviewsOf } from '../store/interviews.js';
import type { CaseSummary } from '../store/views.js';
import type { View } from './case-faces.js';
import type { Call } from './route.js';

/** The interviews of an application with their words: for its person, and for those who work on it. */
export async function interviewsFor(
  call: Call<unknown, unknown>,
  { id, kind }: CaseSummary,
): Promise<Pick<View & { view: 'subject' }, 'interviews'>> {
  if (kind !== 'application') return {};
  const all = await interviewsOf(call.tx, id);
  if (all.length === 0) return {};
  const owner = { kind: 'case', id } as const;
  const ids = all.flatMap(documentsOf);
  const refs = ids.map((documentId) => ({ owner, docClass: 'INTERVIEW' as const, documentId }));
  const contents = await call.parts.vault.several(call.tx, refs);
  const words = new Map(ids.map((documentId, n) => [documentId, textIn(contents[n])]));
  const word = (documentId: string | null) => (documentId === null ? undefined : words.get(documentId));
  return { interviews: all.map((one) => shown(one, word)) };
}

function shown(one: Interview, word: (id: string | null) => string | undefined) {
  const { at, items, agreed, state, recordedAt } = one;
  const [record, remarks] = [word(one.recordId), word(one.remarksId)];
  return {
    at,
    items: [...items],
    ...(agreed ? { agreed } : {}),
    state,
    place: word(one.placeId) ?? '',
    ...(record === undefined ? {} : { record }),
    ...(recordedAt === null ? {} : { recordedAt }),
    ...(remarks === undefined ? {} : { remarks }),
  };
}

function documentsOf({ placeId, recordId, remarksId }: Interview): string[] {
  return [placeId, recordId, remarksId].filter((one) => one !== null);
}

function textIn(content: unknown): string {
  return (content as { text?: string } | undefined)?.text ?? '';
}
