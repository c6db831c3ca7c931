import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readStartCommand } from '#test/support/start-command.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { env, nodeOptions, file } = readStartCommand();
const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);

it('the image starts the service as `npm start` does', () => {
  const dockerfile = read('Dockerfile');
  expect(dockerfile).toContain(`CMD ${JSON.stringify(['node', ...nodeOptions, file]).replaceAll(',', ', ')}`);
  for (const setting of settings) expect(dockerfile).toContain(setting);
});

it('systemd starts it as `npm start` does', () => {
  const unit = read('deploy/systemd/watchline.service');
  expect(unit).toContain(`node ${[...nodeOptions, file].join(' ')}\n`);
  for (const setting of settings) expect(unit).toContain(`Environment=${setting}\n`);
});
