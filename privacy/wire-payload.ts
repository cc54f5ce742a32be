import type { Payload } from '@temporalio/common';

/** A payload in the JSON of the codec protocol: bytes are base64. */
interface WirePayload {
  readonly metadata: Readonly<Record<string, string>>;
  readonly data: string;
}

/** The payload in the codec protocol's JSON. */
export function toWire({ metadata, data }: Payload): WirePayload {
  return {
    metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([key, bytes]) => [key, base64(bytes)])),
    data: base64(data ?? new Uint8Array()),
  };
}

/** Reads the codec protocol's JSON; fields may be missing. `undefined` if it is anything else. */
export function fromWire(value: unknown): Payload | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { metadata = {}, data = '' } = value as { metadata?: unknown; data?: unknown };
  if (typeof data !== 'string' || typeof metadata !== 'object' || metadata === null) return undefined;
  const entries = Object.entries(metadata as Record<string, unknown>);
  if (!entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')) return undefined;
  return {
    metadata: Object.fromEntries(entries.map(([key, text]) => [key, Buffer.from(text, 'base64')])),
    data: Buffer.from(data, 'base64'),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
