import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from '#src/config.ts';
import type { Transaction } from '#src/db/connect.ts';
import { SECOND } from '#src/platform/duration.ts';
import { normalize } from '#src/platform/normalize.ts';
import type { Journal } from './journal.ts';
import { type RecordingRequest, readRecording } from './read-recording.ts';
import type { Refusal } from './refusal.ts';
import { writeTranscript } from './write-transcript.ts';

/** Of an installation with its tests. */
const CONVERSATIONS = join(import.meta.dirname, '../../../test/conversations');
const LONGEST_TITLE = 80;
const LONGEST_SLUG = 60;
/** How long messages that are being sent may take. */
const LONGEST_WAIT_MS = 3 * SECOND;
const POLL_MS = 20;

export type SaveOutcome = { outcome: 'saved'; path: string; name: string } | ({ outcome: 'refused' } & Refusal);

interface SavingServices {
  config: Config;
  journal: Journal | undefined;
  settings: { secret: string };
  read<T>(work: (trx: Transaction) => Promise<T>): Promise<T>;
  conversations: { settled(): Promise<void> };
  outbox: { isBusy(): Promise<boolean> };
}

/** Saves what was played on the phones as a conversation test, in a new file. */
export async function saveTranscript(
  services: SavingServices,
  request: RecordingRequest,
  folder = CONVERSATIONS,
): Promise<SaveOutcome> {
  const title = request.title.replace(/\s+/g, ' ').trim();
  if (!/[\p{L}\p{N}]/u.test(title) || title.length > LONGEST_TITLE) return { outcome: 'refused', reason: 'badTitle' };
  const { config, journal, settings } = services;
  if (!journal) return { outcome: 'refused', reason: 'otherWatch' };
  await untilIdle(services);
  const parts = { config, journal, secret: settings.secret };
  const recording = await services.read((trx) => readRecording(trx, parts, { ...request, title }));
  if ('reason' in recording) return { outcome: 'refused', ...recording };
  return writeNewFile(folder, slugOf(title), writeTranscript(recording));
}

/** The texts that the page shows are handled, and their answers are sent. */
async function untilIdle({ conversations, outbox }: SavingServices): Promise<void> {
  const until = performance.now() + LONGEST_WAIT_MS;
  await conversations.settled();
  while ((await outbox.isBusy()) && performance.now() < until) await wait(POLL_MS);
}

/** Letters, digits and dashes only, so that no title leads out of the folder. */
function slugOf(title: string): string {
  const words = normalize(title, 'NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .match(/[a-z0-9]+/g);
  return (words ?? ['conversation']).join('-').slice(0, LONGEST_SLUG).replace(/-$/, '');
}

async function writeNewFile(folder: string, slug: string, transcript: string): Promise<SaveOutcome> {
  try {
    for (let number = highestNumber(await readdir(folder)) + 1; ; number += 1) {
      const name = `${String(number).padStart(2, '0')}-${slug}.md`;
      const path = join(folder, name);
      if (await writeIfAbsent(path, transcript)) return { outcome: 'saved', path, name };
    }
  } catch (thrown) {
    return { outcome: 'refused', reason: codeOf(thrown) === 'ENOENT' ? 'noFolder' : 'notWritable', folder };
  }
}

/** Returns false if there is such a file. Somebody else may have saved at the same time. */
async function writeIfAbsent(path: string, content: string): Promise<boolean> {
  try {
    await writeFile(path, content, { flag: 'wx' });
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

function highestNumber(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => Number(/^(\d{1,6})-/.exec(name)?.[1] ?? 0)));
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
}
