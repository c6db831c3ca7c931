import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { conversationMachine } from '#src/conversation/machine/conversation-machine.ts';
import { diagramOf } from '#src/conversation/machine/diagram.ts';
import { STATES } from '#src/conversation/machine/step.ts';

const BEGIN = '<!-- conversation diagram -->';
const END = '<!-- /conversation diagram -->';

describe("the conversation's diagram", () => {
  /** Where it fails, what stands on the side of "Expected" is what belongs between the two markers. */
  it('stands in the README as the machine is', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
    const [, shown = ''] = readme.split(BEGIN);
    expect(shown.split(END)[0]).toBe(`\n\`\`\`mermaid\n${diagramOf(conversationMachine)}\n\`\`\`\n`);
  });

  it('names every place, and an arrow to each', () => {
    const diagram = diagramOf(conversationMachine);
    for (const state of STATES) expect(diagram).toContain(`--> ${state.replace('.', '_')}:`);
  });
});
