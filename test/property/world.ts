import { endForWantOfBasis } from '../../domain/bases.js';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import type { CheckCode, Finding } from '../../domain/checks.js';
import type { Action } from '../../domain/edges.js';
import { toldNotConductedAt } from '../../domain/outward.js';
import { Refused } from '../../domain/errors.js';
import { liesAhead } from '../../domain/interview.js';
import { DEADLINES } from '../../domain/policy.js';
import { type ActorRole, rolesOn } from '../../domain/roles.js';
import { permit, takenOnSight } from '../../domain/rules.js';
import { type CaseKind, type Stage, stageRow } from '../../domain/stages.js';
import type { Cast, Player } from './cast.js';
import { factsOf, openChecks, tiesOf, unresolved, isHeldFor } from './facts.js';
import {
  type Deadline,
  type File,
  type Happened,
  type Input,
  isAlive,
  type NewFile,
  newFile,
  keptFrom,
  remembered,
} from './file.js';
import { extended, MEANING } from './meaning.js';
import { givesRight, isBarred, type RecordedRight, underEach } from './recorded.js';
import { type By, type More, type Scheme, SYSTEM } from './scheme.js';
import { clocksAtEnd, deadline } from './time.js';

export interface Taken {
  readonly file: string;
  readonly action: Action;
  readonly player: Player;
  readonly seen: number;
  readonly input: Input;
}

/** `OK`, or the code of the refusal. */
export type Told = string;

/**
 * The scheme in memory, of one person at one organ: the real table, rules, calendar and policy, and what each step means
 * (meaning.ts), written a second time, apart from the register's SQL; register.test.ts holds that both mean the same.
 */
export class World implements Scheme {
  readonly files = new Map<string, File>();
  readonly history: Happened[] = [];
  readonly conflicted = new Set<string>();
  certified = true;
  readonly recorded: RecordedRight[] = [];
  /** What this attempt has changed, and how that is undone. */
  #touched = new Map<File, () => void>();

  constructor(
    readonly cast: Cast,
    public now: string,
  ) {}

  // What can be asked of it: each is all or nothing, as a transaction is.
  nominate(player: Player, contractor: boolean): Told {
    const of = { kind: 'application', ground: 'NEW_HANDLER', contractor } as const;
    return this.#whole(() => this.open('nominate', { player }, of));
  }

  take({ file, action, player, seen, input }: Taken): Told {
    return this.#whole(() => this.step(this.file(file), action, { player }, input, { seen }));
  }

  /** What it would be told, and nothing done. */
  would({ file, action, player, seen, input }: Taken): Told {
    const attempt = this.#attempt(() => this.step(this.file(file), action, { player }, input, { seen }));
    attempt.restore();
    return attempt.told;
  }

  /** A source's answer is filed, or dropped where the case takes none any more. */
  answer(name: string, code: CheckCode, finding: Finding): 'FILED' | 'DROPPED' {
    const file = this.file(name);
    const check = file.checks.findLast((one) => one.code === code);
    if (check?.status !== 'OPEN' && check?.status !== 'LATE') return 'DROPPED';
    const by = { machine: 'Provider' } as const;
    const told = this.#whole(() => this.step(file, 'fileAnswer', by, {}, { check, finding }));
    return told === 'OK' ? 'FILED' : 'DROPPED';
  }

  /** What the case's workflow does when it wakes: what has fallen due, then what is complete. */
  look(name: string): void {
    const file = this.file(name);
    if (!isAlive(file)) return;
    for (let due = this.#allDue(file, 'workflow')[0]; due; due = this.#allDue(file, 'workflow')[0])
      this.#fall(file, due);
    if (file.stage === 'CHECKS_RUNNING' && openChecks(file) === 0)
      this.step(file, unresolved(file) > 0 ? 'escalate' : 'completeChecks', SYSTEM, {});
  }

  /** The night: what began to run within an outage is extended, what has lost its basis ends, and what is kept no longer is destroyed. */
  sweep(): void {
    for (const outage of this.#outages)
      if (outage.last >= dayBeside(dayOf(this.now), -31)) this.#extend(outage);
    for (const file of [...this.named('application'), ...this.named('clearance')]) {
      const action = this.hasBasis(file) ? undefined : endForWantOfBasis(file.kind, file.stage);
      if (action) this.#whole(() => this.step(file, action, SYSTEM, { reasons: true }));
    }
    for (const file of this.files.values()) {
      for (const due of this.#allDue(file, 'retention')) {
        const told = this.#whole(() => this.step(file, DEADLINES[due.kind].action, SYSTEM, {}));
        if (told !== 'HELD') file.deadlines = file.deadlines.filter((one) => one !== due);
      }
    }
    for (const file of this.files.values())
      for (const { number: hold, chased, reviewOn } of file.holds)
        if (!chased && reviewOn <= dayOf(this.now))
          this.#whole(() => this.step(file, 'chaseHold', SYSTEM, { hold }));
  }

  /** Confirmed by a second person: the days do not count for what is open. */
  outage(outage: NonNullable<Input['outage']>): void {
    this.#outages.push(outage);
    this.#extend(outage);
  }
  readonly #outages: NonNullable<Input['outage']>[] = [];

  #extend(outage: NonNullable<Input['outage']>): void {
    for (const file of this.files.values())
      for (const action of ['extendForOutage', 'extendChecksForOutage'] as const)
        if (isAlive(file) && file.deadlines.some((one) => extended(one, outage, action)))
          this.#whole(() => this.step(file, action, SYSTEM, { outage }));
  }

  file(name: string): File {
    const file = this.files.get(name);
    if (!file) throw new Error(`no file ${name}`);
    return file;
  }

  named(kind: CaseKind): File[] {
    return [...this.files.values()].filter((file) => file.kind === kind);
  }

  hasBasis({ contractor }: File): boolean {
    return !contractor || this.certified;
  }

  /** When time alone next calls for something. */
  nextDue(): string | undefined {
    const due = [...this.files.values()].flatMap(({ deadlines }) => deadlines.map(({ dueAt }) => dueAt));
    return due.filter((at) => at > this.now).sort()[0];
  }

  /** Whether the person may handle now, under each law, as the register is asked for it (store/handling-right.ts). */
  rights(): boolean[] {
    const gives = (file: File) => givesRight(file, this.now) && this.hasBasis(file);
    return underEach(this, this.named('clearance').some(gives));
  }

  // One step, for the world and for what other steps mean. @throws Refused

  step(file: File, action: Action, by: By, input: Input, more: More = {}): void {
    const acting = this.#acting(file, by);
    if (acting.roles.length === 0) throw new Refused('NOT_FOUND');
    if ('player' in by && takenOnSight(file.kind, action, acting.people) && more.seen !== file.seq)
      throw new Refused('STALE');
    const { at, agreed = false } = input;
    const time =
      at === undefined ? {} : { ahead: liesAhead(at, this.now, { periods: file.periods, agreed }) };
    const { edge, role } = permit(action, factsOf(this, file), acting, { ...input, ...time });
    if (!this.#touched.has(file)) this.#touched.set(file, remembered(file));
    const from = file.stage;
    const since = keptFrom(file, action) ?? this.now;
    file.seq += 1;
    file.stage = edge.to === 'SAME' ? from : edge.to;
    const { sub } = acting;
    this.history.push({ at: this.now, file: file.name, edge, role, sub, from, to: file.stage, input });
    if (file.stage !== from) this.#enter(file, since);
    if (edge.endsAs) {
      file.reason = edge.endsAs;
      for (const check of file.checks) if (check.status === 'OPEN') check.status = 'CANCELLED';
      if (edge.endsAs === 'NO_BASIS' && role === 'System') this.#forgetRenewal(file);
    }
    MEANING[action]?.(this, file, { action, edge, sub, input, check: more.check, finding: more.finding });
  }

  attempt(file: File, action: Action): void {
    try {
      // Asked before anything is done: what it moves has been touched by then.
      permit(action, factsOf(this, file), this.#acting(file, SYSTEM), {});
    } catch (error) {
      if (error instanceof Refused) return;
      throw error;
    }
    this.step(file, action, SYSTEM, {});
  }

  open(action: Action, by: By, of: Partial<NewFile> & Pick<NewFile, 'kind'>): File {
    const blank = { contractor: false, ground: null, about: null, assigned: new Set<string>() };
    const file = newFile({ name: `${of.kind}-${this.named(of.kind).length + 1}`, ...blank, ...of }, this.now);
    const acting = this.#acting(file, by);
    const one = (kind: CaseKind) => this.named(kind).some(isAlive);
    const facts = { ...factsOf(this, file), stage: 'NEW' as const };
    const barred =
      of.kind === 'application' && file.ground === 'NEW_HANDLER' && !file.contractor && isBarred(this);
    const others = { otherOpenCase: one('application'), alreadyCleared: isHeldFor(this, file) || barred };
    const open = others.otherOpenCase || (file.contractor && this.#isUntold());
    const { edge, role } = permit(action, { ...facts, ...others, otherOpenCase: open }, acting, {});
    // The register's own walls, beneath the rules.
    if (of.kind === 'application' && others.otherOpenCase) throw new Refused('ALREADY_OPEN');
    if (of.kind === 'clearance' && one('clearance')) throw new Refused('ALREADY_CLEARED');
    file.stage = edge.to as Stage;
    this.files.set(file.name, file);
    this.#touched.set(file, () => this.files.delete(file.name));
    const { sub } = acting;
    const happened = { at: this.now, file: file.name, edge, role, sub, input: {} };
    this.history.push({ ...happened, from: 'NEW', to: file.stage });
    this.#enter(file, this.now);
    return file;
  }

  /** Whether the contractor has not been told yet that the last assessment of its nominee was not conducted. */
  #isUntold(): boolean {
    const last = this.named('application').findLast((one) => one.contractor && one.stage === 'NOT_CONDUCTED');
    if (!last) return false;
    const steps = this.history.filter(({ file }) => file === last.name);
    const opened = steps[0]?.at ?? this.now;
    const ended = steps.find(({ from, to }) => to === 'NOT_CONDUCTED' && from !== to)?.at ?? this.now;
    return toldNotConductedAt(opened, ended, last.periods) > this.now;
  }

  /** What the calendar ended for want of a basis was no renewal: another may follow. */
  #forgetRenewal({ name, about }: File): void {
    const clearance = about === null ? undefined : this.files.get(about);
    if (clearance?.renewal !== name) return;
    this.touch(clearance);
    clearance.renewal = null;
  }

  touch(file: File): void {
    if (!this.#touched.has(file)) this.#touched.set(file, remembered(file));
  }

  #acting(file: File, by: By) {
    if ('machine' in by) return { roles: [by.machine] as ActorRole[], people: [], sub: null };
    const people = rolesOn(by.player.grants, by.player.sub, tiesOf(this, file));
    return { roles: people as ActorRole[], people, sub: by.player.sub };
  }

  #enter(file: File, endedFrom: string): void {
    const row = stageRow(file.kind, file.stage);
    const kept = row.ended ? [] : file.deadlines.filter(({ kind }) => DEADLINES[kind].scope !== 'stage');
    const begun = row.deadlines.map((kind) => deadline(kind, this.now, file.periods, this.now));
    const steps = row.ended ? this.history.filter((one) => one.file === file.name) : [];
    const ends = row.ended ? clocksAtEnd(row.retention, steps) : [];
    const last = ends.map((kind) => deadline(kind, endedFrom, file.periods, this.now));
    file.deadlines = [...kept, ...begun, ...last];
  }

  #allDue(file: File, handledBy: 'workflow' | 'retention'): Deadline[] {
    return file.deadlines
      .filter(
        ({ kind, dueAt }) =>
          (DEADLINES[kind].handledBy === 'workflow') === (handledBy === 'workflow') && dueAt <= this.now,
      )
      .sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
  }

  /** Where the case has moved past it, a deadline is moot. */
  #fall(file: File, due: Deadline): void {
    file.deadlines = file.deadlines.filter((one) => one !== due);
    const [{ action }, more] = [DEADLINES[due.kind], due.check ? { check: due.check } : {}];
    const told = this.#whole(() => this.step(file, action, SYSTEM, {}, more));
    if (told === 'OK' && due.kind === 'DOCUMENT_WINDOW') file.missedDocument = due.dueAt;
    if (told === 'OK' && due.kind === 'SUPPLEMENT_WINDOW') file.supplementOver = due.dueAt;
  }

  #whole(what: () => unknown): Told {
    const { told, restore } = this.#attempt(what);
    if (told !== 'OK') restore();
    return told;
  }

  /** Refused before the first change, mostly; but a step may move other cases, and one of them refuse. */
  #attempt(what: () => unknown): { told: Told; restore: () => void } {
    const before = { length: this.history.length, conflicted: [...this.conflicted] };
    const touched = new Map<File, () => void>();
    this.#touched = touched;
    const restore = () => {
      this.history.length = before.length;
      this.conflicted.clear();
      for (const sub of before.conflicted) this.conflicted.add(sub);
      for (const undo of touched.values()) undo();
    };
    try {
      what();
      return { told: 'OK', restore };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { told: error.code, restore };
    }
  }
}
