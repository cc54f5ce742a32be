import { fstatSync } from 'node:fs';

/**
 * Ends a process of ours gracefully, once, on whichever comes first: SIGTERM, SIGINT, or the end of the launcher.
 * The launcher holds the other end of our stdin; when it dies, by SIGKILL too, the kernel closes it.
 *
 * Only a socket counts as such a stdin (that is what Node's `stdio: 'pipe'` is): under a container engine stdin is
 * /dev/null and at end from the start, and must not end the process.
 */
export function endGracefully(stop: () => Promise<void> | void, { graceMs = 10_000 } = {}): void {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), graceMs).unref();
    Promise.resolve()
      .then(stop)
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  if (!stdinIsHeldByParent()) return;
  for (const event of ['end', 'close', 'error']) process.stdin.once(event, end);
  process.stdin.resume();
}

function stdinIsHeldByParent(): boolean {
  try {
    return fstatSync(0).isSocket();
  } catch {
    return false;
  }
}
