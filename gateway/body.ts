import express, { type RequestHandler } from 'express';
import { Refused } from '../domain/errors.js';

const MOST_BYTES = 1_048_576;

/**
 * A JSON body of up to 1 MiB, unpacked. One that says beforehand that it is larger is not even begun: the library would
 * read all of it, whatever it weighs, before it refuses.
 */
export function jsonBody(): RequestHandler[] {
  return [refuseDeclared, express.json({ limit: MOST_BYTES, strict: false })];
}

const refuseDeclared: RequestHandler = (req, res, next) => {
  if (Number(req.headers['content-length'] ?? 0) <= MOST_BYTES) return next();
  res.setHeader('Connection', 'close');
  throw new Refused('TOO_LARGE');
};
