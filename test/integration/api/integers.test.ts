import { expect, test } from 'vitest';
import type { ApiAnswer } from '#test/support/api.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';
import { onBothApis } from '#test/support/on-both-apis.ts';
import { type JsonSchema, servedOperations } from '#test/support/schema/served-operations.ts';

/** `Number` reads each of these as 1, or they look like it. As they are written in a URL. */
const OTHER_SPELLINGS = ['0x1', '1e0', '+1', '%201'];
const MORE_SPELLINGS = ['0b1', '0o1', '1.0', '1.', '%2B1', '1%20', '1%0A', '%D9%A1', '-1', '1_0'];
const NOT_FOUND = { status: 404, body: { detail: 'There is nothing at this address.' } };

const isInteger = ({ type }: JsonSchema) => type === 'integer';

/** The fields that a request was refused for. */
function errorsOf({ status, body }: ApiAnswer): string[] {
  return status === 400 ? (body as { errors: { path: string }[] }).errors.map(({ path }) => path) : [];
}

onBothApis((api) => {
  test('only decimal digits are an integer, in each path', async () => {
    const { userId: as } = await buildVolunteer(api().db, { role: 'coordinator' });
    const operations = (await servedOperations(api())).filter(({ parameters }) =>
      parameters.some((parameter) => parameter.in === 'path' && isInteger(parameter.schema)),
    );
    expect(operations.length).toBeGreaterThan(20);
    for (const { method, path } of operations) {
      const call = (value: string) =>
        api().call(method.toUpperCase(), path.replace(/\{\w+\}/g, value), {
          as,
          ...(method !== 'get' && { body: {} }),
        });
      expect((await call('7')).body, path).not.toMatchObject(NOT_FOUND.body);
      for (const value of OTHER_SPELLINGS)
        expect(await call(value), `${method} ${path} ${value}`).toMatchObject(NOT_FOUND);
    }
  });

  test('only decimal digits are an integer, in each query', async () => {
    const { userId: as } = await buildVolunteer(api().db, { role: 'coordinator' });
    const parameters = (await servedOperations(api())).flatMap(({ method, path, parameters }) =>
      parameters
        .filter((each) => each.in === 'query' && isInteger(each.schema))
        .map(({ name }) => ({ method, path, name })),
    );
    expect(parameters.length).toBeGreaterThan(8);
    for (const { method, path, name } of parameters) {
      const call = (value: string) =>
        api().call(method.toUpperCase(), `${path.replace(/\{\w+\}/g, '1')}?${name}=${value}`, { as });
      expect(errorsOf(await call('1')), path).not.toContain(`query.${name}`);
      for (const value of [...OTHER_SPELLINGS, '']) {
        expect(errorsOf(await call(value)), `${path} ${name}=${value}`).toContain(`query.${name}`);
      }
    }
  });

  test('one thing has one address: a booking is not found under another spelling of its id', async () => {
    const { userId: as } = await buildVolunteer(api().db);
    const [shift] = (await api().call('GET', '/shifts/available?limit=1', { as })).body as Record<string, unknown>[];
    const booked = await api().call('POST', '/bookings', {
      as,
      body: { schedule_id: shift?.schedule_id, start_time: shift?.start_time },
    });
    const { booking_id: id } = booked.body as { booking_id: number };
    expect((await api().call('GET', `/bookings/${id}`, { as })).status).toBe(200);
    for (const other of [`0x${id.toString(16)}`, `${id}e0`, `+${id}`, `%20${id}`, ...MORE_SPELLINGS]) {
      expect(await api().call('GET', `/bookings/${other}`, { as }), other).toMatchObject(NOT_FOUND);
    }
  });
});
