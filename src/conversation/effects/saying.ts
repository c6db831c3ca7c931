import { nameSoFar } from '#src/conversation/effects/people/joining.ts';
import { type ForwardReason, forwardText } from '#src/conversation/forward-text.ts';
import { questionAt } from '#src/conversation/machine/questions.ts';
import type { DialogueContext, MachineEvent, Question } from '#src/conversation/machine/vocabulary.ts';
import { forwardedReply, helpReply } from '#src/conversation/replies/forwarded-replies.ts';
import { type EffectOf, eventAs, reply, type Turn } from '#src/conversation/turn.ts';
import { listLikelyCommands } from '#src/conversation/understanding/commands/likely-commands.ts';
import { isCommand } from '#src/conversation/understanding/commands/read-command.ts';
import { saysMoreThanGreeting } from '#src/conversation/understanding/first-words.ts';
import { readOptOut } from '#src/conversation/understanding/opt-out-words.ts';
import { readCodeDigits } from '#src/conversation/understanding/refs-and-numbers.ts';
import { shiftTimeOf } from '#src/notices/shift-facts.ts';
import { factsOf } from '#src/notices/watch-settings.ts';
import { getReport } from '#src/reports/find-report.ts';
import { findSchedule } from '#src/roster/schedules/list-schedules.ts';
import { shiftAt } from '#src/roster/schedules/occurrences.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';

export const say: EffectOf<'say'> = async (turn, { params }) => {
  const words = { ...factsOf(turn.settings), first: firstName(turn.user?.name ?? '') };
  const text = params.text === 'welcome' && turn.unproved ? 'welcomeToUnprovedNumber' : params.text;
  return reply(turn, turn.texts[text](words));
};

/** Who asks for our words in the middle of something gets the open question once more, and loses nothing. */
export const showMenu: EffectOf<'showMenu'> = async (turn, { context }) => {
  const facts = factsOf(turn.settings);
  reply(turn, turn.user?.isCoordinator ? turn.texts.menuForCoordinators(facts) : turn.texts.menu(facts));
  const question = questionAt(turn.dialogue.state);
  return question && reply(turn, await questionAgain(turn, question, context));
};

/**
 * Two misses, the three likeliest words, then a person: never the same answer twice in a row. The coordinators get the words
 * from the first miss on.
 */
export const misunderstood: EffectOf<'misunderstood'> = async (turn, { context }) => {
  const { texts, text, user, settings } = turn;
  const forwarded = await forwardText(turn, text.body, 'unread');
  if (forwarded.isOnlyKept || isTurnForPerson(context)) return reply(turn, forwardedReply(texts, settings, forwarded));
  const facts = factsOf(settings);
  if (context.misses === 0) return reply(turn, texts.notUnderstood(facts));
  return reply(
    turn,
    texts.perhaps({ ...facts, commands: listLikelyCommands(text.body, user?.isCoordinator ?? false) }),
  );
};

export const passToPerson: EffectOf<'passToPerson'> = async (turn) =>
  reply(turn, helpReply(turn.texts, turn.settings, await forwardText(turn, turn.text.body, 'help')));

/** Somebody who is not a member reports less than an incident, or does not say how bad it is: a person reads it at once. */
export const passReportOn: EffectOf<'passReportOn'> = async (turn, { event }) => {
  const { texts, settings } = turn;
  const { words, attachments } = eventAs(event, 'REPORT');
  if (!words && attachments.length === 0) return reply(turn, texts.askOutsiderReport(factsOf(settings)));
  return reply(turn, helpReply(texts, settings, await forwardText(turn, words, 'outside')));
};

/** The first text of an unknown number. Our answer is a greeting and claims nothing of it. */
export const passOnFirstWords: EffectOf<'passOnFirstWords'> = async (turn) => {
  if (saysMoreThanGreeting(turn.text.body)) await forwardText(turn, turn.text.body, 'unread');
  return undefined;
};

/** What was begun and left still reaches somebody, where there is anybody. */
export const passOnDropped: EffectOf<'passOnDropped'> = async (turn, { context }) => {
  const { texts, settings } = turn;
  const { words, attachments } = context;
  if (!words && attachments.length === 0) return undefined;
  const { told, isCut, isOnlyKept } = await forwardText(turn, words, 'report');
  if (isOnlyKept) return reply(turn, texts.onlyKept(factsOf(settings)));
  if (told === 0) return reply(turn, texts.wordsNotPassed(factsOf(settings)));
  return reply(turn, words ? texts.wordsPassed({ isCut }) : texts.reportNoted());
};

/** The third time in a row that we did not understand, and every other time after. */
function isTurnForPerson({ misses }: DialogueContext): boolean {
  return misses >= 2 && misses % 2 === 0;
}

export const sayLeft: EffectOf<'sayLeft'> = async (turn, { params, event }) => {
  const { texts } = turn;
  // a report goes on with a question of its own
  return reply(turn, event.type === 'REPORT' ? texts.leftForReport(params) : texts.left(params));
};

export const sayDropped: EffectOf<'sayDropped'> = async (turn, { params }) =>
  reply(turn, turn.texts.leftTooLong(params));

/** Readings of a text that no question here was asked for. A yes or a number is read, and only does not fit. */
const UNREAD: ReadonlySet<string> = new Set<MachineEvent['type']>([
  ...(['UNCLEAR', 'WORDS', 'MEDIA', 'NAME_GIVEN', 'BUDDY_GIVEN', 'SEVERITY'] as const),
]);
/** Questions whose words are kept for the report that was begun. */
const KEEPING: ReadonlySet<Question> = new Set<Question>(['severity', 'media']);

/**
 * The open question once more, in other words than the last time. What we could not read goes to the coordinators at once;
 * the sender hears so once we have failed them three times.
 */
export const askAgain: EffectOf<'askAgain'> = async (turn, { params: { question }, event, context }) => {
  const { texts, settings } = turn;
  const isForPerson = isTurnForPerson(context) && !OUTSIDE.has(question);
  if (isForPerson || isUnread(turn, event, question)) {
    const forwarded = await forwardText(turn, ...wordsFor(turn, question, context));
    if (isForPerson || forwarded.isOnlyKept) reply(turn, forwardedReply(texts, settings, forwarded));
  }
  return reply(turn, await questionAgain(turn, question, context));
};

/** Who waits to be let in, or was taken off: whatever they text gets the same answer, and a command of ours is no riddle. */
const OUTSIDE: ReadonlySet<Question> = new Set<Question>(['admission', 'hold']);

function isUnread({ text, settings }: Turn, event: MachineEvent, question: Question): boolean {
  if (!UNREAD.has(event.type)) return false;
  if (!OUTSIDE.has(question)) return true;
  const moment = { now: text.receivedAt, zone: settings.zone, region: settings.region };
  // a code that comes twice is nobody else's to see
  return !isCommand(text.body, moment) && !readCodeDigits(text.body) && !readOptOut(text.body, text.channel);
}

/** The first words at a question that keeps them come with those that began the report: nobody has got these yet. */
function wordsFor({ text }: Turn, question: Question, context: DialogueContext): [words: string, why: ForwardReason] {
  if (!KEEPING.has(question) || !context.words) return [text.body, 'unread'];
  return [context.misses === 0 ? context.words : text.body, 'begun'];
}

async function questionAgain(turn: Turn, question: Question, context: DialogueContext): Promise<string> {
  const variants = await VARIANTS[question](turn, context);
  return variants[context.misses % variants.length] ?? '';
}

type Variants = (turn: Turn, context: DialogueContext) => Promise<string[]>;

const VARIANTS: Record<Question, Variants> = {
  name: async ({ texts, settings }) => {
    const facts = factsOf(settings);
    return [texts.whoWeAre(facts), texts.askName(facts), texts.askNamePlainly(facts)];
  },
  code: async (turn) => {
    const first = firstName(await nameSoFar(turn));
    const facts = factsOf(turn.settings);
    return [turn.texts.askCode({ ...facts, first }), turn.texts.askCodePlainly(facts)];
  },
  buddy: async (turn, { chosen }) => {
    const schedule = chosen && (await findSchedule(turn.trx, chosen.scheduleId));
    const shift = schedule && shiftAt(schedule, new Date(chosen.startsAt));
    const words = { ...factsOf(turn.settings), shift: shift ? shiftTimeOf(shift) : undefined };
    return [turn.texts.askBuddyAgain(words), turn.texts.askBuddyPlainly(words)];
  },
  drop: yesOrNo,
  presence: yesOrNo,
  removal: yesOrNo,
  forgetting: yesOrNo,
  shift: async ({ texts, settings }) => {
    const facts = factsOf(settings);
    return [texts.askWhichAgain(facts), texts.askWhichPlainly(facts)];
  },
  severity: async ({ texts, settings }) => {
    const facts = factsOf(settings);
    return [texts.askSeverityAgain(facts), texts.askSeverityPlainly(facts)];
  },
  adding: async ({ texts, settings }) => [texts.notUnderstood(factsOf(settings))],
  media: async ({ texts, trx, settings }, { reportId }) => {
    const facts = factsOf(settings);
    const plainly = texts.askSeverityPlainly(facts);
    if (reportId === null) return [texts.askWhatAgain(facts), plainly];
    const { caseNumber } = await getReport(trx, reportId);
    return [texts.askCaseAgain({ ...facts, caseNumber }), plainly];
  },
  admission: async ({ texts, settings, user }) => {
    const words = { ...factsOf(settings), first: firstName(user?.name ?? '') };
    return [texts.stillAwaitsAdmission(words), texts.awaitsAdmission(words)];
  },
  hold: async ({ texts, settings }) => [texts.onHold(factsOf(settings)), texts.stillOnHold(factsOf(settings))],
};

async function yesOrNo({ texts, settings }: Turn): Promise<string[]> {
  const facts = factsOf(settings);
  return [texts.answerYesOrNo(facts), texts.answerYesOrNoPlainly(facts)];
}
