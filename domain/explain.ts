import { differences, type Narrowing, NARROWINGS } from './narrowing.js';
import type { Action, Edge, Rule } from './edges.js';
import { EDGES } from './edges.js';
import type { ProblemCode } from './errors.js';
import { everythingGiven } from './explain-given.js';
import { RULES_TOLD, toldOfRule, toldOfStep } from './explain-told.js';
import type { ActorRole, MachineActor, Role } from './roles.js';
import { type Facts, fits, isOnPaperOnly, refusalBy } from './rules.js';
import { type Decision, type InvestigationMode, type Stage, stageRow } from './stages.js';

/**
 * What may come next in a case and why the rest may not, for one reader: the lines of the table asked with the rules of
 * `permit` itself, and of the answers only what the reader may be told (explain-told.ts). It permits nothing.
 */
export interface Reader {
  readonly roles: readonly Role[];
  readonly sub: string;
  readonly inPlaceOf?: string | null;
}

/**
 * How a rule stands for a step. `TO_GIVE`: it asks for something that comes with the step (reasons, a worksheet);
 * `OF_WHO_ACTS`: it is about whoever will take it; `UNTOLD`: whether it is met is not for this reader.
 */
export interface Condition {
  readonly rule: Rule;
  readonly standing: 'MET' | 'BROKEN' | 'TO_GIVE' | 'OF_WHO_ACTS' | 'UNTOLD';
  /** Of a broken one: what whoever tried would be refused with. */
  readonly code?: ProblemCode;
}

/** These speak of a request, or of another stage than this one: why the step may not be taken, the rule's own words say. */
export const TOLD_BY_THE_RULE: readonly ProblemCode[] = ['INVALID', 'WRONG_STAGE'];

/** A line of the table that is for this case, in this stage. */
interface Open {
  readonly action: Action;
  readonly article: string;
  readonly by: readonly ActorRole[];
  /** `YOURS`: the reader may take it; `OTHERS`: somebody else may; `BLOCKED`: a rule stands in the way. */
  readonly state: 'YOURS' | 'OTHERS' | 'BLOCKED';
  /** It belongs to a role the reader has on the case. */
  readonly yours: boolean;
  readonly to: Stage;
  /** What the step would say, where it leads elsewhere by it. */
  readonly proposing?: Decision;
  readonly choosing?: readonly InvestigationMode[];
  readonly drifting?: boolean;
  readonly conditions: readonly Condition[];
}

/** A step that no line allows now: it belongs to other stages, or in this one to other cases. */
interface Elsewhere {
  readonly action: Action;
  readonly article: string;
  readonly by: readonly ActorRole[];
  readonly state: 'OTHER_STAGE' | 'OTHER_CASE';
  readonly yours: boolean;
  readonly from: readonly Stage[];
  /** By what this case differs from those it is for. */
  readonly differs: readonly Narrowing[];
}
export type Explained = Open | Elsewhere;

const table: readonly Edge[] = EDGES;

/** Every step of this kind of case, for somebody who works on it. */
export function explain(facts: Facts, reader: Reader): Explained[] {
  return actionsOf(facts).flatMap((action): Explained[] => {
    if (!toldOfStep(reader.roles, action, 'next')) return [];
    const lines = linesOf(facts, action);
    const fitting = lines.filter((edge) => fits(edge, facts));
    if (fitting.length === 0) return [elsewhere(action, lines, facts, reader)];
    return fitting.map((edge) => open(action, edge, facts, reader));
  });
}

function open(action: Action, edge: Edge, facts: Facts, reader: Reader): Open {
  const yours = isTheirs(edge, reader);
  const conditions = (edge.rules ?? []).map((rule) => conditionOf(rule, edge, facts, reader));
  const blocked = conditions.some(({ standing }) => standing === 'BROKEN');
  const { proposing, choosing, drifting } = edge.when ?? {};
  return {
    action,
    article: edge.article,
    by: edge.by,
    state: blocked ? 'BLOCKED' : yours ? 'YOURS' : 'OTHERS',
    yours,
    to: leadsTo(edge, facts),
    ...(proposing === undefined ? {} : { proposing }),
    ...(choosing === undefined ? {} : { choosing }),
    ...(drifting === undefined ? {} : { drifting }),
    conditions,
  };
}

function elsewhere(action: Action, lines: readonly Edge[], facts: Facts, reader: Reader): Elsewhere {
  // Which lines there are is the table's to say, by which this case differs is the case's: both are on the file's face.
  const here = lines.filter((edge) => edge.from.includes(facts.stage));
  return {
    action,
    article: articles(lines),
    by: [...new Set(lines.flatMap((edge) => edge.by))],
    state: here.length > 0 ? 'OTHER_CASE' : 'OTHER_STAGE',
    yours: lines.some((edge) => isTheirs(edge, reader)),
    from: stagesOf(lines),
    differs: [...new Set(here.flatMap((edge) => differences(edge, facts)))],
  };
}

/** No fact names this sign-in. What keeps people from a step keeps it from them; a machine, which has none, may go on. */
const SOMEBODY = '';

function isMachine(role: ActorRole): role is MachineActor {
  return role === 'System' || role === 'Provider';
}

function conditionOf(rule: Rule, edge: Edge, facts: Facts, reader: Reader): Condition {
  const yours = isTheirs(edge, reader);
  const { about } = RULES_TOLD[rule];
  // Whoever may take the step learns by trying what stands in its way.
  if (!yours && !toldOfRule(reader.roles, rule)) return { rule, standing: 'UNTOLD' };
  if (!yours && about === 'WHO_ACTS') return { rule, standing: 'OF_WHO_ACTS' };
  const acting = yours ? reader : { roles: edge.by, sub: edge.by.some(isMachine) ? null : SOMEBODY };
  const refusal = refusalBy(rule, facts, acting, everythingGiven(facts, edge, acting.sub));
  if (refusal) return { rule, standing: 'BROKEN', code: refusal.code };
  return { rule, standing: about === 'STEP' ? 'TO_GIVE' : 'MET' };
}

interface Word {
  readonly ja: string;
  readonly en: string;
}

/** A step of the subject's own, in the words they are told a stage by: no stage that these leave open shows. */
export interface OwnStep {
  readonly action: Action;
  readonly article: string;
  readonly state: 'YOURS' | 'NOT_NOW';
  /** What they are told of where it leads. */
  readonly leadsTo?: Word;
  /** What they are told of the stages in which it is theirs. */
  readonly when?: readonly Word[];
}

/** The subject's own steps. Whose turn it is otherwise they are told; what others may do, or may not, they are not. */
export function explainOwn(facts: Facts, sub: string): OwnStep[] {
  const reader: Reader = { roles: ['Subject'], sub };
  return actionsOf(facts).flatMap((action): OwnStep[] => {
    const lines = linesOf(facts, action).filter((edge) => isTheirs(edge, reader));
    if (lines.length === 0 || !toldOfStep(reader.roles, action, 'next')) return [];
    const edge = lines.find((line) => fits(line, facts) && !isOnPaperOnly(line));
    if (edge && open(action, edge, facts, reader).state === 'YOURS') {
      const { article, ...ordinary } = asIfNothingWereOut(edge, lines, facts);
      const then = { ...stageRow(facts.kind, leadsTo(ordinary, facts)).subject };
      return [{ action, article, state: 'YOURS', leadsTo: then }];
    }
    // Why not would tell apart stages that are one to them: the second reading of a decision, say.
    // A line for cases that were never reopened is the ordinary one.
    const always = lines.filter(
      ({ when = {} }) =>
        !NARROWINGS.some(
          (narrowing) => narrowing in when && when[narrowing] !== false && when[narrowing] !== 'NONE',
        ),
    );
    // One that is only ever for some cases is told as what it is.
    const told = always.length > 0 ? always : lines;
    return [{ action, article: articles(told), state: 'NOT_NOW', when: wordsOf(told, facts) }];
  });
}

/** That a notice is on its way to them would tell them that there is a decision, before they have it. */
function asIfNothingWereOut(edge: Edge, lines: readonly Edge[], { reopened }: Facts): Edge {
  if (edge.when?.issue !== 'ISSUED') return edge;
  return lines.find(({ when }) => when?.issue === 'NONE' && when.reopened === reopened) ?? edge;
}

function wordsOf(lines: readonly Edge[], { kind }: Facts): Word[] {
  const words = stagesOf(lines).map((stage) => stageRow(kind, stage).subject);
  return [...new Map(words.map((word) => [word.en, { ...word }])).values()];
}

/** The actions a case of this kind can see; one that only makes it is in its history. */
function actionsOf({ kind }: Facts): Action[] {
  const lines = table.filter((edge) => edge.kind === kind && stagesOf([edge]).length > 0);
  return [...new Set(lines.map((edge) => edge.action as Action))];
}

function linesOf({ kind }: Facts, action: Action): Edge[] {
  return table.filter((edge) => edge.kind === kind && edge.action === action);
}

function isTheirs(edge: Edge, { roles }: Reader): boolean {
  return edge.by.some((role) => roles.some((own) => own === role));
}

function leadsTo(edge: Pick<Edge, 'to'>, { stage }: Facts): Stage {
  const to = edge.to === 'SAME' ? stage : edge.to;
  if (to === 'NEW') throw new Error('a case that does not exist is not explained');
  return to;
}

function stagesOf(lines: readonly Edge[]): Stage[] {
  return [...new Set(lines.flatMap((edge) => edge.from))].filter((stage) => stage !== 'NEW');
}

function articles(lines: readonly Edge[]): string {
  return [...new Set(lines.map((edge) => edge.article))].join('; ');
}
