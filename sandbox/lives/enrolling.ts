import type { Answer, Caller } from './caller.js';

/**
 * A person comes to their passkey as everybody does (decision 80): by a code across the counter, and with what their
 * authenticator makes, here the sandbox's. Who has one needs no code; copies of the release before know of neither.
 */
export async function enrolling(
  id: string,
  officer: Caller,
  person: Caller,
  expect: (what: string, answer: Answer) => void,
): Promise<void> {
  const handed = await officer.post(`/applications/${id}/enrolment-code`, {
    identityCheck: 'STAFF_CARD_OF_ORGAN',
  });
  if (handed.body?.code === 'PASSKEY_STANDS' || handed.status === 404) return;
  expect('enrolment-code handed over', handed);
  const options = await person.post('/passkeys/options');
  if (options.status === 404) return;
  expect('options for a passkey', options);
  const nonce = options.body.challenge;
  const made = await person.post('/sandbox/authenticator/registrations', { challenge: nonce });
  expect('passkey made', made);
  const { enrolmentCode: code } = handed.body;
  expect('passkey enrolled', await person.post('/passkeys', { code, nonce, credential: made.body }));
}
