import { conversation } from './machine-setup.ts';
import { member } from './member.ts';
import { pending, stranger, suspended } from './outsiders.ts';
import { EMPTY_CONTEXT } from './vocabulary.ts';

/**
 * One conversation, pure: it says what should happen (effects) and does nothing. An effect answers with an outcome event
 * where that decides what comes next.
 */
export const conversationMachine = conversation.createMachine({
  id: 'conversation',
  context: EMPTY_CONTEXT,
  initial: 'stranger',
  on: {
    SOS: { actions: 'raiseAlarm' },
    HELP_WORDS: { actions: 'passToPerson' },
    FORGET: { actions: 'startForgetting' },
    FORGOTTEN: { target: '.stranger', actions: 'forgetAll' },
    BECAME_UNKNOWN: { target: '.stranger', actions: ['forget', 'closeCase'] },
    BECAME_PENDING: { target: '.pending', actions: 'forget' },
    BECAME_ACTIVE: { target: '.member', actions: 'forget' },
    BECAME_SUSPENDED: { target: '.suspended', actions: 'forget' },
  },
  states: { stranger, pending, suspended, member },
});
