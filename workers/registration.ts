import { setTimeout as pause } from 'node:timers/promises';
import { type Client, isGrpcServiceError, type WorkflowService } from '@temporalio/client';
import proto from '@temporalio/proto';
import { ORGAN, PHASE, SEARCH_ATTRIBUTES, WAITING_ON } from '../workflows/contract.js';

/** Closed workflows are kept this long; the register and the ledger are the archive. */
const RETENTION_SECONDS = 30 * 24 * 60 * 60;

// gRPC status codes (https://grpc.io/docs/guides/status-codes/).
const INVALID_ARGUMENT = 3;
export const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const PERMISSION_DENIED = 7;

const { IndexedValueType } = proto.temporal.api.enums.v1;
const TYPES = {
  KEYWORD: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  DATETIME: IndexedValueType.INDEXED_VALUE_TYPE_DATETIME,
} as const;

/** Registers the namespace if it is not there. Two at once, or somebody's own registration before: both are fine. */
export async function ensureNamespace(client: Client): Promise<void> {
  const { namespace } = client.options;
  const service = client.workflowService;
  if (await answers(() => service.describeNamespace({ namespace }), [NOT_FOUND])) return;
  const workflowExecutionRetentionPeriod = { seconds: RETENTION_SECONDS as unknown as Long };
  await answers(
    () => service.registerNamespace({ namespace, workflowExecutionRetentionPeriod }),
    [ALREADY_EXISTS],
  );
}

/** Adds those search attributes that are not there. @throws if one exists with another type: that needs a person. */
export async function ensureSearchAttributes(client: Client): Promise<void> {
  const { namespace } = client.options;
  const { operatorService } = client.connection;
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing: Record<string, number> = {};
  for (const { name, type } of SEARCH_ATTRIBUTES) {
    const found = customAttributes?.[name];
    if (found === undefined) missing[name] = TYPES[type];
    else if (found !== TYPES[type]) throw new EngineUnfit('SEARCH_ATTRIBUTE_TYPE');
  }
  if (Object.keys(missing).length === 0) return;
  await answers(
    () => operatorService.addSearchAttributes({ namespace, searchAttributes: missing }),
    [ALREADY_EXISTS],
  );
}

/** What a person must mend before anything can run. */
class EngineUnfit extends Error {
  override readonly name = 'EngineUnfit';
  constructor(readonly code: string) {
    super(code);
  }
}

/** What the engine still lacks, as a code; undefined when our workflows can run on it. */
export async function engineFault(client: Client): Promise<string | undefined> {
  const { namespace } = client.options;
  try {
    if (!(await answers(() => client.workflowService.describeNamespace({ namespace }), [NOT_FOUND])))
      return 'NO_NAMESPACE';
    // Asked the way it will be used: servers know a new attribute only after a while.
    const query = `${WAITING_ON.name} = 'CLOCK' AND ${PHASE.name} = 'OPEN' AND ${ORGAN.name} = 'none' AND DueAt IS NULL`;
    const counted = await answers(
      () => client.workflowService.countWorkflowExecutions({ namespace, query }),
      [INVALID_ARGUMENT],
    );
    return counted ? undefined : 'NO_SEARCH_ATTRIBUTES';
  } catch (error) {
    return codeOf(error);
  }
}

export interface WaitingLog {
  info(fields: Record<string, unknown>, text: string): void;
  warn(fields: Record<string, unknown>, text: string): void;
}

/** Returns when our workflows can run; until then says what is missing, when that changes and every half minute. */
export async function untilEngineUsable(client: Client, log: WaitingLog, register = false): Promise<void> {
  let said = '';
  let saidAt = 0;
  for (;;) {
    const fault = (register ? await registerAll(client) : undefined) ?? (await engineFault(client));
    if (fault === undefined) {
      if (said !== '') log.info({ event: 'engine-usable' }, 'the engine is usable');
      return;
    }
    if (fault !== said || Date.now() - saidAt > 30_000) {
      log.warn(
        { event: 'waiting-for-engine', reason: fault },
        'waiting until the Temporal server has our namespace and search attributes',
      );
      said = fault;
      saidAt = Date.now();
    }
    await pause(500);
  }
}

/** Namespace and search attributes, as far as it goes; what went wrong, as a code. */
async function registerAll(client: Client): Promise<string | undefined> {
  try {
    await ensureNamespace(client);
    await ensureSearchAttributes(client);
    return undefined;
  } catch (error) {
    // Where we may not register, an administrator has, or will: whether it is usable is asked next.
    if (isGrpcServiceError(error) && error.code === PERMISSION_DENIED) return undefined;
    return codeOf(error);
  }
}

/** Whether the call went through; false if it was refused with one of these codes. */
async function answers(call: () => Promise<unknown>, refusals: readonly number[]): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (isGrpcServiceError(error) && refusals.includes(error.code)) return false;
    throw error;
  }
}

/** An error as a code, for logs and rows: of gRPC, of the database, or what kind it is. Never its message. */
export function codeOf(error: unknown): string {
  const { code, name, cause } = (error ?? {}) as { code?: number | string; name?: string; cause?: unknown };
  if (code === undefined && cause) return codeOf(cause);
  return typeof code === 'number' ? `GRPC_${code}` : String(code ?? name ?? 'UNKNOWN').slice(0, 60);
}

type Long = NonNullable<
  NonNullable<
    Parameters<WorkflowService['registerNamespace']>[0]['workflowExecutionRetentionPeriod']
  >['seconds']
>;
