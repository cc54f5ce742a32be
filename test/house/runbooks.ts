/** In the order in which they are tried on one system: what harms most comes last. */
export const RUNBOOKS = [
  'deploy',
  'rollback',
  'stuck-case',
  'poisoned-case',
  'restore',
  'lost-engine',
  'epochs',
] as const;

export interface Block {
  /** `try` runs to its end; `start` leaves a system running; `by hand` is for a deployment and not tried. */
  readonly mode: 'try' | 'start' | 'by hand';
  readonly script: string;
  /** What it must print, from its lines `# prints: …`. */
  readonly prints: readonly string[];
}

/** The commands of a runbook, as they are written. */
export function blocksOf(page: string): readonly (Block & { readonly mode: 'try' | 'start' })[] {
  return allBlocksOf(page).filter(
    (block): block is Block & { readonly mode: 'try' | 'start' } => block.mode !== 'by hand',
  );
}

export function allBlocksOf(page: string): readonly Block[] {
  return [...page.matchAll(/^```sh ?(\w*)\n([\s\S]*?)^```$/gm)].map(([, mode = '', script = '']) => ({
    mode: mode === 'try' || mode === 'start' ? mode : 'by hand',
    script,
    prints: [...script.matchAll(/^# prints: (.+)$/gm)].map(([, line = '']) => line),
  }));
}
