const ABOUT_MEANING =
  /(?<!\p{L})(?:mean|means|meaning|difference|counts? as|beteken|bedoel|verskil|isho|usho|sho|kusho|umehluko|umahluko|kuhlukene|thetha|lithetha|ithetha|athetha|manani|zinombolo|amanani)(?!\p{L})/iu;
const ASKS = /\?|(?<!\p{L})(?:what|wat|yini|ini|ntoni|uthini|kanjani|explain|verduidelik)(?!\p{L})/iu;

/** "What counts as an incident?" says nothing about how serious it is. */
export function asksAboutSeverities(text: string): boolean {
  return ABOUT_MEANING.test(text) && ASKS.test(text);
}
