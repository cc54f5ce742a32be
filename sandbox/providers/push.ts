import express, { type Router } from 'express';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { jsonOrUndefined } from './json.js';
import { anyEventSchema, checkEventSchema, eventsPath } from './protocol.js';
import type { Provider } from './provider.js';

type Receipt = 'taken' | 'replayed' | 'ignored' | 'unsigned' | 'malformed';

export interface PushOptions {
  provider: Provider;
  webhookSecret: string;
  report: (receipt: Receipt, requestId?: string) => void;
}

/** Far longer than the five minutes for which a signature is good. */
const rememberedIds = 10_000;

/** Standard Webhooks: nothing is read before the signature holds, and the signature covers id, time and body. */
export function pushRouter({ provider, webhookSecret, report }: PushOptions): Router {
  const webhook = new Webhook(webhookSecret);
  const seen = new Set<string>();
  const router = express.Router();

  router.post(eventsPath(provider.source), express.raw({ type: () => true, limit: '16kb' }), (req, res) => {
    const body = Buffer.isBuffer(req.body) ? req.body.toString('utf8') : '';
    const webhookId = req.get('webhook-id') ?? '';
    const headers = {
      'webhook-id': webhookId,
      'webhook-timestamp': req.get('webhook-timestamp') ?? '',
      'webhook-signature': req.get('webhook-signature') ?? '',
    };
    if (!isSigned(webhook, body, headers)) {
      report('unsigned');
      res.status(401).json({ error: 'UNSIGNED' });
      return;
    }
    const json = jsonOrUndefined(body);
    const event = checkEventSchema.safeParse(json);
    if (seen.has(webhookId)) report('replayed');
    else if (event.success) {
      seen.add(webhookId);
      const [oldest] = seen;
      if (seen.size > rememberedIds && oldest !== undefined) seen.delete(oldest);
      report('taken', event.data.requestId);
      provider.notify(event.data);
    } else if (isOfAnotherKind(json)) report('ignored');
    else {
      report('malformed');
      res.status(400).json({ error: 'MALFORMED' });
      return;
    }
    res.status(202).json({});
  });
  return router;
}

function isSigned(webhook: Webhook, body: string, headers: Record<string, string>): boolean {
  try {
    webhook.verify(body, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

function isOfAnotherKind(json: unknown): boolean {
  const event = anyEventSchema.safeParse(json);
  return event.success && !checkEventSchema.shape.type.safeParse(event.data.type).success;
}
