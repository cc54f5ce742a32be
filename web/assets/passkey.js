'use strict';
// The console's one script, on pages with a form that a passkey signs or that enrols one. It asks the authenticator for what
// `data-options` says, writes the answer into the field `credential`, and sends the form. Everything else works without it.
(() => {
  const bytesOf = (text) => {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  };
  const textOf = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytesOf(one.id) }));

  /** Where the browser does not read the options by itself (WebAuthn level 3), it is done by hand. */
  const kinds = {
    sign: {
      ask: (publicKey) => navigator.credentials.get({ publicKey }),
      read: (options) =>
        PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? {
          ...options,
          challenge: bytesOf(options.challenge),
          allowCredentials: named(options.allowCredentials),
        },
    },
    enrol: {
      ask: (publicKey) => navigator.credentials.create({ publicKey }),
      read: (options) =>
        PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? {
          ...options,
          challenge: bytesOf(options.challenge),
          user: { ...options.user, id: bytesOf(options.user.id) },
          excludeCredentials: named(options.excludeCredentials),
        },
    },
  };

  const writtenBy = (credential) => {
    const whole = credential.toJSON?.() ?? byHand(credential);
    const { id, rawId, type, response } = whole;
    const parts = ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle', 'attestationObject'];
    const kept = parts.filter((name) => typeof response[name] === 'string' && response[name] !== '');
    return JSON.stringify({
      id,
      rawId,
      type,
      clientExtensionResults: {},
      response: {
        ...Object.fromEntries(kept.map((name) => [name, response[name]])),
        ...(Array.isArray(response.transports) ? { transports: response.transports } : {}),
      },
    });
  };
  const byHand = ({ id, rawId, type, response }) => {
    const buffers = ['clientDataJSON', 'authenticatorData', 'signature', 'userHandle', 'attestationObject'];
    const there = buffers.filter((name) => response[name] instanceof ArrayBuffer);
    return {
      id,
      rawId: textOf(rawId),
      type,
      response: {
        ...Object.fromEntries(there.map((name) => [name, textOf(response[name])])),
        ...(response.getTransports ? { transports: response.getTransports() } : {}),
      },
    };
  };

  const prepare = (form) => {
    const kind = kinds[form.dataset.passkey];
    if (!kind) return;
    const say = (text) => {
      let place = form.querySelector('[data-passkey-said]');
      if (!place) {
        place = document.createElement('p');
        place.className = 'notice notice-wrong';
        place.setAttribute('role', 'alert');
        place.setAttribute('data-passkey-said', '');
        form.prepend(place);
      }
      place.textContent = text;
    };
    const there = typeof PublicKeyCredential === 'function' && navigator.credentials !== undefined;
    for (const part of form.querySelectorAll('[data-passkey-only]')) part.hidden = !there;
    if (!there) return say(form.dataset.unsupported);
    let asking = false;
    form.addEventListener('submit', async (event) => {
      // A button that needs no authenticator sends the form as it is.
      if (event.submitter?.hasAttribute('data-plain')) return;
      event.preventDefault();
      if (asking) return;
      asking = true;
      try {
        const credential = await kind.ask(kind.read(JSON.parse(form.dataset.options)));
        form.elements.namedItem('credential').value = writtenBy(credential);
        form.submit();
      } catch {
        say(form.dataset.failed);
      } finally {
        asking = false;
      }
    });
  };
  for (const form of document.querySelectorAll('form[data-passkey]')) prepare(form);
})();
