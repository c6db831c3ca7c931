import type { SenderPause } from '#src/messaging/limits/sender-pause.ts';
import type { Traffic } from '#src/messaging/monitoring/traffic.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { ageWords } from './check-workers.ts';
import { type Finding, ok, warn, wrong } from './finding.ts';

/** Longer than a restart takes, and longer than a person waits for an answer. */
const TOO_LONG = 5 * MINUTE;

export interface QueueFacts
  extends Pick<Traffic, 'textsWaiting' | 'oldestTextWaitingMs' | 'needPerson' | 'messagesDue' | 'oldestMessageDueMs'> {
  pause: SenderPause | undefined;
  /** Dead letters of the last seven days. */
  deadLetters: number;
}

export function checkQueue(facts: QueueFacts): Finding[] {
  return [checkReceived(facts), checkSending(facts), checkDeadLetters(facts), checkNeedPerson(facts)];
}

function checkReceived({ textsWaiting, oldestTextWaitingMs }: QueueFacts): Finding {
  if (oldestTextWaitingMs <= TOO_LONG) return ok('texts received: none waits');
  const what = `texts received: ${textsWaiting} not handled, the oldest for ${ageWords(oldestTextWaitingMs)}`;
  return wrong(what, 'Look in the log for "handling a text failed", and restart the service');
}

function checkSending({ pause, messagesDue, oldestMessageDueMs }: QueueFacts): Finding {
  if (pause) {
    const what = `messages: sending is paused, ${pause.reason} (${pause.code}); ${messagesDue} wait`;
    return wrong(
      what,
      "Correct it in Twilio's console or in the settings: one message a minute is tried until it works",
    );
  }
  if (oldestMessageDueMs <= TOO_LONG) return ok('messages: none is late');
  const what = `messages: ${messagesDue} should have left, the oldest ${ageWords(oldestMessageDueMs)} ago`;
  return wrong(what, 'Look in the log for "attempt" and "dispatch failed"');
}

function checkDeadLetters({ deadLetters }: QueueFacts): Finding {
  if (deadLetters === 0) return ok('dead letters: none in the last 7 days');
  return warn(`dead letters: ${deadLetters} messages given up in the last 7 days`, 'See why: npm run admin -- failed');
}

function checkNeedPerson({ needPerson }: QueueFacts): Finding {
  if (needPerson === 0) return ok('texts that need a person: none');
  return warn(`texts that need a person: ${needPerson}`, 'A coordinator sees them at /admin/messages/needs-person');
}
