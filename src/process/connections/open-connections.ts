import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** One open connection of the HTTP server. */
export interface HttpConnection {
  socket: Socket;
  /** The caller's network address. Undefined for a trusted proxy, which connects for many callers. */
  address: string | undefined;
  /** The answers that are not finished. */
  answers: Set<ServerResponse>;
}

/** The open connections of a server, by network address. In each set, the one that was used the longest ago is the first. */
export class OpenConnections {
  readonly #byAddress = new Map<string | undefined, Set<HttpConnection>>();
  readonly #bySocket = new WeakMap<Socket, HttpConnection>();
  #counted = 0;

  constructor(server: Server, addressOf: (socket: Socket) => string | undefined) {
    server.on('connection', (socket: Socket) => {
      const connection = { socket, address: addressOf(socket), answers: new Set<ServerResponse>() };
      this.#bySocket.set(socket, connection);
      this.#add(connection);
      socket.once('close', () => this.#remove(connection));
    });
    const begin: RequestListener = ({ socket }, answer) => this.#begin(this.#bySocket.get(socket), answer);
    server.on('request', begin);
    server.on('checkExpectation', begin);
  }

  *[Symbol.iterator](): Iterator<HttpConnection> {
    for (const connections of this.#byAddress.values()) yield* connections;
  }

  /** Connections of callers other than trusted proxies. */
  get counted(): number {
    return this.#counted;
  }

  find(socket: Socket): HttpConnection | undefined {
    return this.#bySocket.get(socket);
  }

  of(address: string): ReadonlySet<HttpConnection> {
    return this.#byAddress.get(address) ?? new Set();
  }

  /** Other than those of trusted proxies. The address with the most connections comes first. */
  listByAddress(): ReadonlySet<HttpConnection>[] {
    const counted = [...this.#byAddress].filter(([address]) => address !== undefined);
    return counted.map(([, connections]) => connections).sort((one, other) => other.size - one.size);
  }

  /** It is no longer among them when this returns. Its socket says so only later. */
  close(connection: HttpConnection): void {
    this.#remove(connection);
    connection.socket.destroy();
  }

  #begin(connection: HttpConnection | undefined, answer: ServerResponse): void {
    if (!connection) return;
    connection.answers.add(answer);
    answer.once('close', () => {
      connection.answers.delete(answer);
      // moves to the end of its set
      if (this.#remove(connection)) this.#add(connection);
    });
  }

  #add(connection: HttpConnection): void {
    const { address } = connection;
    const connections = this.#byAddress.get(address);
    if (connections) connections.add(connection);
    else this.#byAddress.set(address, new Set([connection]));
    if (address !== undefined) this.#counted += 1;
  }

  /** False if it was removed before. */
  #remove(connection: HttpConnection): boolean {
    const { address } = connection;
    const connections = this.#byAddress.get(address);
    if (!connections?.delete(connection)) return false;
    if (connections.size === 0) this.#byAddress.delete(address);
    if (address !== undefined) this.#counted -= 1;
    return true;
  }
}

/** No request is being received or answered. */
export function isIdle({ answers }: HttpConnection): boolean {
  return answers.size === 0;
}

/** We can do nothing until the caller sends more, or reads more. */
export function waitsForCaller({ answers }: HttpConnection): boolean {
  return [...answers].every(({ req, writableEnded, writableNeedDrain }) => {
    return !req.complete || writableEnded || writableNeedDrain;
  });
}
