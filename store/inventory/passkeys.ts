import { type Area, BY_RULE, code, is, signIn } from './row.js';

const SIGNED = {
  nature: 'PSEUDONYMOUS',
  rest: 'CLEAR',
  from: 'SUBJECT',
  item: 'NONE',
  readers: 'COUNTER',
  processes: ['api'],
  walled: true,
} as const;

/** With what a person signs, how they came to it, and what they signed. Of a passkey its public half alone is here. */
export const PASSKEY_TABLES: Area = {
  passkeys: {
    ...SIGNED,
    about:
      'The public halves of passkeys, one in force an account. Kept when they are revoked, as what they signed is to be verified; of a row its count and its end alone are ever added. To be found by the account before it is known what that may see: its wall lets the API see all.',
    article: 'Art. 12(3), 13; decisions 77, 80',
    kept: 'REGISTER',
    columns: {
      id: is('Number of the passkey'),
      sub: signIn('Whose sign-in it is', { from: 'SYSTEM', readers: 'NOBODY' }),
      credential_id: is('As the authenticator names it', { holds: 'ID', readers: 'CONSENT_RECORD' }),
      public_key: is('Its public half; the other never leaves the authenticator', {
        readers: 'CONSENT_RECORD',
      }),
      counter: is('How often it signed, where it counts', { readers: 'NOBODY' }),
      make: is('What make of authenticator it says that it is'),
      backed_up: is('Whether it says that it is copied to the person’s other devices'),
      enrolled_at: is('When it was enrolled', { from: 'SYSTEM' }),
      revoked_at: is('When it was revoked', { from: 'SYSTEM' }),
      revoked_by: signIn('Who confirmed its loss', { from: 'OFFICER', readers: 'NOBODY' }),
    },
  },
  signatures: {
    ...SIGNED,
    about:
      'What a person signed, with the step it belongs to, never changed until its file is destroyed: then what was signed is emptied, as the step’s own details are.',
    article: 'Art. 12(3), 13; decision 77',
    readers: 'CONSENT_RECORD',
    kept: 'PROOF',
    columns: {
      command_id: is('The step'),
      case_id: BY_RULE,
      passkey_id: is('By which passkey'),
      nonce: is('The number used once', { holds: 'ID', nature: 'NEITHER', from: 'SYSTEM' }),
      document: is(
        'What was signed: the act, the case, the names of the texts shown, and the choice as it was sent, question by question; no words',
        { holds: 'JSON_OF_CODES', nature: 'PERSONAL', item: 'NAMED', kept: 'FILE' },
      ),
      assertion: is('What the authenticator answered: the signature, its count, and the page it was on', {
        kept: 'FILE',
        holds: 'JSON_OF_CODES',
      }),
      signed_at: is('When', { from: 'SYSTEM' }),
    },
  },
  enrolment_codes: {
    ...SIGNED,
    about:
      'Codes that were handed over, by a keyed hash: the code itself is told once and rests nowhere. Deleted with the file.',
    article: 'Art. 12(3), 13; decision 80',
    from: 'OFFICER',
    kept: 'FILE',
    columns: {
      id: is('Number of the code', { readers: 'NOBODY' }),
      organ_id: BY_RULE,
      subject_id: BY_RULE,
      case_id: BY_RULE,
      code_hash: is('Keyed hash of the code, the organ and the person', {
        rest: 'HASHED',
        readers: 'NOBODY',
      }),
      identity_check: code('Which kind of document was looked at, and no number of it', {
        readers: 'NOBODY',
      }),
      made_at: is('When it was handed over', { readers: 'NOBODY' }),
      made_by: signIn('Who handed it over', { readers: 'NOBODY' }),
      valid_from: is('From when it counts', { from: 'SYSTEM' }),
      valid_until: is('Until when it counts', { from: 'SYSTEM' }),
      tries: is('How often a wrong one was given', { from: 'SUBJECT' }),
      ended_at: BY_RULE,
      ended_as: code('Used, replaced by another, or tried too often', { readers: 'NOBODY' }),
    },
  },
  passkey_losses: {
    ...SIGNED,
    about:
      'Passkeys that were said to be lost, by one officer, confirmed by another, and what their person objected. Deleted with the file.',
    article: 'Art. 12(3), 13; decision 80',
    from: 'OFFICER',
    kept: 'FILE',
    columns: {
      id: is('Number of the loss'),
      organ_id: BY_RULE,
      subject_id: BY_RULE,
      case_id: BY_RULE,
      ground: code('Lost, in other hands or replaced', { nature: 'PERSONAL' }),
      identity_check: code('Which kind of document was looked at, and no number of it', {
        readers: 'NOBODY',
      }),
      reported_at: is('When it was said'),
      reported_by: signIn('Who said it', { readers: 'NOBODY' }),
      confirmed_at: is('When a second person confirmed it'),
      confirmed_by: signIn('Who', { readers: 'NOBODY' }),
      counts_from: is('From when a new code counts', { from: 'SYSTEM' }),
      objected_at: is('When its person objected', { from: 'SUBJECT' }),
      objected_by: signIn('Who objected: its person', { from: 'SUBJECT', readers: 'NOBODY' }),
    },
  },
};
