import type { Config } from '#src/config.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** What a start does not refuse, and is not right all the same. */
export function checkSettings(config: Config): Finding[] {
  const { SENDER, PUBLIC_URL, NODE_ENV, CLOCK_START } = config;
  const isReal = SENDER === 'twilio';
  const findings = [ok(`settings: readable, NODE_ENV=${NODE_ENV}, SENDER=${SENDER}, PUBLIC_URL=${PUBLIC_URL}`)];
  if (isReal && NODE_ENV !== 'production') {
    findings.push(
      warn(
        'settings: texts are real, but NODE_ENV is not production',
        'Set NODE_ENV=production: it refuses what was made for trying out',
      ),
    );
  }
  if ((isReal || NODE_ENV === 'production') && !PUBLIC_URL.startsWith('https://')) {
    findings.push(
      wrong(
        `settings: PUBLIC_URL is ${PUBLIC_URL}, which is not https`,
        'Put a proxy with a certificate in front, and set PUBLIC_URL=https://… to its address',
      ),
    );
  }
  if (CLOCK_START !== undefined) {
    findings.push(warn('settings: CLOCK_START moves the clock of the service', 'Remove it but for trying things out'));
  }
  return findings;
}

const ENOUGH = 2;

/** Someone must be reachable by every alarm, and one of them is asleep. */
export function checkCoordinators(count: number): Finding {
  if (count >= ENOUGH) return ok(`coordinators: ${count}`);
  const todo = 'Make more of members: npm run admin -- promote <number>';
  return count === 0
    ? wrong('coordinators: none, so alarms reach nobody', todo)
    : warn('coordinators: only one, so an alarm may reach nobody', todo);
}
