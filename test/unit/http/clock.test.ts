import { expect, test } from 'vitest';
import { fakeServices } from './fake-services.ts';
import { listening } from './listening.ts';

const CLOCK_START = '2026-11-27T20:00';

test('there is no /clock unless CLOCK_START is set', async () => {
  const { post } = await listening(fakeServices().services);
  expect((await post('/clock', { At: '2026-11-27T23:45' })).status).toBe(404);
});

test('the clock moves to the local time, and due messages are queued and sent', async () => {
  const { services, recorded } = fakeServices({ CLOCK_START });
  let wakes = 0;
  const { post } = await listening(services, { onClockMoved: () => (wakes += 1) });
  const response = await post('/clock', { At: '2026-11-27T23:45' });
  expect(response.status).toBe(200);
  const { now } = (await response.json()) as { now: string };
  expect(now).toMatch(/^2026-11-27T21:45:0\d/);
  expect(services.clock.now().getTime() - Date.parse('2026-11-27T21:45:00Z')).toBeLessThan(5_000);
  expect(recorded.timerRuns).toBeGreaterThan(0);
  expect(wakes).toBeGreaterThan(0);
});

test.each([[{}], [{ At: '' }], [{ At: 'tomorrow' }], [{ At: '2026-13-45T99:99' }]])(
  '%j does not move it',
  async (form: Record<string, string>) => {
    const { services } = fakeServices({ CLOCK_START });
    const before = services.clock.now();
    const { post } = await listening(services);
    const response = await post('/clock', form);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'instant_unreadable' });
    expect(services.clock.now().getTime() - before.getTime()).toBeLessThan(5_000);
  },
);

test('only a signed request may move it', async () => {
  const { services } = fakeServices({ CLOCK_START });
  const { post } = await listening(services);
  expect((await post('/clock', { At: '2026-11-27T23:45' }, 'not-our-token')).status).toBe(403);
});
