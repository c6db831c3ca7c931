import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Two busy cores need this long at worst. */
const PATIENCE = { timeout: 20_000 };

/** One phone on the page, found as a person finds it: by its names and roles. */
export interface ScreenPhone {
  /** The field for a text. */
  composer: Locator;
  texts: Locator;
  region: Locator;
  /** Waits for a text with these words, and returns all of it. */
  waitFor(words: string | RegExp): Promise<string>;
}

export function phoneOn(page: Page, number: string): ScreenPhone {
  const composer = page.getByRole('textbox', { name: `Text from ${number}` });
  const region = page.getByRole('region').filter({ has: composer });
  const texts = region.getByRole('log').getByRole('listitem');
  return {
    composer,
    texts,
    region,
    waitFor: async (words) => {
      const found = texts.filter({ hasText: words });
      await found.last().waitFor(PATIENCE);
      return (await found.last().textContent()) ?? '';
    },
  };
}

/** Waits until something on the page is as expected. */
export async function eventually<T>(read: () => Promise<T>, expected: T | RegExp): Promise<void> {
  const poll = expect.poll(read, PATIENCE);
  await (expected instanceof RegExp ? poll.toMatch(expected) : poll.toEqual(expected));
}
