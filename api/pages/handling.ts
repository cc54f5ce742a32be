import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import type { Option } from '../../web/field-parts.js';
import type {
  GroundsShown,
  ItemRow,
  ItemShown,
  ItemsShown,
  NoticesShown,
  PassingsOnShown,
} from '../../web/office-data.js';
import { holds } from '../principal.js';
import type { Call } from '../route.js';
import { PassingOnView } from '../routes/passings-on.js';
import { CertificationView, NoticeView } from '../routes/contractors.js';
import { CheckView, HandlerView, ItemView } from '../routes/handling.js';
import { otherSchemes } from './other-schemes.js';
import { viaRoute } from './via-route.js';
import { namer, namesOf, placesOf } from './contractors.js';

const Items = z.object({ items: z.array(ItemView) });
const Handlers = z.object({ items: z.array(HandlerView) });
const Notices = z.object({ items: z.array(NoticeView) });
const Certifications = z.object({ items: z.array(CertificationView) });
const Passings = z.object({ items: z.array(PassingOnView) });
const Checks = z.object({ items: z.array(CheckView), next: z.string().nullable() });

export async function readItems(call: Call): Promise<ItemsShown> {
  const { organs } = placesOf(call);
  const certified =
    organs.length === 0 ? [] : Certifications.parse(await viaRoute('listCertifications', call)).items;
  const nameOf = namer(await namesOf(call, certified, organs));
  const contractors = [...new Set(certified.map(({ contractorId }) => contractorId))];
  const options = (ids: readonly string[]) => ids.map((id): Option => ({ value: id, word: nameOf(id) }));
  return {
    items: await itemRows(call),
    organs: organs.map((id) => ({ id, name: nameOf(id) })),
    choices: { organId: options(organs), contractorId: options(contractors), scheme: otherSchemes() },
  };
}

/** The items whose list the reader may read, as the route has them. */
async function itemRows(call: Call): Promise<ItemRow[]> {
  const { items } = Items.parse(await viaRoute('listItems', call));
  const nameOf = namer(await namesOf(call, items));
  const { organs } = placesOf(call);
  return items.map(({ contractorId, ...item }) => ({
    ...item,
    organ: nameOf(item.organId),
    contractor: contractorId === null ? null : nameOf(contractorId),
    yours: item.custodian === call.principal.sub,
    inCharge: organs.includes(item.organId),
  }));
}

export async function readItem(call: Call): Promise<ItemShown> {
  const item = (await itemRows(call)).find(({ id }) => id === call.params.id);
  if (!item) throw new Refused('NOT_FOUND');
  return { ...item, handlers: Handlers.parse(await viaRoute('readHandlerList', call)).items };
}

/** What the reader may choose from when they ask: their own items, whatever is asked. */
export async function ownItems(call: Call): Promise<Option[]> {
  if (!holds(call.principal, CUSTODIANS)) throw new Refused('NOT_FOUND');
  return (await itemRows(call))
    .filter(({ yours }) => yours)
    .map(({ organId, id, designation, organ }) => ({
      value: `${organId}.${id}`,
      word: { ja: `${designation}（${organ.ja}）`, en: `${designation} (${organ.en})` },
    }));
}
const CUSTODIANS = ['InformationManager', 'ContractorSecurityManager'] as const;

/** Those not acknowledged yet, overdue ones first; or all. */
export async function readNotices(call: Call, { show }: { show?: unknown }): Promise<NoticesShown> {
  const open = show !== 'all';
  const query = open ? { open: 'true' } : {};
  const { items } = Notices.parse(await viaRoute('listRightEndNotices', { ...call, query }));
  const nameOf = namer(await namesOf(call, items));
  const designations = new Map((await itemRows(call)).map(({ id, designation }) => [id, designation]));
  const rows = items.map(({ organId, itemId, text: _text, ...row }) => ({
    ...row,
    organ: nameOf(organId),
    designation: itemId === null ? null : (designations.get(itemId) ?? null),
  }));
  const overdue = (state: string) => Number(state === 'OVERDUE');
  return { rows: rows.toSorted((a, b) => overdue(b.state) - overdue(a.state)), open };
}

/** Those not passed on yet, overdue ones first; or all. */
export async function readPassingsOn(call: Call, { show }: { show?: unknown }): Promise<PassingsOnShown> {
  const open = show !== 'all';
  const query = open ? { open: 'true' } : {};
  const { items } = Passings.parse(await viaRoute('listPassingsOn', { ...call, query }));
  const nameOf = namer(await namesOf(call, items));
  const rows = items.map(({ organId, text: _text, ...row }) => ({ ...row, organ: nameOf(organId) }));
  const overdue = (state: string) => Number(state === 'OVERDUE');
  return { rows: rows.toSorted((a, b) => overdue(b.state) - overdue(a.state)), open };
}

const GroundsAsked = z.object({
  organ: z.uuid(),
  item: z.uuid().optional(),
  after: z.string().max(200).optional(),
});
const PAGE_SIZE = 50;

export async function readGrounds(call: Call, asked: unknown): Promise<GroundsShown> {
  const parsed = GroundsAsked.safeParse(asked);
  if (!parsed.success) throw new Refused('NOT_FOUND');
  const { organ: organId, item: itemId, after } = parsed.data;
  const query = { organId, itemId, after, limit: PAGE_SIZE };
  const { items, next } = Checks.parse(await viaRoute('listHandlingGrounds', { ...call, query }));
  const nameOf = namer(await namesOf(call, [{ organId }]));
  const designations = new Map((await itemRows(call)).map(({ id, designation }) => [id, designation]));
  return {
    organId,
    organ: nameOf(organId),
    itemId,
    rows: items.map((row) => ({ ...row, designation: designations.get(row.itemId) ?? null })),
    next,
    first: after === undefined,
  };
}
