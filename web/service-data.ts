import type { ServiceChannel } from '../domain/service.js';

/** One notice of the result: by which way, and what shows it; without a way nobody recorded it. */
export interface ServiceShown {
  readonly recordedAt: string;
  readonly channel: ServiceChannel | null;
  readonly receipt?: string | undefined;
  readonly number?: string | undefined;
  readonly receivedOn?: string | undefined;
  readonly openedAt?: string | null | undefined;
  readonly isVoid: boolean;
}
