import type { StepDetails } from '../../../store/step.js';
import { bodyOf } from '../../access/support/bodies.js';
import type { Case, Cases } from '../../access/support/cases.js';
import type { Account } from '../../access/support/cast.js';
import { CONCERNS } from '../../access/support/concerns.js';
import type { Answer, House } from '../../access/support/house.js';

export const SECOND: Account = 'adjudicatorOnceSubject';

/** Cases on their way to a decision, and its steps over HTTP. */
export class Deciding {
  constructor(
    private readonly house: House,
    private readonly cases: Cases,
  ) {}

  async act(by: Account, { id }: Case, path: string, route: string, more: object = {}): Promise<Answer> {
    const body = { ...bodyOf(route, await this.cases.version(id)), ...more };
    return this.house.post(by, `/applications/${id}/${path}`, body);
  }

  /** Heard in an interview, and silent when the concerns were put to them. */
  async silentAfterInterview(concerns: StepDetails = CONCERNS): Promise<Case> {
    const { cases } = this;
    const made = await cases.application('AWAITING_OPINION');
    await cases.arrange(made, 'investigator', ['MENTAL_DISORDER']);
    await cases.record(made, 'investigator', 'RECORD TEXT');
    await cases.step(made.id, 'confirmInterviewRecord', 'subject');
    await cases.step(made.id, 'resolveReview', 'investigator', { reason: 'TEST' });
    await cases.step(made.id, 'giveOpinion', 'investigator', { reason: 'TEST' });
    await cases.step(made.id, 'submitForDecision', 'inCharge');
    await this.asked(made, concerns);
    return made;
  }

  /** What is put to them, they let pass. */
  async asked({ id }: Case, concerns: StepDetails = CONCERNS): Promise<void> {
    await this.cases.step(id, 'askSubject', 'adjudicator', concerns);
    await this.cases.step(id, 'markHearingOverdue', 'System');
  }
}
