import { type Area, BY_RULE, code, is } from './row.js';

const ASKED = {
  nature: 'PSEUDONYMOUS',
  rest: 'CLEAR',
  from: 'SYSTEM',
  item: 'NAMED',
  article: 'Art. 12(6)',
  walled: true,
} as const;

/** What sources are asked and answer, by codes. Their words are sealed (EVIDENCE). */
export const INQUIRIES: Area = {
  checks: {
    ...ASKED,
    about:
      'One row a question to a source. What came back is one of four codes; the words lie sealed. A source sees its own open questions.',
    readers: 'FILE',
    kept: 'FILE',
    processes: ['api', 'worker', 'gateway'],
    columns: {
      request_id: is('Number of the question'),
      case_id: BY_RULE,
      code: code('Which question of the policy', { nature: 'PERSONAL' }),
      item: code('Which of the seven items', { nature: 'PERSONAL' }),
      source: code('Which source is asked', { nature: 'PERSONAL' }),
      status: code('Open, answered, late or cancelled'),
      finding: code('What came back: a record, none, declined or unavailable', {
        nature: 'PERSONAL',
        from: 'PROVIDER',
      }),
      created_seq: is('The step that asked'),
      created_at: BY_RULE,
      due_at: is('Until when it is awaited'),
      answered_at: is('When it was answered', { from: 'PROVIDER' }),
      resolved_at: is('When a person weighed it', { from: 'OFFICER' }),
      asked_again_as: is('The question that asks it again', { from: 'OFFICER' }),
      forgery_at: is('When somebody tried to answer it by way of the engine'),
      reused: is('Answered in an earlier investigation, and brought over'),
      need: code('Why it was asked, where it was only as needed', { nature: 'PERSONAL', from: 'OFFICER' }),
    },
  },
  consent_grants: {
    ...ASKED,
    about:
      'The signed grant that travels with a question. Token and salt go with the question; its place in the list of states stays, and says nothing without them.',
    article: 'Art. 12(3), 12(6); decisions 76, 81',
    readers: 'NOBODY',
    kept: 'PROOF',
    processes: ['api', 'worker', 'gateway'],
    columns: {
      request_id: is('Which question to a source', { kept: 'FILE' }),
      token: is('The grant, signed: ids, code of the question and days', {
        holds: 'JSON_OF_CODES',
        kept: 'FILE',
      }),
      expires_at: is('When it ends'),
      salt: is('Drawn for it alone, so that the consent it names cannot be compared or guessed', {
        nature: 'NEITHER',
        kept: 'FILE',
      }),
      used_at: is('When its question was answered, by whichever way'),
      withdrawn_at: is('When the consent was taken back', { from: 'SUBJECT' }),
      status_list: is('Its list of states', { nature: 'NEITHER' }),
      status_index: is('Its place in that list', { nature: 'NEITHER' }),
    },
  },
  grant_status_lists: {
    ...ASKED,
    about:
      'By what the places of a list are drawn, so that neighbours are not of one case. No process of ours may read it.',
    nature: 'NEITHER',
    item: 'NONE',
    article: 'decision 76',
    readers: 'NOBODY',
    kept: 'REGISTER',
    processes: [],
    walled: false,
    columns: { list: is('Which list'), seed: is('Its secret seed', { rest: 'CLEAR' }) },
  },
  providers: {
    ...ASKED,
    about: 'Sources that are connected, written by the database’s owner.',
    nature: 'NEITHER',
    from: 'OWNER',
    item: 'NONE',
    readers: 'NOBODY',
    kept: 'REGISTER',
    processes: ['api', 'worker', 'gateway'],
    walled: false,
    columns: {
      source: code('Which source'),
      credential_hash: is('Hash of its credential', { rest: 'HASHED' }),
      push_url: is('Where events go', { holds: 'NAME' }),
      webhook_secret_ref: is('Which secret signs them: a name, not the secret', { holds: 'NAME' }),
    },
  },
  inbox: {
    ...ASKED,
    about:
      'Answers of sources as they came in, until they are filed. One that came after a withdrawal leaves number, hash and time.',
    from: 'PROVIDER',
    readers: 'NOBODY',
    kept: 'FILE',
    processes: ['api', 'worker', 'gateway'],
    walled: false,
    columns: {
      id: is('Number of the answer'),
      request_id: BY_RULE,
      source: code('Who answered'),
      answer: code('A record, none, declined or unavailable', { nature: 'PERSONAL' }),
      statement_id: is('Where its words lie sealed'),
      content_hash: is('Hash of what was sent', { rest: 'HASHED' }),
      received_at: is('When it came in', { from: 'SYSTEM' }),
      filed_at: is('When it was filed', { from: 'SYSTEM' }),
      disposition: code('Filed or dropped', { from: 'SYSTEM' }),
      attempts: BY_RULE,
      next_at: BY_RULE,
      last_error: BY_RULE,
    },
  },
};
