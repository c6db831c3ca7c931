import { type AnyMachineSnapshot, initialTransition, transition } from 'xstate';
import { conversationMachine } from './conversation-machine.ts';
import { isEffectName } from './machine-setup.ts';
import type { DialogueContext, EffectName, EffectParams, MachineEvent, StateMeta } from './vocabulary.ts';

/** Where a conversation stands: what is saved between two texts. */
export interface Dialogue {
  /** `member.idle` */
  state: string;
  context: DialogueContext;
}

/** An effect to perform, with the event that caused it and the context at that time. */
export type Effect = {
  [Name in EffectName]: { name: Name; params: EffectParams[Name]; event: MachineEvent; context: DialogueContext };
}[EffectName];

const [START] = initialTransition(conversationMachine);
const MISSES: ReadonlySet<EffectName> = new Set(['onUnclear', 'askAgain']);

export const FIRST_DIALOGUE: Dialogue = { state: stateOf(START), context: START.context };

/** Pure. An event that has no meaning in this state changes nothing. */
export function step(dialogue: Dialogue, event: MachineEvent): { dialogue: Dialogue; effects: Effect[] } {
  const [next, actions] = transition(conversationMachine, snapshotOf(dialogue), event);
  const effects: Effect[] = [];
  for (const { type, params, info } of actions) {
    if (isEffectName(type)) effects.push({ name: type, params, event: info.event, context: info.context } as Effect);
  }
  const context = 'at' in event ? { ...next.context, misses: missesAfter(dialogue, effects) } : next.context;
  return { dialogue: { state: stateOf(next), context }, effects };
}

/** What the state declares for the code around the machine. Throws if there is no such state. */
export function metaOf({ state }: Dialogue): StateMeta {
  const meta = METAS.get(state);
  if (!meta) throw new Error(`there is no state ${state}`);
  return meta;
}

/** Whether the state waits for an answer of the person. */
export function asksSomething(dialogue: Dialogue): boolean {
  return metaOf(dialogue).expects !== 'nothing';
}

export function isState(state: string): boolean {
  return STATES.has(state);
}

/** Every state in which a conversation can rest. */
export const STATES: ReadonlySet<string> = new Set(
  Object.values(conversationMachine.states).flatMap((region) =>
    Object.keys(region.states).map((leaf) => `${region.key}.${leaf}`),
  ),
);

/** How many texts in a row we did not understand. It varies the words of a repeated question. */
function missesAfter(dialogue: Dialogue, effects: Effect[]): number {
  const isMissed = effects.some((effect) => MISSES.has(effect.name) && !isAnswered(effect));
  return isMissed ? dialogue.context.misses + 1 : 0;
}

function isAnswered(effect: Effect): boolean {
  return effect.name === 'askAgain' && effect.params.isAnswered === true;
}

function snapshotOf({ state, context }: Dialogue) {
  const [region = '', leaf = ''] = state.split('.');
  return conversationMachine.resolveState({ value: { [region]: leaf }, context });
}

function stateOf(snapshot: AnyMachineSnapshot): string {
  const [[region, leaf] = []] = Object.entries(snapshot.value as Record<string, string>);
  return `${region}.${leaf}`;
}

const METAS: ReadonlyMap<string, StateMeta> = new Map(
  [...STATES].map((state) => {
    const [meta] = Object.values(snapshotOf({ state, context: START.context }).getMeta()).filter(Boolean);
    if (!meta) throw new Error(`state ${state} has no meta`);
    return [state, meta as StateMeta];
  }),
);
