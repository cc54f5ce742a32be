import { PAPER_CHANNELS, SERVICE_CHANNELS, type ServiceChannel } from '../domain/service.js';
import type { CaseFile } from './case-data.js';
import { type Field, optionsOf, said } from './field-parts.js';
import { SERVICE_CHANNEL_WORDS, SERVICE_WORDS as w } from './words/service.js';

/** What a notice of the result says of how it was served; and after a void one, whose sign-in is handed over with it. */
export const SERVICE_FIELDS: readonly Field[] = [
  {
    type: 'one',
    name: 'channel',
    label: (t) => said(t, w.channel),
    // By the way by which it is out; where none is, in the person's account, which needs no paper.
    options: (file) => optionsOf(SERVICE_CHANNEL_WORDS, waysOf(file)),
  },
  {
    type: 'day',
    name: 'receivedOn',
    optional: 'depends',
    only: isOut,
    label: (t) => said(t, w.receivedOn),
    hint: (t) => said(t, w.receivedHint),
  },
  {
    type: 'line',
    name: 'receivedAt',
    max: 5,
    optional: 'depends',
    only: isOut,
    label: (t) => said(t, w.receivedAt),
    hint: (t) => said(t, w.receivedAtHint),
  },
  {
    type: 'line',
    name: 'receipt',
    max: 64,
    optional: 'depends',
    only: isOut,
    label: (t) => said(t, w.receipt),
    hint: (t) => said(t, w.receiptHint),
  },
  {
    type: 'line',
    name: 'number',
    max: 14,
    optional: 'depends',
    only: isOut,
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

/** By which way it goes out. */
export const ISSUE_FIELDS: readonly Field[] = [
  {
    type: 'one',
    name: 'channel',
    label: (t) => said(t, w.channel),
    hint: (t) => said(t, w.issueChannelHint),
    options: () => optionsOf(SERVICE_CHANNEL_WORDS, PAPER_CHANNELS),
  },
];

function waysOf(file: CaseFile | undefined): readonly ServiceChannel[] {
  if (file === undefined) return SERVICE_CHANNELS;
  return [file.issue?.channel ?? 'OWN_ACCOUNT'];
}

function isOut(file: CaseFile | undefined): boolean {
  return file === undefined || file.issue !== undefined;
}
