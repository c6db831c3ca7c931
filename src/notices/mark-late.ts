import { fits } from '#src/messaging/segments/fit-for-sms.ts';
import { MINUTE } from '#src/platform/duration.ts';
import { localDateOf } from '#src/platform/zoned-time.ts';
import type { Texts } from '#src/texts/texts.ts';
import type { WatchSettings } from './watch-settings.ts';

/** Words that were handled later than this are late: what they cause says when they came. */
const LATE = 10 * MINUTE;

/**
 * The settings for everything that this text causes; if it is late, they carry when it was sent. Replayed texts are not
 * marked, so that their answers equal those that were sent before the restore.
 */
export function settingsForText(
  settings: WatchSettings,
  { receivedAt, isReplayed }: { receivedAt: Date; isReplayed: boolean },
): WatchSettings {
  const isLate = !isReplayed && settings.clock.now().getTime() - receivedAt.getTime() > LATE;
  return isLate ? { ...settings, saidAt: receivedAt } : settings;
}

/** Says when, so that the reader does not mistake old news for new. Returns the text unchanged if there is no room. */
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
