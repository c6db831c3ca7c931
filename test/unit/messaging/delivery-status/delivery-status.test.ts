import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeliveryStatus, isDeliveryStatus, laterStatus } from '#src/messaging/delivery-status/delivery-status.ts';

const ENDS: DeliveryStatus[] = ['delivered', 'undelivered', 'failed'];
const endOf = (reports: DeliveryStatus[]) =>
  reports.reduce<DeliveryStatus | undefined>((current, incoming) => laterStatus(current, incoming), undefined);

describe('the delivery status', () => {
  it('moves forward', () => {
    expect(endOf(['queued', 'sending', 'sent', 'delivered', 'read'])).toBe('read');
  });

  it('never goes back', () => {
    expect(endOf(['delivered', 'sent', 'queued'])).toBe('delivered');
    expect(endOf(['read', 'delivered'])).toBe('read');
  });

  it('stays with the first of two that exclude each other', () => {
    expect(laterStatus('failed', 'delivered')).toBe('failed');
    expect(laterStatus('delivered', 'undelivered')).toBe('delivered');
  });

  it('ends the same in whatever order and however often updates come', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ENDS), fc.infiniteStream(fc.nat()), (end, chances) => {
        const reports: DeliveryStatus[] = ['queued', 'sending', 'sent', end, 'sent', end];
        const shuffled = reports
          .map((report) => ({ report, chance: chances.next().value }))
          .sort((a, b) => a.chance - b.chance)
          .map(({ report }) => report);
        expect(endOf(shuffled)).toBe(end);
        expect(endOf([...shuffled, 'read'])).toBe('read');
      }),
    );
  });

  it('knows its statuses', () => {
    expect(isDeliveryStatus('sent')).toBe(true);
    expect(isDeliveryStatus('toString')).toBe(false);
  });
});
