import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export interface FoundChromium {
  executablePath: string;
  /** A folder with the libraries that it needs, for a machine that lacks them. */
  libraries: string | undefined;
}

/** Debian's package. */
const INSTALLED = '/usr/bin/chromium';
const PACKED = '@sparticuz/chromium';
const CACHE = join(import.meta.dirname, '../../../node_modules/.cache');

/** The one that CHROMIUM_PATH names, that of the npm package, or an installed one. */
export async function findChromium(): Promise<FoundChromium | undefined> {
  const given = process.env.CHROMIUM_PATH;
  if (given) return { executablePath: given, libraries: undefined };
  if (process.platform === 'linux' && process.arch === 'x64') return unpack();
  return existsSync(INSTALLED) ? { executablePath: INSTALLED, libraries: undefined } : undefined;
}

/**
 * Unpacks the Chromium of the npm package, which takes some seconds, into a folder of this version. The folder gets its
 * name when it is complete, so that a run that was killed leaves no half of a browser.
 */
async function unpack(): Promise<FoundChromium> {
  const require = createRequire(import.meta.url);
  const bin = join(dirname(require.resolve(PACKED)), '../bin');
  const { version } = JSON.parse(await readFile(join(bin, '../package.json'), 'utf8'));
  const folder = join(CACHE, `chromium-${version}`);
  if (!existsSync(folder)) {
    await mkdir(CACHE, { recursive: true });
    const unfinished = await mkdtemp(`${folder}-`);
    await inflateInto(
      unfinished,
      ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => join(bin, name)),
    );
    // another run may have been faster
    await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }));
  }
  return { executablePath: join(folder, 'chromium'), libraries: join(folder, 'al2023/lib') };
}

/** The package unpacks into the folder that TMPDIR names. */
async function inflateInto(folder: string, files: readonly string[]): Promise<void> {
  const { inflate } = await import('@sparticuz/chromium');
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await Promise.all(files.map((file) => inflate(file)));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
