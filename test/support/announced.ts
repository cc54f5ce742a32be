import { codesOf } from '../../api/openapi-problems.js';
import { ROUTES } from '../../api/routes/index.js';

/**
 * Every refusal that a test meets must be one that the API's document announces for its route: what callers generate from it
 * knows no other. Looked at wherever a test asks, so that whatever path a test finds is a test of the document.
 * @throws Error naming route and code
 */
export function mustBeAnnounced(method: string, url: string, code: unknown): void {
  if (typeof code !== 'string') return;
  const { pathname } = new URL(url);
  const route = LINES.find((line) => line.method === method.toLowerCase() && line.at.test(pathname));
  if (route && !route.codes.includes(code))
    throw new Error(`${method} ${route.path} refused with ${code}, which its document does not announce`);
}

const LINES = ROUTES.map((route) => ({
  method: route.method,
  path: route.path,
  at: new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`),
  codes: codesOf(route) as readonly string[],
}));
