import { format } from 'node:util';
import { expect } from 'expect';
import { ModuleMocker } from 'jest-mock';

/** The part of `@jest/globals` that pure tests use, gathering the tests of one file into a list instead of running them. */
const empty = () => ({ tests: [], around: [], before: [], after: [], first: [], last: [] });
const file = empty();

export const describe = (title, body) => {
  file.around.push(title);
  body();
  file.around.pop();
};
export const test = (title, body) => {
  file.tests.push({ name: [...file.around, title].join(' '), body });
};
export const beforeEach = (body) => file.before.push(body);
export const afterEach = (body) => file.after.push(body);
export const beforeAll = (body) => file.first.push(body);
export const afterAll = (body) => file.last.push(body);
export const jest = new ModuleMocker(globalThis);
export { expect };

describe.each = each(describe);
test.each = each(test);
test.skip = () => {};

/** As jest does: a row that is no list is the only argument. */
function each(declare) {
  return (rows) => (title, body) => {
    for (const row of rows) {
      const args = Array.isArray(row) ? row : [row];
      declare(titleOf(title, args), () => body(...args));
    }
  };
}

function titleOf(title, args) {
  const [first] = args;
  const named = title.replaceAll(/\$(\w+)/g, (whole, key) => String(first?.[key] ?? whole));
  const wanted = named.match(/%[sdifjoOp]/g)?.length ?? 0;
  return format(named.replaceAll('%p', '%j'), ...args.slice(0, wanted));
}

/** What `load` declares: its tests, each with what comes before and after it, and what is to be done once at their end. */
export function gathered(load) {
  Object.assign(file, empty());
  load();
  const { tests, before, after, first, last } = file;
  let begun = false;
  const inOrder = async (bodies) => {
    for (const each of bodies) await each();
  };
  const whole = (body) => async () => {
    if (!begun) await inOrder(first);
    begun = true;
    try {
      await inOrder(before);
      await body();
    } finally {
      await inOrder(after);
      jest.restoreAllMocks?.();
    }
  };
  const end = () => (begun ? inOrder(last) : undefined);
  return { tests: tests.map(({ name, body }) => ({ name, body: whole(body) })), end };
}
