const ANY_ORIGIN = 'http://origin.invalid';
const SIGN_IN_ROUTES = /^\/console\/(?:sign-in|callback|sign-out)(?:\/|$)/i;

/**
 * Where someone may be sent after signing in: a path of our own, or `fallback`. The browser's own reading of
 * the address decides, not its looks: `//host`, `/\host` and `/.//host` all lead away.
 */
export function returnPath(wanted: unknown, fallback: string): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/')) return fallback;
  const path = localPart(wanted);
  // Written out again it must still be the same place: dots removed can leave two slashes in front.
  if (path === undefined || localPart(path) !== path) return fallback;
  return SIGN_IN_ROUTES.test(path.split(/[?#]/, 1)[0] ?? '') ? fallback : path;
}

function localPart(address: string): string | undefined {
  if (!URL.canParse(address, ANY_ORIGIN)) return undefined;
  const url = new URL(address, ANY_ORIGIN);
  return url.origin === ANY_ORIGIN ? url.pathname + url.search + url.hash : undefined;
}
