/** The arrow of ARCHITECTURE.md, as a table: what each folder may import, of ours and of others. */
export const ARROW: Readonly<Record<string, { ours: readonly string[]; packages?: RegExp }>> = {
  domain: { ours: [], packages: /^$/ },
  workflows: { ours: ['domain'], packages: /^@temporalio\/(workflow|common)$/ },
  privacy: { ours: ['domain'] },
  store: { ours: ['domain', 'privacy'], packages: /^(kysely|pg|node:crypto)$/ },
  keys: {
    ours: ['privacy'],
    packages: /^(express|pg|pino|prom-client|zod|node:(crypto|fs|net|path|timers\/promises))$/,
  },
  activities: {
    ours: ['domain', 'workflows', 'privacy', 'store', 'crash-points'],
    packages: /^@temporalio\/activity$/,
  },
  forms: { ours: ['domain', 'policies'], packages: /^(zod|pdfkit|linebreak|node:(crypto|fs|module))$/ },
  web: { ours: ['domain'], packages: /^preact(-render-to-string)?$/ },
  gateway: {
    ours: ['domain', 'privacy', 'store', 'crash-points', 'policies'],
    packages: /^(express|zod|node:crypto)$/,
  },
  api: { ours: ['domain', 'forms', 'web', 'privacy', 'store', 'gateway', 'crash-points', 'policies'] },
  workers: { ours: ['domain', 'workflows', 'activities', 'privacy', 'store', 'crash-points', 'policies'] },
  // Outside the arrow: they put the parts together, or speak to them from outside.
  cli: { ours: ['domain', 'sandbox', 'policies'] },
  sandbox: {
    ours: ['domain', 'forms', 'privacy', 'store', 'api', 'cli', 'launch', 'crash-points', 'policies'],
  },
  launch: { ours: ['store', 'privacy', 'keys', 'sandbox', 'bench'] },
  bench: { ours: ['domain', 'sandbox', 'launch'] },
  scripts: { ours: ['domain', 'privacy', 'store', 'workers', 'launch', 'sandbox', 'test', 'policies'] },
};

/** Single files that cross it, each for the reason given. */
export const NAMED: Readonly<Record<string, readonly [from: RegExp, to: RegExp, why: string][]>> = {
  domain: [
    [/^domain\/calendar\.ts$/, /^temporal-polyfill$/, 'dates of Japan; nobody counts them by hand'],
    [
      /^domain\/office-days\.ts$/,
      /^@holiday-jp\/holiday_jp$/,
      'national holidays, two of them told by the sun',
    ],
  ],
  api: [
    [/^api\//, /^workflows\/contract$/, 'wire names'],
    [/^api\/server\.ts$/, /^(config|engine)$/, 'a process begins here'],
    [/^api\/start\.ts$/, /^http-server$/, 'what every server of ours grants'],
    [
      /^api\/server\.ts$/,
      /^launch\/(production|production-probes|sentence|stdin-lifeline)$/,
      'how a process starts and ends',
    ],
  ],
  workers: [
    [/^workers\//, /^(config|engine)$/, 'processes begin here'],
    [/^workers\/health\.ts$/, /^http-server$/, 'what every server of ours grants'],
    [
      /^workers\/process\.ts$/,
      /^launch\/(production|production-probes|sentence|stdin-lifeline)$/,
      'how a process starts and ends',
    ],
  ],
  keys: [
    [/^keys\/server\.ts$/, /^config$/, 'a process begins here'],
    [
      /^keys\/pkcs11\/(cryptoki|memory)\.ts$/,
      /^koffi$/,
      'what speaks to a device is its maker’s library of C',
    ],
    [/^keys\/service\.ts$/, /^http-server$/, 'what every server of ours grants'],
    [
      /^keys\/server\.ts$/,
      /^launch\/(production|production-probes|sentence|stdin-lifeline)$/,
      'how a process starts and ends',
    ],
  ],
  cli: [
    [/^cli\//, /^config$/, 'where the API is'],
    [/^cli\/recount\.ts$/, /^privacy\/canonical-json$/, 'a recount is hashed as what was committed'],
  ],
  sandbox: [
    [/^sandbox\//, /^config$/, 'processes begin here'],
    [/^sandbox\/(identity|providers)\//, /^http-server$/, 'what every server of ours grants'],
    [/^sandbox\/seed\/play\.ts$/, /^api\/sandbox\/software-authenticator$/, 'whose passkeys they are'],
  ],
  launch: [[/^launch\//, /^config$/, 'processes begin here']],
  scripts: [
    [/^scripts\//, /^(config|engine)$/, 'processes begin here'],
    [
      /^scripts\/inventory-page\.ts$/,
      /^forms\/packs$/,
      'every question of a policy is a field to be told of',
    ],
    [
      /^scripts\/access-page\.ts$/,
      /^api\/(face-fields|route|routes\/index)$/,
      'the faces and the routes are what is read',
    ],
  ],
};
