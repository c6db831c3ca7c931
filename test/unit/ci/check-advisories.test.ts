import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterEach, expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../../../.ci/check-advisories');
const run = promisify(execFile);

type Answer = (response: ServerResponse, asked: string[]) => void;

let registry: Server | undefined;
const caches: string[] = [];
afterEach(() => {
  for (const cache of caches.splice(0)) rmSync(cache, { recursive: true, force: true });
  registry?.closeAllConnections();
  registry?.close();
});

/** Runs the script against a registry that answers the question for advisories like this. */
async function check(answer: Answer, timeout = '20') {
  registry = createServer(async (request, response) => {
    if (!request.url?.includes('/security/')) return response.writeHead(404).end('{}');
    const sent = Buffer.concat(await request.toArray());
    const asked: object = JSON.parse(
      (request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent).toString(),
    );
    return answer(response, Object.keys(asked));
  });
  await new Promise<void>((resolve) => registry?.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  // npm remembers advisories by their ids
  const cache = mkdtempSync(join(tmpdir(), 'watchline-npm-'));
  caches.push(cache);
  const npm = { npm_config_registry: `http://127.0.0.1:${port}`, npm_config_cache: cache };
  const env = { ...process.env, ...npm, ADVISORIES_TIMEOUT: timeout };
  return run(SCRIPT, { env }).then(
    ({ stdout }) => ({ status: 0, said: stdout }),
    ({ code, stdout }: { code: number; stdout: string }) => ({ status: code, said: stdout }),
  );
}

/** Like a registry, it tells about the packages that it was asked for, and no others. */
const say =
  (known: Record<string, unknown>): Answer =>
  (response, asked) => {
    const found = Object.entries(known).filter(([name]) => asked.includes(name));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(Object.fromEntries(found)));
  };
const advisory = (severity: string) => ({
  ...{ id: 1, url: 'https://github.com/advisories/GHSA-test', title: 'a hole', severity, vulnerable_versions: '*' },
  ...{ cwe: [], cvss: { score: 9, vectorString: null } },
});

it('an advisory of level high for a package that we ship fails the checks', async () => {
  const { status, said } = await check(say({ koa: [advisory('high')] }));
  expect(said).toContain('advisories: FOUND');
  expect(said).toContain('https://github.com/advisories/GHSA-test');
  expect(status).toBe(1);
});

it('none, a lesser one, and one for a package that only tests use pass', async () => {
  for (const found of [{}, { koa: [advisory('moderate')] }, { vitest: [advisory('critical')] }]) {
    const { status, said } = await check(say(found));
    expect(said).toContain('advisories: none of level high or critical');
    expect(status).toBe(0);
  }
});

it('a registry that refuses or does not answer passes, and it is said', async () => {
  const refused = await check((response) => response.writeHead(405).end());
  expect(refused).toEqual({ status: 0, said: expect.stringContaining('advisories: NOT CHECKED') });
  const silent = await check(() => {}, '2');
  expect(silent).toEqual({ status: 0, said: expect.stringContaining('advisories: NOT CHECKED') });
});
