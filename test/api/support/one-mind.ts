import { expect } from '@jest/globals';
import { hasEnded, type Stage } from '../../../domain/stages.js';
import type { Case } from '../../access/support/cases.js';
import type { House } from '../../access/support/house.js';

const byText = (a: string | null, b: string | null) => String(a).localeCompare(String(b));

/** Versions without a gap, each command with its ledger entry, the case where its last command left it. */
export async function isOfOneMind({ register }: House, { id, kind }: Case, version: number): Promise<void> {
  const row = await register.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const commands = await register
    .selectFrom('commands')
    .selectAll()
    .where('case_id', '=', id)
    .orderBy('seq')
    .execute();
  expect(commands.map(({ seq }) => seq)).toEqual(commands.map((_, n) => n + 1));
  expect(commands.length).toBeGreaterThan(version);
  expect(commands.at(-1)).toMatchObject({ seq: row.seq, to_stage: row.stage });
  commands.slice(1).forEach((command, n) => expect(command.from_stage).toBe(commands[n]?.to_stage));
  const told = await register
    .selectFrom('ledger')
    .select('command_id')
    .where(
      'command_id',
      'in',
      commands.map((one) => one.command_id),
    )
    .execute();
  expect(told.map((one) => one.command_id).sort(byText)).toEqual(
    commands.map((one) => one.command_id).sort(byText),
  );
  expect(row.ended).toBe(hasEnded(kind, row.stage as Stage));
  expect(row.ended_at === null).toBe(!row.ended);
  if (row.ended) {
    const open = await register
      .selectFrom('deadlines')
      .select('kind')
      .where('case_id', '=', id)
      .where('closed_at', 'is', null)
      .where('handled_by', '=', 'workflow')
      .execute();
    expect(open).toEqual([]);
  }
  if (kind !== 'application') return;
  const application = await register
    .selectFrom('applications')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  expect(application.not_conducted_reason !== null).toBe(row.stage === 'NOT_CONDUCTED');
  if (row.stage === 'NOT_CONDUCTED')
    expect([application.notified_at, application.pledged_at]).toEqual([null, null]);
  const clearances = await register
    .selectFrom('clearances')
    .innerJoin('cases', 'cases.id', 'clearances.id')
    .select('cases.stage')
    .where('application_id', '=', id)
    .execute();
  if (row.stage === 'CLEARED') expect(clearances.map((one) => one.stage)).toEqual(['ACTIVE']);
  else if (row.stage === 'CLOSED' && application.decision === 'FOUND')
    expect(clearances.map((one) => one.stage)).toEqual(['LAPSED']);
  else expect(clearances).toEqual([]);
  const checks = await register.selectFrom('checks').select('status').where('case_id', '=', id).execute();
  if (row.ended) expect(checks.filter((check) => check.status === 'OPEN')).toEqual([]);
}
