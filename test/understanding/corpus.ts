import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { INTENTS, MODELS, type ModelName } from '#src/conversation/understanding/learned/meanings.ts';

export interface CorpusExample {
  language: string;
  model: ModelName;
  meaning: string;
  text: string;
}

const CORPUS = fileURLToPath(new URL('../../corpus/', import.meta.url));

/**
 * Every example of `corpus/<language>/<intent>.txt` and of `corpus/<language>/<question>.<meaning>.txt`, in the order of the
 * files. Throws if a file has another name.
 */
export function readCorpus(): CorpusExample[] {
  return languages().flatMap((language) =>
    readdirSync(`${CORPUS}${language}`)
      .sort()
      .flatMap((file) => {
        const about = meaningOf(file);
        if (!about) throw new Error(`corpus/${language}/${file}: there is no such intent or answer`);
        return readLines(`${CORPUS}${language}/${file}`).map((text) => ({ language, ...about, text }));
      }),
  );
}

function meaningOf(file: string): { model: ModelName; meaning: string } | undefined {
  const name = file.replace(/\.txt$/, '');
  const [question, answer] = name.split('.');
  if (answer === undefined)
    return (INTENTS as readonly string[]).includes(name) ? { model: 'intent', meaning: name } : undefined;
  const isKnown = question !== undefined && question in MODELS && MODELS[question as ModelName].includes(answer);
  return isKnown ? { model: question as ModelName, meaning: answer } : undefined;
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
  for (const { language, meaning, text } of examples) hash.update(`${language}\t${meaning}\t${text}\n\n`);
  return hash.digest('hex');
}
