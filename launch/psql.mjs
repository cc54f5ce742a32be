// As much of psql as docker/postgres/roles.sql needs, for machines without PostgreSQL's client programs: variables,
// \getenv, \gexec. Anything else is refused. The server it speaks to is real, and so is the SQL.
//
//   node psql.mjs --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --dbname=<name> --file=<file>
import { readFileSync } from 'node:fs';
import pg from 'pg';

const options = Object.fromEntries(
  process.argv.slice(2).map((argument) => {
    const [, name, value = ''] = /^--([\w-]+)(?:=(.*))?$/.exec(argument) ?? [];
    if (!['no-psqlrc', 'quiet', 'set', 'dbname', 'file'].includes(name)) refuse(`option ${argument}`);
    return [name, value];
  }),
);
if (options.set !== 'ON_ERROR_STOP=1') refuse(`variable ${options.set}`);

// PGHOST, PGPORT, PGUSER and PGPASSFILE are read by the library, as libpq reads them.
const client = new pg.Client({ database: options.dbname });
const variables = new Map();
try {
  await client.connect();
  let statement = '';
  for (const line of readFileSync(options.file, 'utf8').split('\n')) {
    if (/^\s*(--.*)?$/.test(line)) continue;
    const [, variable, name] = /^\\getenv (\w+) (\w+)$/.exec(line) ?? [];
    if (variable) {
      variables.set(variable, process.env[name]);
      continue;
    }
    statement += `${line}\n`;
    if (statement.trimEnd().endsWith('\\gexec')) await executeRows(statement.replace(/\\gexec\s*$/, ''));
    else if (statement.trimEnd().endsWith(';')) await client.query(filledIn(statement));
    else continue;
    statement = '';
  }
  if (statement.trim()) refuse('a statement without an end');
} catch (error) {
  refuse(error.message);
} finally {
  await client.end().catch(() => {});
}

/** Runs the statement, and then each value it returns as a statement. */
async function executeRows(query) {
  const { rows } = await client.query({ text: filledIn(query), rowMode: 'array' });
  for (const value of rows.flat()) await client.query(value);
}

function filledIn(text) {
  if (text.includes('\\')) refuse(`the command in: ${text.trim()}`);
  return text.replace(/:'(\w+)'/g, (_whole, name) => {
    if (variables.get(name) === undefined) refuse(`no variable ${name}`);
    return pg.escapeLiteral(variables.get(name));
  });
}

function refuse(what) {
  process.stderr.write(`psql stand-in: ${what}\n`);
  process.exit(3);
}
