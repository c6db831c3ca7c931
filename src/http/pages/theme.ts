import type { HttpCall } from '#src/http/framework/context.ts';

/** `auto`: light or dark, as the device is set. `night`: dark red on black, for eyes that are used to the dark. */
export const THEMES = ['auto', 'light', 'dark', 'night'] as const;

export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = 'theme';

/** The theme that this browser has chosen. The server reads it, so that no page flashes white before a script runs. */
export function themeOf(ctx: HttpCall): Theme {
  return findTheme(ctx.cookies.get(THEME_COOKIE)) ?? 'auto';
}

export function findTheme(name: string | undefined): Theme | undefined {
  return THEMES.find((theme) => theme === name);
}
