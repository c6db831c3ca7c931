export interface Place {
  latitude: number | null;
  longitude: number | null;
}

/** A map with a marker at the place. Null without a place. */
export function mapUrl({ latitude, longitude }: Place): string | null {
  if (latitude === null || longitude === null) return null;
  return `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=18/${latitude}/${longitude}`;
}
