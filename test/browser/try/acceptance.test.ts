import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { connect } from '#src/db/connect.ts';
import { migrate } from '#src/db/schema/migrate.ts';
import { type Hands, keyboardOf, mouse } from '#test/browser/support/hands.ts';
import { onService } from '#test/browser/support/on-service.ts';
import { eventually, phoneOn } from '#test/browser/support/screen-phone.ts';
import { startDemo, startService } from '#test/browser/support/start-service.ts';
import { LARGE_TEST_KINDS, scratchDatabase } from '#test/support/databases.ts';
import { playTranscript } from '#test/support/transcript/play-transcript.ts';

const NEWCOMER = '+27821234567';
const BUDDY = '+27825550103';
const COORDINATOR = '+27825550100';

/** A first evening: everything that somebody does who has never seen Watchline. */
async function playEvening(page: Page, hands: Hands): Promise<void> {
  await hands.send(page.getByRole('combobox', { name: 'Its number' }), '082 555 0103');
  await phoneOn(page, BUDDY).composer.waitFor();
  const newcomer = phoneOn(page, NEWCOMER);
  const buddy = phoneOn(page, BUDDY);
  const coordinator = phoneOn(page, COORDINATOR);
  const textFrom = (phone: typeof newcomer, words: string) => hands.send(phone.composer, words);

  await textFrom(newcomer, 'hello');
  await newcomer.waitFor('What is your name and surname?');
  await textFrom(newcomer, 'Thandi Nkosi');
  const [code = ''] = /\d{6}/.exec(await newcomer.waitFor('is your Night Owls code')) ?? [];
  await textFrom(newcomer, code);
  await newcomer.waitFor("You're in, Thandi");

  await textFrom(newcomer, 'shifts');
  await newcomer.waitFor(/1\. Sat \d+ \w+ 00:00-02:00/);
  await textFrom(newcomer, '1');
  await newcomer.waitFor('Who is coming with you?');
  await textFrom(newcomer, 'Sipho 082 555 0103');
  await newcomer.waitFor(/Booked: Sat .* with Sipho M/);
  await buddy.waitFor('Thandi N put you down as buddy');
  await textFrom(buddy, 'yes');
  await buddy.waitFor('You patrol with Thandi N');
  await newcomer.waitFor('Sipho M comes with you');

  await hands.press(page.getByRole('button', { name: 'Friday 23:50' }));
  const clock = page.getByRole('region', { name: 'Clock of the service' }).getByRole('time').first();
  await eventually(async () => (await clock.textContent()) ?? '', /^Fri .* 23:5\d:/);
  await textFrom(newcomer, 'in');
  await newcomer.waitFor(/checked in|You are in/i);
  await textFrom(newcomer, 'sos');
  await newcomer.waitFor(/In danger phone 112 \(free\) or 10111 now.*case 4/);
  await coordinator.waitFor(/SOS case 4, 23:5\d, Thandi Nkosi/);

  await hands.send(page.getByRole('textbox', { name: 'What is it about?' }), 'A first evening');
  await eventually(() => page.getByRole('status').allTextContents().then(String), /Saved as \d+-a-first-evening\.md/);
}

/** As `npm run test:conversations` plays it. */
async function playSaved([transcript = '']: string[]): Promise<void> {
  expect(transcript).toContain('Thandi Nkosi');
  const scratch = await scratchDatabase('SQLite', { isEmpty: true });
  const db = connect(scratch.url);
  try {
    await migrate(db);
    await playTranscript(transcript, { url: scratch.url, db });
  } finally {
    await db.destroy();
    await scratch.remove();
  }
}

onService('the first evening of a newcomer, in npm run demo', startDemo, ({ open, service }) => {
  test('is played with the mouse, and becomes a test that passes', async () => {
    const page = await open('/');
    await playEvening(page, mouse);
    await playSaved(service().listSaved());
  });
});

/** Both, unless `.ci/run` takes turns. */
const WIDTHS = LARGE_TEST_KINDS.map((kind) => (kind === 'SQLite' ? 360 : 1280));

for (const width of WIDTHS) {
  onService(
    `the first evening of a newcomer, ${width} pixels wide`,
    () => startService(),
    ({ open, service }) => {
      test('is played with the keyboard only, and becomes a test that passes', async () => {
        const page = await open('/try', { viewport: { width, height: 760 } });
        const keyboard = keyboardOf(page);
        await keyboard.press(page.getByRole('button', { name: 'Load the demo watch' }));
        await phoneOn(page, COORDINATOR).composer.waitFor();
        await playEvening(page, keyboard);
        await playSaved(service().listSaved());
      });
    },
  );
}
