import { endpointTables, problemTable } from './api-tables.ts';
import { benchmarkFacts, benchmarkTable } from './benchmark.ts';
import { conversationDiagram } from './conversation-diagram.ts';
import { exampleConversation } from './example-conversation.ts';
import { settingsTables } from './settings-tables.ts';

export interface GeneratedPart {
  /** From the root of the repository. */
  page: string;
  /** Between `<!-- generated: name -->` and `<!-- /generated: name -->`. */
  name: string;
  make(): string;
}

export const GENERATED_PARTS: GeneratedPart[] = [
  { page: 'README.md', name: 'conversation', make: exampleConversation },
  { page: 'README.md', name: 'figures', make: benchmarkFacts },
  { page: 'docs/api.md', name: 'endpoints', make: endpointTables },
  { page: 'docs/api.md', name: 'problems', make: problemTable },
  { page: 'docs/operate/configuration.md', name: 'settings', make: settingsTables },
  { page: 'docs/develop/conversation.md', name: 'diagram', make: conversationDiagram },
  { page: 'docs/develop/performance.md', name: 'benchmark', make: benchmarkTable },
];

/** The page with the part between its two marks replaced. */
export function withPart(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- /generated: ${name} -->`];
  const [before, rest, ...more] = page.split(begin);
  const [, after, ...others] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0)
    throw new Error(`expected "${begin}" and "${end}" once each`);
  return `${before}${begin}\n${text}\n${end}${after}`;
}
