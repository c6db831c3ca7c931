/**
 * The content security policy of all pages. Scripts, styles and pictures come from our own server, and nothing
 * is inline. `form-action` and `frame-ancestors` do not fall back to `default-src`.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "manifest-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "media-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
