import { whenOf } from '#src/notices/shift-words.ts';
import { factsOf } from '#src/notices/watch.ts';
import { getReport } from '#src/reports/file-report.ts';
import { findSchedule } from '#src/roster/list-schedules.ts';
import { shiftAt } from '#src/roster/occurrences.ts';
import { firstName } from '#src/volunteers/display-name.ts';
import { forwardText } from '../forward-text.ts';
import { questionAt } from '../machine/questions.ts';
import type { PlaceContext, Question } from '../machine/vocabulary.ts';
import { likelyVerbs } from '../reading/likely-verbs.ts';
import { type EffectOf, reply, type Turn } from '../turn.ts';
import { nameSoFar } from './joining.ts';

export const say: EffectOf<'say'> = async (turn, { params }) => {
  const words = { ...factsOf(turn.watch), first: firstName(turn.user?.name ?? '') };
  const text = params.text === 'welcome' && turn.unproved ? 'welcomeAfterLong' : params.text;
  return reply(turn, turn.texts[text](words));
};

/** Who asks for our words in the middle of something gets the open question once more, and loses nothing. */
export const showMenu: EffectOf<'showMenu'> = async (turn, { context }) => {
  const facts = factsOf(turn.watch);
  reply(turn, turn.user?.isCoordinator ? turn.texts.menuForCoordinators(facts) : turn.texts.menu(facts));
  const question = questionAt(turn.place.state);
  return question && reply(turn, await questionAgain(turn, question, context));
};

/** Two misses, the three likeliest words, then a person: never the same answer twice in a row. */
export const misunderstood: EffectOf<'misunderstood'> = async (turn, { context }) => {
  const { texts, text, user } = turn;
  const told = await forwardText(turn, text.body, 'unread');
  if (context.misses === 0) return reply(turn, texts.notUnderstood());
  if (isTurnForPerson(context)) return reply(turn, personText(turn, told));
  return reply(turn, texts.perhaps({ verbs: likelyVerbs(text.body, user?.isCoordinator ?? false) }));
};

export const passToPerson: EffectOf<'passToPerson'> = async (turn) => {
  const told = await forwardText(turn, turn.text.body, 'help');
  return reply(turn, (told ? turn.texts.helpPassed : turn.texts.helpUnpassed)(factsOf(turn.watch)));
};

/** What was begun and left still reaches somebody, where there is anybody. */
export const passOnDropped: EffectOf<'passOnDropped'> = async (turn, { context }) => {
  if (!context.words && context.attachments.length === 0) return undefined;
  const told = await forwardText(turn, context.words, 'report');
  return reply(turn, told ? turn.texts.wordsPassed() : turn.texts.wordsNotPassed());
};

/** The third time in a row that we did not understand, and every other time after. */
function isTurnForPerson({ misses }: PlaceContext): boolean {
  return misses >= 2 && misses % 2 === 0;
}

function personText({ texts, watch }: Turn, told: boolean): string {
  return (told ? texts.passedToPerson : texts.nobodyToPassTo)(factsOf(watch));
}

export const sayLeft: EffectOf<'sayLeft'> = async (turn, { params }) =>
  reply(turn, turn.texts.left({ what: whatWas(turn, params.question) }));

export const sayDropped: EffectOf<'sayDropped'> = async (turn, { params }) =>
  reply(turn, turn.texts.droppedWhat({ what: whatWas(turn, params.question) }));

export function whatWas({ texts }: Turn, question: Question): string {
  const names: Partial<Record<Question, string>> = texts.questions();
  return names[question] ?? '';
}

/** Who is outside may text what they like: there is nothing to understand. */
const OUTSIDE: ReadonlySet<Question> = new Set<Question>(['admission', 'hold']);

/** The open question once more, in other words than the last time; and a person, once we have failed them three times. */
export const askAgain: EffectOf<'askAgain'> = async (turn, { params: { question }, context }) => {
  if (isTurnForPerson(context) && !OUTSIDE.has(question)) {
    const told = await forwardText(turn, context.words || turn.text.body, 'unread');
    reply(turn, personText(turn, told));
  }
  return reply(turn, await questionAgain(turn, question, context));
};

async function questionAgain(turn: Turn, question: Question, context: PlaceContext): Promise<string> {
  const variants = await VARIANTS[question](turn, context);
  return variants[context.misses % variants.length] ?? '';
}

type Variants = (turn: Turn, context: PlaceContext) => Promise<string[]>;

const VARIANTS: Record<Question, Variants> = {
  name: async ({ texts, watch }) => {
    const facts = factsOf(watch);
    return [texts.whoWeAre(facts), texts.askName(), texts.askNamePlainly(facts)];
  },
  code: async (turn) => {
    const first = firstName(await nameSoFar(turn));
    return [turn.texts.askCode({ first }), turn.texts.askCodePlainly(factsOf(turn.watch))];
  },
  buddy: async (turn, { chosen }) => {
    const schedule = chosen && (await findSchedule(turn.trx, chosen.scheduleId));
    const shift = schedule && shiftAt(schedule, new Date(chosen.startsAt));
    const short = shift ? whenOf(shift).short : '';
    return [turn.texts.askBuddyAgain({ short }), turn.texts.askBuddyPlainly({ short })];
  },
  drop: yesOrNo,
  presence: yesOrNo,
  removal: yesOrNo,
  forgetting: yesOrNo,
  shift: async ({ texts }) => [texts.askWhichAgain(), texts.askWhichPlainly()],
  severity: async ({ texts, watch }) => {
    const facts = factsOf(watch);
    return [texts.askSeverityAgain(facts), texts.askSeverityPlainly(facts)];
  },
  adding: async ({ texts }) => [texts.notUnderstood()],
  media: async ({ texts, trx, watch }, { reportId }) => {
    const plainly = texts.askSeverityPlainly(factsOf(watch));
    if (reportId === null) return [texts.askWhatAgain(), plainly];
    return [texts.askCaseAgain({ caseNumber: (await getReport(trx, reportId)).caseNumber }), plainly];
  },
  admission: async ({ texts, watch, user }) => {
    const words = { ...factsOf(watch), first: firstName(user?.name ?? '') };
    return [texts.stillAwaitsAdmission(words), texts.awaitsAdmission(words)];
  },
  hold: async ({ texts, watch }) => [texts.onHold(factsOf(watch)), texts.stillOnHold(factsOf(watch))],
};

async function yesOrNo({ texts }: Turn): Promise<string[]> {
  return [texts.answerYesOrNo(), texts.answerYesOrNoPlainly()];
}
