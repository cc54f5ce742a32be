import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A disk of our own: an ext4 file system in a file, reached by a loop device. */
export interface Disk {
  readonly folder: string;
  remove(): void;
}

const SIZE = '400M';

export function makeDisk(image: string, folder: string): Disk {
  command('truncate', ['-s', SIZE, image]);
  command('mkfs.ext4', ['-q', image]);
  return mountDisk(image, folder);
}

/** Mounting replays the file system's own journal, as after a power cut. */
export function mountDisk(image: string, folder: string): Disk {
  mkdirSync(folder, { recursive: true });
  const device = command('losetup', ['-f', '--show', image]).trim();
  try {
    command('mount', [device, folder]);
  } catch (error) {
    command('losetup', ['-d', device]);
    throw error;
  }
  const remove = () => {
    command('umount', [folder]);
    command('losetup', ['-d', device]);
  };
  return { folder, remove };
}

/**
 * What the disk holds at this moment: nothing of what waits in memory to be written. Copied again until a copy is the
 * same as what is there, so that it is the disk of one moment and not of several.
 */
export function copyDisk(image: string, copy: string): void {
  for (let attempt = 0; attempt < 20; attempt++) {
    command('cp', ['--sparse=always', image, copy]);
    try {
      command('cmp', ['-s', image, copy]);
      return;
    } catch {
      // It was written meanwhile.
    }
  }
  throw new Error('the disk was never at rest for as long as a copy takes');
}

/** Why power loss cannot be tried here, in one sentence; undefined where it can. */
export function whyNoDisk(probe: string): string | undefined {
  if (process.platform !== 'linux') return 'loop devices are of Linux';
  if (process.getuid?.() !== 0) return 'only root may mount a file system of its own';
  try {
    makeDisk(`${probe}.img`, probe).remove();
    return undefined;
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim();
    return said || (error instanceof Error ? error.message : String(error));
  }
}

function command(name: string, args: readonly string[]): string {
  return execFileSync(name, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
