import { type Behaviour, personas } from './personas.js';
import type { CheckRequest } from './protocol.js';

/** What this office finds about this person: nothing but the request decides it, so that every retry says the same. */
export function behaviourOf({ person, checkCode }: Pick<CheckRequest, 'person' | 'checkCode'>): Behaviour {
  // Whoever cannot tell who is meant must not say that nothing is on record.
  if (!person.name) return { answer: 'UNAVAILABLE', statement: cannotIdentify };
  const name = comparable(person.name);
  const persona = personas.find(
    (candidate) =>
      candidate.names.some((known) => comparable(known) === name) &&
      (!candidate.dateOfBirth || candidate.dateOfBirth === person.dateOfBirth),
  );
  const found = Object.entries(persona?.answers ?? {}).find(([code]) => code === checkCode);
  return found?.[1] ?? { answer: 'NO_RECORD' };
}

/** Old and new forms of a kanji stay different names; only width and spacing are ironed out. */
function comparable(name: string): string {
  return name.normalize('NFKC').replace(/\s/gu, '');
}

const cannotIdentify =
  '照会に氏名の記載がなく、対象者を特定できません。\nThe inquiry gives no name, so the person cannot be identified.';
