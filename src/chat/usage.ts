import { HELP } from './read-input.ts';

export const USAGE = 'npm run chat -- +27821234567 [--url http://127.0.0.1:3000]';

/** The answer to `--help`. */
export const CHAT_HELP = `Makes a phone out of this terminal, to text a watch that runs with SENDER=mock.

Usage: ${USAGE}

  +27821234567   the number of the phone, also as 082 123 4567. Any number will do: a new one is asked to join
  --url URL      where the service runs. Without it: the demo of yours that runs there, or else HOST and PORT of .env
  -h, --help     shows this

Examples:
  npm run demo                                     starts a watch full of people, in another terminal
  npm run chat -- +27821234567                     texts it as somebody new
  npm run chat -- +27825550100                     as a coordinator of the demo
  npm run chat -- 0821234567 --url http://127.0.0.1:3001
  printf 'hello\\nThandi Nkosi\\n' | npm run chat -- +27821234567

${HELP}

More: docs/develop/testing.md`;
