import { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import type { QueuePlace } from '../../store/console-reads.js';

const Place = z.tuple([z.string().regex(/^(infinity|\d{4,6}-\d\d-\d\d[ \d:.+-]{5,30})$/), z.uuid()]);

/** A place in the queue, as it stands in an address. */
export function cursorOf({ at, id }: QueuePlace): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** @throws Refused NOT_FOUND for what is not a place of ours */
export function placeOf(cursor: unknown): QueuePlace | undefined {
  if (cursor === undefined) return undefined;
  try {
    const [at, id] = Place.parse(
      JSON.parse(Buffer.from(z.string().parse(cursor), 'base64url').toString('utf8')),
    );
    return { at, id };
  } catch {
    throw new Refused('NOT_FOUND');
  }
}
