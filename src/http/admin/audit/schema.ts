import { z } from 'zod';
import { pageOf, pageQuery } from '#src/http/framework/values/paging.ts';
import { id, instant } from '#src/http/framework/values/schemas.ts';
import { idInUrl } from '#src/http/framework/values/url-integers.ts';

export const auditQuery = z.strictObject({
  subject: z
    .string()
    .regex(/^[a-z_]{1,24}:\d{1,10}$/)
    .optional()
    .meta({ examples: ['user:12', 'booking:7'] }),
  actor_user_id: idInUrl.optional(),
  action: z
    .string()
    .regex(/^[a-z_]{1,24}\.[a-z_]{1,23}$/)
    .optional()
    .meta({ examples: ['user.admit', 'booking.move'] }),
  ...pageQuery,
});

const facts = z.record(z.string(), z.unknown()).nullable();

const auditEvent = z
  .strictObject({
    audit_event_id: id,
    actor: z
      .strictObject({ user_id: id, name: z.string() })
      .nullable()
      .meta({ description: 'Null for the service itself, and for commands on the machine.' }),
    channel: z.enum(['text', 'api', 'command', 'service']),
    action: z.string(),
    subject: z.string(),
    before: facts,
    after: facts,
    created_at: instant,
  })
  .meta({ id: 'AuditEvent' });

export const auditAnswer = pageOf(auditEvent);
