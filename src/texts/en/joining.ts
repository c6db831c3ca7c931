import type { JoiningTexts } from '#src/texts/subjects/joining-texts.ts';
import { clock } from './dates.ts';
import { danger, emergencyNumbers, listOr } from './phrases.ts';

export const joining: JoiningTexts = {
  welcome: (p) =>
    `Welcome to ${p.watch}. Adults (18+) only. We keep your name, number and texts for patrols. What is your name and surname? In danger phone ${emergencyNumbers(p)}.`,
  welcomeToUnprovedNumber: (p) =>
    `${p.watch}: we have not heard from this number in a long time, and numbers change owners. What is your name and surname? (In danger phone ${emergencyNumbers(p)}.)`,
  notServed: (p) =>
    `${p.watch} answers numbers that begin with ${listOr(p.prefixes)} only. A coordinator can add yours. ${danger(p)}`,
  whoWeAre: (p) =>
    `${p.watch}: night patrol volunteers. To join, reply with your name and surname. If not, ignore this. ${danger(p)}`,
  askName: (p) => `What is your name and surname? Reply with just the name, in letters. ${danger(p)}`,
  askNamePlainly: (p) => `To join ${p.watch} we only need your name and surname. ${danger(p)}`,
  noHurry: (p) => `No hurry. To join ${p.watch} later, reply with your name and surname.`,
  code: (p) =>
    `${p.code} is your ${p.watch} code, ${p.first}. Text it back within ${p.minutes} minutes to join. Don't share it. Wrong name? Text NAME and your name.`,
  tooManyCodes: (p) =>
    `We sent you 3 codes in 10 minutes.${p.isLastOpen ? ' The last one still works.' : ''} For another one, text CODE after ${clock(p.time)}.`,
  wrongCode: (p) =>
    `That is not the last code we sent you. ${p.triesLeft === 1 ? '1 try' : `${p.triesLeft} tries`} left. Text the 6 digits of the last code, or CODE for a new one.`,
  codeBlocked: () => 'That was the fifth wrong try, so the code no longer works. Text CODE for a new one.',
  codeExpired: () => 'That code has expired. Text CODE for a new one.',
  codeLost: () => 'Our last code may not have reached you. Text CODE for a new one.',
  noCode: () => 'You have no code that still works. Text CODE for a new one.',
  askCode: (p) =>
    `Please text the 6 digits we sent you, ${p.first}. Nothing came? Text CODE. Wrong name? Text NAME and your name. ${danger(p)}`,
  askCodePlainly: (p) =>
    `To join, text only the 6 digits of the last code. CODE sends a new one. BACK starts over. ${danger(p)}`,
  nameOnCode: (p) => `Your name is now ${p.name}. Text the 6 digits we sent you. Nothing came? Text CODE.`,
  joined: (p) =>
    `You're in, ${p.first}. Text SHIFTS to see open patrols, ? for the menu. Save this number as ${p.watch}. In danger phone ${emergencyNumbers(p)} first.`,
  awaitsAdmission: (p) =>
    `Thanks, ${p.first}. A coordinator must approve you first. We will text you then. Until then only SOS, REPORT and NAME work. In danger phone ${emergencyNumbers(p)}.`,
  stillAwaitsAdmission: (p) =>
    `${p.first}, a coordinator must still approve you. We will text you then. Until then only SOS, REPORT and NAME work. In danger phone ${emergencyNumbers(p)}.`,
  onHold: (p) =>
    `You are not on the ${p.watch} roster now. Only SOS and REPORT work here. In danger phone ${emergencyNumbers(p)}. Please speak to a coordinator.`,
  stillOnHold: (p) =>
    `While you are off the ${p.watch} roster, only SOS and REPORT work here. In danger phone ${emergencyNumbers(p)}.`,
  memberAlready: (p) => `You are already a member, ${p.first}. Text SHIFTS to see open patrols, ? for the menu.`,
  renamed: (p) => `Your name is now ${p.name}.`,
  askNewName: () => 'Text NAME and then your name and surname, all in one text.',
  signInCode: (p) =>
    `${p.code} is your ${p.watch} sign-in code. Type it where you asked for it within ${p.minutes} minutes. Don't share it. Not you? Ignore this.`,
  signInCodeLost: () => 'Our sign-in code may not have reached you. Please ask for a new one where you sign in.',
  unnamed: () => 'New volunteer',
};
