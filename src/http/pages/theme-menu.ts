import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { PageTexts } from '#src/texts/pages/page-texts.ts';
import { THEMES, type Theme } from './theme.ts';

interface ThemeMenu {
  texts: PageTexts;
  theme: Theme;
  /** The page to come back to: path and query. */
  path: string;
}

/** One button for each theme. It works without a script. */
export function themeMenu({ texts, theme, path }: ThemeMenu): VNode {
  return html`<form class="themes" method="post" action="/theme">
    <input type="hidden" name="back" value=${path} />
    <fieldset>
      <legend>${texts.theme}</legend>
      ${THEMES.map(
        (each) => html`<button name="theme" value=${each} aria-pressed=${String(each === theme)}>
          ${texts.themes[each]}
        </button>`,
      )}
    </fieldset>
  </form>`;
}
