import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Api } from './api.js';
import { Refusal } from './faults.js';

/** What an authenticator answers goes on as it came. */
const Answered = z.looseObject({});

/**
 * An act that may have to be signed. In a sandbox it is signed by the sandbox's authenticator, which is enrolled first; elsewhere
 * a terminal has none, and the refusal says what to do: the person signs in their browser, or on paper.
 */
export async function postSigned<T>(
  api: Api,
  path: string,
  body: Readonly<Record<string, unknown>>,
  key: string,
  schema: z.ZodType<T>,
): Promise<T> {
  let said = body;
  // Not signed, not enrolled, not signed: then taken.
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      return await api.post(path, said, key, schema);
    } catch (error) {
      const signature = error instanceof Refusal ? await ofSandbox(api, error) : undefined;
      if (!signature) throw error;
      said = { ...body, ...signature };
    }
  }
  return api.post(path, said, key, schema);
}

/** What the act lacked; nothing where it was refused for something else, or where there is no sandbox. */
async function ofSandbox(
  api: Api,
  { problem: { code, toSign } }: Refusal,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (code === 'PASSKEY_NEEDED') return (await made(api, 'passkeys', {})) && {};
  if (code !== 'SIGNATURE_NEEDED' || !toSign) return undefined;
  const assertion = await made(api, 'signatures', { challenge: toSign.challenge });
  return assertion && { signature: { nonce: toSign.nonce, assertion } };
}

async function made(api: Api, what: string, body: unknown) {
  try {
    return await api.post(`/sandbox/authenticator/${what}`, body, randomUUID(), Answered);
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}
