import type { JoiningTexts } from '#src/texts/subjects/joining-texts.ts';
import { clock } from './dates.ts';
import { danger } from './phrases.ts';

export const joining: JoiningTexts = {
  welcome: (p) =>
    `${p.watch} patrols: welcome. Adults (18+) only. We keep your name, number and texts to run patrols. What is your name and surname? (In danger phone ${p.emergency}.)`,
  welcomeAfterLong: (p) =>
    `${p.watch} has not heard from this number for long, and numbers change hands. What is your name and surname? (In danger phone ${p.emergency}.)`,
  whoWeAre: (p) =>
    `${p.watch}, the volunteers who patrol at night. To join, reply your name and surname. Not for you? Don't answer. ${danger(p)}`,
  askName: (p) => `What is your name and surname? Reply just the name, in letters. ${danger(p)}`,
  askNamePlainly: (p) => `To join ${p.watch} we need your name and surname, nothing else. ${danger(p)}`,
  noHurry: (p) => `No hurry. To join ${p.watch} later, reply your name and surname.`,
  code: (p) =>
    `${p.code} is your ${p.watch} code, ${p.first}. Text it back within ${p.minutes} minutes to join. Tell it to nobody. Wrong name? Text NAME and your name.`,
  tooManyCodes: (p) =>
    `You had 3 codes in 10 minutes.${p.isLastOpen ? ' The last one still works.' : ''} For another, text CODE after ${clock(p.time)}.`,
  wrongCode: (p) =>
    `That is not the last code we sent. ${p.triesLeft === 1 ? '1 try' : `${p.triesLeft} tries`} left. Text its 6 digits, or CODE for a new one.`,
  codeSpent: () => 'Five wrong tries ended that code. Text CODE for a new one.',
  codeExpired: () => 'That code is too old. Text CODE for a new one.',
  codeLost: () => 'Our last code may not have reached you. Text CODE for a new one.',
  noCode: () => 'No code is open. Text CODE for a new one.',
  askCode: (p) =>
    `Please text the 6 digits we sent you, ${p.first}. None came? Text CODE. Wrong name? Text NAME and your name. ${danger(p)}`,
  askCodePlainly: (p) =>
    `To join, text only the 6 digits of the last code. CODE sends a new one. BACK starts over. ${danger(p)}`,
  nameOnCode: (p) => `Name set to ${p.name}. Now text the 6 digits we sent you. None came? Text CODE.`,
  joined: (p) =>
    `You're in, ${p.first}. Text SHIFTS to see open patrols, ? for the other words. Save this number as ${p.watch}. In danger phone ${p.emergency} first.`,
  awaitsAdmission: (p) =>
    `Thanks, ${p.first}. A coordinator must let you in first; we text you then. Until then only SOS and REPORT work. In danger phone ${p.emergency}.`,
  stillAwaitsAdmission: (p) =>
    `${p.first}, a coordinator has not let you in yet; we text you when it is done. Only SOS and REPORT work until then. In danger phone ${p.emergency}.`,
  onHold: (p) =>
    `You are not on the ${p.watch} roster now. Only SOS and REPORT work from here. In danger phone ${p.emergency}. Please speak to a coordinator.`,
  stillOnHold: (p) =>
    `While you are off the ${p.watch} roster, only SOS and REPORT work here. In danger phone ${p.emergency}.`,
  memberAlready: (p) => `You are a member already, ${p.first}. Text SHIFTS to see open patrols, ? for the other words.`,
  renamed: (p) => `Your name is now ${p.name}.`,
  askNewName: () => 'Text NAME and then your name and surname, all in one text.',
  signInCode: (p) =>
    `${p.code} is your ${p.watch} sign-in code. Type it where you asked for it within ${p.minutes} minutes. Tell it to nobody. You did not ask? Ignore this.`,
  signInCodeLost: () => 'Our sign-in code may not have reached you. Please ask for a new one where you sign in.',
  unnamed: () => 'New volunteer',
};
