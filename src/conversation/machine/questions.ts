import type { NamedQuestion } from '#src/texts/subjects/dialogue-texts.ts';
import type { Dialogue, Effect } from './step.ts';
import type { EffectName, MachineEvent } from './vocabulary.ts';

const ASKED: Record<string, NamedQuestion> = {
  confirmingAction: 'action',
  choosingIntent: 'intent',
  askingBuddy: 'buddy',
  confirmingDrop: 'drop',
  droppingOrKeeping: 'drop',
  askingSeverity: 'severity',
  placingMedia: 'media',
  choosingShift: 'shift',
  confirmingPresence: 'presence',
  confirmingRemoval: 'removal',
  confirmingRefusal: 'refusal',
  confirmingForgetting: 'forgetting',
};

/** What we ask a member in this state. The machine may no longer have the state. */
export function questionAt(state: string): NamedQuestion | undefined {
  return ASKED[state.split('.').at(-1) ?? ''];
}

/** Outcomes with which we ask the question of a state, even if the state was the same before. */
const ASKING_OUTCOMES: ReadonlySet<MachineEvent['type']> = new Set<MachineEvent['type']>([
  ...([
    'CHOSEN',
    'CONFIRM_DROP',
    'CONFIRM_REMOVAL',
    'CONFIRM_REFUSAL',
    'CONFIRM_FORGETTING',
    'PROOF_ASKED',
    'WHICH_SHIFT',
    'OFFERED',
    'CONFIRM_ACTION',
  ] as const),
  ...(['ASKED_SEVERITY', 'ASKED_CASE', 'FILED'] as const),
]);
/** These ask it again, or go on with the open case. */
const ASKING_EFFECTS: ReadonlySet<EffectName> = new Set<EffectName>([
  ...(['askAgain', 'onProofMissing', 'onProofWrong', 'onMenu', 'onAddition', 'onSeverityChange'] as const),
]);

/** Whether this step of the machine asked the question of the state that it ends in. */
export function isAskedIn(
  before: Dialogue,
  { event, dialogue, effects }: { event: MachineEvent; dialogue: Dialogue; effects: readonly Effect[] },
): boolean {
  if (dialogue.state !== before.state || ASKING_OUTCOMES.has(event.type)) return true;
  return effects.some(({ name }) => ASKING_EFFECTS.has(name));
}
