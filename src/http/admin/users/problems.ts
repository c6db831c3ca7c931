import { Problem } from '#src/http/framework/problem.ts';
import type { User } from '#src/volunteers/people/user.ts';

export function noSuchUser(): Problem {
  return new Problem('not_found', 'There is no such person.');
}

export function phoneTaken(by: User | undefined): Problem {
  const whose = by ? `${by.name} (user ${by.userId}, ${by.status})` : 'somebody who has just joined';
  return new Problem('conflict', `That number is the one of ${whose}.`);
}

export function refusal(outcome: 'hasLeft' | 'lastCoordinator'): Problem {
  const details = {
    hasLeft: 'They have left the watch. If they come back, they join again.',
    lastCoordinator: 'They are the last coordinator: make another one first.',
  };
  return new Problem('conflict', details[outcome]);
}
