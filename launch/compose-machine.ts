import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Compose, isOurs, secretName, type Service } from './compose-file.js';

/** One machine without containers, on which the services of docker-compose.yml run as plain processes. */
export type Machine = {
  /** Scratch of this run alone: secrets, logs, what containers keep in their /tmp. */
  folder: string;
  /** The images' programs by their names there (compose-programs.ts). */
  bin: string;
  portBase: number;
  ports: Map<string, number>;
  /** Every replacement made so far, as the file has it and as it is here. */
  replaced: Map<string, string>;
};

export type Health = { kind: 'http'; url: string } | { kind: 'tcp'; port: number };

/** A service of the file as a program of this machine. */
export type Program = {
  name: string;
  argv: readonly string[];
  env: Record<string, string>;
  health: Health | undefined;
  /** Of a copy's own container ports, where each is here. */
  portOf(containerPort: number): number;
};

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const HERE = '127.0.0.1';

/** What this translation takes from a service, and what has a meaning for containers only. Anything else is refused. */
const TAKEN =
  'environment command entrypoint healthcheck depends_on secrets volumes networks ports profiles image build restart';
const FOR_CONTAINERS = 'user read_only cap_drop security_opt tmpfs logging init stop_grace_period shm_size';
const KNOWN_KEYS = new Set(`${TAKEN} ${FOR_CONTAINERS}`.split(' '));

/** Variables that hold a bare host, or a bare port: of the copy itself, or of the database. */
const HOSTS = new Set(['POSTGRES_SEEDS', 'SQL_HOST', 'PGHOST', 'BIND_ON_IP', 'BIND_ADDRESS']);
const OWN_PORTS =
  /^(PORT|METRICS_PORT|FRONTEND_HTTP_PORT|(FRONTEND|HISTORY|MATCHING|WORKER)_(GRPC|MEMBERSHIP)_PORT)$/;
const DATABASE_PORTS = new Set(['DB_PORT', 'SQL_PORT']);
/** Values that look like an address, a port or a service and are none. */
const NO_ADDRESSES = new Set(['PGUSER', 'REQUESTS_PER_MINUTE']);

/** These follow PORT_BASE (config.ts), so that the processes agree on them without being told. */
const FIXED = new Set(['api', 'identity', 'keys', 'sandbox-providers', 'temporal-ui']);

export function portOn(machine: Machine, copy: string, containerPort: number): number {
  const [, service = copy] = /^(.*)-\d+$/.exec(copy) ?? [];
  if (FIXED.has(service)) return machine.portBase + containerPort - 7200;
  const key = `${copy}:${containerPort}`;
  const port = machine.ports.get(key) ?? machine.portBase + 10 + machine.ports.size;
  machine.ports.set(key, port);
  return port;
}

/** @throws on anything in the service that it does not know how to run here. */
export function programOf(machine: Machine, compose: Compose, service: string, copy = 1): Program {
  const spec = compose.services[service];
  if (!spec) throw new Error(`docker-compose.yml has no service ${service}`);
  const strange = Object.keys(spec).filter((key) => !KNOWN_KEYS.has(key));
  if (strange.length > 0)
    throw new Error(`${service}: cannot run "${strange.join('", "')}" without containers`);
  const name = `${service}-${copy}`;
  const own = {
    tmp: path.join(machine.folder, name, 'tmp'),
    secrets: path.join(machine.folder, name, 'secrets'),
  };
  mkdirSync(own.tmp, { recursive: true, mode: 0o700 });
  giveSecrets(machine, compose, spec, own.secrets);
  const here = (text: string) => textHere(machine, compose, { name, spec, own }, text);
  const portOf = (port: number) => portOn(machine, name, port);
  const env = Object.entries(spec.environment ?? {}).map(([variable, value]) => {
    const translated = valueHere({ machine, compose, here, portOf }, variable, value);
    refuseUnknown({ machine, compose, service, variable, value, translated });
    return [variable, translated] as const;
  });
  const start = spec.entrypoint ?? (isOurs(spec) ? imageEntrypoint() : []);
  return {
    name,
    argv: [...start, ...(spec.command ?? [])].map(here),
    env: { ...Object.fromEntries(env), ...addedFor(machine, spec) },
    health: healthOf(service, spec, here, portOf),
    portOf,
  };
}

/** Texts of the file that hold container paths and addresses, as they are on this machine. */
export function addressesHere(machine: Machine, compose: Compose, text: string): string {
  const services = servicesByHost(compose);
  const hosts = [...services.keys()].map((host) => host.replaceAll('.', '\\.')).join('|');
  return text.replace(new RegExp(`(?<![\\w.-])(${hosts}):(\\d+)\\b`, 'g'), (whole, host, port) =>
    note(machine, whole, `${HERE}:${portOn(machine, `${services.get(host)}-1`, Number(port))}`),
  );
}

function textHere(
  machine: Machine,
  compose: Compose,
  { name, spec, own }: { name: string; spec: Service; own: { tmp: string; secrets: string } },
  text: string,
): string {
  // Made by this run for itself (postgres-engine.ts, without TLS).
  if (text.startsWith(machine.folder)) return text;
  const published = publishedPorts(compose);
  const withPaths = text.replace(
    /(^|[\s"'])(\/run\/secrets\/|\/tmp\/|\/docker\/)/g,
    (_, before: string, inside: string) => {
      if (inside === '/docker/')
        return before + note(machine, inside, `${mounted(spec, '/docker')}/`, '<what is mounted there>/');
      if (inside === '/tmp/') return before + note(machine, inside, `${own.tmp}/`, '<folder of its own>/');
      return before + note(machine, inside, `${own.secrets}/`, '<copy of what it is given>/');
    },
  );
  // Before the rest, which puts in addresses of this very form.
  const withOwn = withPaths.replace(/\b(127\.0\.0\.1|0\.0\.0\.0):(\d+)\b/g, (whole, _host, port) => {
    const owner = published.get(Number(port)) ?? name;
    return note(machine, whole, `${HERE}:${portOn(machine, owner, Number(port))}`, `${HERE}:<free port>`);
  });
  return addressesHere(machine, compose, withOwn);
}

type Translating = {
  machine: Machine;
  compose: Compose;
  here: (text: string) => string;
  portOf: (port: number) => number;
};

function valueHere({ machine, here, portOf }: Translating, variable: string, value: string): string {
  if (HOSTS.has(variable)) return note(machine, `${variable}=${value}`, HERE);
  if (DATABASE_PORTS.has(variable))
    return note(machine, `${variable}=${value}`, String(portOn(machine, 'postgres-1', Number(value))));
  if (OWN_PORTS.test(variable)) {
    return note(machine, `${variable}=${value}`, String(portOf(Number(value))), '<free port>');
  }
  return here(value);
}

/** An address, path or port that nothing has replaced would reach a place that is not there, or somebody else's. */
function refuseUnknown(known: {
  machine: Machine;
  compose: Compose;
  service: string;
  variable: string;
  value: string;
  translated: string;
}): void {
  const { machine, compose, service, variable, value, translated } = known;
  if (translated !== value || NO_ADDRESSES.has(variable)) return;
  // The world outside, and this run's own.
  if (value.startsWith('https://') || value.startsWith(machine.folder)) return;
  const isSuspect =
    /^\/|:\/\/|:\d+$|^\d{4,5}$|0\.0\.0\.0/.test(value) || compose.services[value] !== undefined;
  if (isSuspect || (/_PORT$|_HOST$|_ADDRESS$/.test(variable) && value !== ''))
    throw new Error(`${service}: what is ${variable}=${value} on a machine without containers?`);
}

/** What containers give without saying: an address of one's own, the database's usual port, a fresh set of ports. */
function addedFor(machine: Machine, spec: Service): Record<string, string> {
  const { environment = {} } = spec;
  const port = String(portOn(machine, 'postgres-1', 5432));
  return {
    ...(environment.BIND_ON_IP
      ? { TEMPORAL_BROADCAST_ADDRESS: note(machine, '(address of the container)', HERE) }
      : {}),
    ...(environment.PGHOST ? { PGPORT: note(machine, '(PostgreSQL’s usual port)', port) } : {}),
    ...(isOurs(spec)
      ? {
          PORT_BASE: note(machine, '(PORT_BASE of its own)', String(machine.portBase)),
          NODE_ENV: 'production',
        }
      : {}),
  };
}

function healthOf(
  service: string,
  { healthcheck }: Service,
  here: (text: string) => string,
  portOf: (port: number) => number,
): Health | undefined {
  if (!healthcheck || healthcheck.disable) return undefined;
  const [kind, program, first = '', second = '', port = ''] = healthcheck.test ?? [];
  if (kind === 'CMD' && program === 'nc' && first === '-z' && second === HERE)
    return { kind: 'tcp', port: portOf(Number(port)) };
  if (kind === 'CMD' && program === 'node' && first === 'docker/healthcheck.mjs')
    return { kind: 'http', url: here(second) };
  // The launcher itself asks PostgreSQL until it answers (postgres.ts).
  if (kind === 'CMD' && program === 'pg_isready') return undefined;
  throw new Error(`${service}: a health check by ${program} is not known here`);
}

/** Host names of the file's networks: the services' own, and what they are called besides. */
function servicesByHost(compose: Compose): Map<string, string> {
  const hosts = new Map(Object.keys(compose.services).map((name) => [name, name]));
  for (const [name, { networks = [] }] of Object.entries(compose.services))
    for (const network of Array.isArray(networks) ? [] : Object.values(networks))
      for (const alias of (network as { aliases?: string[] } | null)?.aliases ?? []) hosts.set(alias, name);
  return hosts;
}

/** Ports on the host's loopback, by which browsers and PUBLIC_URL reach a service. */
function publishedPorts(compose: Compose): Map<number, string> {
  return new Map(
    Object.entries(compose.services).flatMap(([name, { ports = [] }]) =>
      ports.map((port) => [Number(port.split(':')[1]), `${name}-1`] as const),
    ),
  );
}

/** Into a folder of the copy's own, under the names it knows: what it is not given is not there. */
function giveSecrets(machine: Machine, compose: Compose, spec: Service, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { source, target } of (spec.secrets ?? []).map(secretName)) {
    const file = compose.secrets[source]?.file;
    if (!file) throw new Error(`the secret ${source} is not declared`);
    // Passfiles and the providers' addresses name hosts.
    const text = addressesHere(machine, compose, readFileSync(file, 'utf8'));
    writeFileSync(path.join(folder, target), text, { mode: 0o600 });
  }
}

function mounted(spec: Service, target: string): string {
  const volume = spec.volumes?.map((text) => text.split(':')).find(([, inside]) => inside === target);
  if (!volume?.[0]?.startsWith('./')) throw new Error(`nothing of the project is mounted at ${target}`);
  return path.join(ROOT, volume[0]);
}

function imageEntrypoint(): string[] {
  const [, words] = /^ENTRYPOINT (\[.*\])$/m.exec(readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8')) ?? [];
  return JSON.parse(words ?? '[]') as string[];
}

/** Keeps the table of what differs here; `shown` where the exact value is of no interest. */
function note(machine: Machine, from: string, to: string, shown = to): string {
  machine.replaced.set(from, shown);
  return to;
}
