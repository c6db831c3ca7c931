declare module 'swagger-ui-dist/absolute-path.js' {
  // biome-ignore lint/style/noDefaultExport: it is theirs
  export default function getAbsoluteFSPath(): string;
}
