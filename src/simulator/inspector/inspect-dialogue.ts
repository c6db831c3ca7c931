import type { Foreseen } from '#src/conversation/foresee-yes.ts';
import { metaOf } from '#src/conversation/machine/step.ts';
import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import { after } from '#src/platform/duration.ts';
import { Booking } from '#src/roster/bookings/booking.ts';
import { Schedule } from '#src/roster/schedules/schedule.ts';
import type { InspectedDialogue, InspectedList } from './inspection.ts';

/** Where the conversation stands, as the next text finds it. */
export async function inspectDialogue(
  trx: Transaction,
  settings: WatchSettings,
  foreseen: Foreseen,
): Promise<InspectedDialogue> {
  const { conversation, dialogue, changes, relayCoordinator } = foreseen;
  return {
    ...{ state: dialogue.state, changes },
    since: await findSince(trx, foreseen),
    until: findUntil(settings, foreseen),
    list: await findList(trx, settings, foreseen),
    relay:
      relayCoordinator && conversation?.talkingUntil != null
        ? { coordinator: relayCoordinator.name, until: new Date(conversation.talkingUntil) }
        : undefined,
    pausedSince: conversation?.answersPausedAt ?? undefined,
  };
}

async function findSince(trx: Transaction, { conversation, changes }: Foreseen): Promise<Date | undefined> {
  if (!conversation) return undefined;
  const { questionInboxId: inboxId, touchedAt } = conversation;
  // the question is over
  if (inboxId === null || changes.length > 0) return touchedAt ?? undefined;
  const asked = await trx('inbox').where({ inboxId }).first('receivedAt');
  return asked ? new Date(asked.receivedAt) : (touchedAt ?? undefined);
}

function findUntil({ dialogueLifetime }: WatchSettings, { conversation, dialogue }: Foreseen): Date | undefined {
  const { lapses } = metaOf(dialogue);
  if (lapses === 'case') return new Date(dialogue.context.caseOpenUntil);
  const touchedAt = conversation?.touchedAt;
  return lapses === 'dialogue' && touchedAt ? after(touchedAt, dialogueLifetime) : undefined;
}

async function findList(
  trx: Transaction,
  settings: WatchSettings,
  { dialogue }: Foreseen,
): Promise<InspectedList | undefined> {
  const { list, bookingIds } = dialogue.context;
  const { expects } = metaOf(dialogue);
  if (expects === 'choice') return { items: await listBookingItems(trx, bookingIds), until: undefined };
  const takesNumber = dialogue.state.startsWith('member.') && (expects === 'nothing' || expects === 'buddy');
  if (!takesNumber || !list || list.items.length === 0) return undefined;
  const until = after(new Date(list.shownAt), settings.listLifetime);
  if (until <= settings.clock.now()) return undefined;
  const shifts = list.items.map(({ scheduleId, startsAt }) => ({ scheduleId, startsAt: new Date(startsAt) }));
  return { items: await withTitles(trx, shifts), until };
}

async function listBookingItems(trx: Transaction, bookingIds: readonly number[]): Promise<InspectedList['items']> {
  const found = new Map((await Booking.query(trx).findByIds([...bookingIds])).map((one) => [one.bookingId, one]));
  const bookings = bookingIds.flatMap((id) => found.get(id) ?? []);
  return withTitles(
    trx,
    bookings.map(({ scheduleId, shiftStart, ref }) => ({ scheduleId, startsAt: shiftStart, ref })),
  );
}

async function withTitles(
  trx: Transaction,
  shifts: readonly { scheduleId: number; startsAt: Date; ref?: string }[],
): Promise<InspectedList['items']> {
  const schedules = await Schedule.query(trx).findByIds(shifts.map(({ scheduleId }) => scheduleId));
  const byId = new Map(schedules.map((schedule) => [schedule.scheduleId, schedule]));
  return shifts.map(({ scheduleId, startsAt, ref }, index) => {
    const schedule = byId.get(scheduleId);
    const title = [ref, schedule?.name].filter(Boolean).join(' ');
    return { number: index + 1, startsAt, zone: schedule?.timezone ?? 'UTC', title };
  });
}
