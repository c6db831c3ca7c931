import { readMobile } from '#src/http/framework/values/read-mobile.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { BuddyChoice } from '#src/roster/buddies/buddy-choice.ts';

interface BuddyFields {
  buddy_name?: string | undefined;
  buddy_phone?: string | undefined;
}

/** The buddy that a request names, by name, by number, or not at all. */
export function readBuddyChoice(
  settings: WatchSettings,
  { buddy_name: name = '', buddy_phone }: BuddyFields,
): BuddyChoice {
  if (buddy_phone !== undefined)
    return { kind: 'named', name, phone: readMobile(settings, 'body.buddy_phone', buddy_phone) };
  return name === '' ? { kind: 'none' } : { kind: 'named', name };
}
