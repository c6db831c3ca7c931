import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { explainText } from './explain-text.ts';
import { FIGURES_FILE, figuresOf, judgeSets } from './figures.ts';
import { report } from './report.ts';
import { train } from './train.ts';

const HELP = `How texts are read.

  npm run understand                     the figures of the development set
  npm run understand -- --misses         and every text that is not read as it should be
  npm run understand -- "text"           how this text is read, and why  [--place buddy] [--sender patrol]
  npm run understand -- --train          learn the examples of corpus/ again, and write the weights
  npm run understand -- --write          keep the figures: from then on, none of them may fall
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    misses: { type: 'boolean', default: false },
    train: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    set: { type: 'string', default: 'development' },
    place: { type: 'string', default: 'idle' },
    sender: { type: 'string', default: 'member' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(HELP);
} else if (values.train) {
  for (const { name, examples, bytes } of train()) {
    console.log(`${name}: learnt ${examples} examples, ${Math.round(bytes / 1000)} kB`);
  }
} else if (positionals.length > 0) {
  console.log(explainText(positionals.join(' '), values));
} else {
  const startedAt = performance.now();
  const sets = judgeSets(values.set);
  const count = sets.texts.length + sets.cries.length + sets.harmless.length;
  const ms = (performance.now() - startedAt) / count;
  const figures = figuresOf(sets);
  console.log(report(sets, figures, { hasMisses: values.misses, ms }));
  if (values.write) writeFileSync(FIGURES_FILE, `${JSON.stringify(figures, null, 2)}\n`);
}
