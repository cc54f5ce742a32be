import pg from 'pg';

/** What grows with every case. */
const GROWING = new Set([
  'applications',
  'assignments',
  'cases',
  'checks',
  'clearances',
  'commands',
  'deadlines',
  'grievances',
  'idempotency',
  'inbox',
  'ledger',
  'outbox',
  'principals',
  'subjects',
  'vault_documents',
  'vault_keys',
]);

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly Plan[];
}

/**
 * Of these statements, which would read a growing table from end to end, since no index serves them: as any of these
 * roles, whose row-level security is part of the plan.
 */
export async function wholeTablesRead(urls: readonly string[], texts: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const url of urls) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      // Small tables are read whole because that is cheaper: made dear, only what has no index still is.
      await client.query('set enable_seqscan = off; set enable_mergejoin = off');
      for (const text of texts) {
        const tables = wholeIn(await planOf(client, text));
        if (tables.length > 0) found.add(`${tables.join(', ')}: ${text.replace(/\s+/g, ' ').trim()}`);
      }
    } finally {
      await client.end();
    }
  }
  return [...found];
}

/** Nothing where the role may not ask it. */
async function planOf(client: pg.Client, text: string): Promise<Plan | undefined> {
  try {
    const { rows } = await client.query(`explain (generic_plan, format json) ${text}`);
    return rows[0]['QUERY PLAN'][0].Plan;
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return undefined;
    throw error;
  }
}

function wholeIn(plan: Plan | undefined): string[] {
  if (!plan) return [];
  const table = plan['Relation Name'] ?? '';
  const here = plan['Node Type'] === 'Seq Scan' && GROWING.has(table) ? [table] : [];
  return [...here, ...(plan.Plans ?? []).flatMap(wholeIn)];
}
