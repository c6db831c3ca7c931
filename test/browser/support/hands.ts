import type { Locator, Page } from 'playwright-core';

/** How a person uses the page. */
export interface Hands {
  press(target: Locator): Promise<void>;
  /** Types into a field, in place of what is there. */
  type(target: Locator, words: string): Promise<void>;
  /** Types into a field and sends its form. */
  send(target: Locator, words: string): Promise<void>;
}

export const mouse: Hands = {
  press: (target) => target.click(),
  type: (target, words) => target.fill(words),
  send: async (target, words) => {
    await target.fill(words);
    await target.locator('xpath=ancestor::form').getByRole('button').first().click();
  },
};

/** More stops than any page has. */
const MOST_STOPS = 200;
/** Only the keyboard: Tab or Shift+Tab to the target, which must show that it has the focus. */
export function keyboardOf(page: Page): Hands {
  const goTo = async (target: Locator) => {
    const key = (await isBehindFocus(target)) ? 'Tab' : 'Shift+Tab';
    for (let stops = 0; !(await hasFocus(target)); stops += 1) {
      if (stops === MOST_STOPS) throw new Error(`the keyboard does not reach ${target}`);
      await page.keyboard.press(key);
    }
    if (!(await showsFocus(target))) throw new Error(`${target} does not show that it has the focus`);
  };
  const type = async (target: Locator, words: string) => {
    await goTo(target);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(words);
  };
  return {
    press: async (target) => {
      await goTo(target);
      await page.keyboard.press('Enter');
    },
    type,
    send: async (target, words) => {
      await type(target, words);
      await page.keyboard.press('Enter');
    },
  };
}

function hasFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element === element.ownerDocument.activeElement);
}

/** Whether Tab comes to it sooner than Shift+Tab. */
function isBehindFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { activeElement } = element.ownerDocument;
    const following = 4; // Node.DOCUMENT_POSITION_FOLLOWING
    return activeElement === null || (activeElement.compareDocumentPosition(element) & following) !== 0;
  });
}

/** A person without a mouse must see where they are. */
function showsFocus(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const style = element.ownerDocument.defaultView?.getComputedStyle(element);
    return style !== undefined && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
  });
}
