import { DEADLINES } from '../../domain/policy.js';
import { codesOf } from '../../domain/inquiries.js';
import { ACT27 } from '../support/act27.js';
import { Refused } from '../../domain/errors.js';
import type { File, Input } from './file.js';
import type { Scheme } from './scheme.js';
import { dueAfter } from './time.js';

type Of = { readonly input: Input };

export function request(world: Scheme, file: File, { input }: Of): void {
  if (codesOf(ACT27, input.needs ?? {}).length === 0) throw new Refused('INVALID');
  for (const kind of ['SUPPLEMENT_REMINDER', 'SUPPLEMENT_WINDOW'] as const)
    file.deadlines.push({ kind, dueAt: dueAfter(kind, world.now, file.periods), setAt: world.now });
}

export function endRequest(_: Scheme, file: File): void {
  file.deadlines = file.deadlines.filter(({ kind }) => DEADLINES[kind].scope !== 'request');
}

export function answer(world: Scheme, file: File, { input }: Of): void {
  file.inquiries = { ...file.inquiries, ...input.inquiries };
  endRequest(world, file);
}

/** What is asked stops; what nobody has weighed is set aside; what came over from an earlier case was weighed there. */
export function takeBack(_: Scheme, file: File, { input }: Of): void {
  const codes = input.codes ?? [];
  if (codes.length === 0) throw new Refused('INVALID');
  file.inquiries = { ...file.inquiries, ...Object.fromEntries(codes.map((code) => [code, false])) };
  file.takenBack = [...file.takenBack, ...codes];
  for (const check of file.checks) {
    if (!codes.includes(check.code) || check.reused) continue;
    const stands = check.status === 'ANSWERED' && (check.weighed || check.opined);
    if (stands) continue;
    Object.assign(check, { status: 'CANCELLED', finding: null });
    file.deadlines = file.deadlines.filter((one) => one.check !== check);
  }
}
