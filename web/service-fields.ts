import { SERVICE_CHANNELS } from '../domain/service.js';
import { type Field, optionsOf, said } from './field-parts.js';
import { SERVICE_CHANNEL_WORDS, SERVICE_WORDS as w } from './words/service.js';

/** What a notice of the result says of how it was served; and after a void one, whose sign-in is handed over with it. */
export const SERVICE_FIELDS: readonly Field[] = [
  {
    type: 'one',
    name: 'channel',
    label: (t) => said(t, w.channel),
    options: () => optionsOf(SERVICE_CHANNEL_WORDS, SERVICE_CHANNELS),
  },
  {
    type: 'day',
    name: 'receivedOn',
    optional: 'depends',
    label: (t) => said(t, w.receivedOn),
    hint: (t) => said(t, w.receivedHint),
  },
  {
    type: 'line',
    name: 'receipt',
    max: 64,
    optional: 'depends',
    label: (t) => said(t, w.receipt),
    hint: (t) => said(t, w.receiptHint),
  },
  {
    type: 'line',
    name: 'number',
    max: 14,
    optional: 'depends',
    label: (t) => said(t, w.number),
    hint: (t) => said(t, w.numberHint),
  },
  {
    type: 'line',
    name: 'subjectAccount',
    max: 200,
    optional: 'depends',
    label: (t) => t.form.account,
    hint: (t) => t.form.accountAnewHint,
    only: (file) => (file?.voidNotices ?? []).length > 0,
  },
];
