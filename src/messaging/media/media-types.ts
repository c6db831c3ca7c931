/** As much of a file as tells its type. */
const BEGINNING = 4100;

/** Everything that is kept, and how its files are called. What a phone takes or records; nothing that a browser would run. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'image/heic-sequence': 'heic',
  'image/heif': 'heif',
  'image/heif-sequence': 'heif',
  'audio/amr': 'amr',
  'audio/ogg': 'ogg',
  'audio/ogg; codecs=opus': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/wav': 'wav',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'video/3gpp2': '3g2',
};

/** One name for each type. */
const SYNONYMS: Readonly<Record<string, string>> = { 'audio/x-m4a': 'audio/mp4' };

/** The media type of a file by its content; undefined: none of those that are kept. */
export async function findMediaType(content: Buffer): Promise<string | undefined> {
  // every worker would load it, and few ever need it
  const { fileTypeFromBuffer } = await import('file-type');
  // it throws at what begins like a type and is broken
  const found = await fileTypeFromBuffer(content.subarray(0, BEGINNING)).catch(() => undefined);
  const type = SYNONYMS[found?.mime ?? ''] ?? found?.mime;
  return type !== undefined && Object.hasOwn(EXTENSIONS, type) ? type : undefined;
}

/** Without the dot. */
export function extensionOf(mediaType: string): string {
  return EXTENSIONS[mediaType] ?? 'bin';
}
