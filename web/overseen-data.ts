/** A grievance as the officer in charge is told of it. */
export interface OverseenRow {
  readonly id: string;
  readonly receivedOn: string;
  readonly answerBy: string | null;
  readonly overdue: boolean;
  readonly measures?: string | undefined;
}
