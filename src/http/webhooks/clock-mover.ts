import pLimit from 'p-limit';
import type { HttpCall } from '#src/http/framework/context.ts';
import type { MovableClock } from '#src/platform/clock.ts';
import { type ClockMove, moveClock } from './move-clock.ts';

type Services = ClockMove['services'] & Pick<HttpCall['services'], 'journal' | 'log'>;

/** Undefined: the clock stays where it is. */
type Target = Date | undefined;

/** Moves the clock of a service that runs with CLOCK_START. */
export interface ClockMover {
  /**
   * Resolves when the clock is there. Moves wait for each other. `chooseTarget` runs when it is the turn of this one, so that
   * "five minutes on" counts from where the move before it has ended.
   */
  move(chooseTarget: () => Target | Promise<Target>): Promise<void>;
  /** Where the clock is going now. Undefined: it is not being moved. */
  readonly target: Target;
}

export function createClockMover(clock: MovableClock, services: Services, onMoved: () => void): ClockMover {
  const oneAtATime = pLimit(1);
  const { journal, log } = services;
  let target: Target;
  const moveTo = async (to: Date) => {
    const move = () => moveClock({ clock, services, onMoved }, to);
    target = to;
    try {
      await (journal ? journal.noteMove(to, move) : move());
    } finally {
      target = undefined;
    }
    log.info({ now: clock.now() }, 'clock moved');
  };
  return {
    move: (chooseTarget) =>
      oneAtATime(async () => {
        const chosen = await chooseTarget();
        if (chosen) await moveTo(chosen);
      }),
    get target() {
      return target;
    },
  };
}
