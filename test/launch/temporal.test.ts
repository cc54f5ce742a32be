import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Connection } from '@temporalio/client';
import { freePortBase } from '../../launch/ports.js';
import { timeSkippingProbe, uiWritesProbe } from '../../launch/production-probes.js';
import { type RunningTemporal, startTemporal } from '../../launch/temporal.js';
import { temporalPorts } from '../../launch/temporal-files.js';
import { temporaryFolder } from '../support/child-process.js';

describe('the engine as npm start runs it', () => {
  const folder = temporaryFolder();
  let portBase: number;
  let temporal: RunningTemporal;
  beforeAll(async () => {
    portBase = await freePortBase(30);
    temporal = await start();
  }, 60_000);
  afterAll(async () => {
    await temporal.stop();
    folder.remove();
  });

  function start() {
    return startTemporal({
      dataDir: folder.path,
      ports: temporalPorts(portBase),
      portBase,
      namespace: 'sekisho',
      ui: {
        codecEndpoint: `http://127.0.0.1:${portBase}/codec`,
        publicUrl: `http://127.0.0.1:${portBase + 3}`,
      },
      timeSkipping: false,
      log: () => {},
    });
  }

  async function withService<T>(work: (service: Connection['workflowService']) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: temporal.address });
    try {
      return await work(connection.workflowService);
    } finally {
      await connection.close();
    }
  }

  test('does not skip time, and its UI decodes through our codec', async () => {
    expect(await withService((service) => timeSkippingProbe(service, 'temporal-system')())).toBe(false);
    const settings: unknown = await (await fetch(`${temporal.uiUrl}/api/v1/settings`)).json();
    expect(settings).toMatchObject({
      DisableWriteActions: true,
      DisableNewsFetch: true,
      Codec: { Endpoint: `http://127.0.0.1:${portBase}/codec`, IncludeCredentials: true },
    });
  });

  test('takes no write by its UI, whoever sends it', async () => {
    expect(await uiWritesProbe(temporal.uiUrl ?? '')()).toBe(false);
    const page = await fetch(`${temporal.uiUrl}/api/v1/settings`);
    const [cookie = ''] = (page.headers.get('set-cookie') ?? '').split(';');
    const headers = { cookie, 'x-csrf-token': cookie.slice(cookie.indexOf('=') + 1) };
    const workflow = `${temporal.uiUrl}/api/v1/namespaces/temporal-system/workflows/some`;
    for (const write of ['terminate', 'signal/some', 'reset', 'update/nudge']) {
      const answer = await fetch(`${workflow}/${write}`, { method: 'POST', body: '{}', headers });
      expect([write, answer.status]).toEqual([write, 405]);
    }
  });

  test('keeps its state when it is killed', async () => {
    const namespace = 'kept';
    const day = { seconds: 86_400 } as never;
    await withService((service) =>
      service.registerNamespace({ namespace, workflowExecutionRetentionPeriod: day }),
    );
    temporal.kill();
    await temporal.exited;
    temporal = await start();
    const found = await withService((service) => service.describeNamespace({ namespace }));
    expect(found.namespaceInfo?.name).toBe(namespace);
  });
});
