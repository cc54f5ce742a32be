import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createActivities, type Told } from './activities.js';
import { CHECKS } from './standing.js';

/** The tuned worker of the skeleton: one process, one queue, everything eager. Ends with the driver that forked it. */
const [address = '', namespace = '', taskQueue = ''] = process.argv.slice(2);
const tell = (told: Told) => void process.send?.(told);

const logger = new DefaultLogger('WARN');
Runtime.install({ logger, shutdownSignals: [], telemetryOptions: { logging: { forward: {} } } });
const connection = await NativeConnection.connect({ address });
const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger });
const worker = await Worker.create({
  connection,
  namespace,
  taskQueue,
  workflowBundle,
  activities: createActivities(tell),
  maxCachedWorkflows: 500,
  maxEagerActivityReservationsPerWorkflowTask: CHECKS + 1,
  nonStickyToStickyPollRatio: 0.5,
});
process.on('disconnect', () => process.exit(0));
const ended = worker.run();
tell({ ready: true });
await ended;
