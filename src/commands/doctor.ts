import { ConfigError, listCutSettings } from '#src/config.ts';
import { examine } from '#src/doctor/examine.ts';
import { exitStatusOf, findingLine, wrong } from '#src/doctor/finding.ts';
import { systemClock } from '#src/platform/clock.ts';
import { explainStart } from '#src/process/start-error.ts';
import { runCommand } from './run-command.ts';

/** `npm run doctor`. Exit status 0: nothing is wrong. 1: something is wrong. 2: the settings cannot be read. */
await runCommand(async ({ config, say }) => {
  const cutSettings = listCutSettings();
  const findings = await examine({ config, clock: systemClock, folder: process.cwd(), cutSettings });
  for (const finding of findings) say(findingLine(finding));
  return exitStatusOf(findings);
}, explain);

function explain(thrown: unknown): string {
  if (!(thrown instanceof ConfigError)) return explainStart(thrown);
  const problems = thrown.message.split('\n');
  const lines = problems.map((problem) => findingLine(wrong(`settings: ${problem}`, 'See .env.example')));
  return lines.join('\n');
}
