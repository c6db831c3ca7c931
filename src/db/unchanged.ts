import { LRUCache } from 'lru-cache';
import { type Database, factsOf, type Transaction } from './connect.ts';
import type { DataVersion } from './data-version.ts';
import { inOpenSnapshot } from './in-snapshot.ts';
import type { Snapshot, SnapshotOptions } from './knex/open-snapshot.ts';
import { createPostgresVersion } from './postgres/postgres-version.ts';
import { shareChecks } from './share-checks.ts';
import { createSqliteVersion } from './sqlite/sqlite-version.ts';

/**
 * Results of reads are remembered for as long as nothing in the database has changed. Each read first checks the version of
 * the data, after it has arrived. If it is the version of the remembered results, they include every commit that was made
 * before. Otherwise all of them are forgotten.
 */
export interface Reads {
  /** Runs `work` in a snapshot that begins at its first statement. */
  read<T>(work: (trx: Transaction) => Promise<T>, options?: SnapshotOptions): Promise<T>;
  /** Another value after each commit, in whichever process. Throws if the database cannot be read. */
  readVersion(): Promise<number | string>;
  close(): Promise<void>;
}

export function createReads(reader: Database): Reads {
  const { file } = factsOf(reader);
  const dataVersion = file === undefined ? createPostgresVersion(reader) : createSqliteVersion(file);
  const results = createResults();
  const checkVersion = shareChecks(async () => results.forgetUnlessOf(await readVersion(dataVersion)));
  return {
    read: async (work, options) => {
      const epoch = await checkVersion();
      return inOpenSnapshot(
        reader,
        (snapshot) => {
          readings.set(snapshot.trx, { results, epoch, snapshot });
          return work(snapshot.trx);
        },
        options,
      );
    },
    readVersion: () => dataVersion.read(),
    close: dataVersion.close,
  };
}

async function readVersion(dataVersion: DataVersion): Promise<Version> {
  try {
    return await dataVersion.read();
  } catch {
    // the read itself then finds out whether the database can be used
    return undefined;
  }
}

/** Undefined: unknown. */
type Version = number | string | undefined;

/** One read that may use remembered results. */
interface Reading {
  results: Results;
  epoch: number;
  snapshot: Snapshot;
}

const readings = new WeakMap<Transaction, Reading>();

/**
 * The result of `compute`, which may only read, through `trx`. It is remembered under `key` until something changes, and
 * must not be changed. It must not depend on the time. In a transaction that can write, nothing is remembered.
 */
export async function whileUnchanged<T>(trx: Transaction, key: string, compute: () => Promise<T>): Promise<T> {
  const reading = readings.get(trx);
  if (!reading) return compute();
  const { results, epoch } = reading;
  const known = results.find(key) ?? (await findOnceConnected(reading, key));
  if (known) return known.result as T;
  const result = Object.freeze(await compute());
  results.remember(key, epoch, { result });
  return result;
}

/** On SQLite, reads take turns at the only connection: the read that had it before may have computed the same. */
async function findOnceConnected({ results, snapshot }: Reading, key: string): Promise<Result | undefined> {
  await snapshot.connect();
  return results.find(key);
}

interface Result {
  readonly result: unknown;
}

/** Estimated. The least recently used results are forgotten first. */
const MOST_BYTES = 8_000_000;
const MOST_RESULTS = 5_000;

interface Results {
  /** Returns the epoch. An unknown version is a new one. */
  forgetUnlessOf(version: Version): number;
  find(key: string): Result | undefined;
  /** What a read of an earlier epoch has computed may be older than the present version, so it is not remembered. */
  remember(key: string, epoch: number, result: Result): void;
}

/** All results are of the present epoch, which is the number of versions that were seen. */
function createResults(): Results {
  const results = new LRUCache<string, Result>({
    max: MOST_RESULTS,
    maxSize: MOST_BYTES,
    sizeCalculation: ({ result }, key) => key.length + sizeOf(result),
  });
  let present = { epoch: 0, version: undefined as Version };
  return {
    forgetUnlessOf: (version) => {
      if (version === undefined || version !== present.version) {
        present = { epoch: present.epoch + 1, version };
        results.clear();
      }
      return present.epoch;
    },
    find: (key) => results.get(key),
    remember: (key, epoch, result) => {
      if (epoch === present.epoch) results.set(key, result);
    },
  };
}

/** A rough number of bytes: of text its length, of anything else what an average row takes. */
function sizeOf(result: unknown): number {
  const BYTES_A_ROW = 500;
  if (typeof result === 'string') return result.length + 1;
  return BYTES_A_ROW * (Array.isArray(result) ? result.length + 1 : 1);
}
