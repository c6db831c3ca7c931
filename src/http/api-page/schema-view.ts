import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { ApiPageTexts } from '#src/texts/pages/api-page-texts.ts';
import { nameOfRef, type Schema } from './api-document.ts';

/** A part of the page: a link to a type, or words. */
export type Part = VNode | string;

/** The type of a value in a few words, with links to named types. */
export function typeOf(schema: Schema, texts: ApiPageTexts): Part {
  if (schema.$ref !== undefined) {
    const name = nameOfRef(schema.$ref);
    return html`<a href=${`#type-${name}`}>${name}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices)
    return joined(
      choices.map((each) => typeOf(each, texts)),
      ` ${texts.anyOf} `,
    );
  if (schema.enum) return joined(schema.enum.map(valueView), ` ${texts.anyOf} `);
  if (schema.const !== undefined) return valueView(schema.const);
  if (schema.items) return html`${texts.listOf('')}${typeOf(schema.items, texts)}`;
  if (schema.properties) return `{ ${Object.keys(schema.properties).join(', ')} }`;
  return [schema.type ?? '', schema.format && `(${schema.format})`].filter(Boolean).join(' ');
}

/** The fields of an object, one a row. */
export function fieldsOf(schema: Schema, texts: ApiPageTexts): VNode {
  return html`<table>
    <thead>
      <tr><th>${texts.name}</th><th>${texts.type}</th><th>${texts.meaning}</th></tr>
    </thead>
    <tbody>
      ${Object.entries(schema.properties ?? {}).map(
        ([name, field]) => html`<tr>
          <td><code>${name}</code>, ${schema.required?.includes(name) ? texts.required : texts.optional}</td>
          <td>${typeOf(field, texts)}</td>
          <td>${meaningOf(field)}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** What is said of a value, and examples of it. */
export function meaningOf({ description, examples = [] }: Schema): Part {
  return html`${markCode(description ?? '')} ${joined(examples.map(valueView), ' ')}`;
}

/** Words between backticks are code. */
export function markCode(text: string): VNode {
  return html`${text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function valueView(value: unknown): VNode {
  return html`<code>${JSON.stringify(value)}</code>`;
}

function joined(parts: readonly Part[], between: string): VNode {
  return html`${parts.map((part, index) => html`${index > 0 && between}${part}`)}`;
}
