import { listAsksById } from '#src/asks/find-ask.ts';
import { listOpenAsks } from '#src/asks/list-asked-questions.ts';
import { listQuestions } from '#src/asks/list-questions.ts';
import type { MeaningOfYes } from '#src/conversation/foresee-yes.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { InspectedAsk, InspectedYes } from './inspection.ts';
import { listSubjects } from './list-subjects.ts';

/** The open asks of whoever has this number, oldest first, and which of them a bare yes answers. */
export async function inspectAsks(
  trx: Transaction,
  { identity, yes, now }: { identity: string; yes: MeaningOfYes; now: Date },
): Promise<InspectedAsk[]> {
  const open = await listOpenAsks(trx, identity);
  const askIds = open.map(({ ask }) => ask.askId);
  const questions = await listQuestions(trx, askIds);
  const subjects = await listSubjects(
    trx,
    open.map(({ ask }) => ask.subject),
  );
  return open.map(({ ask, handed }) => ({
    ...{ askId: ask.askId, kind: ask.kind, ref: ask.ref },
    about: subjects.get(ask.subject) ?? { type: 'other', subject: ask.subject },
    question: questions.get(ask.askId),
    askedAt: handed?.at,
    deadlineAt: ask.deadlineAt ?? undefined,
    isOverdue: ask.deadlineAt !== null && ask.deadlineAt <= now,
    takesYes: takesYes(ask.askId, yes),
  }));
}

/** Names the asks that a bare yes would answer. Some of them may be over. */
export async function inspectYes(trx: Transaction, yes: MeaningOfYes, now: Date): Promise<InspectedYes> {
  if (yes.of !== 'ask' && yes.of !== 'several') return yes;
  const asks = await listAsksById(trx, yes.of === 'ask' ? [yes.askId] : yes.askIds);
  return { of: 'ask', asks: asks.map((ask) => ({ kind: ask.kind, ref: ask.ref, isOver: !ask.isOpenAt(now) })) };
}

function takesYes(askId: number, yes: MeaningOfYes): InspectedAsk['takesYes'] {
  if (yes.of === 'ask') return yes.askId === askId ? 'yes' : 'no';
  return yes.of === 'several' && yes.askIds.includes(askId) ? 'perhaps' : 'no';
}
