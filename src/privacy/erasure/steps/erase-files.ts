import { eraseMedia } from '#src/messaging/media/erase-media.ts';
import { ownCases, ownTexts } from '#src/privacy/erasure/work.ts';
import { tableStep } from './table-step.ts';

/** Erases the files of the person's texts, and of the cases that they reported. */
export const eraseFiles = tableStep({
  table: 'media',
  // SQLite needs 50 ms to delete the largest file
  most: 1,
  conditions: (db, work) => {
    const one = db.raw('1');
    const sent = ownTexts(db, work).whereRaw('own.inbox_id = media.inbox_id').select(one);
    const added = db('report_additions as a')
      .whereRaw('a.media_id = media.media_id')
      .whereIn('a.reportId', ownCases(db, work).select('own.reportId'))
      .select(one);
    return [sent, added].map((query) => (rows) => void rows.whereNot({ status: 'erased' }).whereExists(query));
  },
  erase: async (trx, { tools }, rows) => {
    await eraseMedia(
      trx,
      tools.now,
      rows.map(({ mediaId }) => Number(mediaId)),
    );
  },
});
