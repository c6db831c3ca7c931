/** The first bytes of a file, from which its type is found. */
const BEGINNING = 4100;

/** The types that we keep, with file name extensions. These are what a phone records; none can contain a script. */
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

/** All types that a file can have. */
export const KEPT_MEDIA_TYPES: readonly string[] = Object.keys(EXTENSIONS);

/** Other names of these types. */
const SYNONYMS: Readonly<Record<string, string>> = { 'audio/x-m4a': 'audio/mp4' };

/** Finds the media type from the content; undefined if the type is not kept. */
export async function findMediaType(content: Buffer): Promise<string | undefined> {
  // loaded here, because few threads ever need it
  const { fileTypeFromBuffer } = await import('file-type');
  // it throws if a file begins like a type but is broken
  const found = await fileTypeFromBuffer(content.subarray(0, BEGINNING)).catch(() => undefined);
  const type = SYNONYMS[found?.mime ?? ''] ?? found?.mime;
  return type !== undefined && Object.hasOwn(EXTENSIONS, type) ? type : undefined;
}

/** Without the dot. */
export function extensionOf(mediaType: string): string {
  return EXTENSIONS[mediaType] ?? 'bin';
}
