import { describe, expect, test } from '@jest/globals';
import { ApplicationFailure, CancelledFailure, type Payload, type ProtoFailure } from '@temporalio/common';
import {
  decodeArrayFromPayloads,
  decodeOptionalFailureToOptionalError,
  encodeErrorToFailure,
  encodeToPayloads,
} from '@temporalio/common/lib/internal-non-workflow/codec-helpers.js';
import { loadDataConverter } from '@temporalio/common/lib/internal-non-workflow/data-converter-helpers.js';
import fc from 'fast-check';
import { createDataConverter } from '../../privacy/data-converter.js';
import { engineKeysOf, newEngineKey } from '../../privacy/engine-keys.js';
import { FOREIGN, FOREIGN_FAILURE, isForeign } from '../../privacy/foreign.js';

// As Client and Worker load it, by path.
const converter = loadDataConverter(
  createDataConverter(engineKeysOf({ current: 'e1', keys: { e1: newEngineKey() } })),
);
const read = async (payload: Payload): Promise<unknown> =>
  (await decodeArrayFromPayloads(converter, [payload]))[0];
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const encoded = (encoding: string, data?: Uint8Array): Payload => ({
  metadata: { encoding: bytes(encoding) },
  ...(data && { data }),
});

describe('the data converter', () => {
  test('gives back every JSON value and undefined', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.option(fc.jsonValue(), { nil: undefined }), { maxLength: 4 }),
        async (values) => {
          const payloads = await encodeToPayloads(converter, ...values);
          expect(JSON.stringify(await decodeArrayFromPayloads(converter, payloads))).toBe(
            JSON.stringify(values),
          );
        },
      ),
    );
  });

  test.each<[string, Payload]>([
    ['an unknown encoding', encoded('application/x-yaml', bytes('a: 1'))],
    ['no encoding', { metadata: {}, data: bytes('1') }],
    ['no metadata', { data: bytes('1') }],
    ['nothing', {}],
    ['text that is not JSON', encoded('json/plain', bytes('{"a":'))],
    ['JSON without data', encoded('json/plain')],
    ['bytes that are not UTF-8', encoded('json/plain', Uint8Array.of(0xff, 0xfe, 0x00))],
    ['protobuf JSON', encoded('json/protobuf', bytes('{"messageType":1'))],
    ['protobuf', encoded('binary/protobuf', Uint8Array.of(8, 150, 1))],
    ['an encrypted payload of another key', encoded('binary/encrypted', new Uint8Array(64))],
    ['an encoding one letter off', encoded('binary/encrypteD', new Uint8Array(64))],
    [
      'the sentinel sent by somebody else, with more in it',
      encoded('json/plain', bytes('{"sekishoForeign":1,"x":2}')),
    ],
  ])('reads %s as the sentinel', async (_what, payload) => {
    expect(await read(payload)).toEqual(FOREIGN);
  });

  test('reads as the sentinel whatever we have not sealed, be it ever so well formed', async () => {
    expect(await read(encoded('binary/null'))).toEqual(FOREIGN);
    expect(await read(encoded('json/plain', bytes('{"a":1}')))).toEqual(FOREIGN);
  });

  test('never throws on any payload', async () => {
    const encodings = fc.constantFrom(
      'json/plain',
      'binary/plain',
      'binary/null',
      'json/protobuf',
      'binary/encrypted',
      'x',
    );
    await fc.assert(
      fc.asyncProperty(encodings, fc.option(fc.uint8Array(), { nil: undefined }), async (encoding, data) => {
        await read(encoded(encoding, data));
      }),
      { numRuns: 500 },
    );
  });

  test('can send the sentinel on: it stays the sentinel', async () => {
    const payloads = await encodeToPayloads(converter, FOREIGN);
    expect((await decodeArrayFromPayloads(converter, payloads)).every(isForeign)).toBe(true);
  });
});

describe('the failure converter', () => {
  const failure = (): Promise<ProtoFailure> =>
    encodeErrorToFailure(
      converter,
      ApplicationFailure.create({ type: 'WRONG_STAGE', message: '花子', details: ['花子'] }),
    );

  test('leaves nothing but the type in clear', async () => {
    const { message, stackTrace, applicationFailureInfo, ...rest } = await failure();
    expect({ message, stackTrace, type: applicationFailureInfo?.type }).toEqual({
      message: 'Encoded failure',
      stackTrace: '',
      type: 'WRONG_STAGE',
    });
    expect(Buffer.from(rest.encodedAttributes?.data ?? []).includes(bytes('花子'))).toBe(false);
    expect(
      Buffer.from(applicationFailureInfo?.details?.payloads?.[0]?.data ?? []).includes(bytes('花子')),
    ).toBe(false);
  });

  test('gives back type, message, details and cause', async () => {
    const error = ApplicationFailure.create({
      type: 'T',
      message: 'm',
      details: [1],
      cause: new CancelledFailure('c'),
    });
    const back = await decodeOptionalFailureToOptionalError(
      converter,
      await encodeErrorToFailure(converter, error),
    );
    expect(back).toMatchObject({ type: 'T', message: 'm', details: [1], cause: { message: 'c' } });
  });

  const unreadable: [string, ProtoFailure][] = [
    ['a child failure without attributes', { childWorkflowExecutionFailureInfo: {} }],
    ['an activity failure without a type', { activityFailureInfo: {} }],
  ];
  test.each(unreadable)('reads %s as a non-retryable foreign failure', async (_what, foreign) => {
    const error = await decodeOptionalFailureToOptionalError(converter, foreign);
    expect(error).toBeInstanceOf(ApplicationFailure);
    expect(error).toMatchObject({ type: FOREIGN_FAILURE, nonRetryable: true });
  });

  const unknownKind: number = 99;
  const odd: [string, ProtoFailure][] = [
    ['attributes nobody can open', { encodedAttributes: encoded('binary/encrypted', new Uint8Array(40)) }],
    [
      'details nobody can open',
      { applicationFailureInfo: { type: 'T', details: { payloads: [encoded('x')] } } },
    ],
    ['a broken cause', { applicationFailureInfo: { type: 'T' }, cause: { activityFailureInfo: {} } }],
    ['an unknown kind of timeout', { timeoutFailureInfo: { timeoutType: unknownKind } }],
    [
      'an unknown retry state',
      { activityFailureInfo: { activityType: { name: 'a' }, retryState: unknownKind } },
    ],
    ['nothing in it', {}],
  ];
  test.each(odd)('reads a failure with %s without throwing', async (_what, foreign) => {
    expect(await decodeOptionalFailureToOptionalError(converter, foreign)).toBeInstanceOf(Error);
  });
});
