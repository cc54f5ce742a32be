import { Command } from '@commander-js/extra-typings';
import { PROBLEMS } from '../domain/errors.js';
import { type Catalogue, type CaseKind, commandFor, readCatalogue } from './catalogue.js';
import type { Context } from './context.js';
import { Explanation, whyNot } from './explained.js';
import { Usage } from './faults.js';
import { statusOf } from './status.js';
import { inJapan, table, words } from './table.js';
import { timelineTable } from './timeline.js';
import { type CaseView, findCase } from './views.js';

/** Why a case is where it is, what may come next and why the rest may not; or what a refusal means. */
export function explainCommand(context: () => Context) {
  return new Command('explain')
    .description(
      'a case: what happened under which article, whose turn it is, what may be done next and why not the rest; or a problem code',
    )
    .argument('<id or code>')
    .action(async (asked) => {
      const here = context();
      if (/^[A-Z_]+$/.test(asked)) {
        explainCode(asked, here);
        return;
      }
      const { kind, view } = await findCase(here.api, asked);
      const catalogue = await readCatalogue(here.api);
      const told =
        view.view !== 'outcome' && catalogue.explained.has(kind)
          ? await here.api.get(`/${kind}s/${view.id}/explanation`, Explanation)
          : undefined;
      const next = nextSteps(catalogue, kind, view, told);
      const answer = {
        case: view,
        timeline: told?.steps ?? null,
        next: next.map(({ command, ...step }) => ({ ...step, command })),
        explanation: told ?? null,
      };
      here.print(answer, () =>
        [statusOf(view), ...past(told), '', ...nextLines(view, next), ...rest(told)].join('\n'),
      );
    });
}

function explainCode(code: string, { print }: Context): void {
  if (!Object.hasOwn(PROBLEMS, code))
    throw new Usage(`There is no problem code ${code}. There are: ${Object.keys(PROBLEMS).join(', ')}.`);
  const { status, text } = PROBLEMS[code as keyof typeof PROBLEMS];
  print({ code, status, text }, () => `${code} (${status}): ${text}`);
}

function past(told: Explanation | undefined): string[] {
  if (!told) return ['', 'Your role sees no history of it.'];
  const steps = told.steps.map(({ to = null, you, role, ...step }) => ({
    ...step,
    to,
    role: you ? `${role} (you)` : role,
  }));
  return ['', timelineTable(steps)];
}

/** The clocks that run, and every step that is not the reader's to take now, with the reason. */
function rest(told: Explanation | undefined): string[] {
  if (!told) return [];
  const clocks = told.clocks.map(({ at, kind, action, period, mark, basis }) => [
    inJapan(at),
    kind,
    action,
    period,
    `${mark}: ${basis}`,
  ]);
  const others = told.next
    .filter(({ state }) => state !== 'YOURS')
    .map((one) => {
      const step = [one.action, one.proposing ?? one.choosing?.join('/')].filter(Boolean).join(' ');
      return `  ${step} (${one.article})\n    ${words(one.state.toLowerCase().replaceAll('_', ' '))}: ${whyNot(one)}`;
    });
  return [
    ...(clocks.length > 0 ? ['', table(['until (Japan)', 'clock', 'then', 'period', 'basis'], clocks)] : []),
    ...(others.length > 0 ? ['', 'What is not yours to do now, and why:', ...others] : []),
  ];
}

/** The reader's own steps that nothing stands in the way of, each with the command that takes it. */
function nextSteps(catalogue: Catalogue, kind: CaseKind, view: CaseView, told: Explanation | undefined) {
  const open = new Set(told?.next.flatMap(({ action, state }) => (state === 'YOURS' ? [action] : [])));
  return (view.possible ?? []).flatMap((action) => {
    if (told && !open.has(action)) return [];
    const step = catalogue.steps.find((one) => one.kind === kind && one.action === action);
    return step
      ? [{ action, summary: step.summary, article: step.article, command: commandFor(step, view.id) }]
      : [];
  });
}

function nextLines(view: CaseView, next: ReturnType<typeof nextSteps>): string[] {
  const lines = next.map(({ summary, article, command }) => `  ${summary} (${article})\n    ${command}`);
  return [
    turnOf(view),
    lines.length === 0 ? 'There is nothing for you to do.' : 'What you may do next:',
    ...lines,
  ];
}

function turnOf(view: CaseView): string {
  switch (view.view) {
    case 'file':
      return view.ended ? 'It has ended.' : `It is the turn of: ${view.turn ?? view.waitingOn}.`;
    case 'subject':
      return view.ended ? 'It has ended.' : view.yourTurn ? 'It is your turn.' : 'It is not your turn.';
    case 'screening':
      return 'Words of it wait for you.';
    case 'outcome':
      return 'You are told its outcome, and nothing before.';
  }
}
