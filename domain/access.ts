import type { CaseKind, NotConductedReason } from './stages.js';
import type { Purpose } from './purposes.js';
import { ASKING_ROLE, mayBreakGlass } from './break-glass.js';
import { FILE_ROLES, GRIEVANCE_ROLES, OUTCOME_ROLES } from './readers.js';
import { type CaseTies, DECLARING_ROLES, type Grant, type Role, rolesOn, STAFF_ROLES } from './roles.js';

/**
 * Who reads what of a case, for which purpose: the one policy of reads. A case is shown by one of a few faces; a role that
 * counts on it (roles.ts) opens the first line that fits, and what no line opens is not there. docs/access-matrix.md prints
 * it whole, to be reviewed; what each class holds, field by field, stands with the faces (api/face-fields.ts).
 */
export type Face =
  | 'subject'
  | 'ended'
  | 'file'
  | 'broken'
  | 'screening'
  | 'oversight'
  | 'outcome'
  | 'undeclared';

/** What else must be so, beside a role that counts. */
export type Given =
  /** Somebody filed a grievance about the case (Art. 14): before that its officer reads no file (readingRoles). */
  | 'GRIEVED'
  /** A grievance's answer is overdue, or was given with measures. */
  | 'OVERSEEN'
  /** The assessment ended after its consent and without a result. */
  | 'ENDED'
  /** Opened to the reader by two, for hours, who has no part in it (break-glass.ts). */
  | 'BROKEN'
  /** The case waits for the reader's own word on ties. */
  | 'OWES_WORD';

export interface AccessLine {
  readonly face: Face;
  readonly roles: readonly Role[];
  readonly on: readonly CaseKind[];
  readonly given?: Given;
  /** Null where nothing is opened: a list names the case, to whoever may say that they are not tied to its person. */
  readonly purpose: Purpose | null;
  readonly article: string;
}

const CASES = ['application', 'clearance'] as const;
const WORKING = FILE_ROLES.filter((role) => role !== 'GrievanceOfficer');

// biome-ignore format: a table
export const ACCESS: readonly AccessLine[] = [
  { face: 'subject',    roles: ['Subject'],                   on: [...CASES, 'grievance'], purpose: 'OWN_FILE', article: 'Art. 13, 14' },
  { face: 'ended',      roles: WORKING,                       on: ['application'], given: 'ENDED', purpose: 'ASSESSMENT', article: 'Art. 12(3), 16; what for it was gathered is over' },
  { face: 'file',       roles: WORKING,                       on: CASES, purpose: 'ASSESSMENT', article: 'Art. 12, 13' },
  { face: 'file',       roles: ['GrievanceOfficer'],          on: CASES, given: 'GRIEVED', purpose: 'GRIEVANCE', article: 'Art. 14' },
  // It is its subject's and its officer's: the head's own people, who may be what it is about, do not read it.
  { face: 'file',       roles: ['GrievanceOfficer'],          on: ['grievance'], purpose: 'GRIEVANCE', article: 'Art. 14' },
  { face: 'broken',     roles: [ASKING_ROLE],               on: ['application'], given: 'BROKEN', purpose: 'ASSESSMENT', article: 'Standards: restriction on involvement; opened by two, for hours' },
  { face: 'screening',  roles: ['ScreeningOfficer'],          on: CASES, purpose: 'SCREENING', article: 'Standards: matters not investigated' },
  { face: 'oversight',  roles: ['AssessmentOfficerInCharge'], on: ['grievance'], given: 'OVERSEEN', purpose: 'GRIEVANCE', article: 'Art. 14' },
  { face: 'outcome',    roles: OUTCOME_ROLES,               on: CASES, purpose: 'PROTECTION', article: 'Art. 11, 13(2)' },
  { face: 'undeclared', roles: DECLARING_ROLES,               on: [...CASES, 'grievance'], given: 'OWES_WORD', purpose: null, article: 'Standards: officers’ own ties' },
];

/** What only the register knows beside the ties, asked by whoever needs it. */
export interface AccessFacts {
  readonly grieved: boolean;
  readonly overseen: boolean;
  readonly ended: boolean;
  readonly broken: boolean;
}

/**
 * An assessment that was consented to and ends without a result has nobody left who needs what was gathered for it: at that
 * commit it closes to those who gathered it, and waits to be destroyed. Its person reads on, and so does whoever answers a
 * grievance about it (Art. 12(3), 14, 16).
 */
const ENDED_WITHOUT_RESULT: readonly (NotConductedReason | null)[] = [
  'WITHDRAWN',
  'NO_BASIS',
  'ABSORBED',
  'MISTAKEN',
];

export function endedWithoutResult(of: { readonly notConductedReason: NotConductedReason | null }): boolean {
  return ENDED_WITHOUT_RESULT.includes(of.notConductedReason);
}

/** Whether to whoever reads a case in these roles what was gathered is closed. */
export function isClosedTo(
  roles: readonly Role[],
  of: { readonly notConductedReason: NotConductedReason | null },
): boolean {
  return endedWithoutResult(of) && !readsOn(roles);
}

function readsOn(roles: readonly Role[]): boolean {
  return roles.some((role) => GRIEVANCE_ROLES.includes(role));
}

/** For what somebody reads a file in that role, and what they read of it. */
export function purposeOfFile(role: Role): Purpose {
  const line = ACCESS.find(({ face, roles }) => face === 'file' && roles.includes(role));
  return line?.purpose ?? 'OWN_FILE';
}

export interface Opened extends AccessLine {
  /** The first of the reader's roles that the line names: it stands in the ledger. */
  readonly as: Role;
}

/** By which line a case is open to whoever holds these grants; undefined where to them there is no such case. */
export function openedOn(
  grants: readonly Grant[],
  sub: string,
  ties: CaseTies,
  { grieved, overseen, ended, broken }: AccessFacts,
  lines: readonly AccessLine[] = ACCESS,
): Opened | undefined {
  const counting = rolesOn(grants, sub, ties);
  const roles = readingRoles(counting, sub, ties, grieved);
  const owed = roles.length === 0 ? owedRole(grants, sub, ties, grieved) : undefined;
  const held = (line: AccessLine): readonly Role[] => {
    if (line.given === 'OWES_WORD') return owed ? [owed] : [];
    if (line.given === 'OVERSEEN') return overseen && roles.length === 0 ? counting : [];
    // No role counts on it: who asked is told so by their office alone, and by what two people allowed.
    if (line.given === 'BROKEN') return broken && mayBreakGlass(grants, sub, ties) ? line.roles : [];
    if (line.given === 'ENDED') return ended && !readsOn(roles) ? roles : [];
    return roles;
  };
  for (const line of lines) {
    if (!line.on.includes(ties.kind)) continue;
    const theirs = held(line);
    const as = line.roles.find((role) => theirs.includes(role));
    if (as) return { ...line, as };
  }
  return undefined;
}

/** Of the roles that count on a case those in which it is read. */
export function readingRoles(roles: readonly Role[], sub: string, ties: CaseTies, grieved: boolean): Role[] {
  if (ties.kind === 'grievance') return roles.filter((role) => GRIEVANCE_ROLES.includes(role));
  if (!roles.includes('GrievanceOfficer')) return [...roles];
  // A grievance officer reads a file only while somebody has filed a grievance about it, and then with their word.
  if (!grieved) return roles.filter((role) => role !== 'GrievanceOfficer');
  return roles.filter((role) => ties.declared.includes(sub) || !STAFF_ROLES.has(role));
}

/** The role in which a case waits for somebody's word on ties; undefined where it does not. */
export function owedRole(
  grants: readonly Grant[],
  sub: string,
  ties: CaseTies,
  grieved: boolean,
): Role | undefined {
  if (ties.declared.includes(sub)) return undefined;
  const said = { ...ties, declared: [sub] };
  const roles = readingRoles(rolesOn(grants, sub, said), sub, said, grieved);
  return roles.find((role) => DECLARING_ROLES.includes(role));
}

/** Fields that are shown together, or not at all. */
export const FIELD_CLASSES = {
  PLACE:
    'where the case stands: its stage, days, whose turn it is, who is named to it, what may be done next',
  OUTCOME: 'the outcome, when it was notified and until when it holds',
  IDENTITY: 'name, kana, birth date, address, nationality',
  ANSWERS: 'what its person stated: the questionnaire, interviews, documents handed in',
  ASKED: 'which questions were put to which kind of source, and what came back, by code',
  JUDGEMENT: 'what was weighed: the worksheet, what is still to weigh, whether a result may be reused',
  REASONS: 'reasons and other words of those who work on it',
  REPORTED: 'changes reported of a holder, and where they moved',
  CONSENT: 'notice, consent by question, supplementary consents, what was taken back',
  GRIEVANCE: 'a grievance and its answer',
  MEASURES: 'measures that follow from a grievance, without whose it is',
  HELD: 'that destruction is held up, and why',
  PASSAGES: 'passages that wait to be screened, without whose they are',
} as const;
export type FieldClass = keyof typeof FIELD_CLASSES;

/** What a face may hold. The family is a class apart, which no face has: it stands in the printed questionnaire alone. */
// biome-ignore format: a table
export const FACE_HOLDS: Readonly<Record<Face, readonly FieldClass[]>> = {
  subject:    ['PLACE', 'OUTCOME', 'ANSWERS', 'REASONS', 'REPORTED', 'CONSENT', 'GRIEVANCE'],
  file:       ['PLACE', 'OUTCOME', 'IDENTITY', 'ANSWERS', 'ASKED', 'JUDGEMENT', 'REASONS', 'REPORTED', 'CONSENT', 'GRIEVANCE', 'HELD'],
  // Which questions were stopped, not what came back of others; how it ended, not what was weighed.
  ended:      ['PLACE', 'OUTCOME', 'IDENTITY', 'ASKED', 'REASONS', 'HELD'],
  broken:     ['PLACE', 'OUTCOME', 'IDENTITY', 'ANSWERS', 'ASKED', 'JUDGEMENT', 'REASONS', 'CONSENT'],
  screening:  ['PLACE', 'PASSAGES'],
  oversight:  ['PLACE', 'MEASURES'],
  outcome:    ['PLACE', 'OUTCOME'],
  undeclared: ['PLACE', 'IDENTITY'],
};
