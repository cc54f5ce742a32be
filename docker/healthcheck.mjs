// What the containers ask of themselves: `node docker/healthcheck.mjs <url>` ends with 0 if it answers well. The slim
// image has no curl, and needs none.
const [url = ''] = process.argv.slice(2);
const answer = await fetch(url, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
