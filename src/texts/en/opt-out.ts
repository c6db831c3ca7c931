import type { OptOutTexts } from '#src/texts/subjects/opt-out-texts.ts';
import { start, when } from './dates.ts';

export const stopAndStart: OptOutTexts = {
  stopped: (p) =>
    `You will get no more texts from ${p.watch}. Text START to get them again. In danger phone ${p.emergency}.`,
  stopOrShift: (p) =>
    `Do you mean your shift, or all our texts? DROP ${p.ref} gives up ${when(p.shift)}. STOP ends all our texts.`,
  stopOrBack: () => 'BACK leaves what you started. STOP ends all our texts.',
  stopOrNothing: () => 'You have no shift to give up. STOP ends all our texts. MENU shows what else you can text.',
  stopOrJoin: (p) =>
    `You are not a member, so nothing is booked. STOP ends all our texts. To join ${p.watch}, text JOIN.`,
  notStopped: () => 'You have not stopped our texts. SHIFTS shows open patrols, ? the menu.',
  notStoppedNorJoined: (p) => `You have not stopped our texts. To join ${p.watch}, text JOIN.`,
  welcomeBack: (p) => `Welcome back${p.first ? `, ${p.first}` : ''}. You get our texts again.${p.booked}`,
  stillBooked: (p) =>
    ` You are still booked: ${when(p.shift)}, ${p.ref}. Can't come? Text DROP ${p.ref}.${p.more > 0 ? ` You have ${p.more} more: text MY.` : ''}`,
  nothingBooked: () => ' You have no shifts booked. SHIFTS shows open ones.',
  joinToPatrol: (p) => ` To join ${p.watch}, text JOIN.`,
  optedOut: (p) => `${p.name} ${p.phone} texted ${p.word}, so our texts no longer reach them.${p.booked}`,
  optedOutElsewhere: (p) => `${p.name} ${p.phone} has stopped our texts, so they no longer reach them.${p.booked}`,
  optedOutBooked: (p) => ` Still booked ${start(p.shift)} (${p.ref}). Perhaps they meant the shift: please phone.`,
  optedOutCoordinator: () => ' They are a coordinator: alarms do not reach them either. Please phone.',
  notReached: (p) => `${p.name} ${p.phone} did not get our text (${NOT_REACHED[p.what]}). Please phone them.`,
};

const NOT_REACHED = { alarm: 'an alarm', reminder: 'a reminder of their shift', notice: 'news about their shift' };
