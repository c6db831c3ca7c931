import type { OptOutTexts } from '#src/texts/subjects/opt-out-texts.ts';
import { start, when } from './dates.ts';
import { emergencyNumbers } from './phrases.ts';

export const stopAndStart: OptOutTexts = {
  stopped: (p) =>
    `You will get no more texts from ${p.watch}. Text START to get them again. In danger phone ${emergencyNumbers(p)}.`,
  stopOrShift: (p) =>
    `Your shift, or all our texts? Text DROP ${p.ref} to give up ${when(p.shift)}. Text STOP to get no more texts from us.`,
  stopOrBack: () => 'Text BACK to cancel what you were doing, or STOP to get no more texts from us.',
  stopOrNothing: () =>
    'You have no shift to give up. Text STOP to get no more texts from us, or MENU to see what else you can text.',
  stopOrJoin: (p) =>
    `You are not a member, so you have no shift. Text STOP to get no more texts from us. To join ${p.watch}, text JOIN.`,
  notStopped: () => 'You already get our texts. Text SHIFTS for open patrols or ? for the menu.',
  notStoppedNorJoined: (p) => `You already get our texts. To join ${p.watch}, text JOIN.`,
  welcomeBack: (p) => `Welcome back${p.first ? `, ${p.first}` : ''}. You get our texts again.${p.booked}`,
  stillBooked: (p) =>
    ` You are still booked: ${when(p.shift)}, ${p.ref}. Can't come? Text DROP ${p.ref}.${p.more > 0 ? ` You have ${p.more} more: text MY.` : ''}`,
  nothingBooked: () => ' You have no shifts booked. Text SHIFTS for open ones.',
  joinToPatrol: (p) => ` To join ${p.watch}, text JOIN.`,
  optedOut: (p) => `${p.name} ${p.phone} texted ${p.word}, so our texts no longer reach them.${p.booked}`,
  optedOutElsewhere: (p) => `${p.name} ${p.phone} has stopped our texts, so they no longer reach them.${p.booked}`,
  optedOutBooked: (p) => ` Still booked ${start(p.shift)} (${p.ref}). Perhaps they meant the shift: please phone.`,
  optedOutCoordinator: () => ' They are a coordinator: alarms do not reach them either. Please phone.',
  notReached: (p) => `${p.name} ${p.phone} did not get our text (${NOT_REACHED[p.what]}). Please phone them.`,
};

const NOT_REACHED = { alarm: 'an alarm', reminder: 'a reminder of their shift', notice: 'news about their shift' };
