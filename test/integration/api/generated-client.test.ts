import { execFile } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ok } from '@oazapfts/runtime';
import { afterAll, expect, test } from 'vitest';
import type { TestApi } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';
import { scratchFolder } from '#test/support/scratch-folder.ts';

const root = join(import.meta.dirname, '../../..');
const folder = scratchFolder();
afterAll(() => folder[Symbol.dispose]());

type Answer<Status extends number, Data> = Promise<{ status: Status; data: Data; headers: Headers }>;

/** The part of the generated client that these tests call. */
interface Client {
  defaults: { baseUrl: string; headers: Record<string, string> };
  report(body: object, parameters?: { idempotencyKey?: string }): Answer<201, { report_id: number; severity: number }>;
  listReports(parameters: { severity?: number }): Answer<200, { items: { id: number; severity: number }[] }>;
  acknowledgeReport(id: number): Answer<200, { acknowledged_by: { name: string } }>;
}

let generated: Promise<{ client: Client; source: string }> | undefined;

/** A client that is generated from `/openapi.json`. The document is the same on both databases. */
function generateClient(api: TestApi) {
  generated ??= (async () => {
    // the client imports its runtime from there
    symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'));
    const [document, file] = [join(folder.path, 'openapi.json'), join(folder.path, 'client.ts')];
    writeFileSync(document, (await api.call('GET', '/openapi.json')).text);
    await promisify(execFile)(process.execPath, [join(root, 'node_modules/oazapfts/dist/cli.js'), document, file]);
    return { client: await import(pathToFileURL(file).href), source: readFileSync(file, 'utf8') };
  })();
  return generated;
}

onBothApis((api) => {
  test('a client that is generated from the document reports, reads the report, and takes it', async () => {
    const { client } = await generateClient(api());
    const { userId } = await buildVolunteer(api().db, { name: 'Ann Adams', role: 'coordinator' });
    client.defaults.baseUrl = api().url;
    client.defaults.headers = { authorization: `Bearer ${await api().tokenOf(userId)}` };
    for (const severity of [0, 1, 2]) {
      const filed = await ok(client.report({ severity, message: 'Back gate' }, { idempotencyKey: `once-${severity}` }));
      expect(filed.severity).toBe(severity);
      const { items } = await ok(client.listReports({ severity }));
      expect(items).toMatchObject([{ id: filed.report_id, severity }]);
      expect(await ok(client.acknowledgeReport(filed.report_id))).toMatchObject({
        acknowledged_by: { name: 'Ann Adams' },
      });
    }
    expect(await client.report({ severity: 3, message: '' })).toMatchObject({ status: 400 });
  });

  test('the client knows the types of severities and files', async () => {
    const { source } = await generateClient(api());
    expect(source).toContain('severity: 0 | 1 | 2;');
    expect(source).toMatch(/function readMedia\(id: number[^{]*\{\s*return [^{]*\{\s*status: 200;\s*data: Blob;/);
  });
});
