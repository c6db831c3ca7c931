import { onAnswer, onWhichAsk } from '#src/conversation/effects/asks/answering.ts';
import { onAck } from '#src/conversation/effects/cases/acknowledging.ts';
import { onAddition } from '#src/conversation/effects/cases/adding.ts';
import { onDanger } from '#src/conversation/effects/cases/danger.ts';
import { onLikelyDanger } from '#src/conversation/effects/cases/likely-danger.ts';
import { onMedia } from '#src/conversation/effects/cases/media.ts';
import { onReport } from '#src/conversation/effects/cases/reporting.ts';
import { onSeverityChange } from '#src/conversation/effects/cases/severity.ts';
import { onShow } from '#src/conversation/effects/cases/showing.ts';
import { onSighting, onSightingTakenBack, onSightingUnanswered } from '#src/conversation/effects/cases/sighting.ts';
import { onForget, onForgetConfirmed, onForgetDeclined } from '#src/conversation/effects/people/erasure.ts';
import {
  onCodeAsked,
  onCodeGiven,
  onNameCompleted,
  onNewName,
  onRename,
} from '#src/conversation/effects/people/joining.ts';
import {
  onAdmit,
  onRefusalConfirmed,
  onRefusalDeclined,
  onRefuse,
  onRemovalConfirmed,
  onRemovalDeclined,
  onRemove,
} from '#src/conversation/effects/people/membership.ts';
import { onProofMissing, onProofsSpent, onProofWrong } from '#src/conversation/effects/people/proof.ts';
import {
  onCheckIn,
  onCheckOut,
  onPresenceConfirmed,
  onPresenceDenied,
  onShiftChosen,
} from '#src/conversation/effects/shifts/attendance.ts';
import { onBook, onBuddyGiven } from '#src/conversation/effects/shifts/booking.ts';
import { onBuddy } from '#src/conversation/effects/shifts/buddy.ts';
import { onRefChosen } from '#src/conversation/effects/shifts/choosing-ref.ts';
import { onDrop, onDropConfirmed, onDropDeclined } from '#src/conversation/effects/shifts/dropping.ts';
import { onMore, onShifts } from '#src/conversation/effects/shifts/listing.ts';
import { onMy } from '#src/conversation/effects/shifts/my-shifts.ts';
import { onWho } from '#src/conversation/effects/shifts/who.ts';
import type { Effect } from '#src/conversation/machine/step.ts';
import type { EffectName, OutcomeEvent } from '#src/conversation/machine/vocabulary.ts';
import type { EffectOf, Turn } from '#src/conversation/turn.ts';
import { askAgain } from './asking-again.ts';
import { onDoubtful, onExplain, onOfferDeclined, onOfferTaken } from './offering.ts';
import { onFirstWords, onForPerson, onHelpAsked, onOutsiderReport, onReportLeft, onUnclear } from './passing-on.ts';
import { onRelay } from './relaying.ts';
import { onMenu, say, sayDropped, sayLeft } from './saying.ts';

const EFFECTS: { [Name in EffectName]: EffectOf<Name> } = {
  say,
  sayLeft,
  sayDropped,
  onMenu,
  askAgain,
  onUnclear,
  onForPerson,
  onDoubtful,
  onOfferTaken,
  onOfferDeclined,
  onExplain,
  onHelpAsked,
  onOutsiderReport,
  onReportLeft,
  onFirstWords,
  onRelay,
  onCodeAsked,
  onCodeGiven,
  onNewName,
  onNameCompleted,
  onRename,
  onAdmit,
  onRefuse,
  onRefusalConfirmed,
  onRefusalDeclined,
  onRemove,
  onRemovalConfirmed,
  onRemovalDeclined,
  onProofMissing,
  onProofWrong,
  onProofsSpent,
  onForget,
  onForgetConfirmed,
  onForgetDeclined,
  onShifts,
  onMore,
  onBook,
  onBuddyGiven,
  onBuddy,
  onMy,
  onDrop,
  onDropConfirmed,
  onDropDeclined,
  onRefChosen,
  onCheckIn,
  onCheckOut,
  onShiftChosen,
  onAnswer,
  onWhichAsk,
  onPresenceConfirmed,
  onPresenceDenied,
  onWho,
  onReport,
  onSighting,
  onSightingUnanswered,
  onSightingTakenBack,
  onAddition,
  onSeverityChange,
  onMedia,
  onDanger,
  onLikelyDanger,
  onShow,
  onAck,
};

/** The function that performs the effect. Its outcome goes back to the machine. */
export function effectFor({ name }: Effect) {
  return EFFECTS[name] as (turn: Turn, effect: Effect) => Promise<OutcomeEvent | undefined>;
}
