import { z } from 'zod';

/** Of an identity as it was sealed: enough to know whether one knows them. */
export const ShortPerson = z.object({ name: z.string(), kana: z.string() });
