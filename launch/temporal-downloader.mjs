// Child of temporal-download.ts: `node temporal-downloader.mjs <folder> <version>`. The SDK downloads the CLI as the
// first step of starting a server on it, so a server is started on a free port and stopped at once.
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [downloadDir, version] = process.argv.slice(2);
try {
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir, version, ttl: '100 years' } },
  });
  await environment.teardown();
  process.exit(0);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
