import { formatZoned } from '#src/platform/zoned-time.ts';
import { DEMO_PEOPLE } from './demo-people.ts';
import { DEMO_ZONE } from './demo-settings.ts';
import { DEMO_PORT } from './running-demo.ts';

const NEWCOMER = '+27821234567';

interface Demo {
  url: string;
  port: number;
  friday: Date;
  /** Of a coordinator, for the API. */
  token: string;
}

/** What the demo prints when it is ready. */
export function greeting({ url, port, friday, token }: Demo): string {
  const [coordinator] = DEMO_PEOPLE;
  const chat = (number = '') => `npm run chat -- ${number}${port === DEMO_PORT ? '' : ` --url ${url}`}`;
  return [
    `The demo is ready. In it, it is ${formatZoned(friday, DEMO_ZONE, 'cccc d LLLL yyyy, HH:mm')}.`,
    'Nothing in it is real: no text leaves this machine.',
    '',
    'Open in a browser',
    `  ${url}/try    phones on the screen, to text the watch`,
    `  ${url}/docs   the API`,
    '',
    'Or text from another terminal',
    `  ${chat(NEWCOMER)}    somebody new: type hello`,
    `  ${chat(coordinator?.number)}    ${coordinator?.name}, a coordinator: type WHO`,
    '',
    "Coordinators' API, with the token of the same coordinator",
    `  curl -H 'Authorization: Bearer ${token}' ${url}/admin/roster`,
    '',
    'Stop it with Ctrl-C. Then everything is deleted.',
    '',
  ].join('\n');
}
