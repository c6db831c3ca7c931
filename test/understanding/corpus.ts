import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { INTENTS, type Intent } from '#src/conversation/understanding/intent/intents.ts';

export interface CorpusExample {
  language: string;
  intent: Intent;
  text: string;
}

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));

/** Every example of `corpus/<language>/<intent>.txt`, in the order of the files. Throws if a file has no intent. */
export function readCorpus(): CorpusExample[] {
  return languages().flatMap((language) =>
    readdirSync(`${CORPUS}${language}`)
      .sort()
      .flatMap((file) => {
        const intent = INTENTS.find((known) => `${known}.txt` === file);
        if (!intent) throw new Error(`corpus/${language}/${file}: there is no such intent`);
        return readLines(`${CORPUS}${language}/${file}`).map((text) => ({ language, intent, text }));
      }),
  );
}

function languages(): string[] {
  return readdirSync(CORPUS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** `\n` stands for a line break inside a text. */
function readLines(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim().replaceAll('\\n', '\n'))
    .filter(Boolean);
}

/** Names the examples, so that a test notices weights that were trained on others. */
export function fingerprintOf(examples: readonly CorpusExample[]): string {
  const hash = createHash('sha256');
  for (const { language, intent, text } of examples) hash.update(`${language}\t${intent}\t${text}\n\n`);
  return hash.digest('hex');
}
