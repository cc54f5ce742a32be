import { BROKEN } from './support/broken.js';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { openApiDocument } from '../../api/openapi.js';
import { actionOf, CODE_OF_RULE, codesOf, PROBLEM_CODES } from '../../api/openapi-problems.js';
import { ROUTES } from '../../api/routes/index.js';
import { ITEMS } from '../support/act27.js';
import { type Edge, EDGES, type Rule } from '../../domain/edges.js';
import { PROBLEMS } from '../../domain/errors.js';
import { ROLES } from '../../domain/roles.js';
import { type Facts, permit } from '../../domain/rules.js';
import type { Worksheet } from '../../domain/worksheet.js';
import { easyCase } from '../domain/table.js';

/** As much of a document as the tests look at. */
interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  security?: object[];
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: { required: boolean; content: Record<string, { schema: object }> };
  responses: Record<string, Answer>;
  [extension: `x-${string}`]: unknown;
}
interface Answer {
  $ref?: string;
  description?: string;
  content?: Record<string, { schema?: object }>;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  tags: { name: string }[];
  security: object[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; responses: Record<string, Answer>; securitySchemes: object };
}

const read = (options = {}) => JSON.parse(JSON.stringify(openApiDocument(options))) as Document;
const document = read({
  publicUrl: 'https://sekisho.example',
  testClock: true,
  issuer: 'https://issuer.example',
});
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);
const described = (route: (typeof ROUTES)[number]) => {
  const operation = document.paths[route.path.replace(/:(\w+)/g, '{$1}')]?.[route.method];
  if (!operation) throw new Error(`${route.method} ${route.path} is not described`);
  return operation;
};
const lines: readonly Edge[] = EDGES;

describe('the document is OpenAPI 3.1', () => {
  test('it names its version, itself and its tags', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d$/);
    expect(document.info.title).toBe('Sekisho');
    expect(document.info.version).toMatch(/^\d+\.\d+\.\d+$/);
    const tags = document.tags.map(({ name }) => name);
    expect(new Set(tags).size).toBe(tags.length);
    expect(new Set(operations.flatMap(({ operation }) => operation.tags))).toEqual(new Set(tags));
  });

  test('every reference leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
      ([, target = '']) => target,
    );
    expect(references.length).toBeGreaterThan(100);
    for (const target of new Set(references)) {
      const found = target
        .replace(/^#\//, '')
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
      expect({ target, found: typeof found }).toEqual({ target, found: 'object' });
    }
  });

  test('operation ids are unique, and each operation has a summary and a described answer', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { operation } of operations) {
      expect(operation.summary).not.toBe('');
      expect(Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
      for (const [status, answer] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/);
        expect(answer.$ref ?? answer.description).toBeTruthy();
      }
    }
  });

  test('the parameters of a path are exactly those in its braces', () => {
    for (const { path, operation } of operations) {
      const inPath = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => name)).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      );
      expect(inPath.every(({ required }) => required === true)).toBe(true);
    }
  });

  test('every schema in it is valid JSON Schema 2020-12', () => {
    const ajv = new Ajv2020({
      strict: true,
      strictTypes: false,
      strictRequired: false,
      validateFormats: false,
    });
    // OpenAPI's own annotation.
    ajv.addKeyword('discriminator');
    const defs = JSON.parse(
      JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
    );
    const schemas = operations.flatMap(({ operation }) => [
      ...(operation.parameters ?? []).map(({ schema }) => schema),
      ...Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema),
      ...Object.values(operation.responses).flatMap(({ content }) =>
        Object.values(content ?? {}).map(({ schema }) => schema),
      ),
    ]);
    expect(schemas.length).toBeGreaterThan(100);
    for (const schema of [...schemas, ...Object.keys(defs).map((name) => ({ $ref: `#/$defs/${name}` }))]) {
      if (!schema) continue;
      const text = JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/');
      expect(() => ajv.compile({ ...JSON.parse(text), $defs: defs })).not.toThrow();
    }
  });
});

describe('it says what the route table says', () => {
  test.each(ROUTES.map((route) => [route.id, route] as const))('%s', (_id, route) => {
    const operation = described(route);
    expect(operation.operationId).toBe(route.id);
    expect(operation.security).toBeUndefined();
    expect(operation['x-roles']).toEqual(route.who);
    expect(operation['x-legal-basis']).toBe(route.article);
    expect(operation['x-ledger-event']).toBe(route.event);
    const key = operation.parameters?.find(({ name }) => name === 'Idempotency-Key');
    expect(key?.required ?? false).toBe(route.method === 'post');
    expect(operation.requestBody !== undefined).toBe(route.body !== undefined);
    const media = route.media ?? 'application/json';
    expect(operation.responses[String(route.status)]?.content?.[media]?.schema).toBeDefined();
  });

  test('a body may be left out exactly where an empty one is taken', () => {
    const optional = operations.filter(({ operation }) => operation.requestBody?.required === false);
    const ids = optional.map(({ operation }) => operation.operationId);
    expect(ids).toEqual([
      'refuseConsent',
      'withdrawConsent',
      'wantReasons',
      'confirmPasskeyLoss',
      'objectToPasskeyLoss',
      'closeCorrectionDemand',
      'confirmOutage',
      'endStandIn',
      'approveBreakGlass',
      'endBreakGlass',
    ]);
  });

  test('roles are those of the scheme', () => {
    for (const { who } of ROUTES)
      if (who !== 'signed-in') for (const role of who) expect(ROLES).toContain(role);
  });

  test('every act a person may take has exactly one route', () => {
    const people = lines.filter(({ by }) => by.some((role) => (ROLES as readonly string[]).includes(role)));
    const acts = [...new Set(people.map(({ kind, action }) => `${kind} ${action}`))];
    const routed = ROUTES.flatMap((route) => actionOf(route) ?? []).map(
      ({ kind, action }) => `${kind} ${action}`,
    );
    expect(routed.toSorted()).toEqual(acts.toSorted());
  });

  test('the bearer token is needed wherever nothing else is said', () => {
    expect(document.security).toEqual([{ bearer: [] }]);
    const open = operations
      .filter(({ operation }) => operation.security?.length === 0)
      .map(({ path }) => path);
    expect(open).toEqual([
      '/openapi.json',
      '/openapi-gateway.json',
      '/problems',
      '/problems/{code}',
      '/health/live',
      '/health/ready',
      '/metrics',
    ]);
  });

  test('the test clock is described only where it is mounted', () => {
    expect(Object.keys(document.paths)).toContain('/sandbox/clock');
    expect(
      Object.keys(read({ testClock: false }).paths).filter((path) => path.startsWith('/sandbox')),
    ).toEqual([]);
  });
});

describe('every refusal is described', () => {
  test('each code of the closed list has its response, with its status and nothing else', () => {
    expect(Object.keys(document.components.responses)).toEqual(PROBLEM_CODES);
    for (const code of PROBLEM_CODES)
      expect(document.components.responses[code]?.description).toBe(`\`${code}\`: ${PROBLEMS[code].text}`);
    expect(document.components.schemas.ProblemCode).toMatchObject({ enum: PROBLEM_CODES });
  });

  test.each(ROUTES.map((route) => [route.id, route] as const))(
    '%s answers its codes under their own status',
    (_id, route) => {
      const { responses } = described(route);
      const refusals = Object.keys(responses).filter((status) => Number(status) >= 400);
      expect(refusals).toEqual(
        [...new Set(codesOf(route).map((code) => String(PROBLEMS[code].status)))].toSorted(),
      );
      for (const code of codesOf(route)) {
        const answer = responses[String(PROBLEMS[code].status)];
        expect(answer?.$ref ?? JSON.stringify(answer?.content?.['application/problem+json'])).toContain(code);
      }
    },
  );

  test('the codes no route of this document answers are the nights’ and the method’s', () => {
    const answered = new Set(ROUTES.flatMap(codesOf));
    expect(PROBLEM_CODES.filter((code) => !answered.has(code))).toEqual(['NO_SUCH_METHOD', 'HELD']);
  });

  test.each(Object.entries(CODE_OF_RULE) as [Rule, string][])(
    'a broken rule %s is refused with %s',
    (rule, code) => {
      const edge = lines.find(({ rules }) => rules?.includes(rule));
      if (!edge) throw new Error(`no line has the rule ${rule}`);
      const facts = { ...sound(edge), ...BROKEN[rule] };
      const input = {
        reasons: rule !== 'reasonsGiven',
        text: edge.when?.supplement === 'OPEN' || edge.when?.missedSupplement ? 's1:abc' : 'served',
        asks: ['CREDIT_STANDING'],
        needs: { CREDIT_STANDING: 'TO_CONFIRM_STATEMENT' },
        codes: ['CREDIT_STANDING'],
        answers: rule === 'everyQuestionAnswered' ? [] : (['CREDIT_STANDING'] as const),
        ahead: rule !== 'timeAhead',
        decision: edge.when?.proposing ?? 'FOUND',
        mode: edge.when?.choosing?.[0] ?? 'SELF',
        ...(rule === 'noGroundGiven' ? { selfGround: 'TOO_LATE' as const } : {}),
        report: 'r1',
        ...(rule === 'everythingWeighed' ? {} : { worksheet: allWeighed }),
        ...(rule === 'officerApart' ? { officer: 'the officer named' } : {}),
        ...(rule === 'somethingTold' ? { marks: ['HINDERS_CONDUCT' as const] } : {}),
      } as const;
      expect(() => permit(edge.action as never, facts, { roles: edge.by, sub: 'me' }, input)).toThrow(
        expect.objectContaining({ code }),
      );
    },
  );
});
const allWeighed = Object.fromEntries(ITEMS.map((item) => [item, 'WEIGHED'])) as Worksheet;

/** A case of which every rule holds. */
function sound(edge: Edge): Facts {
  return {
    ...easyCase(edge),
    servedText: 'served',
    proposedBy: 'somebody else',
    unconfirmed: true,
    ...CORRECTING,
    correction: edge.when?.correction ?? 'OPEN',
    holds: [{ number: 1, by: 'somebody else' }],
  };
}

const CORRECTING = { correctionBy: 'p2', withoutDoubt: null } as const;
