/** `/try`, the phones on the screen. */
export interface TryPageTexts {
  title: string;
}
