import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { randomIds } from '#src/platform/ids.ts';
import type { FileToSend } from './find-file.ts';

/** How long to wait for the service to fetch the last file. */
const LAST_FETCH_TIMEOUT_MS = 5_000;

export interface FileServer {
  /** Returns an address at which the service, on the same machine, can fetch the file. */
  share(file: Pick<FileToSend, 'content' | 'contentType'>): string;
  /** Waits some seconds for files that the service has not fetched yet. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Serves the files of texts on loopback, in place of the provider. */
export async function serveFiles(): Promise<FileServer> {
  const files = new Map<string, { file: Parameters<FileServer['share']>[0]; fetched: PromiseWithResolvers<void> }>();
  const server = createServer((request, response) => {
    const shared = files.get(request.url ?? '');
    if (!shared) {
      response.writeHead(404).end();
      return;
    }
    const { content, contentType } = shared.file;
    response.on('close', () => shared.fetched.resolve());
    response.writeHead(200, { 'content-type': contentType, 'content-length': content.length }).end(content);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    share: (file) => {
      const path = `/${randomIds.token()}`;
      files.set(path, { file, fetched: Promise.withResolvers() });
      return `http://127.0.0.1:${port}${path}`;
    },
    [Symbol.asyncDispose]: async () => {
      const tooLate = new AbortController();
      const fetched = Promise.all([...files.values()].map((shared) => shared.fetched.promise));
      await Promise.race([fetched, wait(LAST_FETCH_TIMEOUT_MS, undefined, { signal: tooLate.signal })]);
      tooLate.abort();
      server.closeAllConnections();
      server.close();
    },
  };
}
