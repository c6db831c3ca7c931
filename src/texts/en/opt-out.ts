import type { OptOutTexts } from '#src/texts/subjects/opt-out-texts.ts';
import { start, when } from './dates.ts';

export const optOut: OptOutTexts = {
  stopped: (p) => `You get no more texts from ${p.watch}. START brings them back. In danger phone ${p.emergency}.`,
  stopOrShift: (p) => `Your shift or all our texts? DROP ${p.ref} gives up ${when(p.shift)}. STOP ends all our texts.`,
  stopOrBack: () => 'BACK leaves what you began. STOP ends all our texts.',
  stopOrNothing: () => 'You have no shift booked to give up. STOP ends all our texts. MENU shows the other words.',
  stopOrJoin: (p) => `You are no member, so nothing is booked. STOP ends all our texts. JOIN joins ${p.watch}.`,
  notStopped: () => 'Our texts reach you already. SHIFTS shows open patrols, ? all words.',
  notStoppedNorJoined: (p) => `Our texts reach you already. To join ${p.watch}, text JOIN.`,
  welcomeBack: (p) => `Welcome back${p.first ? `, ${p.first}` : ''}: our texts reach you again.${p.booked}`,
  stillBooked: (p) =>
    ` You are still booked: ${when(p.shift)}, ${p.ref}. DROP ${p.ref} gives it up.${p.more > 0 ? ` You have ${p.more} more: text MY.` : ''}`,
  nothingBooked: () => ' You have no shifts booked. SHIFTS shows open ones.',
  joinToPatrol: (p) => ` To join ${p.watch}, text JOIN.`,
  optedOut: (p) => `${p.name} ${p.phone} texted ${p.word}: our texts no longer reach them.${p.booked}`,
  optedOutElsewhere: (p) => `${p.name} ${p.phone} has stopped our texts: they no longer reach them.${p.booked}`,
  optedOutBooked: (p) => ` Still booked ${start(p.shift)} (${p.ref}). Perhaps they meant the shift: please phone.`,
  optedOutCoordinator: () => ' They are a coordinator: alarms do not reach them either. Please phone.',
  notReached: (p) => `${p.name} ${p.phone} did not get our text (${p.what}): the phone can't be reached. Please phone.`,
  notReachedNames: () => ({ alarm: 'an alarm', reminder: 'a reminder of their shift', notice: 'news of their shift' }),
};
