import { runAdmin } from './admin/run-admin.ts';
import { SUBCOMMANDS } from './admin/subcommands.ts';
import { runCommand } from './run-command.ts';

/** `npm run admin -- …`: what coordinators can do through the API, from the machine itself, when nobody can sign in. */
await runCommand((invocation) => runAdmin(SUBCOMMANDS, invocation));
