import { sql } from 'kysely';
import type { Tx } from './db.js';
import { setAside } from './supplements.js';
import type { DocumentClass } from './vault.js';

export interface StatementRef {
  readonly at: string;
  readonly action: string;
  readonly docClass: DocumentClass;
  readonly documentId: string;
  /** The case whose vault holds it: a grievance's text lies with the application it is about. */
  readonly ownerId: string;
}

const CLASS_OF: Readonly<Record<string, DocumentClass>> = {
  fileAnswer: 'EVIDENCE',
  answerConcerns: 'HEARING',
  provideDocument: 'PROVIDED',
  reportChange: 'CHANGE_REPORT',
  reportAsOther: 'CHANGE_REPORT',
  fileGrievance: 'GRIEVANCE',
  openGrievance: 'GRIEVANCE',
  proposeMistake: 'CORRECTION',
  confirmMistake: 'CORRECTION',
  dropMistake: 'CORRECTION',
  proposeNoticeVoid: 'CORRECTION',
  confirmNoticeVoid: 'CORRECTION',
  dropNoticeVoid: 'CORRECTION',
  proposeDoubtVoid: 'CORRECTION',
  confirmDoubtVoid: 'CORRECTION',
  dropDoubtVoid: 'CORRECTION',
};

/** Where the words of a case lie, in order: reasons, opinions, sources' statements, reports, grievances. */
export async function statementsOf(tx: Tx, caseId: string): Promise<StatementRef[]> {
  const rows = await tx
    .selectFrom('commands')
    .select(['at', 'action', 'details'])
    .where(sql<boolean>`not ${setAside('commands')}`)
    .where('case_id', '=', caseId)
    // Who steps back from screening may say what they read, which nobody who works on the case is to know.
    .where('role', '<>', 'ScreeningOfficer')
    .where('action', 'not in', ['placeHold', 'liftHold'])
    .orderBy('seq')
    .execute();
  return rows.flatMap(({ at, action, details }) => {
    const { reasonsId, documentId, applicationId, clearanceId } = details as Partial<Record<string, string>>;
    const docClass = CLASS_OF[action] ?? (reasonsId ? 'REASONS' : undefined);
    const id = reasonsId ?? documentId;
    return docClass && id
      ? [
          {
            at: at.toISOString(),
            action,
            docClass,
            documentId: id,
            ownerId: (action === 'openGrievance' && clearanceId) || (applicationId ?? caseId),
          },
        ]
      : [];
  });
}
