import type { Ask, AskKind } from '#src/asks/ask.ts';
import { expireAsk } from '#src/asks/end-ask.ts';
import type { Transaction } from '#src/db/connect.ts';
import { type ShortTimerKind, TIMER_PRIORITY } from '#src/db/timers/timer.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';

/** What silence means, for each kind of ask. It runs in the transaction in which the ask expires. */
const ON_EXPIRED: Record<AskKind, (trx: Transaction, settings: WatchSettings, ask: Ask) => Promise<void>> = {
  buddy_invitation: async () => {},
  presence: async () => {},
};

/** At the deadline of an ask, silence counts as an answer. */
export function askExpiry(settings: WatchSettings): ShortTimerKind {
  return {
    priority: TIMER_PRIORITY.ask,
    run: async (trx, { subject }) => {
      const ask = await expireAsk(trx, settings.clock, Number(subject.split(':')[1]));
      if (!ask) return 'not_needed';
      await ON_EXPIRED[ask.kind](trx, settings, ask);
      return 'done';
    },
  };
}
