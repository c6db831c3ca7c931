import { enrolMember } from '#src/actions/members/enrol-member.ts';
import { cleanText } from '#src/messaging/inbox/clean-text.ts';
import { OPERATOR } from '#src/volunteers/audit/actor.ts';
import { LONGEST_NAME } from '#src/volunteers/people/display-name.ts';
import { isName, NAME_RULE, withSpacesAfterInitials } from '#src/volunteers/people/given-words.ts';
import { UsageError } from '../run-command.ts';
import { getNumber, userLine } from './find-person.ts';
import { usageOf } from './run-admin.ts';
import type { Subcommand } from './subcommand.ts';

export const add: Subcommand = {
  name: 'add',
  usage: '<number> <name> [--coordinator]',
  does: 'adds a member, who gets a text about it. Type the number in quotes or without spaces',
  options: { coordinator: { type: 'boolean' } },
  run: async ({ services: { transact, settings }, words: [number = '', ...names], options, cause, say }) => {
    const phone = getNumber(settings, number);
    const name = withSpacesAfterInitials(cleanText(names.join(' ')).trim());
    if (name === '' || name.length > LONGEST_NAME) throw new UsageError(usageOf(add));
    if (!isName(name)) throw new UsageError(`The name ${NAME_RULE}.`);
    const role = options.coordinator ? 'coordinator' : 'volunteer';
    const origin = { cause, channel: 'command', actor: OPERATOR } as const;
    const added = await transact((trx) => enrolMember(trx, settings, { ...origin, phone, name, role }));
    if (added.outcome === 'phoneTaken') {
      throw new UsageError(`${added.by ? userLine(added.by, settings) : 'Somebody'} has that number already.`);
    }
    say(userLine(added.user, settings));
  },
};
