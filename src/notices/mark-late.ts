import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { WatchSettings } from './watch-settings.ts';

/** Words that were handled later than this are late: what they cause says when they came. */
const LATE = 10 * MINUTE;

/**
 * The watch for all that these words cause. An outage may lie between the words and now. What is replayed may have been
 * answered in its time: its answers are worded as they were then, so that they are known again.
 */
export function settingsForText(
  settings: WatchSettings,
  { receivedAt, isReplayed }: { receivedAt: Date; isReplayed: boolean },
): WatchSettings {
  const isLate = !isReplayed && settings.clock.now().getTime() - receivedAt.getTime() > LATE;
  return isLate ? { ...settings, saidAt: receivedAt } : settings;
}

/** Whoever reads it must not take old news for new. Where there is no room for that, the words stand as they are. */
export function markIfLate(
  { clock, zone, saidAt }: Pick<WatchSettings, 'clock' | 'zone' | 'saidAt'>,
  body: string,
  say: Texts['late'] | Texts['lateAnswer'],
): string {
  if (!saidAt) return body;
  const isToday = localDateOf(saidAt, zone) === localDateOf(clock.now(), zone);
  const late = say({ sentAt: { instant: saidAt, zone }, isToday, words: body });
  return fits(late) ? late : body;
}
