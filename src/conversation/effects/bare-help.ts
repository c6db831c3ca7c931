import { forwardText } from '#src/conversation/forward-text.ts';
import type { Turn } from '#src/conversation/turn.ts';
import { isBareHelp } from '#src/conversation/understanding/danger/read-danger.ts';

/** HELP alone gets the menu, with the emergency numbers. The coordinators get it, too, because it may be a call for help. */
export async function passOnBareHelp(turn: Turn): Promise<void> {
  if (isBareHelp(turn.text.body)) await forwardText(turn, turn.text.body, 'help');
}
