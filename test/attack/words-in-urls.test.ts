import { describe, expect, it } from 'vitest';
import { ENDPOINTS } from '#src/http/endpoints.ts';
import { openApiDocument } from '#src/http/framework/openapi/openapi-document.ts';
import { asCoordinator } from '#test/support/admin.ts';
import { buildVolunteer } from '#test/support/build-roster.ts';

interface Parameter {
  name: string;
  in: string;
  deprecated?: boolean;
  schema: { type?: string; enum?: unknown; pattern?: string; format?: string; maxLength?: number; $ref?: string };
}

/** Words of a person in a URL, which a proxy may log, and why each is there. */
const MAY_BE_WORDS: Record<string, string> = {
  'GET /admin/users search': 'a list is read with GET, which has no body; coordinators only',
};

function wordsInUrls(): (Parameter & { where: string })[] {
  // one document for each endpoint: parameters of several would become components
  return ENDPOINTS.flatMap((endpoint) => {
    const document = openApiDocument([endpoint], { title: '', serverUrl: '', tags: {} });
    const [operations = {}] = Object.values(
      document.paths as Record<string, Record<string, { parameters?: Parameter[] }>>,
    );
    const { parameters = [] } = operations[endpoint.method] ?? {};
    return parameters
      .filter((parameter) => parameter.in !== 'header' && isFreeText(parameter))
      .map((parameter) => ({
        ...parameter,
        where: `${endpoint.method.toUpperCase()} ${endpoint.path} ${parameter.name}`,
      }));
  });
}

function isFreeText({ schema }: Parameter): boolean {
  const takesSpaces = schema.pattern === undefined || new RegExp(schema.pattern, 'u').test('my own words');
  return schema.type === 'string' && !schema.enum && !schema.format && takesSpaces;
}

describe('what a person writes', () => {
  it('is in no URL of the API, other than for a reason, or where an older client still sends it', () => {
    const found = wordsInUrls();
    const current = found.filter(({ deprecated }) => !deprecated).map(({ where }) => where);
    expect(current).toEqual(Object.keys(MAY_BE_WORDS));
    expect(found.filter(({ deprecated }) => deprecated).map(({ where }) => where)).toEqual([
      'DELETE /bookings/:id reason',
      'DELETE /admin/bookings/:id reason',
    ]);
  });
});

asCoordinator((world) => {
  it('reaches the others from the body, which counts before the URL', async () => {
    const { api, book, ask, told } = world();
    const [booker, buddy] = [await buildVolunteer(api.db), await buildVolunteer(api.db)];
    const own = await book(booker, '2026-11-28T00:00', { buddy });
    const path = `/bookings/${own.booking.bookingId}?reason=from%20the%20URL`;
    const dropped = await api.call('DELETE', path, { as: booker.userId, body: { reason: 'My child is sick' } });
    expect(dropped.status).toBe(204);
    expect((await told(buddy)).at(-1)).toContain('My child is sick');

    const other = await book(booker, '2026-11-28T02:00');
    const body = { reason: 'The road is closed' };
    expect((await ask('DELETE', `/admin/bookings/${other.booking.bookingId}`, body)).status).toBe(204);
    expect((await told(booker)).at(-1)).toContain('The road is closed');
  });
});
