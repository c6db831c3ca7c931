import type { TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** To somebody who is joining, or who signs in to the API. */
export interface JoiningTexts {
  welcome: (p: WatchFacts) => string;
  welcomeAfterLong: (p: WatchFacts) => string;
  whoWeAre: (p: WatchFacts) => string;
  askName: (p: WatchFacts) => string;
  askNamePlainly: (p: WatchFacts) => string;
  noHurry: (p: WatchFacts) => string;
  code: (p: WatchFacts & { code: string; first: string; minutes: number }) => string;
  tooManyCodes: (p: { time: TimeInZone; isLastOpen: boolean }) => string;
  wrongCode: (p: { triesLeft: number }) => string;
  codeSpent: () => string;
  codeExpired: () => string;
  codeLost: () => string;
  noCode: () => string;
  askCode: (p: WatchFacts & { first: string }) => string;
  askCodePlainly: (p: WatchFacts) => string;
  nameOnCode: (p: { name: string }) => string;
  joined: (p: WatchFacts & { first: string }) => string;
  awaitsAdmission: (p: WatchFacts & { first: string }) => string;
  stillAwaitsAdmission: (p: WatchFacts & { first: string }) => string;
  onHold: (p: WatchFacts) => string;
  stillOnHold: (p: WatchFacts) => string;
  memberAlready: (p: { first: string }) => string;
  renamed: (p: { name: string }) => string;
  askNewName: () => string;
  signInCode: (p: WatchFacts & { code: string; minutes: number }) => string;
  signInCodeLost: () => string;
  unnamed: () => string;
}
