import { html } from 'htm/preact';
import type { VNode } from 'preact';

/** Terms with their values. A term without a value is left out. Undefined if none has one. */
export function termsView(terms: readonly [term: string, value: unknown][]): VNode | undefined {
  const known = terms.filter(([, value]) => value !== undefined && value !== '');
  if (known.length === 0) return undefined;
  return html`<dl class="facts">
    ${known.map(
      ([term, value]) => html`<div>
        <dt>${term}</dt>
        <dd>${value}</dd>
      </div>`,
    )}
  </dl>`;
}
