import { Command } from '@commander-js/extra-typings';
import { PROBLEMS } from '../domain/errors.js';
import { type Catalogue, type CaseKind, commandFor, readCatalogue } from './catalogue.js';
import type { Context } from './context.js';
import { Usage } from './faults.js';
import { statusOf } from './status.js';
import { timelineTable } from './timeline.js';
import { type CaseView, findCase, Timeline } from './views.js';

/** Why a case is where it is, and what may come next; or what a refusal means. */
export function explainCommand(context: () => Context) {
  return new Command('explain')
    .description(
      'a case: what happened under which article, whose turn it is, what may be done next; or a problem code',
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
      const timeline =
        view.view !== 'outcome' && catalogue.timelines.has(kind)
          ? await here.api.get(`/${kind}s/${view.id}/timeline`, Timeline)
          : undefined;
      const next = nextSteps(catalogue, kind, view);
      const answer = {
        case: view,
        timeline: timeline?.entries ?? null,
        next: next.map(({ command, ...step }) => ({ ...step, command })),
      };
      here.print(answer, () => [statusOf(view), ...told(timeline), '', ...nextLines(view, next)].join('\n'));
    });
}

function explainCode(code: string, { print }: Context): void {
  if (!Object.hasOwn(PROBLEMS, code))
    throw new Usage(`There is no problem code ${code}. There are: ${Object.keys(PROBLEMS).join(', ')}.`);
  const { status, text } = PROBLEMS[code as keyof typeof PROBLEMS];
  print({ code, status, text }, () => `${code} (${status}): ${text}`);
}

function told(timeline: Timeline | undefined): string[] {
  return timeline ? ['', timelineTable(timeline.entries)] : ['', 'Your role sees no history of it.'];
}

function nextSteps(catalogue: Catalogue, kind: CaseKind, view: CaseView) {
  return (view.possible ?? []).flatMap((action) => {
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
    case 'outcome':
      return 'You are told its outcome, and nothing before.';
  }
}
