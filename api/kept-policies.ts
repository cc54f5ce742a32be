import { type Pack, PACKS } from '../forms/packs.js';
import { canonicalDigest } from '../privacy/canonical-json.js';
import type { Db } from '../store/db.js';
import { type PolicyPart, rememberParts } from '../store/policy-parts.js';

/**
 * What binds people in a policy, part by part: each text, what is asked, each item, source, question and period. A part that
 * a later release adds is a part more; a letter that is changed is another hash of the same part.
 */
export function partsOf({ policy, forms, questions, ...texts }: Pack): readonly PolicyPart[] {
  const { version, items, sources, checks, steps, periods, name, law } = policy;
  const rows = (kind: string, all: readonly { readonly code: string }[]) =>
    all.map((row) => [`${kind}/${row.code}`, row] as const);
  const parts: readonly (readonly [string, unknown])[] = [
    ...Object.values(forms).map(({ code, hash }) => [`form/${code}`, hash] as const),
    ['questions', questions.id],
    ...Object.entries(texts),
    ['law', { name, law }],
    ['steps', steps],
    ...rows('item', items),
    ...rows('source', sources),
    ...rows('check', checks),
    ...Object.entries(periods).map(([key, period]) => [`period/${key}`, period] as const),
  ];
  return parts.map(([part, said]) => ({ policy: version, part, sha256: canonicalDigest(said) }));
}

/**
 * Compares the policies this process was given with what the register remembers of them: cases froze their names, and people
 * signed under them. Answers which parts are not what they were; for those nobody may be served where it counts.
 */
export async function changedPolicies(
  db: Db,
  now: string,
  packs: readonly Pack[] = PACKS,
): Promise<readonly string[]> {
  const changed = await rememberParts(db, packs.flatMap(partsOf), now);
  return changed.map(({ policy, part }) => `${policy} ${part}`);
}
