import type { Config } from '#src/config.ts';
import { isLoopbackHost } from '#src/platform/remote-address.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** Settings with which the service starts, although they are wrong. */
export function checkSettings(config: Config): Finding[] {
  const { SENDER, PUBLIC_URL, NODE_ENV, CLOCK_START, SIMULATOR } = config;
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
    findings.push(
      warn('settings: CLOCK_START moves the clock of the service', 'Remove it unless you are trying things out'),
    );
  }
  if (SIMULATOR === 'on' && isBehindProxy(config)) {
    findings.push(
      warn(
        'settings: SIMULATOR is on, and a proxy seems to be in front: whoever it lets through can text as anybody',
        'Set SIMULATOR=off',
      ),
    );
  }
  return findings;
}

function isBehindProxy({ TRUSTED_PROXIES, PUBLIC_URL }: Config): boolean {
  return TRUSTED_PROXIES.length > 0 || !isLoopbackHost(new URL(PUBLIC_URL).hostname);
}

/** `cut`: settings whose value in `.env` ends before a "#". Their values may be secrets. */
export function checkCutSettings(cut: readonly string[]): Finding[] {
  return cut.map((name) =>
    warn(
      `settings: ${name} in .env ends before "#", as if the rest were a comment`,
      `If the rest belongs to the value, write ${name}="…". If it is a comment, give it a line of its own`,
    ),
  );
}

const ENOUGH = 2;

/** Every alarm must reach somebody, and one coordinator may be asleep. */
export function checkCoordinators(count: number): Finding {
  if (count >= ENOUGH) return ok(`coordinators: ${count}`);
  const todo = 'Promote more members: npm run admin -- promote <number>';
  return count === 0
    ? wrong('coordinators: none, so alarms reach nobody', todo)
    : warn('coordinators: only one, so an alarm may reach nobody', todo);
}
