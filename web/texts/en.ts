import type { Texts } from './ja.js';
import { enCase } from './en-case.js';
import { enOffice } from './en-office.js';
import { enExplain } from './en-explain.js';
import { enSupplement } from './en-supplement.js';

export const en: Texts = {
  languageName: 'English',
  product: 'Sekisho',
  tagline: 'Suitability assessments and clearances',
  skip: 'Skip to the content',
  draft: 'All texts of the scheme are this project’s drafts, not official documents.',
  sandboxBanner: 'Sandbox: all people, companies and bureaux here are fictional.',
  pageTime: (at) => `Time on this page: ${at} (Japan)`,
  errorPrefix: 'Error: ',
  colon: ': ',
  comma: ', ',
  nav: {
    label: 'Main pages',
    start: 'Start',
    queue: 'Cases',
    originals: 'Papers',
    operations: 'Operations',
    statistics: 'Figures',
    holds: 'Legal holds',
    outages: 'Outages',
  },
  language: { label: 'Language' },
  signIn: 'Sign in',
  signOut: 'Sign out',

  start: {
    title: 'Start',
    welcome: 'Welcome',
    signedOut:
      'This system takes suitability assessments for important economic security information from nomination to the notice of result, and on to renewal after ten years.',
    tryTitle: 'Try the sandbox',
    try: 'You may sign in as anyone. Everybody has the same password:',
    tryAccounts: 'Accounts',
    tryRole: 'Role',
    tryWhat: 'What they do',
    you: 'About you',
    yourNumber: 'Your sign-in number',
    yourNumberHint: 'The case officer needs this number when a notice is served on you.',
    yourRoles: 'Roles',
    noRoles:
      'You hold no role yet. If you are to be assessed, your case appears here once the notice is served.',
    waiting: 'Waiting for you',
    office: 'Waiting for you, beside cases',
    nothingWaiting: 'Nothing waits for you now.',
    own: 'Your own cases',
    noOwn: 'You have no case yet.',
    outcomes: 'Outcomes',
    noOutcomes: 'There is no outcome to show yet.',
    allCases: 'Open all cases',
    toOperations: 'Open operations',
    apiOnly: 'There is no page for this role yet. Please use the API.',
  },

  queue: {
    policyMissing: 'Policy not loaded: cannot be opened',
    title: 'Cases',
    intro:
      'By due date. Every row says whose turn it is, and since when. Cases that wait for your declaration of ties come last, ended ones among them.',
    introEnded:
      'Ended cases, newest first. Those that wait for your declaration of ties stand among the open ones.',
    filter: 'Show',
    open: 'Open',
    mine: 'My turn',
    ended: 'Ended',
    none: 'No such case.',
    due: 'Due',
    who: 'Subject',
    stage: 'Stage',
    turn: 'Whose turn, since when',
    endedOn: 'Ended',
    how: 'How it ended',
    next: 'Next page',
    first: 'First page',
    count: (n) => (n === 1 ? '1 case shown' : `${n} cases shown`),
    noName: '(file destroyed)',
  },

  time: {
    daysWaiting: (days) => (days <= 0 ? 'since today' : days === 1 ? 'for 1 day' : `for ${days} days`),
    dueIn: (days) =>
      days === 0
        ? 'today'
        : days === 1
          ? 'in 1 day'
          : days > 730
            ? `in about ${Math.floor(days / 365.25)} years`
            : `in ${days} days`,
    overdue: (days) => (days === 1 ? '1 day overdue' : `${days} days overdue`),
    noDue: 'no due date',
  },

  turn: {
    label: 'Whose turn it is',
    yours: 'It is your turn',
    notYours: 'Not your turn',
    sources: (open, all) => `${open} of ${all} inquiries still unanswered`,
    ended: 'This case has ended',
  },

  operations: {
    title: 'Operations',
    intro: 'Ids and codes only. Nothing here says whose case it is, or how it stands.',
    policiesMissing:
      'Cases were begun under policies whose packs are not loaded. Nobody can take a step on them before these folders are back:',
    unseen: 'Cases not caught up',
    unseenHint: 'a change in the register their workflow has not seen',
    overdue: 'Cases with unhandled deadlines',
    overdueHint: 'due for more than a minute',
    textsOverdue: 'Texts to be screened, overdue',
    textsOverdueHint: 'waiting for a screening officer beyond their day',
    dead: 'Undeliverable messages',
    deadHint: 'given up after many tries',
    list: 'Cases to look at',
    quiet: 'Everything has been handled.',
    kind: 'Kind',
    phase: 'Phase',
    phases: { OPEN: 'open', CLOSED: 'ended' },
    id: 'Number',
    since: 'In this stage since',
    why: 'Why',
    whyUnseen: 'unseen change',
    whyOverdue: (n) => (n === 1 ? '1 unhandled deadline' : `${n} unhandled deadlines`),
    inTemporal: 'Open in Temporal',
    deadList: 'Undeliverable messages',
    deadKind: 'Kind',
    attempts: 'Tries',
    temporal: 'Open the Temporal UI',
  },

  problem: {
    title: 'This cannot go on',
    notFound: 'Not found',
    signedOut: 'Please sign in',
    signedOutText: 'Your session has ended, or you have not signed in yet.',
    signInExpired: 'This sign-in has expired or was started anew elsewhere. Please sign in again.',
    signInRefused: 'The sign-in was refused.',
    csrf: 'We could not make sure that this came from one of our own pages. Open the page again and send it once more.',
    reference: 'Reference',
    backToCase: 'Back to the case',
    backToStart: 'Back to the start',
    again: 'Sign in again',
    code: 'Code',
  },

  documents: {
    title: 'Documents',
    intro:
      'Notices and forms to print, word for word as they were read. The texts are this project’s drafts.',
    blank: 'blank form',
    ja: 'Japanese (PDF)',
    en: 'English (PDF)',
    receipts: 'Receipts of your consents and withdrawals (JSON)',
    consentRecord: 'Your consent record, to be verified without us (JSON)',
  },
  ...enCase,
  ...enOffice,
  ...enExplain,
  ...enSupplement,
};
