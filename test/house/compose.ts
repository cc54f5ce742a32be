import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

export interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly target: string };
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly (string | { readonly source: string; readonly target: string })[];
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly required?: boolean }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly user?: string;
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly [other: string]: unknown;
}

export interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
}

/** docker-compose.yml as Compose reads it: anchors merged, then every `${…}` filled in from `env`. */
export function composeWith(env: Readonly<Record<string, string>>): Compose {
  return filledIn(parse(read('docker-compose.yml'), { merge: true }), env) as Compose;
}

export const PRODUCTION = {
  OIDC_ISSUER: 'https://id.example.go.jp',
  PUBLIC_URL: 'https://sekisho.example.go.jp',
};
export const SANDBOX = Object.fromEntries(
  read('docker/sandbox.env')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
);

/** The names that config.ts reads, in its order. */
export const configVariables = [
  ...(/const Variables = z\.object\(\{([\s\S]*?)\n\}\);/.exec(read('config.ts'))?.[1] ?? '').matchAll(
    /^ {2}([A-Z_]+):/gm,
  ),
].map((match) => match[1] ?? '');

export const isOurs = (service: Service) => service.build !== undefined;
export const secretName = (secret: string | { source: string; target: string }) =>
  typeof secret === 'string' ? { source: secret, target: secret } : secret;

function filledIn(value: unknown, env: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return interpolate(value, env);
  if (Array.isArray(value)) return value.map((item) => filledIn(item, env));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filledIn(item, env)]));
}

function interpolate(text: string, env: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\$|\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
    (whole, name: string, kind?: string, rest = '') => {
      if (whole === '$$') return '$';
      const given = env[name];
      if (given) return given;
      if (kind === '?') throw new Error(`${name}: ${rest}`);
      return rest;
    },
  );
}

/** Every file of ours that `entry` needs, itself included, by its import statements. */
export function importsOf(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  for (const [, specifier = ''] of read(entry).matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)) {
    const target = path.join(path.dirname(entry), specifier);
    const file = [target, target.replace(/\.js$/, '.ts'), target.replace(/\.js$/, '.tsx')].find((candidate) =>
      existsSync(path.join(ROOT, candidate)),
    );
    if (file === undefined) throw new Error(`${entry} imports ${specifier}, which is not there`);
    importsOf(file, seen);
  }
  return seen;
}
