import { startOfDay } from '../../domain/calendar.js';
import { CERTIFICATION_EDGES, confirmationDue } from '../../domain/certification.js';
import type { Role } from '../../domain/roles.js';
import type { Tx } from '../../store/db.js';
import { derivedId } from '../../store/derived-id.js';
import { users } from '../people.js';
import '../../policies.js';

interface Certified {
  readonly organId: string;
  readonly contractorId: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

const PARTS = {
  RULES: { adoptedOn: '2025-04-01', revision: 1 },
  PROTECTION_OFFICER: { appointedOn: '2025-04-01', deputies: 1 },
  TRAINING: { timesAYear: 2 },
  PREMISES: { restrictedAreas: 1, lockable: true, entriesLogged: true },
  FOREIGN_INFLUENCE: {
    sharesAbroadPercent: 4,
    officersOfForeignNationality: 0,
    salesAbroadPercent: 12,
    controlledFromAbroad: false,
  },
};

/** A certification with its three steps, as two people of the organ would have taken them, and the contract beside it. */
export async function seedCertification(tx: Tx, of: Certified): Promise<void> {
  const { organId: organ_id, contractorId: contractor_id, firstDay: first_day, lastDay: last_day } = of;
  const at = startOfDay(first_day);
  const examiner = someone('AssessmentOfficerInCharge', of);
  const decider = someone('Adjudicator', of);
  const id = derivedId(contractor_id, `certification/${organ_id}`);
  const confirm_by = confirmationDue(new Date().toISOString());
  await tx
    .insertInto('certification_files')
    .values({
      id,
      organ_id,
      contractor_id,
      stage: 'CERTIFIED',
      seq: 3,
      applied_at: at,
      stage_at: at,
      examined_by: examiner,
      certified_by: decider,
      first_day,
      last_day,
      confirm_by,
    })
    .execute();
  const steps = [
    {
      action: 'apply',
      from_stage: 'NEW',
      to_stage: 'APPLIED',
      sub: someone('ContractorSecurityManager', of),
    },
    { action: 'examine', from_stage: 'APPLIED', to_stage: 'EXAMINED', sub: examiner },
    { action: 'certify', from_stage: 'EXAMINED', to_stage: 'CERTIFIED', sub: decider },
  ] as const;
  for (const [n, step] of steps.entries())
    await tx
      .insertInto('certification_steps')
      .values({
        ...step,
        command_id: derivedId(id, step.action),
        file_id: id,
        seq: n + 1,
        at,
        role: CERTIFICATION_EDGES.find(({ action }) => action === step.action)?.by ?? 'System',
        facts: JSON.stringify(
          n === 0 ? { parts: PARTS } : n === 2 ? { firstDay: first_day, lastDay: last_day } : {},
        ),
      })
      .execute();
  const contract = { id: derivedId(id, 'contract'), organ_id, contractor_id, first_day, last_day };
  await tx
    .insertInto('contracts')
    .values({
      ...contract,
      paragraph: '10(1)',
      sections: ['K-2025'],
      recorded_at: at,
      recorded_by: examiner,
      ended_at: null,
      ended_by: null,
    })
    .execute();
}

function someone(role: Role, { organId, contractorId }: Certified): string {
  const fits = users.find(({ grants }) =>
    grants.some(
      (grant) => grant.role === role && (grant.organId === organId || grant.contractorId === contractorId),
    ),
  );
  if (!fits) throw new Error(`nobody in the sandbox is ${role} there`);
  return fits.sub;
}
