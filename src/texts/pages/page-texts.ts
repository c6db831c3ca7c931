import type { ApiPageTexts } from './api-page-texts.ts';
import type { ClockTexts } from './clock-texts.ts';
import type { HomePageTexts } from './home-page-texts.ts';
import type { InspectorTexts } from './inspector-texts.ts';
import type { RecordingTexts } from './recording-texts.ts';
import type { TryPageTexts } from './try-page-texts.ts';

/** Every word on our web pages. A language is one object of this type. */
export interface PageTexts {
  /** Of the `lang` attribute: `en`. */
  language: string;
  skipToContent: string;
  /** Leads to `/`. */
  toStart: string;
  /** The page gets no news any more. `{time}` is replaced by the time of the last. */
  stale: (time: string) => string;
  /** The service does not answer a form. */
  noAnswer: string;
  theme: string;
  themes: Record<'auto' | 'light' | 'dark' | 'night', string>;
  api: ApiPageTexts;
  home: HomePageTexts;
  try: TryPageTexts;
  inspector: InspectorTexts;
  clock: ClockTexts;
  recording: RecordingTexts;
}
