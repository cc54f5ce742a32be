import { code, type ColumnRow, is, signIn } from './row.js';

/** Columns that mean the same in every table that has them. A table names which it has; what is different it says itself. */
export const COMMON: Readonly<Record<string, ColumnRow>> = {
  organ_id: is('Which organ', { nature: 'NEITHER' }),
  contractor_id: is('Which contractor', { nature: 'NEITHER' }),
  subject_id: is('Which person, by a number', { nature: 'PSEUDONYMOUS' }),
  case_id: is('Which case', { nature: 'PSEUDONYMOUS' }),
  request_id: is('Which question to a source', { nature: 'PSEUDONYMOUS' }),
  item_id: is('Which item of information', { nature: 'NEITHER' }),
  created_at: is('When it was made', { from: 'SYSTEM' }),
  recorded_at: is('When it was recorded', { from: 'SYSTEM' }),
  recorded_by: signIn('Who recorded it', { from: 'SYSTEM' }),
  ended_at: is('When it was ended'),
  ended_by: signIn('Who ended it', { from: 'SYSTEM' }),
  first_day: is('Its first day'),
  last_day: is('Its last day'),
  reminded_at: is('When somebody was reminded of it', { from: 'SYSTEM' }),
  overdue_at: is('When it was found overdue', { from: 'SYSTEM' }),
  attempts: is('How often it was tried', { nature: 'NEITHER', from: 'SYSTEM' }),
  next_at: is('When it is tried again', { nature: 'NEITHER', from: 'SYSTEM' }),
  last_error: code('Why it failed last: the kind of the error, and no message of it', {
    nature: 'NEITHER',
    from: 'SYSTEM',
  }),
};
