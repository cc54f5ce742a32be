import { format } from 'node:util';
import { expect } from 'expect';
import { ModuleMocker } from 'jest-mock';

/** The part of `@jest/globals` that pure tests use, gathering the tests of one file into a list instead of running them. */
const file = { tests: [], around: [], before: [], after: [] };

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

/** What `load` declares. */
export function gathered(load) {
  Object.assign(file, { tests: [], around: [], before: [], after: [] });
  load();
  const { tests, before, after } = file;
  const whole = (body) => async () => {
    try {
      for (const each of before) await each();
      await body();
    } finally {
      for (const each of after) await each();
      jest.restoreAllMocks?.();
    }
  };
  return tests.map(({ name, body }) => ({ name, body: whole(body) }));
}
