import type { Effect } from '../machine/step.ts';
import type { EffectName, OutcomeEvent } from '../machine/vocabulary.ts';
import type { EffectOf, Turn } from '../turn.ts';
import * as attendance from './attendance.ts';
import * as booking from './booking.ts';
import * as caseRoom from './case-room.ts';
import * as forgetting from './forgetting.ts';
import * as joining from './joining.ts';
import * as listing from './listing.ts';
import * as membership from './membership.ts';
import * as myShifts from './my-shifts.ts';
import { passToCoordinator } from './pass-to-coordinator.ts';
import * as reporting from './reporting.ts';
import * as talking from './talking.ts';
import { showNight } from './who.ts';

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
