import { Problem } from '#src/http/framework/problem.ts';
import type { User } from '#src/volunteers/people/user.ts';

export function noSuchUser(): Problem {
  return new Problem('not_found', 'There is no such person.');
}

export function phoneTaken(by: User | undefined): Problem {
  const whose = by ? `${by.name} (user ${by.userId}, ${by.status})` : 'a person who has just joined';
  return new Problem('conflict', `This number belongs to ${whose}.`);
}

export function refusal(outcome: 'hasLeft' | 'lastCoordinator' | 'beingErased'): Problem {
  const details = {
    hasLeft: 'This person has left. If they come back, they must join again.',
    beingErased: 'This person is being erased, so their data is incomplete.',
    lastCoordinator: 'This is the last coordinator. Appoint another one first.',
  };
  return new Problem('conflict', details[outcome]);
}
