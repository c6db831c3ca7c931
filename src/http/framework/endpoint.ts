import type { z } from 'zod';
import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Services } from '#src/services.ts';
import type { AuditEvent } from '#src/volunteers/audit/audit.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { HttpCall } from './context.ts';
import type { Problem, ProblemCode } from './problem.ts';

/** Who may call: anyone; signed-in people, also before they are admitted; active members; coordinators. */
export type Access = 'public' | 'signedIn' | 'member' | 'coordinator';

/**
 * What a request does with the database. A read sees one snapshot, takes no lock and cannot write. The audit entry of an
 * audited read commits by itself, before the answer. A write is one transaction.
 */
export type EndpointKind = 'read' | 'auditedRead' | 'write';

/** One request after all checks. `user` is undefined only if the endpoint is public. */
export interface Call<Params = unknown, Query = unknown, Body = unknown, Caller = User | undefined> {
  trx: Transaction;
  services: Services;
  settings: WatchSettings;
  /** Names this request. Each notice is sent once for each cause. */
  cause: string;
  user: Caller;
  params: Params;
  query: Query;
  body: Body;
  /** The caller's network address. Only proxies that we trust may name another one. */
  remoteAddress: string;
  /** A header of the request. Empty if it is missing. */
  header(name: string): string;
}

/** If the endpoint names a media type, the body is text, bytes or a stream. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** The media type of this one answer, if the endpoint has several. */
  mediaType?: string;
  /** The cursor of the next page, for the `Link` header. A page that is an object names it itself (`next_cursor`). */
  next?: string | null;
}

/** The answer of an audited read. */
export interface AuditedAnswer extends Answer {
  audit: AuditEvent;
  /** One entry stands for the same read of the same person within an hour. By default each read has its own. */
  isCombined?: boolean;
}

interface AnswerDescription {
  description: string;
  schema?: z.ZodType;
  /** JSON by default. If there are several, each answer names its own. */
  mediaType?: string | readonly string[];
}

interface Definition<Params, Query, Body, Level, Kind> {
  /** Unique. Generated clients use it as the name of a function. */
  operationId: string;
  kind: Kind;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** `/bookings/:id` */
  path: string;
  tag: string;
  summary: string;
  access: Level;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Optional request headers, with their descriptions. */
  headers?: Record<string, string>;
  /** Of a request with this body: whether it needs a token whose one-time code was typed within the last ten minutes. */
  needsFreshProof?: (body: Parsed<Body>) => boolean;
  /** A limit besides the one on all requests. `body` is not checked yet. Throws a problem. */
  limit?: (ctx: HttpCall, body: unknown) => Promise<void>;
  /** A repeat with the same Idempotency-Key gets the first answer. */
  isRepeatable?: boolean;
  /**
   * Of a read: its answer depends on the database, the caller and the request, but not on the time. While nothing has
   * changed, the same request gets the same bytes from memory. It answers 200 without headers of its own, or a problem.
   */
  isTimeless?: boolean;
  /** Of a read: besides the sign-in it makes one SELECT at most, so that it needs no transaction. */
  isOneSelect?: boolean;
  /** Of a read: it may take tens of milliseconds, so it takes turns with other large reads and lets texts go first. */
  isLarge?: boolean;
  answers: Record<number, AnswerDescription>;
  /** Besides the problems that follow from its access, its input and its limits. */
  problems: readonly ProblemCode[];
}

/** One operation of the API. Its route, its checks and its part of the OpenAPI document follow from this value. */
export interface AnyEndpoint extends Definition<z.ZodType, z.ZodType, z.ZodType, Access, EndpointKind> {
  /** A problem may be returned or thrown: both mean the same. */
  handle(call: Call): Promise<Answer | AuditedAnswer | Problem>;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** Defines an endpoint. Inside `handle`, each part of the call has the type of its schema. */
export function endpoint<
  Level extends Access,
  Kind extends EndpointKind,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  definition: Definition<Params, Query, Body, Level, Kind> & {
    handle(
      call: Call<Parsed<Params>, Parsed<Query>, Parsed<Body>, Level extends 'public' ? undefined : User>,
    ): Promise<(Kind extends 'auditedRead' ? AuditedAnswer : Answer) | Problem>;
  },
): AnyEndpoint {
  return definition as unknown as AnyEndpoint;
}
