import { expect, it } from 'vitest';
import { measure } from '#src/messaging/segments/segments.ts';
import { en as texts } from '#src/texts/en.ts';
import { shiftAt } from '#test/support/shift-time.ts';

const watch = { watch: 'Northcliff NightOwls', emergency: '10111', emergencyFree: '112' };
const coordinator = 'Nomvula';
const first = 'Thandiswa';
/** `Sat 28 Nov 00:00-02:00 (Fri night)`: the longest that a shift can be named. */
const shift = shiftAt('2026-11-28T00:00', '2026-11-28T02:00');
const place = 'Corner of Oak and 4th Avenue, north gate';
const ref = 'K7';
const member = { name: 'Thandiswa Mokoena', phone: '082 123 4567', ref };
const newcomer = { ...member, namers: [], hasMoreNamers: false, awaits: false, wasRefused: false };

it.each([
  ['addedByCoordinator', texts.addedByCoordinator({ ...watch, coordinator, first })],
  ['addedByCoordinator', texts.addedByCoordinator({ ...watch, coordinator: texts.theOperator(), first })],
  ['numberIsNew', texts.numberIsNew({ ...watch, coordinator: texts.theOperator(), first })],
  ['numberIsOld', texts.numberIsOld({ ...watch, coordinator: texts.theOperator() })],
  ['leftForGood', texts.leftForGood(watch)],
  ['numberIsNew', texts.numberIsNew({ ...watch, coordinator, first })],
  ['numberIsOld', texts.numberIsOld({ ...watch, coordinator })],
  ['madeCoordinator', texts.madeCoordinator({ ...watch, first })],
  ['noLongerCoordinator', texts.noLongerCoordinator({ ...watch, first })],
  ['newcomer', texts.newcomer({ ...newcomer, isCoordinator: true })],
  ['grantedCoordinator', texts.grantedCoordinator(member)],
  ['admittedFor', texts.admittedFor({ ...member, isCoordinator: true, isReached: false })],
  ['memberChanged', texts.memberChanged({ coordinator, name: member.name, change: 'admitAsCoordinator' })],
  ['assigned', texts.assigned({ coordinator, shift, buddy: 'Thandiswa M', place, ref })],
  ['shiftMoved', texts.shiftMoved({ coordinator, shift, before: shift, place, ref })],
  ['takenOff', texts.takenOff({ coordinator, shift, place, ref, said: '' })],
  [
    'takenOffLate',
    texts.takenOffLate({ coordinator, name: 'Thandiswa Mokoena', phone: '082 123 4567', shift, place, ref }),
  ],
  ['shiftCancelled', texts.shiftCancelled({ shift, place, ref, said: '' })],
])('%s is one plain segment with real names in it', (_, text) => {
  expect(measure(text), text).toMatchObject({ encoding: 'GSM-7', segments: 1 });
});
