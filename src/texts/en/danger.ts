import type { DangerTexts } from '#src/texts/subjects/danger-texts.ts';
import { coordinators, emergencyNumbers, person } from './phrases.ts';

export const dangerTexts: DangerTexts = {
  inDanger: (p) =>
    `${p.isCut ? 'The first part of your text' : 'Your text'} goes to the coordinators. Are you in danger? Reply Y and we alert everybody. Phone ${emergencyNumbers(p)}.`,
  stillInDanger: (p) =>
    `Are you in danger? Reply Y and we alert everybody, or SAFE if you are safe. Phone ${emergencyNumbers(p)}.`,
  notInDanger: (p) =>
    `${p.told > 0 ? 'The coordinators get your answer. ' : ''}Not in danger? Reply SAFE. In danger? Reply Y or phone ${emergencyNumbers(p)}.`,
  notedSafe: (p) =>
    `Good to hear. ${p.told > 0 ? 'We are telling the coordinators that you are safe. ' : ''}In danger text SOS or phone ${emergencyNumbers(p)}.`,
  gotIt: (p) => `Got it. ${emergencyNumbers(p)}. Text when you can.`,
  gotMore: () => 'Got it.',
  alarmAfterSilence: (p) =>
    `${p.told === 0 ? 'You did not answer, and NO coordinator can be reached from here.' : `You did not answer, so we are alerting ${p.isMember ? `${coordinators(p.told)}, case ${p.caseNumber}` : `the ${p.watch} coordinators`}.`} In danger phone ${emergencyNumbers(p)}. Where are you, and what do you see? Text it.`,
  dangerSilence: (p) => `${person(p)} may be IN DANGER and does not answer us: ${p.words}. Please phone now.`,
  dangerAnswered: (p) =>
    p.isSafe
      ? `${person(p)} says they are safe: ${p.words}. Please phone to make sure.`
      : `${person(p)} answers "in danger?": ${p.words}. We are asking once more. Please phone to make sure.`,
};
