import { TAGS } from '#src/http/api-tags.ts';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import { PROBLEMS } from '#src/http/framework/problem.ts';
import { tableOf } from './table-of.ts';

/** Every endpoint, by the groups of the OpenAPI document. */
export function endpointTables(): string {
  return Object.entries(TAGS)
    .map(([tag, description]) => {
      const rows = ENDPOINTS.filter((endpoint) => endpoint.tag === tag).map(({ method, path, summary }) => [
        `\`${method.toUpperCase()} ${path}\``,
        summary,
      ]);
      return `### ${tag}\n\n${description}\n\n${tableOf(['request', 'does'], rows)}`;
    })
    .join('\n\n');
}

export function problemTable(): string {
  const rows = Object.entries(PROBLEMS).map(([code, { status, title }]) => [String(status), `\`${code}\``, title]);
  return tableOf(['status', '`code`', '`title`'], rows);
}
