import { runAdmin } from './admin/run-admin.ts';
import { SUBCOMMANDS } from './admin/subcommands.ts';
import { runCommand } from './run-command.ts';

/** `npm run admin -- …`: actions of coordinators, run on the machine itself, for when nobody can sign in. */
await runCommand((invocation) => runAdmin(SUBCOMMANDS, invocation));
