import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { createDemoDatabase } from './support/demo-database.ts';
import { findChromium } from './support/find-chromium.ts';
import { mouse } from './support/hands.ts';
import { openBrowser } from './support/open-browser.ts';
import { phoneOn } from './support/screen-phone.ts';
import { startService } from './support/start-service.ts';
import { openPage } from './support/watched-page.ts';

const FOLDER = join(import.meta.dirname, '../../docs/screenshots');
const NEWCOMER = '+27821234567';
const VOLUNTEER = '+27825550103';
const COORDINATOR = '+27825550100';
const PHONES = `/try?${new URLSearchParams([NEWCOMER, VOLUNTEER, COORDINATOR].map((each) => ['phone', each]))}`;

/** Below this width, the phones do not fit on the first screen. */
const NARROW = 600;

interface Picture {
  name: string;
  path: string;
  width: number;
  height: number;
  theme: 'light' | 'dark' | 'night';
}

const INSPECTED = `/try?${new URLSearchParams({ phone: NEWCOMER, inspect: NEWCOMER })}`;

const PICTURES: readonly Picture[] = [
  { name: 'try', path: PHONES, width: 1280, height: 1040, theme: 'light' },
  { name: 'try-dark-inspector', path: INSPECTED, width: 1280, height: 1040, theme: 'dark' },
  { name: 'try-night-on-a-phone', path: PHONES, width: 360, height: 780, theme: 'night' },
  { name: 'start', path: '/', width: 1280, height: 360, theme: 'light' },
];

/** `npm run screenshots`: takes the pictures of the docs. The watch and its words are the same each time. */
async function takeScreenshots(): Promise<void> {
  const chromium = await findChromium();
  if (!chromium) throw new Error('There is no Chromium here. CHROMIUM_PATH can name one.');
  mkdirSync(FOLDER, { recursive: true });
  const database = await createDemoDatabase();
  const service = await startService(database.file);
  const browser = await openBrowser(chromium);
  try {
    await playEvening(browser, service.url);
    for (const picture of PICTURES) await take(browser, { url: service.url, picture });
  } finally {
    await browser.close();
    await service.stop();
    await database.remove();
  }
}

async function playEvening(browser: Browser, url: string): Promise<void> {
  const { page, close } = await openPage(browser, url);
  await page.goto(PHONES);
  const newcomer = phoneOn(page, NEWCOMER);
  const volunteer = phoneOn(page, VOLUNTEER);
  await mouse.send(newcomer.composer, 'hello');
  await newcomer.waitFor('What is your name and surname?');
  await mouse.send(newcomer.composer, 'Thandi Nkosi');
  const [code = ''] = /\d{6}/.exec(await newcomer.waitFor('is your Night Owls code')) ?? [];
  await mouse.send(newcomer.composer, code);
  await newcomer.waitFor("You're in, Thandi");
  await mouse.send(newcomer.composer, 'shifts');
  await newcomer.waitFor('Text the number to book');
  await mouse.send(volunteer.composer, 'sos two men at the hall');
  await volunteer.waitFor('In danger phone 112 (free) or 10111 now.');
  await phoneOn(page, COORDINATOR).waitFor('SOS case 4');
  await close();
}

async function take(browser: Browser, { url, picture }: { url: string; picture: Picture }): Promise<void> {
  const { name, path, width, height, theme } = picture;
  const { page, close } = await openPage(browser, url, { viewport: { width, height } });
  await page.context().addCookies([{ name: 'theme', value: theme, url }]);
  await page.goto(path);
  if (width < NARROW) await phoneOn(page, NEWCOMER).region.evaluate((phone) => phone.scrollIntoView());
  await stopClock(page);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  await close();
}

/** The seconds differ each time. */
async function stopClock(page: Page): Promise<void> {
  await page.evaluate(`for (const time of document.querySelectorAll('[data-clock]')) {
    time.removeAttribute('data-clock');
    time.textContent = time.textContent.replace(/:\\d\\d$/, ':00');
  }`);
}

await takeScreenshots();
