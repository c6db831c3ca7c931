import { questionAt } from '#src/conversation/machine/questions.ts';
import { type EffectOf, reply } from '#src/conversation/turn.ts';
import { watchFactsOf } from '#src/notices/watch-settings.ts';
import { firstName } from '#src/volunteers/people/display-name.ts';
import { passOnBareHelp } from './bare-help.ts';
import { questionAgain } from './questions.ts';

export const say: EffectOf<'say'> = async (turn, { params }) => {
  const words = { ...watchFactsOf(turn.settings), first: firstName(turn.user?.name ?? '') };
  const text = params.text === 'welcome' && turn.previousOwner ? 'welcomeToUnprovedNumber' : params.text;
  return reply(turn, turn.texts[text](words));
};

/** If the menu is asked for while a question is open, the question is asked again. Nothing is lost. */
export const onMenu: EffectOf<'onMenu'> = async (turn, { context }) => {
  const facts = watchFactsOf(turn.settings);
  await passOnBareHelp(turn);
  reply(turn, turn.user?.isCoordinator ? turn.texts.menuForCoordinators(facts) : turn.texts.menu(facts));
  const question = questionAt(turn.dialogue.state);
  return question && reply(turn, await questionAgain(turn, question, context));
};

export const sayLeft: EffectOf<'sayLeft'> = async (turn, { params, event }) => {
  const { texts } = turn;
  // after REPORT, the next question is about the report
  const isForReport = event.type === 'REPORT' || event.type === 'SIGHTING';
  return reply(turn, isForReport ? texts.leftForReport(params) : texts.left(params));
};

export const sayDropped: EffectOf<'sayDropped'> = async (turn, { params }) =>
  reply(turn, turn.texts.leftTooLong(params));
