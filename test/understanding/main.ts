import { parseArgs } from 'node:util';
import { readSet } from './evaluation-set.ts';
import { explainText } from './explain-text.ts';
import { figuresOf } from './figures.ts';
import { judge } from './judge-reading.ts';
import { report } from './report.ts';
import { train } from './train.ts';

const HELP = `How texts are read.

  npm run understand                     the figures of the development set
  npm run understand -- --misses         and every text that is not read as it should be
  npm run understand -- "text"           how this text is read, and why  [--place buddy] [--sender patrol]
  npm run understand -- --train          learn the examples of corpus/ again, and write the weights
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    misses: { type: 'boolean', default: false },
    train: { type: 'boolean', default: false },
    set: { type: 'string', default: 'development' },
    place: { type: 'string', default: 'idle' },
    sender: { type: 'string', default: 'member' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(HELP);
} else if (values.train) {
  const startedAt = performance.now();
  const { examples, bytes } = train();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
  console.log(`Learnt ${examples} examples in ${seconds} s. The weights are ${Math.round(bytes / 1000)} kB.`);
} else if (positionals.length > 0) {
  console.log(explainText(positionals.join(' '), values));
} else {
  const startedAt = performance.now();
  const sets = {
    texts: readSet('texts', values.set).map(judge),
    cries: readSet('cries', values.set).map(judge),
    harmless: readSet('harmless', values.set).map(judge),
  };
  const count = sets.texts.length + sets.cries.length + sets.harmless.length;
  const ms = (performance.now() - startedAt) / count;
  console.log(report(sets, figuresOf(sets), { hasMisses: values.misses, ms }));
}
