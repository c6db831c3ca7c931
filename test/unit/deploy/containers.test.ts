import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const compose = read('deploy/compose.yaml');
/** The lines of each service. */
const services = new Map(
  [...(/^services:\n([\s\S]*?)^\w/m.exec(compose)?.[1] ?? '').matchAll(/^ {2}(\w+):\n((?: {4}.*\n|\n)*)/gm)].map(
    ([, name = '', lines = '']) => [name, lines],
  ),
);

it('compose has the three services', () => {
  expect([...services.keys()]).toEqual(['caddy', 'watchline', 'postgres']);
});

it('every image is named by its version and its digest', () => {
  const images = [
    ...[...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image),
    ...[...compose.matchAll(/^ {4}image: (\S+)/gm)].map(([, image]) => image),
  ];
  expect(images).toHaveLength(4);
  for (const image of images) expect(image).toMatch(/^[a-z]+:\d+\.\d+(?:\.\d+)?(?:-slim)?@sha256:[0-9a-f]{64}$/);
  expect(read('.github/dependabot.yml')).toMatch(
    /package-ecosystem: docker\n[\s\S]*package-ecosystem: docker-compose\n/,
  );
});

describe.each([...services])('the container of %s', (name, lines) => {
  it('is read-only, and neither has nor gains rights', () => {
    expect(lines).toMatch(/^ {4}read_only: true$/m);
    expect(lines).toMatch(/^ {4}cap_drop: \[ALL\]$/m);
    expect(lines).toMatch(/^ {4}security_opt: \["no-new-privileges:true"\]$/m);
    expect(lines).not.toMatch(/privileged|network_mode|pid:|docker\.sock/);
    expect(/cap_add: (.*)/.exec(lines)?.[1]).toBe(name === 'caddy' ? '[NET_BIND_SERVICE]' : undefined);
  });

  it('is reached from outside only if it is the proxy', () => {
    expect(/^ {4}ports:/m.test(lines)).toBe(name === 'caddy');
  });
});
