import type { Request, Response } from 'express';
import type { CheckCode } from '../../domain/checks.js';
import { PROBLEMS, Refused } from '../../domain/errors.js';
import { policyOf } from '../../domain/policy.js';
import { isSigned, type SignedAct } from '../../domain/signatures.js';
import type { LetterShown, OwnFile } from '../../web/own-data.js';
import { textOf, type Values } from '../../web/frame.js';
import { signingPage } from '../../web/pages/signing.js';
import { SIGNING_WORDS } from '../../web/words/signing.js';
import { paths } from '../../web/paths.js';
import type { ConsoleSession } from '../sessions.js';
import { formsToSign } from '../signed-texts.js';
import { readCasePage } from './case-read.js';
import { type Console, inside } from './console.js';
import { saidBy, yesNo } from './originals-read.js';
import { frameOf } from './visit.js';

/** Of a form that was filled in, what belongs to its signature and is none of its fields. */
export interface Signed {
  readonly nonce: string;
  readonly credential: string;
  /** The sandbox’s own authenticator is to sign. */
  readonly inSoftware: boolean;
}

export function signedApart(all: Values): { values: Values; signed: Signed } {
  const { 'sign.nonce': nonce, 'sign.software': software, credential, ...values } = all;
  const texts = { nonce: nonce ?? '', software: software ?? '', credential: credential ?? '' };
  return {
    values,
    signed: {
      nonce: textOf(texts, 'nonce'),
      credential: textOf(texts, 'credential'),
      inSoftware: textOf(texts, 'software') === 'yes',
    },
  };
}

type Attempt = (signature?: unknown) => Promise<unknown>;

/** The step, with the signature that came with its form, or with that of the sandbox’s authenticator if its button was pressed. */
export async function attemptSigned(
  console: Console,
  session: ConsoleSession,
  signed: Signed,
  attempt: Attempt,
): Promise<void> {
  const { authenticators } = console;
  if (!signed.inSoftware || !authenticators) return void (await attempt(signatureIn(signed)));
  try {
    await attempt();
  } catch (error) {
    if (!(error instanceof Refused) || error.toSign === undefined) throw error;
    const { nonce, challenge } = error.toSign;
    await attempt({ nonce, assertion: await authenticators.sign(session.sub, challenge) });
  }
}

/** As the browser gave it; what is no JSON is as good as none, and is asked for again. */
function signatureIn({ nonce, credential }: Signed): unknown {
  if (credential === '') return undefined;
  try {
    return { nonce, assertion: JSON.parse(credential) as unknown };
  } catch {
    return undefined;
  }
}

/** What came back, where it is about the signature alone: then there is a page for it. What has no shape is not valid either. */
export function aboutSigning(error: unknown): Refused | undefined {
  if (!(error instanceof Refused)) return undefined;
  const { code, fields = [] } = error;
  if (code === 'SIGNATURE_NEEDED' || code === 'SIGNATURE_INVALID' || code === 'PASSKEY_NEEDED') return error;
  const shapeless = fields.length > 0 && fields.every(({ pointer }) => pointer.startsWith('/signature'));
  return shapeless ? new Refused('SIGNATURE_INVALID') : undefined;
}

/** What is about to be signed, in the words it was shown in. @throws Refused where it is nobody’s to sign any more. */
export async function showSigning(
  req: Request,
  res: Response,
  console: Console,
  of: {
    readonly session: ConsoleSession;
    readonly id: string;
    readonly step: string;
    readonly values: Values;
    readonly key: unknown;
    readonly body: unknown;
    readonly refused: Refused;
    /** Asked once more, of what was refused for its signature: what is to be signed now. */
    readonly again: Attempt;
  },
): Promise<void> {
  const { session, id, step, values, key, body, again } = of;
  const { code } = of.refused;
  const { toSign } = code === 'SIGNATURE_INVALID' ? await refusedBy(again) : of.refused;
  const { page, viewer, now } = await inside(req, console, session, { id }, async (call) => ({
    page: await readCasePage(call),
  }));
  if (page.view !== 'subject' || !isAct(step)) throw of.refused;
  const { file } = page;
  const frame = frameOf(req, res, console, { viewer, now, here: paths.caseOf(id) });
  allowPasskeys(res);
  res.status(code === 'SIGNATURE_NEEDED' ? 200 : PROBLEMS[code].status).send(
    signingPage(frame, {
      caseId: id,
      kind: file.kind,
      step,
      values,
      csrf: viewer.csrf,
      key: typeof key === 'string' ? key : '',
      said: saidHere(file.policy, step, body as Readonly<Record<string, unknown>>),
      letters: lettersOf(file, step),
      ...(toSign ? { toSign } : {}),
      ...(code === 'SIGNATURE_INVALID' ? { refused: code } : {}),
      inSoftware: console.authenticators !== undefined,
    }),
  );
}

async function refusedBy(attempt: Attempt): Promise<Refused> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof Refused && error.code === 'SIGNATURE_NEEDED') return error;
    throw error;
  }
  throw new Error('taken without the signature it needs');
}

function isAct(step: string): step is SignedAct {
  return isSigned(step as SignedAct);
}

interface Answers {
  readonly assessment?: unknown;
  readonly inquiries?: Readonly<Partial<Record<CheckCode, unknown>>>;
  readonly reasonsWaived?: unknown;
}

/** Each question as it was put, and yes or no to it; of the others the words of their form. What was left open is a no. */
function saidHere(policy: string, step: SignedAct, body: Readonly<Record<string, unknown>>) {
  if (step !== 'giveConsent' && step !== 'answerSupplement') return saidBy(policy, step, body);
  const { assessment, inquiries = {}, reasonsWaived } = body as Answers;
  const consents = step === 'giveConsent';
  const asked = policyOf(policy).checks.filter(({ code }) => consents || inquiries[code] !== undefined);
  const answers = asked.map(({ code, name, question }) => ({
    label: { ja: `${name.ja}：${question.ja}`, en: `${name.en}: ${question.en}` },
    text: yesNo(inquiries[code]),
  }));
  if (!consents) return answers;
  return [
    { label: SIGNING_WORDS.assessment, text: yesNo(assessment) },
    ...answers,
    { label: SIGNING_WORDS.waived, text: yesNo(reasonsWaived) },
  ];
}

function lettersOf({ letters, pledge, supplement }: OwnFile, step: SignedAct): LetterShown[] {
  if (step === 'answerSupplement') return supplement ? [supplement] : [];
  if (step === 'signPledge' || step === 'renewPledge') return pledge ? [pledge] : [];
  return formsToSign(step).flatMap((code) => letters?.[code] ?? []);
}

/** The one page policy under which our one script runs: without it every page is without. */
export function allowPasskeys(res: Response): void {
  const policy = String(res.getHeader('Content-Security-Policy') ?? '');
  res.setHeader('Content-Security-Policy', `${policy}; script-src 'self'`);
}
