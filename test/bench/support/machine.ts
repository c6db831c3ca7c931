import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { BenchDatabase } from './bench-database.ts';
import { median } from './statistics.ts';

const GIB = 2 ** 30;
const SYNCS = 100;

/** The machine and the versions that the figures were measured on, in one line. */
export function describeMachine(databases: readonly BenchDatabase[]): string {
  const [cpu] = cpus();
  const parts = [
    `${cpus().length} × ${cpu?.model.trim()}`,
    `${Math.round(totalmem() / GIB)} GB`,
    `a write to disk ${syncMs().toFixed(1)} ms`,
    `Node ${process.versions.node}`,
    ...databases.map(({ kind, version }) => `${kind} ${version}`),
  ];
  return parts.join(', ');
}

/** The time that this disk takes to write and fsync a page. */
function syncMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'watchline-sync-'));
  const file = openSync(join(folder, 'page'), 'w');
  const page = Buffer.alloc(4096);
  const times = Array.from({ length: SYNCS }, () => {
    const from = performance.now();
    writeSync(file, page);
    fdatasyncSync(file);
    return performance.now() - from;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(times);
}
