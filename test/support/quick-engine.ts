import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { createDataConverter, CONVERTER_PATHS } from '../../privacy/data-converter.js';
import { connectClient, connectWorker } from '../../workers/engine.js';
import { outsideActivities } from '../../activities/await-check.js';
import { advance } from '../../activities/advance.js';
import { connect } from '../../store/db.js';
import { runRelay } from '../../workers/relay.js';
import { createPushSender } from '../../workers/push.js';
import { listenTo } from '../../workers/wakeup.js';
import { activityQueueOf, SEARCH_ATTRIBUTES } from '../../workflows/contract.js';
import { given } from './database.js';

export async function startEngine({ urls, names, engineKeys, providersFile, log }: any) {
  const at = { address: given('TEST_TEMPORAL_ADDRESS'), namespace: 'sekisho' };
  const dataConverter = createDataConverter(engineKeys);
  const client = await connectClient(at, dataConverter, 'test');
  const types: Record<string, number> = { KEYWORD: 2, DATETIME: 6 };
  await client.workflowService.registerNamespace({ namespace: 'sekisho', workflowExecutionRetentionPeriod: { seconds: 86400 as any } }).catch((e: any) => { if (e.code !== 6) throw e; });
  for (let i = 0; i < 50; i++) { try { await client.connection.operatorService.addSearchAttributes({ namespace: 'sekisho', searchAttributes: Object.fromEntries(SEARCH_ATTRIBUTES.map((k) => [k.name, types[k.type] as number])) as any }); break; } catch (e: any) { if (e.code === 6) break; await new Promise(r => setTimeout(r, 200)); } }
  const connection = await connectWorker(at);
  const bundle = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../../workflows/index.ts', import.meta.url)), ...CONVERTER_PATHS });
  const db = connect(urls.worker);
  const noop = async () => ({});
  const common = { connection, namespace: 'sekisho', dataConverter };
  let wf: any, act: any;
  const api = {
    client, names,
    async startWorkflowWorker() {
      const w = await Worker.create({ ...common, taskQueue: names.taskQueue, workflowBundle: bundle, activities: outsideActivities as any, maxCachedWorkflows: 100, stickyQueueScheduleToStartTimeout: '2s' });
      const run = w.run(); wf = async () => { w.shutdown(); await run; };
    },
    async stopWorkflowWorker() { await wf?.(); wf = undefined; },
    async startActivityWorker() {
      const w = await Worker.create({ ...common, taskQueue: activityQueueOf(names.taskQueue), activities: { advance: (i: any) => advance(db, i), census: noop, retention: noop, statistics: noop } });
      const stop = new AbortController();
      const wakeup = listenTo(urls.worker, 'sekisho_relay');
      const relay = runRelay({ db, client, names, push: createPushSender(db, providersFile), wakeup, log }, stop.signal);
      const run = w.run(); act = async () => { stop.abort(); await relay; w.shutdown(); await run; await wakeup.close(); };
    },
    async stopActivityWorker() { await act?.(); act = undefined; },
    async stop() { await api.stopWorkflowWorker(); await api.stopActivityWorker(); await connection.close(); await db.destroy(); },
  };
  await api.startWorkflowWorker(); await api.startActivityWorker();
  return api;
}
