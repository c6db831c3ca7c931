import type { VolunteerEvent } from '#src/conversation/events.ts';
import { forwardText } from '#src/conversation/forward-text.ts';
import { reply, type Turn } from '#src/conversation/turn.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import type { ForwardReason } from '#src/texts/subjects/passing-on-texts.ts';

/**
 * An address that only people text from, without a mobile number behind it. Nobody can join from there, but a person must not
 * wait in silence.
 */
export async function answerWithoutNumber(turn: Turn, event: VolunteerEvent): Promise<void> {
  const { texts, settings, text, isAnswered } = turn;
  if (!isAnswered) return;
  turn.understood = event.type;
  const { told, isCut, isOnlyKept } = await forwardText(turn, text.body, reasonOf(event));
  const facts = watchFactsOf(settings);
  reply(turn, isOnlyKept ? texts.onlyKept(facts) : texts.withoutNumber({ ...facts, isTold: told > 0, isCut }));
}

function reasonOf(event: VolunteerEvent): ForwardReason {
  if (event.type === 'REPORT' || event.type === 'SIGHTING') return 'outside';
  return event.type === 'FOR_PERSON' ? event.intent : 'unread';
}
