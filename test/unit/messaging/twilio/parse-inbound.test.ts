import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatForm } from '#src/messaging/twilio/flat-form.ts';
import { parseInbound } from '#src/messaging/twilio/parse-inbound.ts';

const form = (fields: Record<string, string>) =>
  flatForm(String(new URLSearchParams({ MessageSid: 'SM1', From: '+27821234567', To: '+27600000001', ...fields })));

describe('an inbound text', () => {
  it('is read from an SMS', () => {
    expect(parseInbound(form({ Body: 'SHIFTS \r\n👋', NumMedia: '0' }))).toEqual({
      providerSid: 'SM1',
      from: '+27821234567',
      to: '+27600000001',
      channel: 'sms',
      body: 'SHIFTS \n👋',
      attachments: [],
      raw: '{"MessageSid":"SM1","From":"+27821234567","To":"+27600000001","Body":"SHIFTS \\r\\n👋","NumMedia":"0"}',
    });
  });

  it('is read from WhatsApp, with its address unchanged', () => {
    expect(parseInbound(form({ From: 'whatsapp:somebody', Body: 'hi' }))).toMatchObject({
      from: 'whatsapp:somebody',
      channel: 'whatsapp',
    });
  });

  it('has its files, with audio as voice', () => {
    const inbound = parseInbound(
      form({
        NumMedia: '3',
        MediaUrl0: 'https://api.twilio.com/1',
        MediaContentType0: 'image/jpeg',
        MediaUrl1: 'https://api.twilio.com/2',
        MediaContentType1: 'audio/ogg; codecs=opus',
        MediaUrl2: 'https://api.twilio.com/3',
      }),
    );
    expect(inbound?.body).toBe('');
    expect(inbound?.attachments).toEqual([
      { kind: 'photo', url: 'https://api.twilio.com/1', contentType: 'image/jpeg' },
      { kind: 'voice', url: 'https://api.twilio.com/2', contentType: 'audio/ogg; codecs=opus' },
      { kind: 'photo', url: 'https://api.twilio.com/3' },
    ]);
  });

  it('has a place', () => {
    const inbound = parseInbound(form({ Latitude: '-33.9249', Longitude: '18.4241' }));
    expect(inbound?.attachments).toEqual([{ kind: 'place', latitude: -33.9249, longitude: 18.4241 }]);
  });

  it('has a place very near the equator or Greenwich, which some phones write with an exponent', () => {
    const inbound = parseInbound(form({ Latitude: '-3.4E-5', Longitude: '5e-7' }));
    expect(inbound?.attachments).toEqual([{ kind: 'place', latitude: -0.000034, longitude: 0.0000005 }]);
  });

  it('has a place with its name and address, cleaned, in one line and not too long', () => {
    const at = { Latitude: '-33.9249', Longitude: '18.4241' };
    const placed = (words: Record<string, string>) => parseInbound(form({ ...at, ...words }))?.attachments[0];
    expect(placed({ Label: ' Engen\u202e Garage', Address: '12 Oak St\r\nCape\u0000 Town' })).toEqual({
      kind: 'place',
      latitude: -33.9249,
      longitude: 18.4241,
      label: 'Engen Garage',
      address: '12 Oak St Cape Town',
    });
    expect(placed({ Label: ' ', Address: '' })).not.toHaveProperty('label');
    const long = placed({ Label: '\u{1F3E0}'.repeat(500), Address: 'x'.repeat(5000) });
    expect(Array.from(long?.label ?? '')).toHaveLength(100);
    expect(long?.address).toBe(`${'x'.repeat(199)}…`);
  });

  it.each([
    ['91', '18'],
    ['-33', '181'],
    ['', ''],
    ['-33', ''],
    ['x', '18'],
    ['1e1', '18'],
    ['NaN', 'Infinity'],
  ])('brings no place at %s, %s', (Latitude, Longitude) => {
    expect(parseInbound(form({ Latitude, Longitude }))?.attachments).toEqual([]);
  });

  it('has the opt-out type of Twilio', () => {
    expect(parseInbound(form({ Body: 'stop', OptOutType: 'STOP' }))?.optOutType).toBe('STOP');
    expect(parseInbound(form({ OptOutType: 'OTHER' }))).not.toHaveProperty('optOutType');
  });

  it('is undefined without an id or a sender', () => {
    expect(parseInbound(form({ MessageSid: '' }))).toBeUndefined();
    expect(parseInbound(flatForm('MessageSid=SM1&Body=hi'))).toBeUndefined();
    expect(parseInbound(flatForm(''))).toBeUndefined();
  });

  it('never throws, and keeps the form as text that a database accepts', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), (fields) => {
        const inbound = parseInbound(form(fields));
        expect(inbound?.raw ?? '').not.toContain('\u0000');
        expect((inbound?.raw ?? '').isWellFormed()).toBe(true);
      }),
    );
  });
});
