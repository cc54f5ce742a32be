import { describe, expect, test } from '@jest/globals';
import { matterRows } from '../../api/documents/tables.js';
import { PACKS } from '../../forms/packs.js';
import { LANGUAGES } from '../../forms/shape.js';

/** What a superior is asked (Art. 12(6); Standards: order of the investigation): of items 2, 3 and 6, and of no other. */
const onForm = (version: string) =>
  PACKS.flatMap(({ policy }) =>
    policy.version === version ? policy.checks.filter((check) => check.onForm === 'superior-form') : [],
  );
const ITEMS_ASKED = ['CRIMINAL_DISCIPLINARY', 'INFO_HANDLING_MISCONDUCT', 'ALCOHOL_MODERATION'];

describe('the form for a superior', () => {
  test.each(['act27/2026-11-27', 'sds/2014-12-10'])(
    'of %s asks one question on each of items 2, 3 and 6',
    (version) => {
      expect(onForm(version).map(({ item }) => item)).toEqual(ITEMS_ASKED);
      for (const { source, fields, round } of onForm(version))
        expect([source, fields, round]).toEqual(['SUPERIOR', ['name'], 'FIRST']);
    },
  );

  test('of cases that began under the policy before still asks its one question', () => {
    expect(onForm('act27/2025-05-16').map(({ code }) => code)).toEqual(['SUPERIOR_STATEMENT']);
  });

  test.each(LANGUAGES)(
    'asks of each question only what was consented to, with an answer to tick, in %s',
    (language) => {
      for (const pack of PACKS) {
        const asked = onForm(pack.policy.version);
        expect(asked.length).toBeGreaterThan(0);
        const rows = matterRows(
          { pack, language },
          Object.fromEntries(asked.map(({ code }) => [code, true])),
        );
        expect(rows.map(([question]) => question)).toEqual(asked.map(({ question }) => question[language]));
        for (const [, ticked] of rows)
          for (const choice of pack.choices.matter[language]) expect(ticked).toContain(choice);
        for (const left of asked) {
          const consent = Object.fromEntries(asked.map(({ code }) => [code, code !== left.code]));
          const printed = matterRows({ pack, language }, consent).map(([question]) => question);
          expect(printed).not.toContain(left.question[language]);
          expect(printed).toHaveLength(asked.length - 1);
        }
      }
    },
  );
});
