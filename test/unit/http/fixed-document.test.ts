import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import Koa from 'koa';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createApp } from '#src/app.ts';
import type { HttpContext, HttpState } from '#src/http/framework/context.ts';
import { type FixedContent, fixedDocument } from '#src/http/framework/fixed-document.ts';
import { fakeServices } from './fake-services.ts';

interface Received {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** Does not decompress, other than `fetch`. */
async function get(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Received> {
  const sent = request(url, { method, headers }).end();
  const [answer] = await once(sent, 'response');
  return { status: answer.statusCode, headers: answer.headers, bytes: await buffer(answer) };
}

async function serve(app: { callback(): Parameters<typeof createServer>[1] }): Promise<string> {
  const server = createServer(app.callback()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A server with one document. */
function serveOne(content: FixedContent): Promise<string> {
  const app = new Koa<HttpState, HttpContext>();
  app.use(fixedDocument(content));
  app.silent = true;
  return serve(app);
}

/** The API, without a database. */
const serveApi = () => serve(createApp(fakeServices().services));

const DOCUMENTS = ['/openapi.json', '/docs'];

describe('documents that do not change', () => {
  test('a client that has a document already gets 304 without the document', async () => {
    const url = await serveApi();
    for (const path of DOCUMENTS) {
      const first = await get(url + path);
      expect(first, path).toMatchObject({
        status: 200,
        headers: {
          etag: expect.stringMatching(/^"[\w-]{22}"$/),
          'cache-control': expect.any(String),
          vary: expect.stringContaining('Accept-Encoding'),
        },
      });
      const { etag = '', 'cache-control': cacheControl } = first.headers;
      for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
        const again = await get(url + path, { 'If-None-Match': known });
        expect(again, `${path} ${known}`).toMatchObject({
          status: 304,
          headers: { etag, 'cache-control': cacheControl, vary: expect.stringContaining('Accept-Encoding') },
        });
        expect(again.bytes.length).toBe(0);
      }
      const changed = await get(url + path, { 'If-None-Match': '"of an older version"' });
      expect(changed.status).toBe(200);
      expect(changed.bytes.equals(first.bytes)).toBe(true);
    }
  });

  test('HEAD has the headers of GET and no body', async () => {
    const url = await serveApi();
    for (const path of DOCUMENTS) {
      const { headers: expected, bytes } = await get(url + path);
      const { status, headers, bytes: none } = await get(url + path, {}, 'HEAD');
      expect(status).toBe(200);
      expect(none.length).toBe(0);
      expect(headers['content-length']).toBe(String(bytes.length));
      for (const name of ['etag', 'content-type', 'cache-control', 'vary']) expect(headers[name]).toBe(expected[name]);
    }
  });

  test('a client that can decompress gets a smaller spelling with an ETag of its own', async () => {
    const url = await serveApi();
    const decompress = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const path of DOCUMENTS) {
      const plain = await get(url + path);
      const etags = new Set([plain.headers.etag]);
      for (const encoding of ['br', 'gzip'] as const) {
        const { headers, bytes } = await get(url + path, { 'Accept-Encoding': encoding });
        expect(headers['content-encoding']).toBe(encoding);
        expect(headers['content-type']).toBe(plain.headers['content-type']);
        expect(decompress[encoding](bytes).equals(plain.bytes), `${path} ${encoding}`).toBe(true);
        expect(bytes.length).toBeLessThan(plain.bytes.length / 2);
        etags.add(headers.etag);
        const again = { 'Accept-Encoding': encoding, 'If-None-Match': headers.etag ?? '' };
        expect((await get(url + path, again)).status).toBe(304);
        // the bytes that this ETag names are not those that this client would get
        const otherwise = await get(url + path, { 'If-None-Match': headers.etag ?? '' });
        expect(otherwise).toMatchObject({ status: 200, headers: { etag: plain.headers.etag } });
      }
      expect(etags.size).toBe(3);
    }
  });

  test('a client gets only an encoding that it accepts', async () => {
    const url = await serveApi();
    const encodingFor = async (accepted: string) =>
      (await get(`${url}/openapi.json`, { 'Accept-Encoding': accepted })).headers['content-encoding'];
    expect(await encodingFor('gzip, deflate, br')).toBe('br');
    expect(await encodingFor('gzip;q=1.0, br;q=0')).toBe('gzip');
    expect(await encodingFor('GZIP')).toBe('gzip');
    expect(await encodingFor('*')).toBe('br');
    expect(await encodingFor('identity')).toBeUndefined();
    expect(await encodingFor('zstd, deflate')).toBeUndefined();
    expect(await encodingFor('br;q=0, *;q=0')).toBeUndefined();
  });

  test('a document is loaded once, also by requests at the same moment', async () => {
    let loads = 0;
    const load = async () => {
      loads += 1;
      return 'words';
    };
    const url = await serveOne({ load, type: 'txt' });
    const encodings = ['gzip', 'br', 'identity', 'gzip', 'br', 'identity'];
    const answers = await Promise.all(encodings.map((encoding) => get(url, { 'Accept-Encoding': encoding })));
    expect(answers.map(({ status }) => status)).toEqual(encodings.map(() => 200));
    expect(loads).toBe(1);
  });

  test('a document that could not be loaded is loaded at the next request', async () => {
    let loads = 0;
    const load = async () => {
      loads += 1;
      if (loads === 1) throw new Error('no such file');
      return 'words';
    };
    const url = await serveOne({ load, type: 'txt', cacheControl: 'public, max-age=60' });
    expect((await get(url)).status).toBe(500);
    expect(await get(url)).toMatchObject({ status: 200, headers: { 'cache-control': 'public, max-age=60' } });
  });

  test('a request for the document of the API takes at most twice the processor time of /healthz', async () => {
    const url = await serveApi();
    const spent = async (path: string) => {
      const before = process.cpuUsage();
      for (let round = 0; round < 40; round += 1) await get(url + path, { 'Accept-Encoding': 'gzip' });
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await spent('/openapi.json');
    await spent('/healthz');
    const ratios: number[] = [];
    for (let run = 0; run < 3; run += 1) ratios.push((await spent('/openapi.json')) / (await spent('/healthz')));
    expect(Math.min(...ratios)).toBeLessThan(2);
  });
});
