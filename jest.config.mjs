import { availableParallelism } from 'node:os';

/** Native ES modules; swc takes the types away, `npm run types` checks them. Started by launch/test.ts. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  // A command of its own, since it takes minutes and a second engine: npm run test:postgres-temporal.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/postgres-temporal/'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Packages ship what Node runs; only our own sources are transformed.
  transformIgnorePatterns: ['/node_modules/'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'preact' } },
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  // As every process does at its start: the policies are read, and handed to the domain.
  setupFilesAfterEnv: ['<rootDir>/test/support/policies.ts'],
  testTimeout: 30_000,
  // PostgreSQL and Temporal serve all of them at once.
  maxWorkers: Math.max(2, Math.min(4, availableParallelism())),
  workerIdleMemoryLimit: '1GB',
  testSequencer: '<rootDir>/launch/jest-sequencer.mjs',
  reporters: ['default', '<rootDir>/launch/jest-totals.mjs'],
};
