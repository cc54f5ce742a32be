import { Sentence } from './sentence.js';

/** `--name 5 --other 7`, whole numbers from zero, of these names only. @throws Sentence with the usage */
export function numberOptions<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
  usage: string,
): Partial<Record<Name, number>> {
  const given: Partial<Record<Name, number>> = {};
  for (let at = 0; at < args.length; at += 2) {
    const name = names.find((one) => `--${one}` === args[at]);
    const text = args[at + 1] ?? '';
    if (name === undefined || !/^\d{1,9}$/.test(text)) throw new Sentence(`usage: ${usage}`);
    given[name] = Number(text);
  }
  return given;
}
