import type { Response } from 'express';
import { z } from 'zod';

/** A file as an answer: the bytes, and a name for them that tells nothing about anybody. */
export const FileAnswer = z.strictObject({ name: z.string(), bytes: z.instanceof(Buffer) });

/** Shown, not saved, where the reader's program can. */
export function sendFile(res: Response, media: string, answer: unknown): void {
  const { name, bytes } = FileAnswer.parse(answer);
  // A reader's own PDF program is shown as an object of the file's page; nothing else is.
  res.setHeader('Content-Security-Policy', "default-src 'none'; object-src 'self'; frame-ancestors 'none'");
  res.setHeader('Content-Disposition', `inline; filename="${name}"`);
  res.status(200).type(media).send(bytes);
}
