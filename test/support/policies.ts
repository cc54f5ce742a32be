import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

/**
 * Before each test file, as every process does at its start: the policies there are. The tests of test/policy bring packs of
 * their own, and these know of no other test.
 */
const HERE = fileURLToPath(new URL('../policy/', import.meta.url));
const file = expect.getState().testPath ?? '';
if (path.dirname(file) + path.sep === HERE) process.env.SEKISHO_POLICIES = path.join(HERE, 'packs');
await import('../../policies.js');
