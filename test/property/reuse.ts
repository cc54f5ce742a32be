import type { Invariant } from './invariant.js';
import { endOf, stepsOf } from './plain-reading.js';

/** Of an investigation that serves a second case (Art. 12(7)), read from what happened. */
export const OF_REUSE: readonly Invariant[] = [
  {
    name: 'an investigation is used again within ten years of its opinion, after a notice and a consent of the new case',
    basis: 'Art. 12(7)',
    broken: (world, fresh) => {
      const used = fresh.find(({ edge }) => edge.event === 'InvestigationReused');
      if (!used) return undefined;
      const steps = stepsOf(world, used.file);
      const at = (event: string) => steps.findIndex(({ edge }) => edge.event === event);
      const [served, consented] = [at('NoticeServed'), at('ConsentGiven')];
      if (served < 0 || consented < served) return `${used.file} without notice and consent`;
      const earlier = world.file(used.file).reusedFrom ?? '';
      const before = stepsOf(world, earlier);
      const opinion = before.findLast(({ edge }) => edge.event === 'OpinionGiven');
      const told = before.some(({ edge }) => edge.event === 'ResultNotified');
      const within = opinion !== undefined && used.at < endOf(opinion.at, 10);
      return within && told && earlier !== used.file ? undefined : `${used.file} uses ${earlier}`;
    },
  },
  {
    name: 'of an investigation that is used again nobody is asked, and nothing comes over that was not consented to anew',
    basis: 'Art. 12(3), 12(7)',
    broken: (world, fresh) => {
      const used = fresh.find(({ edge }) => edge.event === 'InvestigationReused');
      if (!used) return undefined;
      const { checks, inquiries } = world.file(used.file);
      const wrong = checks.find(
        ({ code, status, weighed }) => status === 'OPEN' || weighed || inquiries[code] !== true,
      );
      return wrong && `${wrong.code} on ${used.file}`;
    },
  },
  {
    name: 'a case that used an earlier investigation has an opinion and a decision of its own',
    basis: 'Art. 12(5), 12(7)',
    broken: (world, fresh) => {
      const result = fresh.find(
        ({ edge, file }) => edge.event === 'ResultNotified' && world.file(file).mode === 'REUSED',
      );
      const events = result && stepsOf(world, result.file).map(({ edge }) => edge.event);
      return events && !(events.includes('OpinionGiven') && events.includes('Decided'))
        ? result.file
        : undefined;
    },
  },
];
