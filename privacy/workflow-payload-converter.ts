import { DefaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';
import { FOREIGN, isForeign } from './foreign.js';

/*
 * Loaded by path on both sides of the sandbox wall: by clients and workers, and bundled into the workflow isolate.
 * So no node built-ins here, and nothing that would make a cached workflow heavier.
 */
const standard = new DefaultPayloadConverter();

/**
 * The default JSON converter, except that reading never throws: a payload of an unknown encoding, without metadata or
 * data, or with text that is not JSON gives `FOREIGN`. `binary/null` is what our own `undefined` looks like, so it
 * stays `undefined`.
 */
export const payloadConverter: PayloadConverter = {
  toPayload(value, context, hint) {
    return standard.toPayload(value, context, hint);
  },
  fromPayload<T>(payload: Payload, context?: Parameters<PayloadConverter['fromPayload']>[1]): T {
    let value: unknown;
    try {
      value = standard.fromPayload(payload, context);
    } catch {
      value = FOREIGN;
    }
    // The caller names the type it expects; whether the value fits is for the caller to check, foreign or not.
    return (isForeign(value) ? FOREIGN : value) as T;
  },
};
