import { describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { ROUTES } from '../../api/routes/index.js';
import { FREE_TEXT, mayKeep, NOT_LOOKED_AT, placeOf } from '../../domain/free-text.js';
import { ProviderAnswer } from '../../gateway/shapes.js';

/** What a schema is made of, as far as this walk needs it. */
interface Def {
  readonly type: string;
  readonly format?: string;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly format?: string } } }[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
}
/** Strings of which a number of days, an instant or an id is all that fits. */
const NO_TEXT: ReadonlySet<string> = new Set(['uuid', 'date', 'datetime']);
const NOT_STRINGS: ReadonlySet<string> = new Set(['number', 'boolean', 'enum', 'literal', 'null']);

/** Every place of a body where somebody can write. A kind of schema that is not known here fails. */
function textsOf(schema: z.ZodType, at = ''): string[] {
  const def = schema._zod.def as unknown as Def;
  const inner = def.innerType ?? def.in;
  if (inner) return textsOf(inner, at);
  if (def.element) return textsOf(def.element, `${at}/0`);
  if (def.valueType) return textsOf(def.valueType, `${at}/x`);
  if (def.shape) return Object.entries(def.shape).flatMap(([key, one]) => textsOf(one, `${at}/${key}`));
  if (def.options) return [...new Set(def.options.flatMap((one) => textsOf(one, at)))];
  if (def.type !== 'string') {
    if (!NOT_STRINGS.has(def.type)) throw new Error(`${at} is of a kind nobody looked at: ${def.type}`);
    return [];
  }
  const formats = [def.format, ...(def.checks ?? []).map(({ _zod }) => _zod.def.format)];
  return formats.some((format) => format !== undefined && NO_TEXT.has(format)) ? [] : [at];
}

const keys = (id: string) => id.startsWith('key');
const PLACES = ROUTES.filter(({ body, id }) => body && !keys(id)).flatMap(({ id, body }) =>
  textsOf(body as z.ZodType).map((pointer) => ({ id, pointer })),
);

describe('free text', () => {
  test('in every place of every body is looked at, or somebody has said why it is not', () => {
    const forgotten = PLACES.filter(({ id, pointer }) => placeOf(id, pointer) === undefined);
    expect(forgotten).toEqual([]);
    expect(PLACES.length).toBeGreaterThan(150);
  });

  test('has no line for a place or a route that there is not', () => {
    const lines = Object.entries(FREE_TEXT).flatMap(([id, places]) =>
      Object.entries(places).map(([pattern, as]) => ({ id, pattern, as })),
    );
    const idle = lines.filter(
      ({ id, pattern, as }) =>
        // A family of routes that are spelled alike shares its lines.
        !['BUSINESS', 'SIGN_IN', 'CODE'].includes(as) &&
        !PLACES.some((place) => place.id === id && matches(pattern, place.pointer)),
    );
    expect(idle).toEqual([]);
    const routes = new Set(ROUTES.map(({ id }) => id));
    expect(Object.keys(FREE_TEXT).filter((id) => !routes.has(id))).toEqual([]);
  });

  test('that is keyed in from paper is the act’s own, under the same lines, and is never refused', () => {
    for (const { id, body } of ROUTES.filter((route) => keys(route.id) && route.id !== 'keyInquiryReply')) {
      const places = textsOf(body as z.ZodType).filter((pointer) => pointer.startsWith('/says/'));
      const act = id.replace(/^key./, (start) => start.charAt(3).toLowerCase());
      expect(places.filter((pointer) => placeOf(act, pointer.slice(5)) === undefined)).toEqual([]);
      expect(FREE_TEXT[id]).toBeUndefined();
    }
  });

  test('of a source is one statement, which is screened as it comes (store/text-screenings.ts)', () => {
    expect(textsOf(ProviderAnswer)).toEqual(['/statement']);
    const reply = ROUTES.find(({ id }) => id === 'keyInquiryReply')?.body as z.ZodType;
    expect(textsOf(reply).filter((pointer) => /^\/(says|also)\//.test(pointer))).toEqual([
      '/says/statement',
      '/also/0/says/statement',
    ]);
  });

  test('can be kept by its author wherever it is theirs, and a request can say so there alone', () => {
    for (const { id, body } of ROUTES.filter((route) => !keys(route.id))) {
      const shape = (body?._zod.def as unknown as Def | undefined)?.shape ?? {};
      // The questionnaire has a way of its own.
      if (id !== 'submitQuestionnaire') expect([id, 'kept' in shape]).toEqual([id, mayKeep(id)]);
    }
    for (const { id, who } of ROUTES) {
      const theirs = who !== 'signed-in' && who.includes('Subject');
      const looked = Object.values(FREE_TEXT[id] ?? {});
      if (theirs) expect(looked).not.toContain('REWORD');
    }
  });

  test('is left alone for a reason of a closed list, and a complaint is never among what is reworded', () => {
    const reasons = Object.values(FREE_TEXT).flatMap((places) => Object.values(places));
    for (const reason of Object.keys(NOT_LOOKED_AT)) expect(reasons).toContain(reason);
    for (const id of ['fileGrievance', 'fileGrievanceAboutClearance'])
      expect(FREE_TEXT[id]).toEqual({ '/text': 'ANSWERED' });
  });
});

function matches(pattern: string, pointer: string): boolean {
  const as = pattern.split('/').map((part) => (part === '**' ? '.+' : part === '*' ? '[^/]+' : part));
  return new RegExp(`^${as.join('/')}$`).test(pointer);
}
