import type { ServiceChannel } from '../domain/service.js';

/** One notice of the result: by which way, and what shows it; without a way nobody recorded it. */
export interface ServiceShown {
  readonly recordedAt: string;
  readonly channel: ServiceChannel | null;
  readonly receipt?: string | undefined;
  readonly number?: string | undefined;
  readonly receivedOn?: string | undefined;
  readonly receivedAt?: string | undefined;
  readonly openedAt?: string | null | undefined;
  readonly isVoid: boolean;
}

/** A notice that is out, while nothing shows yet that it was received. */
export interface IssueShown {
  readonly channel: ServiceChannel;
  /** Null where none is out any more, and a withdrawal from before a void notice waits. */
  readonly issuedOn: string | null;
  readonly withdrawnOn: string | null;
}

/** Of a file: how its result was told, and what is out. */
export interface ServedFile {
  readonly service?: readonly ServiceShown[] | undefined;
  readonly issue?: IssueShown | undefined;
}
