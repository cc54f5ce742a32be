import { readFileSync, statSync } from 'node:fs';
import { KeyFileError } from '../../privacy/key-file.js';

/**
 * The PIN of a token, as bytes that the caller wipes; a line's end after it is not part of it.
 * @throws {KeyFileError} absent, empty, or readable by every user.
 */
export function readPin(file: string): Buffer {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined)
    throw new KeyFileError(
      'MISSING',
      `There is no PIN file at ${file}: put it there, or correct PKCS11_PIN_FILE.`,
    );
  if ((stat.mode & 0o007) !== 0)
    throw new KeyFileError(
      'EXPOSED',
      `Every user of this machine can reach the PIN file ${file}: run chmod 600 on it.`,
    );
  const bytes = readFileSync(file);
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end -= 1;
  if (end === 0)
    throw new KeyFileError('MALFORMED', `The PIN file ${file} is empty: write the token’s PIN into it.`);
  return bytes.subarray(0, end);
}
