/** `npm run test:mutation [-- -m domain/reuse.ts]`: breaks the domain everywhere, once, and counts what no test sees. */
export default {
  mutate: ['domain/**/*.ts'],
  plugins: ['./test/mutation/runner.mjs'],
  testRunner: 'pure',
  coverageAnalysis: 'perTest',
  concurrency: 1,
  // Stryker would read TypeScript's own interface, which version 7 has not.
  tsconfigFile: 'absent.json',
  packageManager: 'npm',
  tempDirName: '.sekisho/mutation',
  ignorePatterns: ['.sekisho', '.compiled', 'docs/decisions', 'test/histories'],
  incremental: true,
  incrementalFile: '.sekisho/mutation.json',
  thresholds: { high: 95, low: 85, break: 85 },
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: '.sekisho/mutation-report.json' },
  clearTextReporter: { allowEmojis: false, reportTests: false },
  // Rounds without end are found by counting; a busy machine is no dead mutant.
  timeoutMS: 30_000,
  dryRunTimeoutMinutes: 60,
  warnings: { slow: false },
  disableTypeChecks: false,
};
