import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GENERATED_PARTS, withPart } from '#docs/generate/generated-parts.ts';
import { conversationMachine } from '#src/conversation/machine/conversation-machine.ts';
import { diagramOf } from '#src/conversation/machine/diagram.ts';
import { STATES } from '#src/conversation/machine/step.ts';

const ROOT = join(import.meta.dirname, '../../..');

describe('the generated parts of the docs', () => {
  it.each(GENERATED_PARTS)('$name in $page is what the generator makes', ({ page, name, make }) => {
    const text = readFileSync(join(ROOT, page), 'utf8');
    expect(withPart(text, name, make()), `${page} is out of date: run npm run docs`).toBe(text);
  });

  it('show every state of the conversation, and an arrow to each', () => {
    const diagram = diagramOf(conversationMachine);
    // no new dialogue comes to this state
    const reached = [...STATES].filter((state) => state !== 'member.confirmingPresence');
    for (const state of reached) expect(diagram).toContain(`--> ${state.replace('.', '_')}:`);
  });

  it('stand between two marks, once each', () => {
    expect(withPart('a\n<!-- generated: x -->\nold\n<!-- /generated: x -->\nb', 'x', 'new')).toBe(
      'a\n<!-- generated: x -->\nnew\n<!-- /generated: x -->\nb',
    );
    expect(() => withPart('no marks', 'x', 'new')).toThrow('once each');
  });
});
