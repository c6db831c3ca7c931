import type { Transaction } from '#src/db/connect.ts';
import type { AdditionKind } from './report.ts';

export interface NewAddition {
  reportId: number;
  kind: AdditionKind;
  at: Date;
  /** Of a place, its name and address. */
  body?: string | undefined;
  mediaUrl?: string | undefined;
  mediaType?: string | undefined;
  /** The file, if we store it. */
  mediaId?: number | undefined;
  latitude?: number | undefined;
  longitude?: number | undefined;
}

/** Adds to a case, and returns how many additions of this kind it has now. The latest place is also the place of the case. */
export async function addToReport(trx: Transaction, addition: NewAddition): Promise<number> {
  const { reportId, kind, latitude, longitude } = addition;
  await trx('report_additions').insert({
    reportId,
    kind,
    body: addition.body ?? null,
    mediaUrl: addition.mediaUrl ?? null,
    mediaType: addition.mediaType ?? null,
    mediaId: addition.mediaId ?? null,
    latitude: latitude ?? null,
    longitude: longitude ?? null,
    createdAt: addition.at,
  });
  if (kind === 'place') await trx('reports').where({ reportId }).update({ latitude, longitude });
  const [row] = await trx('report_additions').where({ reportId, kind }).count('* as total');
  return Number(row?.total);
}
