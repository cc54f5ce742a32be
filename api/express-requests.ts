import { IncomingMessage, type ServerOptions, ServerResponse } from 'node:http';
import express, { type Express } from 'express';

/**
 * What a server makes requests and answers of, so that Express finds them to be its own. It would otherwise change the
 * prototype of each of them, after which V8 keeps it until a full collection: a third of the API's pace, and a pause now and
 * then (docs/decisions/0064).
 */
export function requestsOf(app: Express): Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'> {
  class Asked extends IncomingMessage {}
  class Answer extends ServerResponse {}
  app.request = adopted(Asked.prototype, express.request, app);
  app.response = adopted(Answer.prototype, express.response, app);
  return { IncomingMessage: Asked, ServerResponse: Answer as unknown as typeof ServerResponse };
}

/** In Express's place between its own methods and Node's. */
function adopted<T extends object>(prototype: object, methods: T, app: Express): T {
  Object.setPrototypeOf(prototype, methods);
  const own = { value: app, configurable: true, enumerable: true, writable: true };
  return Object.defineProperty(prototype, 'app', own) as T;
}
