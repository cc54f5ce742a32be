const KEPT = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TMPDIR',
  'XDG_CACHE_HOME',
  'SEKISHO_CACHE',
  'NODE_EXTRA_CA_CERTS',
];

/** What programs need to run at all. Settings stay outside: a system of its own must not write to anybody's servers. */
export function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(KEPT.map((name) => [name, process.env[name]]));
}
