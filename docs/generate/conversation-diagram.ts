import { conversationMachine } from '#src/conversation/machine/conversation-machine.ts';
import { diagramOf } from '#src/conversation/machine/diagram.ts';

export function conversationDiagram(): string {
  return `\`\`\`mermaid\n${diagramOf(conversationMachine)}\n\`\`\``;
}
