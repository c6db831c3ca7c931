import { describe, expect, it } from 'vitest';
import { fieldOf, flatForm } from '#src/messaging/twilio/flat-form.ts';

describe('a form', () => {
  it('is decoded, but not trimmed', () => {
    expect({ ...flatForm('Body=+M%C3%B4re+%2B1%0D%0A&Empty=&Bare') }).toEqual({
      Body: ' Môre +1\r\n',
      Empty: '',
      Bare: '',
    });
  });

  it('keeps dotted and bracketed names as they are', () => {
    expect({ ...flatForm('a.b=1&a[b]=2&a%5B%5D=3') }).toEqual({ 'a.b': '1', 'a[b]': '2', 'a[]': '3' });
  });

  it('keeps every value of a repeated name', () => {
    const form = flatForm('a=1&b=x&a=2&a=1');
    expect(form.a).toEqual(['1', '2', '1']);
    expect(fieldOf(form, 'a')).toBe('1');
  });

  it('has no prototype to pollute', () => {
    const form = flatForm('__proto__=x&constructor=y');
    expect(Object.getPrototypeOf(form)).toBeNull();
    expect(Object.keys(form)).toEqual(['__proto__', 'constructor']);
    expect(fieldOf(flatForm(''), 'toString')).toBeUndefined();
  });

  it('may have broken escapes and more than a thousand fields', () => {
    expect(flatForm('a=100%&b=%zz')).toMatchObject({ a: '100%', b: '%zz' });
    expect(Object.keys(flatForm(Array.from({ length: 1500 }, (_, index) => `f${index}=1`).join('&')))).toHaveLength(
      1500,
    );
  });
});
