import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { organs, people, userOf } from '../../sandbox/people.js';
import { readNow } from '../../store/clock.js';
import { connect } from '../../store/db.js';
import { declareNoTie } from '../../store/declarations.js';
import { findOrAddSubject } from '../../store/persons.js';
import type { Actor } from '../../store/step.js';
import { openCase, transition } from '../../store/transition.js';
import '../../policies.js';

/**
 * Nominates and rejects invented people, again and again, by the one write path. What has been committed is told on
 * standard output, a command id a line: that is what the register owes whoever read it.
 */
const db = connect(process.argv[2] ?? '', { max: 4 });
const organId = organs[0]?.id ?? '';
const grant = { role: 'AssessmentOfficerInCharge', organId } as const;
const actor = { sub: userOf('in-charge1').sub, grants: [grant] } satisfies Actor;

await Promise.all(
  people.slice(0, 4).map(async ({ key }) => {
    for (;;) {
      const [opened, rejected, caseId] = [randomUUID(), randomUUID(), randomUUID()];
      const { seq } = await db.transaction().execute(async (tx) => {
        const now = await readNow(tx);
        const subjectId = await findOrAddSubject(tx, Buffer.from(key), now);
        const nominee = {
          organId,
          subjectId,
          contractorId: null,
          ground: 'NEW_HANDLER',
          assigned: [],
        } as const;
        const opening = { ...nominee, caseId, kind: 'application', action: 'nominate', actor } as const;
        const made = await openCase(tx, { ...opening, commandId: opened }, now);
        await declareNoTie(tx, { caseId, sub: actor.sub, now });
        return made;
      });
      writeSync(1, `${opened}\n`);
      await db.transaction().execute(async (tx) =>
        transition(
          tx,
          {
            caseId,
            action: 'rejectNominee',
            actor,
            commandId: rejected,
            seen: seq,
            details: { reason: 'x' },
          },
          await readNow(tx),
        ),
      );
      writeSync(1, `${rejected}\n`);
    }
  }),
);
