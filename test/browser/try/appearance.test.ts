import { expect, test } from 'vitest';
import { listViolations } from '#test/browser/support/accessibility.ts';
import { mouse } from '#test/browser/support/hands.ts';
import { onDemoWatch, type Theme } from '#test/browser/support/on-service.ts';
import { phoneOn } from '#test/browser/support/screen-phone.ts';

const PHONES = '/try?phone=%2B27821234567&phone=whatsapp%3A%2B27825550101&phone=%2B27825550100';
const BUSY = `${PHONES}&inspect=%2B27825550100`;

onDemoWatch('the look of the pages', ({ open }) => {
  const looks = (['light', 'dark', 'night'] as const).flatMap((theme) =>
    [360, 1280].map((width): [Theme, number] => [theme, width]),
  );

  test.each(looks)('phones and an inspector in %s, %d pixels wide, keep to WCAG 2.2 AA', async (theme, width) => {
    const page = await open(BUSY, { theme, viewport: { width, height: 800 } });
    // with the menus open, so that their buttons are looked at too
    const { composer, texts } = phoneOn(page, '+27821234567');
    await mouse.send(composer, 'hello');
    await texts.locator('summary').last().click();
    await page.getByText('Add a photo, voice note or location').first().click();
    expect(await listViolations(page)).toEqual([]);
  });

  test.each(looks)('the start page in %s, %d pixels wide, keeps to WCAG 2.2 AA', async (theme, width) => {
    const page = await open('/', { theme, viewport: { width, height: 800 } });
    expect(await listViolations(page)).toEqual([]);
  });

  test.each(['/', BUSY])('nobody has to scroll sideways on a screen of 320 pixels: %s', async (path) => {
    const page = await open(path, { viewport: { width: 320, height: 640 } });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });

  test('the page ends where its content ends', async () => {
    const page = await open(PHONES);
    const [end, height] = await page.evaluate<[number, number]>(
      '[document.querySelector("main").getBoundingClientRect().bottom + scrollY, document.documentElement.scrollHeight]',
    );
    expect(height).toBeLessThanOrEqual(Math.max(Math.ceil(end), 900));
  });

  test('a theme is chosen with a button, and is still there on the next page', async () => {
    const page = await open('/');
    const background = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    await page.getByRole('button', { name: 'Night' }).click();
    await expect.poll(background).toBe('rgb(0, 0, 0)');
    await page.getByRole('link', { name: 'Try it with phones on the screen' }).click();
    await page.getByRole('heading', { name: 'Phones on the screen', level: 1 }).waitFor();
    expect(await background()).toBe('rgb(0, 0, 0)');
  });
});
