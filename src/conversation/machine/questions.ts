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

/** What a member is being asked in this state, also one that the machine no longer has. */
export function questionAt(state: string): NamedQuestion | undefined {
  return ASKED[state.split('.').at(-1) ?? ''];
}
