import { randomUUID } from 'node:crypto';
import { type Connection, isGrpcServiceError, type WorkflowService } from '@temporalio/client';
import type { Pool } from 'pg';
import type { Probes } from './production.js';

// gRPC status codes (https://grpc.io/docs/guides/status-codes/).
const NOT_FOUND = 5;
const UNIMPLEMENTED = 12;

export function databaseRoleProbe(pool: Pick<Pool, 'query'>): NonNullable<Probes['databaseRole']> {
  return async () => {
    const { rows } = await pool.query(
      'select rolsuper, rolbypassrls from pg_roles where rolname = current_user',
    );
    const [row] = rows as { rolsuper: boolean; rolbypassrls: boolean }[];
    return { superuser: row?.rolsuper ?? true, bypassesRowSecurity: row?.rolbypassrls ?? true };
  };
}

/** The seeds leave a mark in every register they fill: their people's password is public. */
export function sandboxUsersProbe(pool: Pick<Pool, 'query'>): NonNullable<Probes['sandboxUsers']> {
  return async () => {
    const { rows } = await pool.query(`select exists (select from sweeps where kind = 'SANDBOX') as found`);
    return (rows as { found: boolean }[])[0]?.found ?? false;
  };
}

/** Only a sandbox moves the clock of a register (store/clock.ts). */
export function clockMovedProbe(pool: Pick<Pool, 'query'>): NonNullable<Probes['clockMoved']> {
  return async () => {
    const { rows } = await pool.query('select bool_or(offset_ms <> 0) as moved from clock');
    return (rows as { moved: boolean | null }[])[0]?.moved ?? false;
  };
}

/** The register is known by its tables, whatever its database is called. */
export function registerTablesProbe(pool: Pick<Pool, 'query'>): NonNullable<Probes['registerTables']> {
  return async () => {
    const { rows } = await pool.query(
      `select exists (select from pg_class where relname in ('vault_documents', 'ledger') and relkind = 'r') as found`,
    );
    return (rows as { found: boolean }[])[0]?.found ?? false;
  };
}

/** Whoever is told that a namespace is not there has been let in as well. The connection is closed after its one question. */
export function engineOpenProbe(
  connect: () => Pick<Connection, 'workflowService' | 'withDeadline' | 'close'>,
): NonNullable<Probes['engineOpen']> {
  return async () => {
    const stranger = connect();
    try {
      await stranger.withDeadline(Date.now() + ASKED_MS, () =>
        stranger.workflowService.describeNamespace({ namespace: SYSTEM }),
      );
      return true;
    } catch (error) {
      return isGrpcServiceError(error) && error.code === NOT_FOUND;
    } finally {
      await stranger.close();
    }
  };
}

/** What cannot be reached from here, or is no such UI, is not known to write: whoever deploys it looks at it (docs/deployment.md). */
export function uiWritesProbe(url: string): NonNullable<Probes['uiWrites']> {
  return async () => {
    try {
      const answer = await fetch(new URL('/api/v1/settings', url), { signal: AbortSignal.timeout(ASKED_MS) });
      const settings = (await answer.json()) as { DisableWriteActions?: unknown };
      return settings.DisableWriteActions === false;
    } catch {
      return false;
    }
  };
}
const ASKED_MS = 3_000;

// The engine's own namespace, there from its first moment.
const SYSTEM = 'temporal-system';

/**
 * Asks to skip time in a workflow that does not exist: a server that could answers that there is no such workflow. At
 * the very first start our namespace is not there yet, and says nothing: then the engine's own is asked. The setting is
 * one for all, unless somebody made an exception for ours; that the next start finds.
 */
export function timeSkippingProbe(
  service: WorkflowService,
  namespace: string,
): NonNullable<Probes['timeSkipping']> {
  return async () => (await skipsTimeIn(service, namespace)) ?? (await skipsTimeIn(service, SYSTEM)) ?? true;
}

/** Undefined if there is no such namespace. */
async function skipsTimeIn(service: WorkflowService, namespace: string): Promise<boolean | undefined> {
  try {
    await service.updateWorkflowExecutionOptions({
      namespace,
      workflowExecution: { workflowId: `probe/${randomUUID()}` },
      updateMask: { paths: ['time_skipping_config'] },
      workflowExecutionOptions: { timeSkippingConfig: { enabled: true } },
    });
    return true;
  } catch (error) {
    if (isGrpcServiceError(error)) {
      if (error.code === UNIMPLEMENTED) return false;
      if (error.code === NOT_FOUND) return /namespace/i.test(error.details) ? undefined : true;
    }
    throw error;
  }
}
