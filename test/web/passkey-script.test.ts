import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import { describe, expect, test } from '@jest/globals';

/** The one script of the console, in a browser of straw. */
const SCRIPT = readFileSync(new URL('../../web/assets/passkey.js', import.meta.url), 'utf8');
const coded = (text: string) => Buffer.from(text).toString('base64url');
const buffer = (text: string) => Uint8Array.from(Buffer.from(text)).buffer;
const OPTIONS = {
  sign: {
    challenge: coded('challenge'),
    rpId: 'sekisho.example',
    allowCredentials: [{ type: 'public-key', id: coded('one') }],
  },
  enrol: {
    challenge: coded('challenge'),
    rp: { name: 'x' },
    user: { id: coded('me'), name: 'x', displayName: 'x' },
  },
};
interface Given {
  readonly kind?: 'sign' | 'enrol';
  /** What the authenticator answers; `undefined` where the browser knows none. */
  readonly answer?: () => unknown;
  /** Whether the browser reads and writes JSON by itself. */
  readonly modern?: boolean;
  /** Attributes of the button that was pressed. */
  readonly pressed?: readonly string[];
}

/** One form sent once: what was asked of the authenticator, what was sent, and what was said. */
async function sent({ kind = 'sign', answer, modern = false, pressed = [] }: Given) {
  const seen = {
    asked: [] as unknown[],
    submitted: false,
    prevented: false,
    said: '',
    value: '',
    hidden: true,
  };
  const listeners: ((event: unknown) => Promise<void> | void)[] = [];
  const field = { value: '' };
  const only = { hidden: true };
  let alert: { textContent: string; attributes: Record<string, string> } | undefined;
  const form = {
    dataset: {
      passkey: kind,
      options: JSON.stringify(OPTIONS[kind]),
      failed: 'FAILED',
      unsupported: 'UNSUPPORTED',
    },
    elements: { namedItem: () => field },
    addEventListener: (_: string, listener: (typeof listeners)[number]) => listeners.push(listener),
    querySelector: () => alert ?? null,
    querySelectorAll: () => [only],
    prepend: (made: typeof alert) => {
      alert = made;
    },
    submit: () => {
      seen.submitted = true;
    },
  };
  const credentials = {
    get: async ({ publicKey }: { publicKey: unknown }) => (seen.asked.push(publicKey), answer?.()),
    create: async ({ publicKey }: { publicKey: unknown }) => (seen.asked.push(publicKey), answer?.()),
  };
  class Credential {
    static parseRequestOptionsFromJSON = modern ? (options: object) => ({ parsed: options }) : undefined;
  }
  const world = {
    document: {
      querySelectorAll: () => [form],
      createElement: () => {
        const attributes: Record<string, string> = {};
        return {
          textContent: '',
          attributes,
          setAttribute: (name: string, value: string) => {
            attributes[name] = value;
          },
        };
      },
    },
    navigator: { credentials: answer ? credentials : undefined },
    ...(answer ? { PublicKeyCredential: Credential } : {}),
    atob,
    btoa,
    ArrayBuffer,
    Uint8Array,
  };
  vm.runInNewContext(SCRIPT, world);
  const event = {
    submitter: { hasAttribute: (name: string) => pressed.includes(name) },
    preventDefault: () => {
      seen.prevented = true;
    },
  };
  for (const listener of listeners) await listener(event);
  return {
    ...seen,
    hidden: only.hidden,
    value: field.value,
    said: alert?.textContent,
    role: alert?.attributes.role,
  };
}
const response = {
  clientDataJSON: buffer('client'),
  authenticatorData: buffer('data'),
  signature: buffer('signed'),
};
const byHand = () => ({ id: coded('one'), rawId: buffer('one'), type: 'public-key', response });
const WRITTEN = {
  id: coded('one'),
  rawId: coded('one'),
  type: 'public-key',
  clientExtensionResults: {},
  response: { clientDataJSON: coded('client'), authenticatorData: coded('data'), signature: coded('signed') },
};

describe('a form that a passkey signs', () => {
  test('asks for exactly what the page says, and sends what the authenticator answers', async () => {
    const done = await sent({ answer: byHand });
    expect(done.asked).toMatchObject([{ rpId: 'sekisho.example' }]);
    const [{ challenge, allowCredentials }] = done.asked as [
      { challenge: Uint8Array; allowCredentials: { id: Uint8Array }[] },
    ];
    expect(Buffer.from(challenge).toString()).toBe('challenge');
    expect(Buffer.from(allowCredentials[0]?.id ?? []).toString()).toBe('one');
    expect(JSON.parse(done.value)).toEqual(WRITTEN);
    expect(done).toMatchObject({ submitted: true, prevented: true, hidden: false, said: undefined });
  });

  test('lets a browser that knows JSON read and write it, and keeps of it what a signature is', async () => {
    const toJSON = () => ({
      ...WRITTEN,
      clientExtensionResults: { appid: true },
      authenticatorAttachment: 'platform',
    });
    const done = await sent({ modern: true, answer: () => ({ toJSON }) });
    expect(done.asked).toEqual([{ parsed: OPTIONS.sign }]);
    expect(JSON.parse(done.value)).toEqual(WRITTEN);
  });

  test('says in place that nothing was signed, and sends nothing', async () => {
    const done = await sent({ answer: () => Promise.reject(new Error('NotAllowedError')) });
    expect(done).toMatchObject({ said: 'FAILED', role: 'alert', submitted: false, value: '' });
  });

  test('says where there are no passkeys, and hides what needs one', async () => {
    expect(await sent({})).toMatchObject({
      said: 'UNSUPPORTED',
      role: 'alert',
      hidden: true,
      submitted: false,
    });
  });

  test('is sent as it is by a button that needs no authenticator', async () => {
    const done = await sent({ answer: byHand, pressed: ['data-plain'] });
    expect(done).toMatchObject({ asked: [], prevented: false, value: '' });
  });
});

test('a form that enrols a passkey sends what was made, with the ways it can be reached', async () => {
  const made = {
    clientDataJSON: buffer('client'),
    attestationObject: buffer('made'),
    getTransports: () => ['internal'],
  };
  const done = await sent({ kind: 'enrol', answer: () => ({ ...byHand(), response: made }) });
  const [{ user }] = done.asked as [{ user: { id: Uint8Array } }];
  expect(Buffer.from(user.id).toString()).toBe('me');
  expect(JSON.parse(done.value).response).toEqual({
    clientDataJSON: coded('client'),
    attestationObject: coded('made'),
    transports: ['internal'],
  });
});
