import { readFileSync, writeFileSync } from 'node:fs';
import { formatUnit, parseUnit, type Unit } from '../floor/unit.ts';

/** What the floor does for a request: the statements, and the bytes that it sends. */
export interface BareAnswer {
  units: readonly Unit[];
  body: string;
  mediaType: string;
}

/** By `keyOfRequest`. */
export type BareAnswers = ReadonlyMap<string, BareAnswer>;

/** `userId`: of the person, where each sends something else. */
export function keyOfRequest(method: string, path: string, userId?: string): string {
  return method === 'POST' ? `${method} ${path} ${userId}` : `${method} ${path}`;
}

export function writeBareAnswers(file: string, answers: BareAnswers): void {
  const lines = [...answers].map(([key, answer]) => ({ key, ...answer, units: answer.units.map(formatUnit) }));
  writeFileSync(file, JSON.stringify(lines));
}

export function readBareAnswers(file: string): BareAnswers {
  const lines: { key: string; body: string; mediaType: string; units: string[] }[] = JSON.parse(
    readFileSync(file, 'utf8'),
  );
  return new Map(lines.map(({ key, units, ...answer }) => [key, { ...answer, units: units.map(parseUnit) }]));
}
