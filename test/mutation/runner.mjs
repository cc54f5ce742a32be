import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle.mjs';

/**
 * A test runner for Stryker that runs the pure tests in its own process: a mutant costs what its tests cost, some
 * milliseconds, where a run of jest costs seconds. Jest stays the judge of what is committed; this only asks which tests
 * fail when a line is changed. Every mutant gets every module anew, so tables and constants are tried as well as functions.
 */
const FOLDERS = ['test/domain', 'test/forms'];
/** Draws every letter of every form, and judges nothing of the domain that the others do not. */
const LEFT_OUT = ['test/forms/pdf.test.ts'];
/** Beside the changed code: a process that Stryker ended, because a mutant went on for ever, is followed by one that never saw the dry run. */
const COSTS = 'mutation-costs.json';
/** What takes long (properties, mostly) is asked about the file it is named after only: no figure is better for it. */
const DEAR_MS = 150;
const [PASSED, FAILED] = [0, 1];

class PureRunner {
  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.root = process.cwd();
    this.files = FOLDERS.flatMap((folder) =>
      readdirSync(folder)
        .filter((file) => file.endsWith('.test.ts'))
        .map((file) => `${folder}/${file}`),
    ).filter((file) => !LEFT_OUT.includes(file));
    this.bundle = await bundle(this.root, this.files);
    this.files = this.thatSee(changedIn(this.files.map((file) => this.bundle.importsOf(file))));
    // Of the dry run: what a test and a file cost, and one test of each file.
    const kept = existsSync(COSTS) ? JSON.parse(readFileSync(COSTS, 'utf8')) : {};
    this.ms = new Map(kept.ms);
    this.msOf = new Map(kept.msOf);
    this.known = new Map(kept.known);
  }

  /** Of one file's mutants the tests of the others have nothing to say, and need not be run to learn it. */
  thatSee(changed) {
    if (changed.length === 0) return this.files;
    return this.files.filter((file) => changed.some((one) => this.bundle.importsOf(file).has(one)));
  }

  async dryRun() {
    const result = await this.tried(this.files);
    const kept = { ms: [...this.ms], msOf: [...this.msOf], known: [...this.known] };
    writeFileSync(COSTS, JSON.stringify(kept));
    return result;
  }

  /** What the tests of these files come to in our code as it is. */
  async tried(files) {
    const space = begin({});
    const tests = [];
    const loads = this.bundle.fresh();
    for (const file of files) {
      const from = cpuMs();
      const { tests: declared, end } = this.testsOf(loads, file);
      for (const test of declared) {
        space.currentTestId = test.id;
        const started = cpuMs();
        const failure = await failureOf(test.body);
        space.currentTestId = undefined;
        const told = failure === undefined ? { status: PASSED } : { status: FAILED, failureMessage: failure };
        const timeSpentMs = cpuMs() - started;
        const fileName = path.join(this.root, file);
        tests.push({ id: test.id, name: test.name, timeSpentMs, fileName, ...told });
        this.ms.set(test.id, timeSpentMs);
        this.known.set(file, test.id);
      }
      await end();
      this.msOf.set(file, cpuMs() - from);
    }
    return { status: 'complete', tests, mutantCoverage: space.mutantCoverage };
  }

  /** file → how many tests it declares. @throws what a file asks of the runner in vain */
  declared() {
    const loads = this.bundle.fresh();
    return Object.fromEntries(this.files.map((file) => [file, this.testsOf(loads, file).tests.length]));
  }

  async mutantRun({ activeMutant, testFilter, sandboxFileName, hitLimit }) {
    const space = begin({ activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 });
    const wanted = testFilter && new Set(testFilter);
    const verdict = await this.firstFailure(path.relative(this.root, sandboxFileName), wanted);
    if (space.hitCount > hitLimit) return { status: 'timeout', reason: 'went round and round' };
    return verdict;
  }

  async firstFailure(mutated, wanted) {
    const ends = [];
    try {
      return await this.failureUnder(mutated, wanted, ends);
    } finally {
      for (const end of ends) await failureOf(end);
    }
  }

  async failureUnder(mutated, wanted, ends) {
    const loads = this.bundle.fresh();
    const dear = [];
    let nrOfTests = 0;
    for (const file of this.seenBy(mutated, wanted)) {
      let tests;
      try {
        const declared = this.testsOf(loads, file);
        tests = declared.tests;
        ends.push(declared.end);
      } catch (error) {
        // A file that cannot even be loaded is a file that fails.
        return killed(this.known.get(file), String(error), nrOfTests);
      }
      for (const test of tests) {
        if (wanted && !wanted.has(test.id)) continue;
        if (this.ms.get(test.id) > DEAR_MS) {
          if (isNamedAfter(file, mutated)) dear.push(test);
          continue;
        }
        nrOfTests += 1;
        const failure = await failureOf(test.body);
        if (failure !== undefined) return killed(test.id, failure, nrOfTests);
      }
    }
    for (const test of dear) {
      nrOfTests += 1;
      const failure = await failureOf(test.body);
      if (failure !== undefined) return killed(test.id, failure, nrOfTests);
    }
    return { status: 'survived', nrOfTests };
  }

  /** The tests of its own first, then those that cost least. */
  seenBy(mutated, wanted) {
    const from = wanted && new Set([...wanted].map((id) => id.slice(0, id.indexOf('#'))));
    const cost = (file) => (isNamedAfter(file, mutated) ? 0 : (this.msOf.get(file) ?? 0));
    return this.files
      .filter((file) => (from ? from.has(file) : this.bundle.importsOf(file).has(mutated)))
      .toSorted((a, b) => cost(a) - cost(b));
  }

  testsOf(loads, file) {
    const seen = new Map();
    const { tests, end } = this.bundle.gathered(loads[file]);
    const named = tests.map(({ name, body }) => {
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      return { id: `${file}#${name}${times > 1 ? ` (${times})` : ''}`, file, name, body };
    });
    return { tests: named, end };
  }
}

/** The files that Stryker has put its mutants into. */
function changedIn(imported) {
  const ours = new Set(imported.flatMap((files) => [...files]).filter((file) => file.startsWith('domain/')));
  return [...ours].filter((file) => readFileSync(file, 'utf8').includes('stryMutAct_'));
}

function killed(id, failureMessage, nrOfTests) {
  return { status: 'killed', killedBy: [id], failureMessage, nrOfTests };
}

/** After the file itself, the first word of its name, or the folder it is a part of. */
function isNamedAfter(file, mutated) {
  const name = path.basename(file, '.test.ts');
  const parts = mutated.replace(/\.ts$/, '').split('/');
  return parts.some((part) => part === name || part.startsWith(`${name}-`));
}

/** On a busy machine the time on the wall says little. */
function cpuMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** What Stryker's changed code reads and writes. */
function begin(space) {
  globalThis.__stryker__ = space;
  return space;
}

async function failureOf(body) {
  try {
    await body();
    return undefined;
  } catch (error) {
    return String(error).slice(0, 300);
  }
}

export const strykerPlugins = [{ kind: 'TestRunner', name: 'pure', injectableClass: PureRunner }];
