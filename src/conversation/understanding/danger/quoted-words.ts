import { OWN_WORDS } from '#src/texts/texts-for.ts';

/** Whether the text is only a copy of an alarm, whose words are in a case already. */
export function isCopyOfAlarm(text: string): boolean {
  const words = text.trim();
  return OWN_WORDS.some(({ alarmCopies }) => alarmCopies.some((copy) => copy.test(words)));
}
