import {
  ApplicationFailure,
  DefaultFailureConverter,
  type PayloadConverter,
  type ProtoFailure,
} from '@temporalio/common';
import { FOREIGN_FAILURE } from './foreign.js';

/**
 * Moves message and stack of every failure into a payload, where the codec encrypts them (the engine shows "Encoded
 * failure"), and reads failures that others wrote without throwing: attributes that are missing or of unknown kinds
 * give a non-retryable `SekishoForeign` failure. A failure's `type` stays in clear: codes only.
 */
class EncodedFailureConverter extends DefaultFailureConverter {
  constructor() {
    super({ encodeCommonAttributes: true });
  }

  override failureToError(
    failure: ProtoFailure,
    payloadConverter: PayloadConverter,
    context?: Parameters<DefaultFailureConverter['failureToError']>[2],
  ): Error {
    try {
      return super.failureToError(failure, payloadConverter, context);
    } catch {
      return ApplicationFailure.create({
        type: FOREIGN_FAILURE,
        message: FOREIGN_FAILURE,
        nonRetryable: true,
      });
    }
  }
}

/** Bundled into the workflow sandbox and loaded by clients and workers; no node built-ins. */
export const failureConverter = new EncodedFailureConverter();
