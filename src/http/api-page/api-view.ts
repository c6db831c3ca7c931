import { html } from 'htm/preact';
import type { VNode } from 'preact';
import type { ApiPageTexts } from '#src/texts/pages/api-page-texts.ts';
import {
  type ApiDocument,
  type Operation,
  type Parameter,
  type Response,
  resolve,
  type Schema,
} from './api-document.ts';
import { fieldsOf, markCode, meaningOf, typeOf } from './schema-view.ts';

interface Listed {
  path: string;
  method: string;
  operation: Operation;
}

/** Every endpoint and every type of the document. */
export function apiView(document: ApiDocument, texts: ApiPageTexts): VNode {
  const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ path, method, operation })),
  );
  const sections = document.tags.map((tag) => ({
    ...tag,
    operations: listed.filter(({ operation }) => operation.tags.includes(tag.name)),
  }));
  return html`<div class="api">
    <h1>${texts.title}</h1>
    <p>${texts.about}</p>
    <p><a href="/openapi.json">${texts.toDocument}</a></p>
    ${sections.map(
      ({ name, description, operations }) => html`<section>
        <h2>${name}</h2>
        <p>${description}</p>
        ${operations.map((each) => operationView(each, document.components, texts))}
      </section>`,
    )}
    <section>
      <h2>${texts.schemas}</h2>
      ${Object.entries(document.components.schemas).map(([name, schema]) => typeView(name, schema, texts))}
    </section>
  </div>`;
}

function operationView(
  { path, method, operation }: Listed,
  { parameters, responses }: ApiDocument['components'],
  texts: ApiPageTexts,
): VNode {
  const given = (operation.parameters ?? []).map((each) => resolve<Parameter>(each, parameters));
  const answers = Object.entries(operation.responses).map(
    ([status, each]) => [status, resolve<Response>(each, responses)] as const,
  );
  const bodies = Object.values(operation.requestBody?.content ?? {});
  return html`<details id=${operation.operationId}>
    <summary><code>${method.toUpperCase()} ${path}</code> ${operation.summary}</summary>
    <p>${operation.security.length > 0 ? texts.withToken : texts.everybody}</p>
    ${given.length > 0 && html`<h3>${texts.parameters}</h3>${parametersView(given, texts)}`}
    ${bodies.map(({ schema }) => html`<h3>${texts.body}</h3>${bodyView(schema, texts)}`)}
    <h3>${texts.answers}</h3>
    ${answersView(answers, texts)}
  </details>`;
}

function parametersView(parameters: readonly Parameter[], texts: ApiPageTexts): VNode {
  return html`<table>
    <thead>
      <tr><th>${texts.name}</th><th>${texts.where}</th><th>${texts.type}</th><th>${texts.meaning}</th></tr>
    </thead>
    <tbody>
      ${parameters.map(
        ({ name, in: where, required, description, schema }) => html`<tr>
          <td><code>${name}</code>, ${required ? texts.required : texts.optional}</td>
          <td>${where}</td>
          <td>${typeOf(schema, texts)}</td>
          <td>${meaningOf({ ...schema, ...(description !== undefined && { description }) })}</td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function answersView(answers: readonly (readonly [status: string, response: Response])[], texts: ApiPageTexts): VNode {
  return html`<table>
    <thead>
      <tr><th>${texts.status}</th><th>${texts.type}</th><th>${texts.meaning}</th></tr>
    </thead>
    <tbody>
      ${answers.map(([status, { content, description }]) => {
        const [first] = Object.values(content ?? {});
        return html`<tr>
          <td>${status}</td>
          <td>${first ? typeOf(first.schema, texts) : texts.nothing}</td>
          <td>${markCode(description)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

function typeView(name: string, schema: Schema, texts: ApiPageTexts): VNode {
  return html`<h3 id=${`type-${name}`}>${name}</h3>
    ${schema.properties && schema.description && html`<p>${markCode(schema.description)}</p>`}
    ${bodyView(schema, texts)}`;
}

/** A table of the fields, or a line for anything but an object. */
function bodyView(schema: Schema, texts: ApiPageTexts): VNode {
  if (schema.properties) return fieldsOf(schema, texts);
  return html`<p>${typeOf(schema, texts)} ${meaningOf(schema)}</p>`;
}
