import { conversation } from './machine-setup.ts';
import { member } from './member.ts';
import { pending, stranger, suspended } from './outsiders.ts';
import { EMPTY_CONTEXT } from './vocabulary.ts';

/**
 * The machine of a conversation. It is pure: it names effects and performs none. If the outcome of an effect decides
 * what comes next, it comes back as an event.
 */
export const conversationMachine = conversation.createMachine({
  id: 'conversation',
  context: EMPTY_CONTEXT,
  initial: 'stranger',
  on: {
    SOS: { actions: 'onDanger' },
    LIKELY_DANGER: { actions: 'onLikelyDanger' },
    // an answer to an ask leaves the open question as it is
    ANSWER: { actions: 'onAnswer' },
    FORGET: { actions: 'onForget' },
    FORGOTTEN: { target: '.stranger', actions: 'clearAll' },
    BECAME_UNKNOWN: { target: '.stranger', actions: ['clearQuestion', 'closeCase'] },
    BECAME_PENDING: { target: '.pending', actions: 'clearQuestion' },
    BECAME_ACTIVE: { target: '.member', actions: 'clearQuestion' },
    BECAME_SUSPENDED: { target: '.suspended', actions: 'clearQuestion' },
  },
  states: { stranger, pending, suspended, member },
});
