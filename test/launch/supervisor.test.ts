import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Children, Running } from '../../launch/children.js';
import { startGuarded } from '../../launch/guarded.js';
import { startNodeChild } from '../../launch/node-child.js';
import { Supervisor } from '../../launch/supervisor.js';
import { countProcesses, run, temporaryFolder, until } from '../support/child-process.js';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const ownLog = () => path.join(folder.path, 'own.log');

async function launcher() {
  const script = path.resolve('test/launch/fixtures/launcher.ts');
  const env = { ...process.env, NODE_OPTIONS: '' };
  const launched = run(process.execPath, ['--import', 'tsx', script, folder.path], env);
  await launched.says('up');
  await until(() => readFileSync(ownLog(), 'utf8').includes('listening'));
  expect(countProcesses(`own-${folder.path}`) + countProcesses(`foreign-${folder.path}`)).toBeGreaterThan(1);
  return launched;
}

describe('a launcher', () => {
  test('killed with SIGKILL leaves no process behind', async () => {
    const { child, ended } = await launcher();
    child.kill('SIGKILL');
    await ended;
    await until(() => countProcesses(folder.path) === 0);
  });

  test('asked to end stops its processes gracefully', async () => {
    const { child, ended } = await launcher();
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(countProcesses(folder.path)).toBe(0);
    expect(readFileSync(ownLog(), 'utf8')).toContain('ended gracefully');
  });
});

/** A launcher that waits for a foreign program, a process of ours and a step, all of them spawned and none of them up. */
async function startingLauncher() {
  const script = path.resolve('test/launch/fixtures/starting-launcher.ts');
  const env = { ...process.env, NODE_OPTIONS: '' };
  const launched = run(process.execPath, ['--import', 'tsx', script, folder.path], env);
  for (const name of ['own', 'step']) await until(() => logOf(name).includes('listening'));
  await until(() => countProcesses(`foreign-${folder.path}`) === 2);
  return launched;
}

const logOf = (name: string) => {
  const file = path.join(folder.path, `${name}.log`);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
};

describe('a launcher interrupted while it starts', () => {
  test('says that it has stopped when no process is left, and waits for none to be up first', async () => {
    const { child, ended } = await startingLauncher();
    const since = Date.now();
    child.kill('SIGTERM');
    const { code, output } = await ended;
    expect([code, output]).toEqual([0, 'stopped, 0 left\n']);
    expect(Date.now() - since).toBeLessThan(10_000);
    for (const name of ['own', 'step']) expect(logOf(name)).toContain('ended gracefully');
  });

  test('killed with SIGKILL leaves no process behind', async () => {
    const { child, ended } = await startingLauncher();
    child.kill('SIGKILL');
    await ended;
    await until(() => countProcesses(folder.path) === 0);
  });
});

describe('supervisor', () => {
  /** A service that the test can end. */
  function fake(name: string, stopOrder: number, stopped: string[] = []) {
    const ends: ((code: number) => void)[] = [];
    const start = async (): Promise<Running> => {
      const exited = new Promise<number>((resolve) => ends.push(resolve));
      const stop = async () => {
        stopped.push(name);
        ends.at(-1)?.(0);
      };
      return { exited, stop, kill: () => {} };
    };
    return { service: { name, stopOrder, start }, ends };
  }

  test('starts again what has ended', async () => {
    const supervisor = new Supervisor(() => {});
    const { service, ends } = fake('a', 1);
    await supervisor.start(service);
    ends[0]?.(1);
    await until(() => ends.length === 2);
    await supervisor.stop();
  });

  test('gives up with one sentence after five restarts within a minute', async () => {
    const supervisor = new Supervisor(() => {}, [1, 1, 1, 1, 1]);
    const { service } = fake('weak', 1);
    const start = async () => ({ ...(await service.start()), exited: Promise.resolve(3) });
    await supervisor.start({ ...service, start });
    await expect(supervisor.failed).rejects.toThrow(/weak ended 6 times within a minute \(exit code 3/);
    await supervisor.stop();
  });

  test('stops in order', async () => {
    const stopped: string[] = [];
    const supervisor = new Supervisor(() => {});
    for (const [name, order] of [
      ['postgres', 90],
      ['api', 20],
      ['providers', 10],
    ] as const) {
      await supervisor.start(fake(name, order, stopped).service);
    }
    await supervisor.stop();
    expect(stopped).toEqual(['providers', 'api', 'postgres']);
  });

  test('ends what a start has spawned when everything stops, and what it spawns after that', async () => {
    const stopped: string[] = [];
    const supervisor = new Supervisor(() => {});
    const [first, second] = [fake('first', 1, stopped), fake('second', 1, stopped)];
    let goOn = () => {};
    const start = async (children: Children) => {
      const running = children.adopt(await first.service.start());
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      children.adopt(await second.service.start());
      return running;
    };
    const starting = supervisor.start({ name: 'late', stopOrder: 1, start });
    await until(() => first.ends.length === 1);
    await supervisor.stop();
    expect(stopped).toEqual(['first']);
    goOn();
    await expect(starting).rejects.toThrow('late was told to end before it was up');
    expect(stopped).toEqual(['first', 'second']);
  });

  /** One process of ours and one foreign, each as a start spawns it. */
  const spawning: Record<string, (children: Children) => Promise<Running> | Running> = {
    own: (children) =>
      startNodeChild({
        name: 'own',
        entry: 'test/launch/fixtures/own-process.ts',
        args: [`own-${folder.path}`],
        env: process.env,
        logFile: ownLog(),
        children,
      }),
    foreign: (children) =>
      startGuarded({
        command: process.execPath,
        args: ['-e', 'setInterval(() => {}, 1000)', `foreign-${folder.path}`],
        mark: `foreign-${folder.path}`,
        logFile: ownLog(),
        pidFile: path.join(folder.path, 'foreign.pid'),
        children,
      }),
  };
  test.each(Object.keys(spawning))(
    'spawns no process (%s) in a start that everything was told to end in: nobody would wait for it',
    async (kind) => {
      const supervisor = new Supervisor(() => {});
      let goOn = () => {};
      const start = async (children: Children) => {
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        return spawning[kind]?.(children) as Running;
      };
      const starting = supervisor.start({ name: 'late', stopOrder: 1, start });
      await supervisor.stop();
      goOn();
      await expect(starting).rejects.toThrow('A process was not started: everything was told to end.');
      // A process opens its log first.
      expect(existsSync(ownLog())).toBe(false);
    },
  );

  test('starts nothing more once everything has been told to end', async () => {
    const supervisor = new Supervisor(() => {});
    await supervisor.stop();
    const { service, ends } = fake('too late', 1);
    await expect(supervisor.start(service)).rejects.toThrow('too late was told to end');
    await expect(supervisor.runOnce('step', service.start)).rejects.toThrow('step was told to end');
    expect(ends).toEqual([]);
  });
});
