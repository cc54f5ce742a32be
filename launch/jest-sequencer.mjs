import Sequencer from '@jest/test-sequencer';

/** Half a minute to five, longest first: begun last, one of them would keep a single core at work for as long. */
const LONGEST = [
  'test/crash/kills',
  'test/property/workflows',
  'test/upgrade/stages',
  'test/access/acts',
  'test/api/bad-input',
  'test/upgrade/overlap',
  'test/attacks/every-stage',
  'test/property/domain',
  'test/property/register',
  'test/seed/cases',
  'test/e2e/checks',
  'test/api/conflicts',
  'test/access/reads',
];

/** The longest first, the others as jest would have them. */
export default class LongestFirst extends Sequencer {
  async sort(tests) {
    const rank = ({ path }) => {
      const at = LONGEST.findIndex((name) => path.includes(`/${name}.test.`));
      return at === -1 ? LONGEST.length : at;
    };
    return [...(await super.sort(tests))].sort((a, b) => rank(a) - rank(b));
  }
}
