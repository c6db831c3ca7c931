import { expect, it } from 'vitest';
import { measure } from '#src/messaging/segments/segments.ts';
import { en } from '#src/texts/en.ts';
import { at, WATCH_ZONE } from '#test/support/build-roster.ts';
import { shiftAt } from '#test/support/shift-time.ts';

const watch = { watch: 'Northcliff NightOwls', emergency: '10111', emergencyFree: '112' };
const shift = shiftAt('2026-11-28T00:00', '2026-11-28T02:00');
const booked = { shift, place: 'Total garage, Main Rd', ref: 'K7' };
const time = { instant: at('2026-11-28T00:41'), zone: WATCH_ZONE };
const asked = { ...booked, booker: 'Thandi M', deadline: time };
const person = { name: 'Thandi Mokoena', phone: '082 123 4567' };
const filed = { caseNumber: 1142, time, isOffShift: true };

/** What people get every day, with names, places and numbers as long as they usually are. */
it.each([
  ['shifts', en.shifts({ items: [shift, shift, shift], hasMore: true })],
  ['onlyNext', en.onlyNext({ range: en.nextDays({ days: 14 }), item: shift })],
  ['askBuddy', en.askBuddy({ shift })],
  ['booked', en.booked({ ...booked, buddy: 'Thandi M', isTold: true })],
  ['booked', en.booked({ ...booked, place: '', buddy: '082 123 4567', isTold: false })],
  ['bookedAlone', en.bookedAlone({ ...booked, place: '' })],
  ['dropped', en.dropped({ shift, buddy: '082 123 4567', isTold: false })],
  ['droppedByBooker', en.droppedByBooker({ ...booked, booker: 'Thandi M', said: '' })],
  ['buddyCantCome', en.buddyCantCome({ ...booked, buddy: 'Thandi M', said: '' })],
  ['putDownAsBuddy', en.putDownAsBuddy(asked)],
  ['putDownAsBuddyOf', en.putDownAsBuddyOf({ ...asked, coordinator: 'Nomvula' })],
  ['nowBuddyOf', en.nowBuddyOf(asked)],
  ['shiftMovedForBuddy', en.shiftMovedForBuddy({ ...asked, coordinator: 'Nomvula', before: shift })],
  ['whoInvites', en.whoInvites(asked)],
  ['whoInvitesFor', en.whoInvitesFor({ ...asked, coordinator: 'Nomvula' })],
  ['askInvitationAgain', en.askInvitationAgain({ ...watch, ...asked })],
  ['buddyThanked', en.buddyThanked({ ...booked, booker: 'Thandi M', isTold: true })],
  ['buddyComes', en.buddyComes({ ...booked, buddy: 'Thandi M' })],
  ['buddySilent', en.buddySilent({ ...booked, buddy: 'Thandi M' })],
  ['buddyNotAsked', en.buddyNotAsked({ ...booked, buddy: 'Thandi M' })],
  ['whichAsk', en.whichAsk({ isYes: undefined, items: [booked, booked], more: 1 })],
  ['reminderDayBefore', en.reminderDayBefore({ ...booked, buddy: 'Thandi M' })],
  ['reminderSoon', en.reminderSoon({ ...booked, buddy: 'Thandi M' })],
  ['checkedIn', en.checkedIn({ shift, time })],
  ['checkedOut', en.checkedOut({ shift, time })],
  ['filedQuiet', en.filedQuiet(filed)],
  ['filedSuspicious', en.filedSuspicious(filed)],
  ['filedIncident', en.filedIncident({ ...watch, ...filed, told: 12, hasNoWords: false })],
  ...(['failed', 'limit'] as const).flatMap((loss): [string, string][] => [
    ['fileLost', en.fileLost({ ...watch, caseNumber: 1142, kind: 'photo', loss })],
    ['fileLost', en.fileLost({ ...watch, caseNumber: 1142, kind: 'voice', loss })],
    ['addedFileLost', en.addedFileLost({ caseNumber: 1142, who: 'Thandi', what: 'voice note', loss, isAsked: true })],
  ]),
  ['fileNotOpened', en.fileNotOpened({ ...watch, what: 'voice note' })],
  ['sosAnswered', en.sosAnswered({ ...watch, told: 12, caseNumber: 1142 })],
  ['takesYourCase', en.takesYourCase({ ...watch, coordinator: 'Nomvula', caseNumber: 1142, said: '' })],
  ['code', en.code({ ...watch, code: '482913', first: 'Thandi', minutes: 10 })],
  ['joined', en.joined({ ...watch, first: 'Thandi' })],
  ['optedOut', en.optedOut({ ...person, word: 'STOP', booked: en.optedOutBooked(booked) })],
  ['cameBack', en.cameBack({ ...person, wasCoordinator: true })],
  ['coordinatorUnseen', en.coordinatorUnseen(person)],
  ['notServed', en.notServed({ ...watch, prefixes: ['+27', '+264'] })],
  ['menu', en.menu(watch)],
])('%s is one plain segment', (_, text) => {
  expect(measure(text), text).toMatchObject({ encoding: 'GSM-7', segments: 1 });
});
