import { Refused } from '../../domain/errors.js';
import type { CaseKind } from '../../domain/stages.js';
import { ServedDisposal } from '../../privacy/disposal-shape.js';
import { kindOf } from '../../store/console-reads.js';
import { disposalPage } from '../../web/pages/disposal.js';
import { paths } from '../../web/paths.js';
import type { Call } from '../route.js';
import { caseIdOf, inside } from './console.js';
import type { Page } from './doors.js';
import { viaRoute } from './via-route.js';
import { frameOf } from './visit.js';

const CERTIFY: Readonly<Record<CaseKind, string>> = {
  application: 'certifyApplicationDisposal',
  clearance: 'certifyClearanceDisposal',
  grievance: 'certifyGrievanceDisposal',
};

/** By the very handler the API serves it with. */
async function certified(call: Call) {
  const kind = await kindOf(call.tx, call.params.id ?? '');
  if (!kind) throw new Refused('NOT_FOUND');
  return { told: ServedDisposal.parse(await viaRoute(CERTIFY[kind], call)) };
}

export const showDisposal: Page = async (req, res, console, session) => {
  const params = { id: caseIdOf(req) };
  const found = await inside(req, console, session, params, certified);
  const frame = frameOf(req, res, console, { ...found, here: paths.disposalOf(params.id) });
  res.send(disposalPage(frame, found.told.certificate));
};

/** To be kept beside the public keys: a file, not a page. */
export const sendDisposal: Page = async (req, res, console, session) => {
  const { told } = await inside(req, console, session, { id: caseIdOf(req) }, certified);
  res.attachment('disposal-certificate.json').json(told);
};
