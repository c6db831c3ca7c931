import { expect, it } from 'vitest';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import packageLock from '../../../package-lock.json' with { type: 'json' };
import { fakeServices } from './fake-services.ts';
import { listening } from './listening.ts';

it('we ship no package that tells anybody about an installation', () => {
  const shipped = Object.entries(packageLock.packages).filter(([, about]) => !('dev' in about));
  expect(shipped.length).toBeGreaterThan(100);
  expect(shipped.map(([path]) => path).filter((path) => /swagger|scarf/.test(path))).toEqual([]);
});

it('/docs names every endpoint, loads nothing from elsewhere and runs no script', async () => {
  const { serviceUrl: url } = await listening(fakeServices().services);
  const response = await fetch(`${url}/docs`);
  const page = await response.text();
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
  expect(response.headers.get('content-security-policy')).not.toMatch(/https?:|unsafe/);
  expect(page).not.toMatch(/<script|<style|<iframe|\sstyle=|\son\w+=|@import/);
  const addresses = [...page.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map(([, address = '']) => address);
  expect(addresses.filter((address) => !/^(?:#|\/assets\/|\/openapi\.json$)/.test(address))).toEqual([]);
  for (const { operationId, path } of ENDPOINTS) {
    expect(page).toContain(`id="${operationId}"`);
    expect(page).toContain(path.replace(/:(\w+)/g, '{$1}'));
  }
  const anchors = new Set([...page.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => `#${id}`));
  expect(addresses.filter((address) => address.startsWith('#') && !anchors.has(address))).toEqual([]);
  for (const asset of addresses.filter((address) => address.startsWith('/assets/'))) {
    expect((await fetch(url + asset)).status).toBe(200);
  }
});
