import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';

const require = createRequire(import.meta.url);
const ownFile = (name: string) => join(import.meta.dirname, '../assets', name);

/** Every file that a page may load, by the name that pages use. Each stands alone: none imports another. */
const FILES = {
  'site.css': ownFile('site.css'),
  'live.js': ownFile('live.js'),
  'try.js': ownFile('try.js'),
  'clock.js': ownFile('clock.js'),
  'icon.svg': ownFile('icon.svg'),
  'htmx.js': require.resolve('htmx.org/dist/htmx.min.js'),
} as const;

export type AssetName = keyof typeof FILES;

export interface Asset {
  /** Absolute path. It contains a hash of the content, so a browser may keep the file for ever. */
  url: string;
  content: Buffer;
  /** A file extension, as Koa takes it. */
  type: string;
}

/** Twelve characters are enough to tell two versions of one file apart. */
const HASH_LENGTH = 12;

const loaded = new Map<AssetName, Asset>();

/** The URL of the present version of this file. */
export function assetUrl(name: AssetName): string {
  return findAsset(name).url;
}

/** All assets. Each is read when it is first needed, and then kept. */
export function listAssets(): Asset[] {
  return (Object.keys(FILES) as AssetName[]).map(findAsset);
}

function findAsset(name: AssetName): Asset {
  const known = loaded.get(name);
  if (known) return known;
  const content = readFileSync(FILES[name]);
  const hash = createHash('sha256').update(content).digest('base64url').slice(0, HASH_LENGTH);
  const asset = { url: `/assets/${hash}/${name}`, content, type: extname(name) };
  loaded.set(name, asset);
  return asset;
}
