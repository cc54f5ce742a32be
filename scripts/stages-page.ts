import type { CheckKind } from '../domain/checks.js';
import { EDGES, type Edge, type Rule } from '../domain/edges.js';
import {
  DEADLINES,
  type DeadlineKind,
  type PeriodKey,
  policies,
  type Policy,
  policyOn,
} from '../domain/policy.js';
import '../policies.js';
import type { ActorRole } from '../domain/roles.js';
import { type CaseKind, type Stage, STAGES, stageRow, whoseTurn } from '../domain/stages.js';

const lines: readonly Edge[] = EDGES;
/** A line from more stages than this is told below the diagram: drawn, it would hide all others. */
const DRAWN = 4;

/** What each rule asks, in words. A rule without its words does not compile. */
const RULES: Record<Rule, string> = {
  contractorCertified:
    'the person is the organ’s own staff, or the contractor is certified by and has a contract with it',
  noOtherOpenCase: 'the person has no other open assessment with this organ',
  notYetCleared: 'the person holds no valid clearance of this organ',
  textWasServed: 'the consent names the very text that was served',
  nothingOpen: 'no check is open',
  nothingUnresolved: 'no answer waits for a person',
  noDoubtServed: 'no doubt notice stands against the clearance',
  nothingHolds: 'neither an open grievance nor an unsettled doubt holds the file',
  noHoldStands: 'no legal hold stands on the file, nor, of a grievance, on the one it is about',
  holdStands: 'the hold named stands on the file',
  notWhoPlacedIt: 'who acts did not place that hold',
  reasonsGiven: 'reasons are written',
  timeAhead: 'the time named lies ahead, within the period of policy',
  interviewBegun: 'the time for which the interview was arranged has come',
  somethingTold: 'of reasons written by the sentence at least one is for the person',
  everythingWeighed:
    'the worksheet weighs every item in which there is something to weigh, and calls none clean of which a question was not consented to',
  somethingWeighed:
    'an item in which something was stated, found or learnt is weighed: a question that was declined or not answered bears nothing',
  subjectWasHeard:
    'the person was asked about the concerns, an item among them that the decision rests on, and answered, or had the time to',
  notWhoProposed: 'who acts did not propose the decision',
  officerApart: 'the case officer named did not propose the decision',
  reportWaits: 'the report named is somebody else’s about the holder, and nobody has looked at it',
  notWhoReported: 'who acts did not make that report',
  everyReportValidated: 'no report by others waits for a person',
  notWhoInvestigated: 'who acts did not prepare or investigate the case',
  notWhoWorkedOnIt: 'who acts took no step on the case',
  notWhoDecidedBefore:
    'who acts took no part in a decision that was reopened, and answered no grievance about it',
  outsideTheirLine:
    'who acts stands neither above nor below, in their reporting line, whoever investigated or proposed it (of a grievance: whoever decided)',
  answerFits:
    'measures come with conduct found wanting and nothing else, and only a late grievance is left unexamined',
  consentStands: 'the person has not taken their consent back',
  noOriginalWaiting: 'no signed paper waits for its second person (a grievance’s does not count)',
  noWordsWaiting:
    'no passages on what may not be investigated wait for a screening officer that it may rest on (domain/words-waiting.ts)',
  issuedThisWay: 'a paper went out by the way by which it is served; for one’s own account, none is out',
  receivedFirst: 'where the person has withdrawn since, they had received it before',
  noNoticeOut: 'no notice of the result is out (of what lost certification ends, it is not asked)',
  notWhoIssued: 'who acts did not issue it',
  answeredInTime: 'it comes on a signed paper that was received before the time for it was over',
  receivedInTime: 'it comes on a signed paper that was received before the time for it was over',
  doubtEndedWithoutAssessment: 'the doubt reassessment was refused, withdrawn from or left unanswered',
  mayBeAsked:
    'each question named is consented to, warranted by what was stated where that is needed, and not put to anybody yet',
  provisoGrounded:
    'where the scheme has an investigation by the Cabinet Office, the ground on which the organ investigates by itself is named, with words; elsewhere none is',
  noGroundGiven: 'no ground is named on which the organ would investigate by itself',
  firstCameIn:
    'where anything else is named, what is asked first was answered or is late: the superior’s form and the personnel records, wherever they were consented to',
  recordsAreIn:
    'what is asked first was answered or is late, unless an earlier investigation is used: the superior’s form and the personnel records, wherever they were consented to',
  mayBeAskedFor:
    'to each question named there is no consent, it is warranted by what was stated where that is needed, and neither asked nor asked for with this need before',
  supplementWasShown: 'the answer names the very text the person is shown',
  everyQuestionAnswered: 'each question asked for is answered yes or no, and no other',
  noSupplementOpen: 'no supplementary consent is being asked for',
  wasConsented: 'each question named is consented to now',
  correctedByAnother: 'who acts did not propose the correction',
  nothingRestsOnNotice: 'no later case and no change of the clearance rests on the notice',
  investigationReusable:
    'the person is newly to handle, and their most recent investigation, by whatever organ, ended in a notified result, is on file, no older than `REUSE_LIMIT`, and not followed by a doubt',
};

const TITLES: Record<CaseKind, string> = {
  application: 'Application: one assessment, from nomination to its end',
  clearance: 'Clearance: one holder with one organ, ten years from the notification',
  grievance: 'Grievance',
};

/** docs/stages.md: the whole scheme as the code has it, for readers who do not read code. */
export function stagesPage(): string {
  const kinds = Object.keys(STAGES) as CaseKind[];
  return [
    '# Stages',
    'Generated from `domain/` by `scripts/render-stages.ts`; do not edit. `NEW` is a case that does not exist yet, `SAME` leaves the stage as it is; `(any version)` marks a step that may be taken without naming the version of the case one saw. The words are explained in [glossary.md](glossary.md), the articles in [statute-map.md](statute-map.md). All texts to the subject are our drafts.',
    ...kinds.flatMap(kindSection),
    '## Rules',
    'What must hold beyond stage and role before a step is taken.',
    table(
      ['Rule', 'It holds when'],
      Object.entries(RULES).map(([rule, words]) => [code(rule), words]),
    ),
    '## Policies',
    'What is data: each scheme has a folder, and each of its packs the first day of cases that freeze it. Of the steps those that the scheme has, of those a scheme may do without. Checks: every question that can be put to a source, and the identity fields that go with it; nothing else leaves. The periods a case freezes when it starts. Marks: `law` found in a source, `memory` known but to be confirmed, `reading` our reading, `policy` ours to set. Counted in Japan’s calendar by the Civil Code (Arts. 140, 143): the first day is not counted, the last one is whole. Days: `CALENDAR` all, `TO_OPEN_DAY` all and the last is one on which the office is open, `OFFICE` those alone.',
    ...policies().flatMap(policySection),
  ]
    .join('\n\n')
    .concat('\n');
}

/** One pack, as it is frozen by cases. */
function policySection({ version, from, name, law, items, checks, steps, periods, bases }: Policy): string[] {
  const keys = Object.keys(bases) as PeriodKey[];
  return [
    `### ${code(version)}`,
    `${name.ja} / ${name.en}: ${law.ja} / ${law.en}. For cases that start on or after ${from}. Optional steps: ${steps.map(code).join(', ') || 'none'}.`,
    table(
      ['Item', 'Name', 'Article'],
      items.map((item) => [code(item.code), `${item.name.ja}<br/>${item.name.en}`, item.article]),
    ),
    table(['Check', 'Item', 'Source', 'Fields', 'Question', 'Asked', 'Article'], checks.map(checkRow)),
    table(
      ['Period', 'Value', 'Days', 'Basis', 'Mark'],
      keys.map((key) => [code(key), words(periods[key]), daysOf(key), bases[key].basis, bases[key].mark]),
    ),
  ];
}

/** Periods of no deadline that offices owe something by. */
const IN_OFFICE_DAYS = ['DEMAND_REMINDER', 'DEMAND_ANSWER', 'TEXT_SCREENING_REMINDER', 'TEXT_SCREENED'];

/** Which days count; a right's own periods count all. */
function daysOf(key: string): string {
  if (IN_OFFICE_DAYS.includes(key)) return code('OFFICE');
  return code(key in DEADLINES ? DEADLINES[key as DeadlineKind].days : 'CALENDAR');
}

function kindSection(kind: CaseKind): string[] {
  const stages = Object.keys(STAGES[kind]) as Stage[];
  const own = lines.filter((e) => e.kind === kind);
  return [
    `## ${TITLES[kind]}`,
    diagram(own),
    ...broadLines(own),
    '### Stages',
    table(
      ['Stage', 'Waits for', 'Whose turn', 'Deadlines', 'The subject is told', 'Basis', 'File kept'],
      stages.map((stage) => stageCells(kind, stage)),
    ),
    '### Steps',
    table(['Action', 'From', 'To', 'By', 'Audit event', 'Article', 'Only if', 'Rules'], own.map(stepCells)),
  ];
}

function diagram(own: readonly Edge[]): string {
  const arrows = new Map<string, string[]>();
  for (const edge of own) {
    if (edge.to === 'SAME' || edge.from.length > DRAWN) continue;
    for (const from of edge.from) {
      if (from === edge.to) continue;
      const arrow = `${from === 'NEW' ? '[*]' : from} --> ${edge.to}`;
      const label = `${edge.action} (${edge.by.join(', ')})`;
      arrows.set(arrow, [...new Set([...(arrows.get(arrow) ?? []), label])]);
    }
  }
  const drawn = [...arrows].map(([arrow, labels]) => `  ${arrow} : ${labels.join('<br/>')}`);
  return ['```mermaid', 'stateDiagram-v2', ...drawn, '  DISPOSED --> [*]', '```'].join('\n');
}

function broadLines(own: readonly Edge[]): string[] {
  const broad = own.filter((e) => e.to !== 'SAME' && e.from.length > DRAWN);
  if (broad.length === 0) return [];
  const told = broad.map(
    (e) => `- ${code(e.action)} (${e.by.join(', ')}) leads to ${code(e.to)} from ${list(e.from)}.`,
  );
  return ['Not drawn, because they lead from so many stages:', told.join('\n')];
}

function stageCells(kind: CaseKind, stage: Stage): string[] {
  const row = stageRow(kind, stage);
  const deadlines = [...row.deadlines, ...derivedDeadlines(kind, stage)].map(deadlineWords);
  const kept = row.retention === undefined ? '' : deadlineWords(row.retention);
  return [
    code(stage),
    row.waitingOn,
    turns(kind, stage),
    deadlines.join('<br/>'),
    `${row.subject.ja}<br/>${row.subject.en}`,
    row.basis,
    row.ended === true && kept === '' ? 'destroyed' : kept,
  ];
}

/** Deadlines a stage does not set itself, but that can fall due in it: those of its checks and of the whole case. */
function derivedDeadlines(kind: CaseKind, stage: Stage): DeadlineKind[] {
  const bySystem = lines.filter((e) => e.kind === kind && e.from.includes(stage) && e.by.includes('System'));
  const actions = new Set<string>(bySystem.map((e) => e.action));
  return (Object.keys(DEADLINES) as DeadlineKind[]).filter((name) => {
    const { action, scope, handledBy } = DEADLINES[name];
    if (scope === 'check') return actions.has('markLate');
    if (scope === 'request') return actions.has('markSupplementOverdue');
    return scope === 'case' && handledBy === 'workflow' && actions.has(action);
  });
}

function turns(kind: CaseKind, stage: Stage): string {
  const { nextFor = {} } = stageRow(kind, stage);
  const others = Object.entries(nextFor).map(([of, role]) => `${of}: ${role}`);
  return [whoseTurn(kind, stage, null, null) ?? '', ...others].filter((part) => part !== '').join('<br/>');
}

function deadlineWords(name: DeadlineKind): string {
  const { action } = DEADLINES[name];
  return `${code(name)} ${periodOf(name)} → ${code(action)}`;
}

function periodOf(name: DeadlineKind): string {
  const { periods, bases } = policyOn('9999-12-31');
  const row = (key: PeriodKey) => ({ period: periods[key], mark: bases[key].mark });
  if (name === 'EXPIRY')
    return `${words(row('VALIDITY').period)} from the notification (${row('VALIDITY').mark})`;
  if (name === 'RENEWAL_OPENING')
    return `${words(row('RENEWAL_LEAD').period)} before expiry (${row('RENEWAL_LEAD').mark})`;
  return `${words(row(name).period)} (${row(name).mark})`;
}

function stepCells(edge: Edge): string[] {
  const {
    ground = [],
    mode = [],
    choosing = [],
    hearing = [],
    decision,
    step,
    issue,
    waived,
  } = edge.when ?? {};
  const out = issue === undefined ? undefined : `notice ${issue}`;
  const only = [decision, step, out, waived && 'waived'].filter((one) => one !== undefined);
  const narrowed = [...ground, ...mode, ...choosing, ...hearing, ...only];
  return [
    code(edge.action),
    edge.from.map((stage) => code(stage)).join('<br/>'),
    code(edge.to) + (edge.endsAs === undefined ? '' : ` as ${code(edge.endsAs)}`),
    edge.by.map((role: ActorRole) => role).join('<br/>'),
    edge.event + (edge.anyVersion === true ? ' (any version)' : ''),
    edge.article,
    narrowed.join(', '),
    (edge.rules ?? []).map((rule) => code(rule)).join('<br/>'),
  ];
}

function checkRow(kind: CheckKind): string[] {
  const when = kind.round === 'FIRST' ? 'first, if consented' : 'as needed, if consented';
  const asked = kind.onlyIfStated === true ? `${when} and stated` : when;
  const question = `${kind.question.ja}<br/>${kind.question.en}`;
  return [code(kind.code), kind.item, kind.source, kind.fields.join(', '), question, asked, kind.article];
}

/** `P30D` as `30 days`. The policy table holds periods of one unit; anything else is shown as it stands. */
function words(period: string): string {
  const parts = /^P(\d+)([DWMY])$/.exec(period);
  if (!parts) return period;
  const unit = { D: 'day', W: 'week', M: 'month', Y: 'year' }[parts[2] as 'D' | 'W' | 'M' | 'Y'];
  return `${parts[1]} ${unit}${parts[1] === '1' ? '' : 's'}`;
}

const code = (text: string) => `\`${text}\``;
const list = (stages: readonly string[]) => stages.map(code).join(', ');

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
