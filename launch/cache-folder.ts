import { homedir } from 'node:os';
import path from 'node:path';

/** Tools are shared by all checkouts of one user; a folder per tool and version. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.SEKISHO_CACHE) return path.resolve(env.SEKISHO_CACHE);
  const user =
    env.XDG_CACHE_HOME ||
    (process.platform === 'darwin' ? path.join(homedir(), 'Library/Caches') : path.join(homedir(), '.cache'));
  return path.join(user, 'sekisho');
}
