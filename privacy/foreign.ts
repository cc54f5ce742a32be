/**
 * What a payload becomes that nobody here wrote, or that cannot be read any more. It is an ordinary JSON value, so it
 * survives another trip through the converter, and it is the same on every replay.
 * This file is bundled into the workflow sandbox: no imports.
 */
export interface Foreign {
  readonly sekishoForeign: true;
}

/** The sentinel value. Compare with {@link isForeign}: a copy of it that went through JSON is as foreign. */
export const FOREIGN: Foreign = Object.freeze({ sekishoForeign: true as const });

/** The sentinel as JSON text: what the codec puts into a payload it cannot read. */
export const FOREIGN_JSON = '{"sekishoForeign":true}';

/** `type` of the failure that stands for a failure nobody here can read. */
export const FOREIGN_FAILURE = 'SekishoForeign';

/** Whether a value that came through the engine is the sentinel. Never throws. */
export function isForeign(value: unknown): value is Foreign {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'sekishoForeign');
}
