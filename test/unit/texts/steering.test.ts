import { expect, it } from 'vitest';
import { measure } from '#src/messaging/segments/segments.ts';
import { textsFor } from '#src/texts/texts-for.ts';

const texts = textsFor(undefined);
const watch = { watch: 'Northcliff NightOwls', emergency: '10111' };
const coordinator = 'Nomvula';
const first = 'Thandiswa';
const when = 'Sat 28 Nov 00:00-02:00 (Fri night)';
const short = 'Sat 28 Nov 00:00-02:00';
const place = 'Corner of Oak and 4th Avenue, north gate';
const ref = 'K7';
const member = { name: 'Thandiswa Mokoena', phone: '082 123 4567', ref };
const newcomer = { ...member, namers: '', awaits: false, wasRefused: false };

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
  ['admittedFor', texts.admittedFor({ ...member, isCoordinator: true })],
  ['dealtWith', texts.dealtWith({ coordinator, name: member.name, what: texts.verbs().admitAsCoordinator })],
  ['assigned', texts.assigned({ coordinator, when, buddy: 'Thandiswa M', place, ref })],
  ['shiftMoved', texts.shiftMoved({ coordinator, when, was: 'Sat 28 Nov 00:00', place, ref })],
  ['takenOff', texts.takenOff({ coordinator, when, ref, said: '' })],
  ['takenOffLate', texts.takenOffLate({ coordinator, name: 'Thandiswa Mokoena', phone: '082 123 4567', short, ref })],
  ['shiftCancelled', texts.shiftCancelled({ when, ref })],
])('%s is one plain segment with real names in it', (_, text) => {
  expect(measure(text), text).toMatchObject({ encoding: 'GSM-7', segments: 1 });
});
