import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { actionOf } from '../../api/openapi-problems.js';
import { ROUTES } from '../../api/routes/index.js';
import { type Edge, EDGES } from '../../domain/edges.js';
import { PROBLEMS } from '../../domain/errors.js';
import { type ActorRole, ROLES } from '../../domain/roles.js';
import { codeOf, ROOT, sources } from './sources.js';

const edges: readonly Edge[] = EDGES;
const people: readonly ActorRole[] = ROLES;
const byPeople = edges.filter((edge) => edge.by.some((role) => people.includes(role)));
// What an operator does to messages is no step of a case, nor what a person keeps for themselves, nor a list of handlers,
// nor what is keyed in from a signed paper until a second person confirms it, nor what is about a company
// (test/domain/certification.test.ts has its table), nor that a text is screened: of a grievance it would leave a trace.
const acts = ROUTES.filter(
  (route) =>
    route.method === 'post' &&
    ![
      'operations',
      'drafts',
      'handling',
      'demands',
      'outages',
      'reporting-lines',
      'stand-ins',
      'break-glass',
      'declarations',
      'originals',
      'contractors',
      'same-persons',
      'passkeys',
      'screening',
    ].includes(route.tag),
);
/** A step of the table, by the kind of case and its name or the event it leaves. */
const stepOf = (kind: string, event: string | null) => `${kind} ${event}`;
const kindOf = (route: (typeof ROUTES)[number]) =>
  route.onCase ?? (route.id === 'nominate' ? 'application' : 'none');

describe('the route table and the domain table', () => {
  test('events tell the steps of one kind of case apart, or the next test would prove less', () => {
    const actionsOf = new Map<string, Set<string>>();
    for (const { kind, event, action } of byPeople) {
      if (event === 'AnswerFiled' || event === 'BelatedAnswerFiled') continue;
      actionsOf.set(stepOf(kind, event), (actionsOf.get(stepOf(kind, event)) ?? new Set()).add(action));
    }
    expect([...actionsOf].filter(([, actions]) => actions.size > 1)).toEqual([]);
  });

  test('every step that people take has exactly one route, and every act of the API is such a step', () => {
    const steps = [...new Set(byPeople.map(({ kind, action }) => stepOf(kind, action)))].sort();
    expect(acts.map((route) => stepOf(kindOf(route), actionOf(route)?.action ?? null)).sort()).toEqual(steps);
  });

  test('a route opens to the people of its step and to nobody else', () => {
    for (const route of acts) {
      const lines = byPeople.filter(
        (edge) => stepOf(edge.kind, edge.event) === stepOf(kindOf(route), route.event),
      );
      const mayTake = new Set(lines.flatMap((edge) => edge.by.filter((role) => people.includes(role))));
      expect([route.id, [...(route.who as string[])].sort()]).toEqual([route.id, [...mayTake].sort()]);
      for (const { article } of lines) expect(route.article).toContain(article);
    }
  });

  test('no step of time, of our own or of a source can be taken by a request', () => {
    const machines = edges.filter((edge) => !edge.by.some((role) => people.includes(role)));
    const reachable = machines.filter((edge) =>
      acts.some((route) => stepOf(kindOf(route), route.event) === stepOf(edge.kind, edge.event)),
    );
    expect(reachable.map((edge) => `${edge.kind} ${edge.action}`)).toEqual([]);
  });
});

describe('every route', () => {
  test('has a name and an address of its own, lower case, its case called :id', () => {
    expect(new Set(ROUTES.map((route) => route.id)).size).toBe(ROUTES.length);
    expect(new Set(ROUTES.map((route) => `${route.method} ${route.path}`)).size).toBe(ROUTES.length);
    for (const { path: address } of ROUTES) expect(address).toMatch(/^(\/([a-z]+(-[a-z]+)*|:id))+$/);
  });
  test('says who, by which article, and in words', () => {
    for (const { id, who, article, summary, tag } of ROUTES) {
      expect([id, who === 'signed-in' || who.length > 0]).toEqual([id, true]);
      expect([id, article.length > 3, summary.length > 3, tag.length > 1]).toEqual([id, true, true, true]);
    }
  });
  test('that anybody may ask who signed in tells nothing about a case', () => {
    expect(ROUTES.filter((route) => route.who === 'signed-in').map((route) => route.id)).toEqual([
      'listReportableChanges',
      'readMe',
      'listOrgans',
      'readQuestions',
      'readDecisionKeys',
      // "No" to whoever is not the item's custodian.
      'checkHandling',
    ]);
  });
  test('that acts leaves an event; that looks at a file leaves one too', () => {
    for (const { id, method, event, path: address } of ROUTES)
      if (method === 'post' || address.includes(':id')) expect([id, event]).toEqual([id, expect.any(String)]);
  });
  test('takes strict shapes only: an unknown field is an error at every depth', () => {
    const loose = ROUTES.flatMap(({ id, body, query }) =>
      [body, query].flatMap((schema) => (schema ? looseParts(schema, id) : [])),
    );
    expect(loose).toEqual([]);
  });
  test('that acts on what somebody saw asks for the version, save where a person may act at any moment', () => {
    for (const route of acts) {
      const lines = edges.filter(
        (edge) => stepOf(edge.kind, edge.event) === stepOf(kindOf(route), route.event),
      );
      const shape = (route.body as z.ZodObject).shape as Record<string, unknown>;
      const fresh =
        lines.every((edge) => edge.from.includes('NEW')) || lines.every((edge) => edge.anyVersion === true);
      expect([route.id, 'seen' in shape]).toEqual([route.id, !fresh]);
    }
  });
});

function looseParts(schema: z.ZodType, at: string): string[] {
  const { def } = schema as unknown as {
    def: {
      type: string;
      catchall?: { def: { type: string } };
      shape?: Record<string, z.ZodType>;
      innerType?: z.ZodType;
      element?: z.ZodType;
      options?: z.ZodType[];
    };
  };
  if (def.type === 'any' || def.type === 'unknown') return [at];
  const own = def.type === 'object' && def.catchall?.def.type !== 'never' ? [at] : [];
  const inner = [
    ...Object.entries(def.shape ?? {}),
    ...[def.innerType, def.element, ...(def.options ?? [])].flatMap((part) =>
      part ? [['·', part] as const] : [],
    ),
  ];
  return [...own, ...inner.flatMap(([name, part]) => looseParts(part, `${at}/${name}`))];
}

describe('the closed list of problems', () => {
  const codes = Object.keys(PROBLEMS);
  test('is the one the documentation has, code and status', () => {
    const page = readFileSync(path.join(ROOT, 'docs/problems.md'), 'utf8');
    const documented = [...page.matchAll(/^\| \[`([A-Z_]+)`\]\(#[a-z_]+\) \| (\d{3}) \|$/gm)].map(
      ([, code, status]) => [code, Number(status)],
    );
    expect(documented).toEqual(Object.entries(PROBLEMS).map(([code, { status }]) => [code, status]));
  });
  test('holds nothing that can never happen', () => {
    // Answered where there is no request yet that could be refused (http-server.ts).
    const AT_THE_DOOR = ['NOT_HTTP', 'HEAD_TOO_LARGE', 'TOO_SLOW'];
    const running = sources().filter(
      ({ folder, file }) =>
        ['api', 'gateway', 'store', 'domain', 'activities', 'workers'].includes(folder) &&
        file !== 'domain/errors.ts' &&
        !file.startsWith('api/openapi'),
    );
    const said = running.map(({ text }) => text.replace(/\/\*[\s\S]*?\*\//g, '')).join('\n');
    expect(codes.filter((code) => !new RegExp(`Refused\\([^)]*'${code}'`).test(said))).toEqual(AT_THE_DOOR);
  });
  test('is where every refusal comes from', () => {
    const thrown = sources().flatMap(({ text }) =>
      [...text.matchAll(/new Refused\(\s*'([A-Z_]+)'/g)].map(([, code = '']) => code),
    );
    expect(thrown.filter((code) => !codes.includes(code))).toEqual([]);
    expect(codeOf("throw new Refused('X') // 'Y'")).not.toContain('X');
  });
});
