import type { NamedQuestion } from '#src/texts/subjects/dialogue-texts.ts';

const ASKED: Record<string, NamedQuestion> = {
  askingBuddy: 'buddy',
  confirmingDrop: 'drop',
  askingSeverity: 'severity',
  placingMedia: 'media',
  choosingShift: 'shift',
  confirmingPresence: 'presence',
  confirmingRemoval: 'removal',
  confirmingForgetting: 'forgetting',
};

/** What we ask a member in this state. The machine may no longer have the state. */
export function questionAt(state: string): NamedQuestion | undefined {
  return ASKED[state.split('.').at(-1) ?? ''];
}
