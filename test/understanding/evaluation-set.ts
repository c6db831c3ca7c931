import { readFileSync } from 'node:fs';

/** What we asked last. `idle`: nothing. */
export type Place = 'idle' | 'list' | 'buddy' | 'drop' | 'severity' | 'name' | 'code';

/** One text of a set, with every reading that a sensible neighbour would accept. test/understanding/README.md explains the labels. */
export interface EvaluationText {
  place: Place;
  sender: 'member' | 'booked' | 'patrol' | 'coordinator' | 'stranger' | 'waiting';
  language: string;
  text: string;
  right: string[];
  name?: string;
  phone?: string;
}

/** `cries`: somebody is in danger. `harmless`: words of danger, and nobody is. */
export type SetName = 'texts' | 'cries' | 'harmless';

export function readSet(name: SetName, kind = 'development'): EvaluationText[] {
  const file = readFileSync(new URL(`./${kind}/${name}.jsonl`, import.meta.url), 'utf8');
  return file
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EvaluationText);
}
