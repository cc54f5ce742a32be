import { derivedId } from '../../../store/derived-id.js';
import type { Case, Cases } from './cases.js';
import type { Account } from './cast.js';
import type { Answer, House } from './house.js';

type About = 'RESULT' | 'CONDUCT';

/** Grievances filed and answered as people do it, over HTTP. */
export function grieving(house: House, cases: Cases) {
  async function file(made: Case, about: About, text = 'GRIEVANCE TEXT'): Promise<Case> {
    const path = made.kind === 'clearance' ? 'clearances' : 'applications';
    const before = await grievancesOf(made);
    const filed = await house.post('subject', `/${path}/${made.id}/grievances`, { about, text });
    if (filed.status !== 201) throw new Error(`not filed: ${filed.text}`);
    const id = (await grievancesOf(made)).find((one) => !before.includes(one)) ?? '';
    return { kind: 'grievance', id, subjectId: made.subjectId };
  }

  async function grievancesOf({ subjectId }: Case): Promise<string[]> {
    const rows = await house.register
      .selectFrom('cases')
      .select('id')
      .where('kind', '=', 'grievance')
      .where('subject_id', '=', subjectId)
      .execute();
    return rows.map(({ id }) => id);
  }

  async function answer(
    { id }: Case,
    body: Record<string, unknown>,
    by: Account = 'grievance',
  ): Promise<Answer> {
    return house.post(by, `/grievances/${id}/answer`, {
      seen: await cases.version(id),
      reasons: 'ANSWER TEXT',
      ...body,
    });
  }

  /** Everything this account can ask about a case and of its lists, without what makes each case another one. */
  async function heldBy(account: Account, made: Case): Promise<string> {
    const path = made.kind === 'clearance' ? '/clearances' : '/applications';
    const answers = [];
    for (const end of ['', '/timeline', '/explanation', '/documents', '/decision-packet']) {
      const { status, body } = await house.get(account, `${path}/${made.id}${end}`);
      answers.push([end, status, body?.code ?? body]);
    }
    for (const query of ['limit=100', 'limit=100&open=true', 'limit=100&open=false']) {
      const { body } = await house.get(account, `${path}?${query}`);
      answers.push((body.items ?? []).filter((item: { id: string }) => item.id === made.id));
    }
    // The lists a contractor keeps of its people: none of them may tell what the case itself does not.
    for (const list of ['/nominees', '/assessed-persons']) {
      const { status, body } = await house.get(account, list);
      const theirs = (body?.items ?? []).filter((item: object) =>
        JSON.stringify(item).includes(made.subjectId),
      );
      answers.push([list, status, theirs]);
    }
    return JSON.stringify(answers)
      .replaceAll(made.id, 'ID')
      .replaceAll(derivedId(made.id, 'clearance'), 'CLEARANCE')
      .replaceAll(made.subjectId, 'SUBJECT')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'UUID')
      .replaceAll(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, 'AT');
  }

  return { file, answer, heldBy };
}
