import { globSync } from 'node:fs';
import jwt from 'jsonwebtoken';
import { deriveKey } from '#src/platform/derive-key.ts';
import { clockOfChild } from '#test/support/clock/clock-of-child.ts';
import { readUnits, type Unit } from '../floor/unit.ts';
import type { LoadRequest } from '../load/load-job.ts';
import { JWT_SECRET } from '../support/service.ts';
import { type BareAnswer, type BareAnswers, keyOfRequest } from './bare-answers.ts';

const RECORDER = new URL('../floor/record-statements.ts', import.meta.url).href;
/** The first requests of a process issue more statements. */
const TIMES = 3;

/** The environment of a service that writes its statements into files with this prefix. */
export function recordingInto(recording: string): Record<string, string> {
  const { NODE_OPTIONS: clock = '' } = clockOfChild();
  return { NODE_OPTIONS: `${clock} --import=${RECORDER}`, RECORDING: recording };
}

/** Sends each request to a service that records, and returns its answer and the statements that it issued for it. */
export async function recordAnswers(
  { url, recording }: { url: string; recording: string },
  requests: readonly LoadRequest[],
): Promise<BareAnswers> {
  const asked: Asked[] = [];
  for (const request of requests) asked.push(await ask(url, request));
  const units = readUnits(globSync(`${recording}.*`)).filter(({ thread }) => thread === 0);
  return new Map(asked.map((one) => [one.key, { ...one.answer, units: unitsOf(one, units) }]));
}

interface Asked {
  key: string;
  answer: Omit<BareAnswer, 'units'>;
  /** From when to when each try took. */
  tries: { from: number; to: number }[];
}

async function ask(url: string, { method, path, token = '', body }: LoadRequest): Promise<Asked> {
  const tries: Asked['tries'] = [];
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let answer = { body: '', mediaType: '' };
  for (let time = 0; time < (method === 'GET' ? TIMES : 1); time += 1) {
    const from = now();
    const answered = await fetch(url + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    answer = { body: await answered.text(), mediaType: answered.headers.get('content-type') ?? '' };
    if (!answered.ok) throw new Error(`${method} ${path} was answered ${answered.status}: ${answer.body}`);
    tries.push({ from, to: now() });
  }
  return {
    key: keyOfRequest(method, path, jwt.verify(token, deriveKey(JWT_SECRET, 'access tokens')).sub?.toString()),
    answer,
    tries,
  };
}

/** Of the try with the fewest statements: something else may have run during another one. */
function unitsOf({ tries }: Asked, units: readonly Unit[]): Unit[] {
  const each = tries.map(({ from, to }) => units.filter(({ at }) => at >= from && at <= to));
  const sizeOf = (some: readonly Unit[]) => some.reduce((sum, { statements }) => sum + statements.length, 0);
  return each.reduce((fewest, some) => (sizeOf(some) < sizeOf(fewest) ? some : fewest));
}

function now(): number {
  return performance.timeOrigin + performance.now();
}
