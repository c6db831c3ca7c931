import { admitMember, refuseMember, removeMember } from '#src/actions/members/change-status.ts';
import type { OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import { type EffectOf, eventAs, memberOf, reply, type Turn, turnCause } from '#src/conversation/turn.ts';
import { type AdmitOutcome, findUserByRef, type SuspendOutcome } from '#src/membership/change-status.ts';
import { isReached, phoneOf } from '#src/notices/notify.ts';
import { listBookingsOf } from '#src/roster/bookings/booking-details.ts';
import { getUser } from '#src/volunteers/people/find-user.ts';
import type { User } from '#src/volunteers/people/user.ts';
import { askForProof, yesWord } from './proof.ts';

export const onAdmit: EffectOf<'onAdmit'> = async (turn, { event }) => {
  const person = await personByRef(turn, 'ADMIT', eventAs(event, 'ADMIT').ref);
  if (!person) return undefined;
  const { trx, settings } = turn;
  const actor = memberOf(turn);
  const admitted = await admitMember(trx, settings, { ...originOf(turn), userId: person.userId, actor });
  return reply(turn, await admitText(turn, admitted));
};

async function admitText({ trx, texts, settings }: Turn, { outcome, user }: AdmitOutcome): Promise<string> {
  switch (outcome) {
    case 'admitted':
      return texts.admittedFor({
        name: user.name,
        phone: phoneOf(user, settings.region),
        isCoordinator: user.isCoordinator,
        isReached: await isReached(trx, user),
      });
    case 'alreadyActive':
      return texts.activeAlready(user);
    case 'hasLeft':
      return texts.leftBefore(user);
  }
}

/** We ask first: an SMS may come from somebody who only pretends to be a coordinator. */
export const onRefuse: EffectOf<'onRefuse'> = async (turn, { event }) => {
  const person = await personByRef(turn, 'REFUSE', eventAs(event, 'REFUSE').ref);
  if (!person) return undefined;
  const { settings, texts } = turn;
  const settled = settledOutcome(person);
  if (settled) return reply(turn, unchangedText(turn, { outcome: settled, user: person }));
  const proof = askForProof(turn);
  if (proof === 'paused') return undefined;
  reply(turn, texts.askRefuse({ name: person.name, phone: phoneOf(person, settings.region), yes: yesWord(proof) }));
  return { type: 'CONFIRM_REFUSAL', userId: person.userId, proof };
};

/** Why nobody can refuse this person, who waits no longer. */
function settledOutcome({ status }: User) {
  if (status === 'active') return 'notPending';
  if (status === 'suspended') return 'alreadySuspended';
  return status === 'left' ? 'hasLeft' : undefined;
}

export const onRefusalConfirmed: EffectOf<'onRefusalConfirmed'> = async (turn, { context }) => {
  const { trx, settings, texts } = turn;
  const actor = memberOf(turn);
  if (context.userId === null) return { type: 'DONE' };
  if (!actor.isCoordinator) return doneWith(turn, texts.coordinatorsOnly({ command: 'REFUSE' }));
  const refused = await refuseMember(trx, settings, { ...originOf(turn), userId: context.userId, actor });
  if (refused.outcome !== 'suspended') return doneWith(turn, unchangedText(turn, refused));
  const { name, ref } = refused.user;
  return doneWith(turn, texts.refusedFor({ name, ref: ref ?? '', isReached: await isReached(trx, refused.user) }));
};

export const onRefusalDeclined: EffectOf<'onRefusalDeclined'> = async (turn, { context }) => {
  if (context.userId === null) return undefined;
  const { name, ref } = await getUser(turn.trx, context.userId);
  return reply(turn, turn.texts.notRefused({ name, ref: ref ?? '' }));
};

/** We ask first, because the person's coming bookings are dropped, too. */
export const onRemove: EffectOf<'onRemove'> = async (turn, { event }) => {
  const person = await personByRef(turn, 'REMOVE', eventAs(event, 'REMOVE').ref);
  if (!person) return undefined;
  const { trx, settings, texts } = turn;
  if (person.userId === memberOf(turn).userId) return reply(turn, texts.notOneself());
  if (person.status === 'suspended')
    return reply(turn, unchangedText(turn, { outcome: 'alreadySuspended', user: person }));
  const ahead = await listBookingsOf(trx, person.userId, { endsAfter: settings.clock.now() });
  const bookings = ahead.filter(({ booking }) => booking.userId === person.userId).length;
  const proof = askForProof(turn);
  if (proof === 'paused') return undefined;
  const words = { name: person.name, phone: phoneOf(person, settings.region), bookings, yes: yesWord(proof) };
  reply(turn, texts.askRemove(words));
  return { type: 'CONFIRM_REMOVAL', userId: person.userId, proof };
};

export const onRemovalConfirmed: EffectOf<'onRemovalConfirmed'> = async (turn, { context }) => {
  const { trx, settings, texts } = turn;
  const actor = memberOf(turn);
  if (context.userId === null) return { type: 'DONE' };
  if (!actor.isCoordinator) return doneWith(turn, texts.coordinatorsOnly({ command: 'REMOVE' }));
  const removed = await removeMember(trx, settings, { ...originOf(turn), userId: context.userId, actor });
  if (removed.outcome !== 'suspended') return doneWith(turn, unchangedText(turn, removed));
  const { user, dropped } = removed;
  const words = { name: user.name, ref: user.ref ?? '', bookings: dropped.length };
  return doneWith(turn, texts.removedFor({ ...words, isReached: await isReached(trx, user) }));
};

export const onRemovalDeclined: EffectOf<'onRemovalDeclined'> = async (turn, { context }) => {
  if (context.userId === null) return undefined;
  return reply(turn, turn.texts.notRemoved(await getUser(turn.trx, context.userId)));
};

function unchangedText({ texts }: Turn, { outcome, user }: Exclude<SuspendOutcome, { outcome: 'suspended' }>): string {
  const words = { name: user.name, ref: user.ref ?? '' };
  switch (outcome) {
    case 'notPending':
      return texts.notWaiting(words);
    case 'alreadySuspended':
      return texts.offAlready(words);
    case 'hasLeft':
      return texts.leftBefore(words);
    case 'oneself':
      return texts.notOneself();
    case 'lastCoordinator':
      return texts.lastCoordinator();
  }
}

/** The person that a coordinator means. Undefined if there is none, and then the reply says why. */
async function personByRef(turn: Turn, command: string, ref: string | undefined): Promise<User | undefined> {
  const { texts, trx } = turn;
  if (!memberOf(turn).isCoordinator) return reply(turn, texts.coordinatorsOnly({ command }));
  if (ref === undefined) return reply(turn, texts.askRef({ command }));
  const person = await findUserByRef(trx, ref);
  return person ?? reply(turn, texts.noSuchPerson({ ref: ref.slice(0, 8) }));
}

/** The question is over. */
function doneWith(turn: Turn, body: string): OutcomeEvent {
  reply(turn, body);
  return { type: 'DONE' };
}

function originOf(turn: Turn) {
  return { cause: turnCause(turn), channel: 'text' } as const;
}
