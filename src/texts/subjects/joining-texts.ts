import type { TimeInZone, WatchFacts } from '#src/texts/facts.ts';

/** To somebody who is joining, or who signs in to the API. `first` is a first name. */
export interface JoiningTexts {
  /** The first reply to an unknown number. It claims nothing about what the person texted. */
  welcome: (p: WatchFacts) => string;
  /** The same for a number of a former member that must be proved again. The sender may be someone else. */
  welcomeToUnprovedNumber: (p: WatchFacts) => string;
  /** The only answer of a day to a stranger whose number begins with none of `prefixes`. */
  notServed: (p: WatchFacts & { prefixes: string[] }) => string;
  whoWeAre: (p: WatchFacts) => string;
  askName: (p: WatchFacts) => string;
  /** The question once more, in other words. We never repeat a question unchanged. */
  askNamePlainly: (p: WatchFacts) => string;
  noHurry: (p: WatchFacts) => string;
  code: (p: WatchFacts & { code: string; first: string; minutes: number }) => string;
  /** `time` is when the next code can be asked for. `isLastOpen`: the last code can still be used. */
  tooManyCodes: (p: { time: TimeInZone; isLastOpen: boolean }) => string;
  wrongCode: (p: { triesLeft: number }) => string;
  codeBlocked: () => string;
  codeExpired: () => string;
  /** The provider could not say whether the code arrived. */
  codeLost: () => string;
  noCode: () => string;
  askCode: (p: WatchFacts & { first: string }) => string;
  askCodePlainly: (p: WatchFacts) => string;
  nameOnCode: (p: { name: string }) => string;
  joined: (p: WatchFacts & { first: string }) => string;
  awaitsAdmission: (p: WatchFacts & { first: string }) => string;
  stillAwaitsAdmission: (p: WatchFacts & { first: string }) => string;
  /** To somebody who was taken off the roster. */
  onHold: (p: WatchFacts) => string;
  stillOnHold: (p: WatchFacts) => string;
  memberAlready: (p: { first: string }) => string;
  renamed: (p: { name: string }) => string;
  askNewName: () => string;
  signInCode: (p: WatchFacts & { code: string; minutes: number }) => string;
  signInCodeLost: () => string;
  /** The name of a member who never gave one. Others see it where they see names. */
  unnamed: () => string;
}
