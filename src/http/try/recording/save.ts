import type { HttpCall } from '#src/http/framework/context.ts';
import { answerWithFragment, answerWithPage, wantsFragment } from '#src/http/pages/page.ts';
import { readForm, textOf } from '#src/http/pages/read-form.ts';
import { partAlone } from '#src/http/try/part-alone.ts';
import { stateOf } from '#src/http/try/phones/read-screens.ts';
import { type SaveOutcome, saveTranscript } from '#src/simulator/recording/save-transcript.ts';
import { pageTextsFor } from '#src/texts/pages/page-texts-for.ts';
import type { RecordingTexts } from '#src/texts/pages/recording-texts.ts';
import { saveView } from './save-view.ts';

/** Saves the conversation of the phones, and says where, or why not. */
export async function save(ctx: HttpCall): Promise<void> {
  const texts = pageTextsFor(ctx.acceptsLanguages());
  const title = textOf(await readForm(ctx), 'title');
  const { phones } = stateOf(ctx);
  const outcome = await saveTranscript(ctx.services, { title, phones: phones.map(({ address }) => address) });
  const isSaved = outcome.outcome === 'saved';
  const view = saveView({
    texts: texts.try,
    phones,
    result: { isSaved, title, words: wordsOf(outcome, texts.recording) },
  });
  if (wantsFragment(ctx)) answerWithFragment(ctx, view);
  else answerWithPage(ctx, { title: texts.try.title, texts, main: partAlone(texts.try, view, phones) });
}

function wordsOf(outcome: SaveOutcome, texts: RecordingTexts): string {
  if (outcome.outcome === 'saved') return texts.saved(outcome);
  switch (outcome.reason) {
    case 'settingUnwritable':
      return texts.settingUnwritable(outcome);
    case 'noFolder':
    case 'notWritable':
      return texts[outcome.reason](outcome);
    default:
      return texts[outcome.reason];
  }
}
