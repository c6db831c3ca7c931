import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { mouse } from '#test/browser/support/hands.ts';
import { onDemoWatch } from '#test/browser/support/on-service.ts';
import { eventually, phoneOn } from '#test/browser/support/screen-phone.ts';

const VOLUNTEER = '+27825550103';
const ON_WHATSAPP = '+27825550107';

const pageOf = (...addresses: string[]) => `/try?${new URLSearchParams(addresses.map((each) => ['phone', each]))}`;

onDemoWatch('texts on the phones', ({ open }) => {
  const attach = async (page: Page, number: string, kind: string, words: string) => {
    const { region, composer } = phoneOn(page, number);
    await region.getByText('Add a photo, voice note or location').click();
    await region.getByLabel('Send with the text').selectOption(kind);
    await mouse.send(composer, words);
  };

  test('a photo, a voice note and a location are sent, and shown as what they are', async () => {
    const page = await open(pageOf(`whatsapp:${ON_WHATSAPP}`));
    const { region, waitFor } = phoneOn(page, ON_WHATSAPP);
    await attach(page, ON_WHATSAPP, 'Photo', 'report 3 gate is open');
    await waitFor('report 3 gate is open');
    const photo = region.getByRole('img', { name: 'Photo' });
    await eventually(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth), 64);
    await attach(page, ON_WHATSAPP, 'Voice note', '');
    await region.getByLabel('Voice note').and(region.locator('audio')).waitFor();
    await attach(page, ON_WHATSAPP, 'Location', '');
    await waitFor('-33.92487, 18.42406');
  });

  /** Sends MY and opens the menu of the answer's delivery state. */
  const menuOfAnswer = async (page: Page, number: string) => {
    const { texts, composer } = phoneOn(page, number);
    const before = await texts.count();
    await mouse.send(composer, 'my');
    await eventually(async () => (await texts.count()) >= before + 2, true);
    const answer = page.locator(`[id="${await texts.last().getAttribute('id')}"]`);
    await answer.locator('summary').click();
    return {
      choose: (name: string) => answer.getByRole('button', { name, exact: true }).click(),
      choices: () => answer.getByRole('button').allTextContents(),
      state: (words: string) => answer.getByText(words, { exact: true }),
      isNow: (words: string) => eventually(async () => (await answer.textContent())?.includes(words), true),
    };
  };

  test('a text shows its size, and can be undelivered', async () => {
    const page = await open(pageOf(VOLUNTEER));
    const { choose, choices, isNow } = await menuOfAnswer(page, VOLUNTEER);
    expect(await choices()).not.toContain('It is read');
    await choose('It does not arrive');
    await isNow('segment, GSM-7 · not delivered');
  });

  test('a text can be late, and come at once after all', async () => {
    const page = await open(pageOf(VOLUNTEER));
    const { choose, isNow } = await menuOfAnswer(page, VOLUNTEER);
    await choose('It arrives 10 minutes late');
    await isNow('late, comes in 10 minutes');
    await choose('It arrives');
    await isNow('GSM-7 · delivered');
  });

  test('a WhatsApp message can be read', async () => {
    const page = await open(pageOf(`whatsapp:${ON_WHATSAPP}`));
    const { choose, state } = await menuOfAnswer(page, ON_WHATSAPP);
    await choose('It is read');
    await state('read').waitFor();
  });

  test('a number that is none is named, and the phones stay on the screen', async () => {
    const page = await open(pageOf(VOLUNTEER));
    await mouse.send(page.getByRole('combobox', { name: 'Its number' }), 'my brother');
    await page.getByRole('alert').filter({ hasText: '"my brother" is no phone number' }).waitFor();
    await phoneOn(page, VOLUNTEER).composer.waitFor();
  });

  test('what is typed while a text is being sent stays in the field', async () => {
    const page = await open(pageOf(VOLUNTEER));
    const { composer, waitFor } = phoneOn(page, VOLUNTEER);
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/try/texts?**', async (route) => {
      await answered;
      await route.continue();
    });
    await composer.fill('who');
    await composer.press('Enter');
    await composer.pressSequentially(' is next');
    answer();
    await waitFor(/^(?:(?!is next).)*who/);
    await eventually(() => composer.inputValue(), ' is next');
  });

  test('a fifth phone has no place, and a phone can be removed', async () => {
    const numbers = ['+27825550100', VOLUNTEER, '+27825550105', '+27825550106'];
    const page = await open(pageOf(...numbers));
    expect(await page.getByRole('combobox', { name: 'Its number' }).count()).toBe(0);
    await page.getByRole('link', { name: `Remove ${VOLUNTEER} from the screen` }).click();
    await page.getByRole('combobox', { name: 'Its number' }).waitFor();
    expect(await phoneOn(page, VOLUNTEER).composer.count()).toBe(0);
  });
});

onDemoWatch('without JavaScript', ({ open }) => {
  test('people text, change to WhatsApp, choose what arrives and move the clock with plain forms', async () => {
    const page = await open(pageOf(VOLUNTEER), { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'WhatsApp' }).click();
    const phone = phoneOn(page, VOLUNTEER);
    await mouse.send(phone.composer, 'who');
    const last = () => phone.texts.last().textContent();
    const lastAfterReload = async () => {
      await page.reload();
      return (await last()) ?? '';
    };
    await eventually(lastAfterReload, /On patrol|Out now|Tonight|patrol/i);
    await phone.texts.last().locator('summary').click();
    await phone.texts.last().getByRole('button', { name: 'It does not arrive' }).click();
    await eventually(lastAfterReload, /not delivered/);
    await page.getByRole('button', { name: '+5 min' }).click();
    await eventually(async () => (await page.getByRole('time').first().textContent()) ?? '', /21:0[5-9]/);
    await page.getByRole('button', { name: 'Dark' }).click();
    await phone.composer.waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });
});
