import { LOG_FIELDS } from './log-fields.js';

/** Longest list of values, and longest chain of causes, that a line may hold. */
const MAX_ITEMS = 50;
const MAX_CAUSES = 5;
const MAX_TEXT = 200;

/** An id, code, time or address: printable ASCII without spaces, and no "@" (no names in kanji, no mail addresses). */
const TOKEN = /^[A-Za-z0-9_.:/+#[\]-]{1,200}$/;
const HIDDEN = '[hidden]';

type Fields = Record<string, unknown>;

/** The line as it may be written: JSON text with a line end in, the same out. Never throws. */
export function allowedLine(line: string): string {
  try {
    return `${JSON.stringify(allowedFields(JSON.parse(line) as Fields))}\n`;
  } catch {
    return '{"level":"error","msg":"a log line could not be read and was dropped"}\n';
  }
}

/** A code, id or time as it is; anything else as `[hidden]`. */
function token(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  return typeof value === 'string' && TOKEN.test(value) ? value : HIDDEN;
}

/** A URL's path without its query; segments that are not ids or words are hidden. */
function pathOf(url: unknown): string {
  const path = (typeof url === 'string' ? url : '').split(/[?#]/, 1)[0] ?? '';
  return path
    .split('/')
    .map((segment) => (segment === '' ? '' : token(segment)))
    .join('/')
    .slice(0, MAX_TEXT);
}

/** A log message: our own fixed English text. Anything longer, not ASCII or with an address in it is hidden. */
function messageText(text: unknown): string {
  return typeof text === 'string' &&
    text.length <= MAX_TEXT &&
    /^[\x20-\x7e]*$/.test(text) &&
    !text.includes('@')
    ? text
    : HIDDEN;
}

function allowedFields(fields: Fields): Fields {
  const out: Fields = {};
  let dropped = 0;
  for (const [key, value] of Object.entries(fields)) {
    if (LOG_FIELDS.has(key)) out[key] = values(value);
    else if (key === 'msg') out[key] = messageText(value);
    else if (key === 'req') out[key] = request(value);
    else if (key === 'res') out[key] = pick(value, ['statusCode']);
    else if (key === 'err') out[key] = failure(value, MAX_CAUSES);
    else dropped += 1;
  }
  return dropped === 0 ? out : { ...out, droppedFields: dropped };
}

function values(value: unknown): unknown {
  return Array.isArray(value) ? value.slice(0, MAX_ITEMS).map(token) : token(value);
}

function request(value: unknown): Fields {
  const { path } = asFields(value);
  return { ...pick(value, ['id', 'method']), path: pathOf(path) };
}

function failure(value: unknown, depth: number): Fields {
  const { cause, frames } = asFields(value);
  return {
    ...pick(value, ['type', 'failureType', 'code', 'syscall', 'port', 'constraint']),
    ...(Array.isArray(frames) && { frames: values(frames) }),
    ...(cause !== undefined && depth > 0 && { cause: failure(cause, depth - 1) }),
  };
}

function pick(value: unknown, keys: readonly string[]): Fields {
  const fields = asFields(value);
  return Object.fromEntries(
    keys.filter((key) => fields[key] !== undefined).map((key) => [key, token(fields[key])]),
  );
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
