import type { HttpCall } from '#src/http/framework/context.ts';
import { readState, type ShownPhone, type TryState } from '#src/http/try/try-state.ts';
import { listMessages } from '#src/simulator/phones/list-messages.ts';
import { type Phone, phoneOn } from '#src/simulator/phones/phone.ts';
import { formatPhone } from '#src/volunteers/numbers/phone-number.ts';
import { findUserByPhone } from '#src/volunteers/people/find-user.ts';
import { listUsers } from '#src/volunteers/people/list-users.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { PhoneOnScreen } from './phone-view.ts';

/** A phone shows its newest messages. Older ones are in `npm run thread`. */
const MOST_MESSAGES = 100;
const MOST_PEOPLE = 200;
/** Of nobody, in examples. */
const NEW_NUMBER = '+27821234567';

export function stateOf(ctx: HttpCall): TryState {
  return readState(new URLSearchParams(ctx.querystring), ctx.services.config.DEFAULT_REGION);
}

export function readScreen({ services }: HttpCall, phone: ShownPhone): Promise<PhoneOnScreen> {
  const { read, config } = services;
  return read(async (trx) => {
    const owner = await findUserByPhone(trx, phone.number);
    const messages = await listMessages(trx, phone.number, MOST_MESSAGES);
    return { phone, shownNumber: formatPhone(phone.number, config.DEFAULT_REGION), owner, messages };
  });
}

/** People of the watch whose phone can be put on the screen. */
export function listPhoneOwners({ services }: HttpCall): Promise<User[]> {
  return services.read(async (trx) => {
    const people = await listUsers(trx, { limit: MOST_PEOPLE });
    return people.filter(({ phone }) => phone !== null);
  });
}

/** For a page that names none: a number that is new to the watch, and a coordinator, who gets the alarms. */
export function defaultPhones({ services }: HttpCall): Promise<Phone[]> {
  return services.read(async (trx) => {
    const coordinators = await listUsers(trx, { role: 'coordinator', status: 'active', limit: 1 });
    const numbers = [NEW_NUMBER, coordinators[0]?.phone].filter((number) => number != null);
    return [...new Set(numbers)].map((number) => phoneOn('sms', number));
  });
}

/** The phone of the only person whose name has these words in it. */
export function findPhoneByName({ services }: HttpCall, words: string): Promise<Phone | undefined> {
  return services.read(async (trx) => {
    const found = await listUsers(trx, { search: words, limit: 2 });
    const [only] = found.length === 1 ? found : [];
    return only?.phone ? phoneOn('sms', only.phone) : undefined;
  });
}
