import { z } from 'zod';
import { ROUTES } from '../../../api/routes/index.js';
import { BODIES } from '../../access/support/bodies.js';

/** Every place of every body that holds text or a day, read off the very schemas that the routes are served by. */
export interface Place {
  readonly routeId: string;
  /** Its JSON pointer; the first of a list stands for all. */
  readonly pointer: string;
  readonly kind: 'DAY' | 'TEXT';
  readonly most: number | undefined;
  /** What must stand beside it, where only that says which of several shapes is meant. */
  readonly beside: readonly Beside[];
}
type Beside = readonly [pointer: string, value: unknown];

interface Leaf {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly properties?: Record<string, Leaf>;
  readonly items?: Leaf;
  readonly anyOf?: Leaf[];
  readonly oneOf?: Leaf[];
  readonly allOf?: Leaf[];
  readonly $ref?: string;
  readonly $defs?: Record<string, Leaf>;
}

export function placesOfRoutes(): Place[] {
  return ROUTES.flatMap(({ id: routeId, body }) => {
    if (body === undefined) return [];
    const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Leaf;
    const found = leaves(schema, schema, '').flatMap(({ pointer, leaf, beside }): Place[] => {
      if (leaf.type !== 'string' || leaf.enum !== undefined || leaf.const !== undefined) return [];
      const { maxLength: most } = leaf;
      if (leaf.format === 'date') return [{ routeId, pointer, kind: 'DAY', most, beside }];
      return leaf.format === undefined && leaf.pattern === undefined
        ? [{ routeId, pointer, kind: 'TEXT', most, beside }]
        : [];
    });
    return [...new Map(found.map((place) => [place.pointer, place])).values()];
  });
}

function leaves(
  leaf: Leaf,
  root: Leaf,
  pointer: string,
  above: readonly Beside[] = [],
): { pointer: string; leaf: Leaf; beside: readonly Beside[] }[] {
  if (leaf.$ref !== undefined) {
    const named = root.$defs?.[leaf.$ref.split('/').at(-1) ?? ''];
    return named ? leaves(named, root, pointer, above) : [];
  }
  const properties = Object.entries(leaf.properties ?? {});
  const fixed = properties.flatMap(([key, inner]): Beside[] =>
    inner.const === undefined ? [] : [[`${pointer}/${key}`, inner.const]],
  );
  const beside = [...above, ...fixed];
  return [
    { pointer, leaf, beside },
    ...properties.flatMap(([key, inner]) => leaves(inner, root, `${pointer}/${key}`, beside)),
    ...(leaf.items ? leaves(leaf.items, root, `${pointer}/0`, beside) : []),
    ...[leaf.anyOf, leaf.oneOf, leaf.allOf]
      .flatMap((all) => all ?? [])
      .flatMap((inner) => leaves(inner, root, pointer, beside)),
  ];
}

/** What is found wrong with this value at that place of a body that is good otherwise; what else the body lacks is no matter. */
export function faultsAt({ routeId, pointer, beside }: Place, value: string): string[] {
  const path = pointer.split('/').slice(1);
  const good = beside.reduce<unknown>(
    (body, [at, fixed]) => put(body, at.split('/').slice(1), fixed),
    structuredClone(BODIES[routeId] ?? {}),
  );
  const { error } = ROUTES.find(({ id }) => id === routeId)?.body?.safeParse(put(good, path, value)) ?? {};
  return issuesOf(error?.issues ?? []).flatMap(({ at, code }) => (at === path.join('/') ? [code] : []));
}

function put(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (/^\d+$/.test(key)) {
    const list: unknown[] = Array.isArray(whole) ? [...whole] : [];
    list[Number(key)] = put(list[Number(key)], rest, value);
    return list;
  }
  const object = (typeof whole === 'object' && whole !== null ? whole : {}) as Record<string, unknown>;
  return { ...object, [key]: put(object[key], rest, value) };
}

interface Issue {
  readonly code?: string;
  readonly path: readonly PropertyKey[];
  readonly errors?: readonly (readonly Issue[])[];
}

/** What is found wrong and where, by every way in which the body could have been meant. */
function issuesOf(
  issues: readonly Issue[],
  under: readonly PropertyKey[] = [],
): { at: string; code: string }[] {
  return issues.flatMap(({ path, code = '', errors = [] }) => {
    const at = [...under, ...path];
    return [{ at: at.map(String).join('/'), code }, ...errors.flatMap((inner) => issuesOf(inner, at))];
  });
}
