import { whenOf } from '#src/notices/shift-words.ts';
import { factsOf } from '#src/notices/watch.ts';
import { getReport } from '#src/reports/file-report.ts';
import { findSchedule } from '#src/roster/list-schedules.ts';
import { shiftAt } from '#src/roster/occurrences.ts';
import { firstName } from '#src/volunteers/display-name.ts';
import { forwardText } from '../forward-text.ts';
import type { PlaceContext, Question } from '../machine/vocabulary.ts';
import { likelyVerbs } from '../reading/likely-verbs.ts';
import { type EffectOf, reply, type Turn } from '../turn.ts';
import { nameSoFar } from './joining.ts';

export const say: EffectOf<'say'> = async (turn, { params }) => {
  const words = { ...factsOf(turn.watch), first: firstName(turn.user?.name ?? '') };
  return reply(turn, turn.texts[params.text](words));
};

export const showMenu: EffectOf<'showMenu'> = async (turn) => {
  const facts = factsOf(turn.watch);
  return reply(turn, turn.user?.isCoordinator ? turn.texts.menuForCoordinators(facts) : turn.texts.menu(facts));
};

/** Two misses, the three likeliest words, then a person: never the same answer twice in a row. */
export const misunderstood: EffectOf<'misunderstood'> = async (turn, { context }) => {
  const { texts, text, user } = turn;
  const told = await forwardText(turn, text.body);
  const { misses } = context;
  if (misses === 0) return reply(turn, texts.notUnderstood());
  const isTurnForPerson = misses >= 2 && misses % 2 === 0;
  if (isTurnForPerson) return reply(turn, (told ? texts.passedToPerson : texts.nobodyToPassTo)(factsOf(turn.watch)));
  return reply(turn, texts.perhaps({ verbs: likelyVerbs(text.body, user?.isCoordinator ?? false) }));
};

export const passToPerson: EffectOf<'passToPerson'> = async (turn) => {
  const told = await forwardText(turn, turn.text.body);
  return reply(turn, (told ? turn.texts.helpPassed : turn.texts.helpUnpassed)(factsOf(turn.watch)));
};

/** What was begun and left still reaches somebody. */
export const passOnDropped: EffectOf<'passOnDropped'> = async (turn, { context }) => {
  if (context.words || context.attachments.length > 0) await forwardText(turn, context.words);
  return undefined;
};

export const sayLeft: EffectOf<'sayLeft'> = async (turn, { params }) =>
  reply(turn, turn.texts.left({ what: whatWas(turn, params.question) }));

export const sayDropped: EffectOf<'sayDropped'> = async (turn, { params }) =>
  reply(turn, turn.texts.droppedWhat({ what: whatWas(turn, params.question) }));

export function whatWas({ texts }: Turn, question: Question): string {
  const names: Partial<Record<Question, string>> = texts.questions();
  return names[question] ?? '';
}

/** The open question once more, in other words than the last time. */
export const askAgain: EffectOf<'askAgain'> = async (turn, { params, context }) => {
  const variants = await VARIANTS[params.question](turn, context);
  return reply(turn, variants[context.misses % variants.length] ?? '');
};

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
  shift: async ({ texts }) => [texts.askWhichAgain(), texts.askWhichPlainly()],
  severity: async ({ texts, watch }) => {
    const facts = factsOf(watch);
    return [texts.askSeverityAgain(facts), texts.askSeverityPlainly(facts)];
  },
  adding: async ({ texts }) => [texts.notUnderstood()],
  media: async ({ texts, trx, watch }, { reportId }) => {
    const plainly = texts.askSeverityPlainly(factsOf(watch));
    if (reportId === null) return [texts.askSeverityAgain(factsOf(watch)), plainly];
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
