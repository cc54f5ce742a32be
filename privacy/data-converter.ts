import { fileURLToPath } from 'node:url';
import type { DataConverter, PayloadCodec } from '@temporalio/common';
import type { EngineKeys } from './engine-keys.js';
import { createPayloadCodec } from './payload-codec.js';

/** The same object for clients and workers: what one writes the other reads. */
export interface SekishoDataConverter extends DataConverter {
  readonly payloadConverterPath: string;
  readonly failureConverterPath: string;
  readonly payloadCodecs: [PayloadCodec];
}

/** Modules the bundler puts into the workflow sandbox; spread them into `bundleWorkflowCode`. */
export const CONVERTER_PATHS = {
  payloadConverterPath: fileURLToPath(new URL('./workflow-payload-converter.ts', import.meta.url)),
  failureConverterPath: fileURLToPath(new URL('./workflow-failure-converter.ts', import.meta.url)),
} as const;

/** Encrypting codec, a payload converter that never throws on foreign payloads, and encoded failures. */
export function createDataConverter(keys: EngineKeys): SekishoDataConverter {
  return { ...CONVERTER_PATHS, payloadCodecs: [createPayloadCodec(keys)] };
}
