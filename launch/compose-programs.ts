import { accessSync, chmodSync, constants, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type ImagePrograms = { server: string; sqlTool: string };

/** A folder for PATH with what the images of docker-compose.yml bring along, by the names they have there. */
export function programFolder(folder: string, { server, sqlTool }: ImagePrograms): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  symlinkSync(server, path.join(folder, 'temporal-server'));
  symlinkSync(sqlTool, path.join(folder, 'temporal-sql-tool'));
  script(path.join(folder, 'node'), `exec '${process.execPath}' "$@"`);
  usePsql(folder, undefined);
  return folder;
}

/** Which psql scripts find first: this one, or our stand-in (psql.mjs), which needs nothing installed. */
export function usePsql(folder: string, real: string | undefined): void {
  const standIn = fileURLToPath(new URL('./psql.mjs', import.meta.url));
  const command = real === undefined ? `'${process.execPath}' '${standIn}'` : `'${real}'`;
  script(path.join(folder, 'psql'), `exec ${command} "$@"`);
}

export function psqlOnPath(searchPath = process.env.PATH ?? ''): string | undefined {
  return searchPath
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'psql'))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function script(file: string, line: string): void {
  writeFileSync(file, `#!/bin/sh\n${line}\n`);
  chmodSync(file, 0o755);
}
