import { expect, test } from 'vitest';
import { lineTo } from '#test/browser/support/cuttable-line.ts';
import { mouse } from '#test/browser/support/hands.ts';
import { onDemoWatch } from '#test/browser/support/on-service.ts';
import { eventually, phoneOn } from '#test/browser/support/screen-phone.ts';

const NEWCOMER = '+27821110001';
const PAGE = `/try?${new URLSearchParams({ phone: NEWCOMER })}`;
const LONGER_THAN_SILENCE_MS = 45_000;
/** Longer than the page waits while its connection is refused, and much shorter than for a silent one. */
const REFUSED_MS = 8_000;

onDemoWatch('the live updates', ({ open, service }) => {
  test('two windows show the same phone, whichever of them texts', async () => {
    const [one, other] = [await open(PAGE), await open(PAGE)];
    await mouse.send(phoneOn(one, NEWCOMER).composer, 'hello from one');
    await phoneOn(other, NEWCOMER).waitFor('hello from one');
    await phoneOn(other, NEWCOMER).waitFor('What is your name and surname?');
    await mouse.send(phoneOn(other, NEWCOMER).composer, 'Zanele Khoza');
    await phoneOn(one, NEWCOMER).waitFor('is your Night Owls code, Zanele');
  });

  test('what is being typed stays, and keeps the focus, while texts arrive', async () => {
    const [page, other] = [await open(PAGE), await open(PAGE)];
    const { composer, waitFor } = phoneOn(page, NEWCOMER);
    await composer.pressSequentially('half a wo');
    await mouse.send(phoneOn(other, NEWCOMER).composer, 'from the other window');
    await waitFor('from the other window');
    await page.keyboard.type('rd');
    expect(await composer.inputValue()).toBe('half a word');
  });

  test('a page whose line is cut for 40 seconds says so, and catches up when the line is back', async () => {
    const line = await lineTo(service().url);
    const page = await open(PAGE, { url: line.url, faults: /^request failed: |Failed to (?:load|fetch)/ });
    await page.clock.install();
    await page.reload();
    const bar = page.getByRole('alert').filter({ hasText: 'Not live since' });
    const direct = await open(PAGE);
    await mouse.send(phoneOn(direct, NEWCOMER).composer, 'before the cut');
    await phoneOn(page, NEWCOMER).waitFor('before the cut');
    expect(await bar.isVisible()).toBe(false);

    line.cut();
    await page.clock.fastForward(LONGER_THAN_SILENCE_MS);
    await eventually(() => bar.isVisible(), true);
    expect(await bar.textContent()).toMatch(/^Not live since \d\d:\d\d:\d\d\. This may be out of date\.$/);
    await mouse.send(phoneOn(direct, NEWCOMER).composer, 'during the cut');
    await phoneOn(direct, NEWCOMER).waitFor('during the cut');
    expect(await phoneOn(page, NEWCOMER).texts.filter({ hasText: 'during the cut' }).count()).toBe(0);

    line.mend();
    await phoneOn(page, NEWCOMER).waitFor('during the cut');
    await eventually(() => bar.isVisible(), false);
    line.close();
  });

  test('a page whose service is gone says so within seconds, stops its clock, and keeps what is typed', async () => {
    const line = await lineTo(service().url);
    const page = await open(PAGE, { url: line.url, faults: /^request failed: |Failed to (?:load|fetch)/ });
    await page.clock.install();
    await page.reload();
    const { composer } = phoneOn(page, NEWCOMER);
    const time = page.getByRole('region', { name: 'Clock of the service' }).getByRole('time').first();
    const bar = page.getByRole('alert').filter({ hasText: 'Not live since' });
    line.cut();
    await eventually(async () => {
      await page.clock.fastForward(REFUSED_MS);
      return bar.isVisible();
    }, true);
    const stopped = await time.textContent();
    await page.clock.fastForward(LONGER_THAN_SILENCE_MS);
    expect(await time.textContent()).toBe(stopped);
    await mouse.send(composer, 'is anybody there');
    await page.getByRole('alert').filter({ hasText: 'Not sent: the service does not answer.' }).waitFor();
    expect(await composer.inputValue()).toBe('is anybody there');

    line.mend();
    await eventually(() => bar.isVisible(), false);
    await mouse.send(composer, 'now it is');
    await phoneOn(page, NEWCOMER).waitFor('now it is');
    line.close();
  });
});
