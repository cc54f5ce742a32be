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

/** Of these statements, which would read a growing table from end to end, since no index serves them. */
export async function wholeTablesRead(url: string, texts: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Small tables are read whole because that is cheaper: made dear, only what has no index still is.
    await client.query('set enable_seqscan = off');
    const found: string[] = [];
    for (const text of texts) {
      const { rows } = await client.query(`explain (generic_plan, format json) ${text}`);
      const tables = wholeIn(rows[0]['QUERY PLAN'][0].Plan);
      if (tables.length > 0) found.push(`${tables.join(', ')}: ${text.replace(/\s+/g, ' ').trim()}`);
    }
    return found;
  } finally {
    await client.end();
  }
}

function wholeIn(plan: Plan): string[] {
  const table = plan['Relation Name'] ?? '';
  const here = plan['Node Type'] === 'Seq Scan' && GROWING.has(table) ? [table] : [];
  return [...here, ...(plan.Plans ?? []).flatMap(wholeIn)];
}
