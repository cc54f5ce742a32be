import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Source } from '../../domain/checks.js';
import { SOURCE_CODES } from '../../policies.js';
import { jsonOrUndefined } from './json.js';
import { eventsPath } from './protocol.js';

const providerSecretSchema = z.strictObject({
  /** What the provider shows at the gateway; Sekisho keeps only its hash. */
  credential: z.string().min(32),
  /** What Sekisho signs its events with. */
  webhookSecret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/),
  pushUrl: z.url({ protocol: /^https?$/ }),
});
const providerSecretsSchema = z.partialRecord(z.enum(SOURCE_CODES), providerSecretSchema);

export type ProviderSecret = z.infer<typeof providerSecretSchema>;
export type ProviderSecrets = Partial<Record<Source, ProviderSecret>>;

/** Its message is one sentence that names the cure and quotes nothing of the file. */
export class ProvidersFileError extends Error {
  override readonly name = 'ProvidersFileError';
}

/**
 * Reads the sandbox's secrets, first making what is missing. Secrets once made stay; push addresses follow `baseUrl`,
 * because the ports change with PORT_BASE. Two starting processes may call it at once.
 */
export async function ensureProviderSecrets(
  file: string,
  baseUrl: string,
): Promise<Record<Source, ProviderSecret>> {
  const found = await readIfPresent(file);
  const wanted = completed(found ?? {}, baseUrl);
  if (!found) {
    const isOurs = await write(file, wanted, 'create');
    return isOurs ? wanted : ensureProviderSecrets(file, baseUrl);
  }
  await chmod(file, 0o600);
  if (JSON.stringify(found) !== JSON.stringify(wanted)) await write(file, wanted, 'replace');
  return wanted;
}

export async function readProviderSecrets(file: string): Promise<ProviderSecrets> {
  const found = await readIfPresent(file);
  if (!found)
    throw new ProvidersFileError(
      `There is no providers file at ${file}: start the system once, or set PROVIDERS_FILE.`,
    );
  return found;
}

function pushUrlOf(baseUrl: string, source: Source): string {
  return `${baseUrl.replace(/\/+$/, '')}${eventsPath(source)}`;
}

function completed(found: ProviderSecrets, baseUrl: string): Record<Source, ProviderSecret> {
  const entries = SOURCE_CODES.map((source) => {
    const credential = found[source]?.credential ?? randomBytes(32).toString('base64url');
    const webhookSecret = found[source]?.webhookSecret ?? `whsec_${randomBytes(32).toString('base64')}`;
    return [source, { credential, webhookSecret, pushUrl: pushUrlOf(baseUrl, source) }] as const;
  });
  return Object.fromEntries(entries) as Record<Source, ProviderSecret>;
}

async function readIfPresent(file: string): Promise<ProviderSecrets | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isCoded(error, 'ENOENT')) return undefined;
    throw error;
  }
  const parsed = providerSecretsSchema.safeParse(jsonOrUndefined(text));
  if (!parsed.success)
    throw new ProvidersFileError(
      `The providers file at ${file} cannot be read: move it away and start again.`,
    );
  return parsed.data;
}

/** Whole or not at all, and never readable by others, not even for a moment. False: another process was first. */
async function write(file: string, secrets: ProviderSecrets, how: 'create' | 'replace'): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (how === 'replace') await rename(draft, file);
    else await link(draft, file);
    return true;
  } catch (error) {
    if (isCoded(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Not `instanceof Error`: jest runs this file in another realm than Node's own modules. */
function isCoded(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}

/** What one source signs in and is told by. */
export function secretOf(secrets: ProviderSecrets, source: Source): ProviderSecret {
  const secret = secrets[source];
  if (!secret) throw new Error(`no secret of ${source}`);
  return secret;
}
