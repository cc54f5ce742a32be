import { type File, isAlive } from './file.js';
import type { Scheme } from './scheme.js';

/** The assessment that a grievance is about: of a clearance, the one it began with. */
export function fileGrieved(world: Scheme, { about }: File): string | null {
  const of = about === null ? undefined : world.files.get(about);
  return of?.kind === 'clearance' ? of.about : about;
}

/** All that a grievance is about: of a clearance, whatever assessed its holder again too. */
export function filesGrieved(world: Scheme, grievance: File): string[] {
  const { about } = grievance;
  if (about === null) return [];
  const again = world.files.get(about)?.kind === 'clearance' ? world.named('application') : [];
  const first = fileGrieved(world, grievance);
  return [
    about,
    ...(first === null ? [] : [first]),
    ...again.filter((one) => one.about === about).map(({ name }) => name),
  ];
}

/** Its own, or of a grievance that of the file it is about. */
export function holdStands(world: Scheme, file: File): boolean {
  const about = file.kind === 'grievance' ? world.files.get(file.about ?? '') : undefined;
  return file.holds.length > 0 || (about !== undefined && about.holds.length > 0);
}

export function isHeld(world: Scheme, file: File): boolean {
  // An assessment, by a grievance about the clearance that it assesses again, too.
  const about = file.kind === 'grievance' ? [file.name] : [file.name, file.about];
  return (
    world
      .named('grievance')
      .some(
        (one) => isAlive(one) && (about.includes(one.about) || about.includes(fileGrieved(world, one))),
      ) || world.named('clearance').some((one) => one.stage === 'SUSPENDED' && one.doubt === file.name)
  );
}
