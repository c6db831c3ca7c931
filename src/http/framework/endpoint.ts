import type { z } from 'zod';
import type { Transaction } from '#src/db/connect.ts';
import type { WatchSettings } from '#src/notices/watch-settings.ts';
import type { Services } from '#src/services.ts';
import type { User } from '#src/volunteers/people/user.ts';
import type { Problem, ProblemCode } from './problem.ts';

/** Who may call: anybody; who is signed in, let in or not; active members; coordinators. */
export type Access = 'public' | 'signedIn' | 'member' | 'coordinator';

/** One request, read and checked. `user` is undefined only where the endpoint is public. */
export interface Call<Params = unknown, Query = unknown, Body = unknown, Who = User | undefined> {
  trx: Transaction;
  services: Services;
  settings: WatchSettings;
  /** What is told because of this request is told once. */
  cause: string;
  user: Who;
  params: Params;
  query: Query;
  body: Body;
  /** Who asks, as far as the network tells; what proxies say counts behind configured ones only. */
  remoteAddress: string;
  /** A header of the request; empty if it is not there. */
  header(name: string): string;
}

/** What goes back. Where the endpoint names a media type the body is text, bytes, or a stream. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Of this answer, where the endpoint can only say that it may be any. */
  mediaType?: string;
}

export interface AnswerShape {
  description: string;
  schema?: z.ZodType;
  /** JSON unless said otherwise. */
  mediaType?: string;
}

interface Description<Params, Query, Body, Level> {
  /** Unique; what generated clients call it. */
  operationId: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  /** `/bookings/:id` */
  path: string;
  tag: string;
  summary: string;
  access: Level;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Optional headers that it reads, and what each is for. */
  headers?: Record<string, string>;
  /** Beside that of all requests. */
  limit?: 'codes' | 'verifications';
  /** A repeat with the same Idempotency-Key gets the first answer. */
  isRepeatable?: boolean;
  answers: Record<number, AnswerShape>;
  /** Beside those that its access, its checks and a failure bring by themselves. */
  problems: readonly ProblemCode[];
}

/** One path and method: the source of its route, of the checks both ways, and of its part of the OpenAPI document. */
export interface AnyEndpoint extends Description<z.ZodType, z.ZodType, z.ZodType, Access> {
  handle(call: Call): Promise<Answer | Problem>;
}

type Read<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** Says what an endpoint is; inside of `handle` everything has the type that was said. */
export function endpoint<
  Level extends Access,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
>(
  definition: Description<Params, Query, Body, Level> & {
    handle(
      call: Call<Read<Params>, Read<Query>, Read<Body>, Level extends 'public' ? undefined : User>,
    ): Promise<Answer | Problem>;
  },
): AnyEndpoint {
  return definition as unknown as AnyEndpoint;
}
