import { Refused } from '../../domain/errors.js';
import { holds } from '../principal.js';
import type { Call, Route } from '../route.js';
import { ROUTES } from '../routes/index.js';

export function routeById(id: string): Route {
  const found = ROUTES.find((route) => route.id === id);
  if (!found) throw new Error(`no route ${id}`);
  return found;
}

/** A reading route's own answer inside our transaction: the same door, the same lock. */
export async function viaRoute(id: string, call: Call): Promise<unknown> {
  const route = routeById(id);
  if (route.who !== 'signed-in' && !holds(call.principal, route.who)) throw new Refused('NOT_FOUND');
  return route.answer.parse(await route.handle(call as Call<never, never>));
}
