/** `/`, which says where to go. */
export interface HomePageTexts {
  title: string;
  about: (p: { watchName: string }) => string;
  /** Only where `/try` exists. */
  toTry: string;
  aboutTry: string;
  toApi: string;
  aboutApi: string;
}
