import * as caseRoom from '#src/conversation/effects/cases/case-room.ts';
import * as reporting from '#src/conversation/effects/cases/reporting.ts';
import * as forgetting from '#src/conversation/effects/people/erasure.ts';
import * as joining from '#src/conversation/effects/people/joining.ts';
import * as membership from '#src/conversation/effects/people/membership.ts';
import * as attendance from '#src/conversation/effects/shifts/attendance.ts';
import * as booking from '#src/conversation/effects/shifts/booking.ts';
import * as listing from '#src/conversation/effects/shifts/listing.ts';
import * as myShifts from '#src/conversation/effects/shifts/my-shifts.ts';
import { showNight } from '#src/conversation/effects/shifts/who.ts';
import type { Effect } from '#src/conversation/machine/step.ts';
import type { EffectName, OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import type { EffectOf, Turn } from '#src/conversation/turn.ts';
import { passToCoordinator } from './relaying.ts';
import * as talking from './saying.ts';

const EFFECTS: { [Name in EffectName]: EffectOf<Name> } = {
  say: talking.say,
  askAgain: talking.askAgain,
  sayLeft: talking.sayLeft,
  sayDropped: talking.sayDropped,
  showMenu: talking.showMenu,
  misunderstood: talking.misunderstood,
  passToPerson: talking.passToPerson,
  passReportOn: talking.passReportOn,
  passOnDropped: talking.passOnDropped,
  passOnFirstWords: talking.passOnFirstWords,
  passToCoordinator,
  sendCode: joining.sendCode,
  proveNumber: joining.proveNumber,
  setNameOnCode: joining.setNameOnCode,
  rename: joining.rename,
  listShifts: listing.listShifts,
  listMore: listing.listMore,
  startBooking: booking.startBooking,
  bookShift: booking.bookShift,
  changeBuddy: myShifts.changeBuddy,
  showMine: myShifts.showMine,
  startDrop: myShifts.startDrop,
  dropBooking: myShifts.dropBooking,
  keepBooking: myShifts.keepBooking,
  attend: attendance.attend,
  confirmPresence: attendance.confirmPresence,
  denyPresence: attendance.denyPresence,
  report: reporting.report,
  addToCase: reporting.addToCase,
  changeSeverity: reporting.changeSeverity,
  keepMedia: reporting.keepMedia,
  raiseAlarm: reporting.raiseAlarm,
  showCase: caseRoom.showCase,
  showNight,
  acknowledge: caseRoom.acknowledge,
  admit: membership.admit,
  refuse: membership.refuse,
  startRemoval: membership.startRemoval,
  removeMember: membership.removeMember,
  keepMember: membership.keepMember,
  startForgetting: forgetting.startForgetting,
  forgetPerson: forgetting.forgetPerson,
  keepPerson: forgetting.keepPerson,
};

/** Carries out one effect. What it returns goes back to the machine. */
export function perform(turn: Turn, effect: Effect): Promise<OutcomeEvent | undefined> {
  const run = EFFECTS[effect.name] as (turn: Turn, effect: Effect) => Promise<OutcomeEvent | undefined>;
  return run(turn, effect);
}
