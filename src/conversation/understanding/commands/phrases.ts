import type { VolunteerEvent } from '#src/conversation/events.ts';
import { HELP_WITH_COMMAND } from '#src/conversation/understanding/danger/read-danger.ts';
import { simplifyText } from '#src/conversation/understanding/simplify-text.ts';
import { anyOf, wordsFor } from '#src/conversation/understanding/words/accepted-words.ts';
import { COMMAND_WORDS, GREETINGS } from './command-words.ts';

const JOIN = anyOf([...COMMAND_WORDS.JOIN, ...wordsFor('wholeText', 'JOIN')]);
const IN = anyOf([...COMMAND_WORDS.IN, ...wordsFor('wholeText', 'IN')]);
const OUT = anyOf([...COMMAND_WORDS.OUT, ...wordsFor('wholeText', 'OUT')]);

/** Whole texts, simplified, that mean a command unless we wait for a free answer. */
const PHRASES: [RegExp, VolunteerEvent][] = [
  [
    new RegExp(`^(?:can i |i want to |i would like to |i'?d like to |please )?${JOIN}(?: (?:please|me|us|up))*$`),
    { type: 'JOIN' },
  ],
  [
    /^(?:(?:new|send|resend|another|the|my|send me|need|i need|get)(?: (?:a|the|my|new|another|me))* )?code(?: (?:again|please))*$/,
    { type: 'CODE' },
  ],
  [new RegExp(`^${anyOf([...COMMAND_WORDS.CODE, ...wordsFor('wholeText', 'CODE')])}(?: please)?$`), { type: 'CODE' }],
  [
    /^(?:(?:open|available|show|list|see|any|the|all|free|what|which|me|are|there|please) )*shifts?(?: (?:are|is|there|open|available|free|please|list))*$/,
    { type: 'SHIFTS' },
  ],
  [/^(?:what's|whats|what is) open$/, { type: 'SHIFTS' }],
  [/^(?:show |see )?(?:more|next|other)(?: (?:shifts|please|dates|nights))?$/, { type: 'MORE' }],
  [
    /^(?:(?:show|see|list|what are|when are|when is) )?(?:my|mine)(?: (?:shifts?|bookings?|patrols?|roster))?(?: please)?$/,
    { type: 'MY' },
  ],
  [new RegExp(`^(?:(?:i'?m|i am|we'?re|we are|am) )?${IN}(?: (?:now|already|please))?$`), { type: 'IN' }],
  // shorter than what the examples can tell from "they are there"
  [
    /^(?:i'?m|i am|we'?re|we are|ek is|ons is) (?:there|daar)(?: (?:now|already|nou|al|reeds))?$/,
    { type: 'IN', sentence: 'sure' },
  ],
  // "we're out now" says that a patrol has begun, and is the word for its end, too
  [/^(?:(?:i'?m|i am|we'?re|we are) )?out(?: (?:now|safe))?$/, { type: 'OUT', sentence: 'sure' }],
  [new RegExp(`^(?:(?:i'?m|i am|we'?re|we are) )?${OUT}(?: (?:now|safe))?$`), { type: 'OUT' }],
  [
    /^(?:(?:make|file|send|new|i want to|to) )?(?:a )?report(?: (?:please|something|an? incident))?$/,
    { type: 'REPORT', words: '' },
  ],
  [/^who(?:'?s| is| are)? (?:on|patrolling|on duty|on patrol|on shift)(?: now)?$/, { type: 'WHO' }],
  [
    /^(?:please )?(?:delete|erase|forget|remove) (?:me|my (?:data|details|number|name|account|info|information))(?: please)?$/,
    { type: 'FORGET' },
  ],
  [new RegExp(`^${anyOf(wordsFor('wholeText', 'BACK'))}$`), { type: 'BACK' }],
  [new RegExp(`^${anyOf(COMMAND_WORDS.MENU)}(?: menu)?$`), { type: 'MENU' }],
  [HELP_WITH_COMMAND, { type: 'MENU' }],
];

export function readPhrase(text: string): VolunteerEvent | undefined {
  const typed = simplifyText(text);
  if (GREETINGS.has(typed)) return { type: 'MENU' };
  const event = PHRASES.find(([pattern]) => pattern.test(typed))?.[1];
  // "on duty now?" is a question
  const isAsked = (event?.type === 'IN' || event?.type === 'OUT') && /\?\s*$/.test(text);
  return isAsked ? undefined : event;
}
