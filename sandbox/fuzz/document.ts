import type { Attacker } from './attackers.js';

const DOCUMENTS: Record<Attacker['at'], string> = { api: '/openapi.json', gateway: '/openapi-gateway.json' };
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];

export function documentUrl(apiUrl: string, at: Attacker['at']): string {
  return `${apiUrl}${DOCUMENTS[at]}`;
}

/** How many operations the document has that is served now: what it gains is fuzzed too, and counted. */
export async function operationsOf(apiUrl: string, at: Attacker['at']): Promise<number> {
  const answer = await fetch(documentUrl(apiUrl, at));
  const { paths } = (await answer.json()) as { paths: Record<string, object> };
  const operations = Object.values(paths).flatMap((item) =>
    Object.keys(item).filter((key) => METHODS.includes(key)),
  );
  if (operations.length === 0) throw new Error(`${documentUrl(apiUrl, at)} describes no operation`);
  return operations.length;
}
