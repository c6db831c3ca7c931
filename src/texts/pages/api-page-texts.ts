/** `/docs`, which shows the JSON API. Its summaries and descriptions come from the endpoints. */
export interface ApiPageTexts {
  title: string;
  about: string;
  /** Leads to `/openapi.json`. */
  toDocument: string;
  everybody: string;
  withToken: string;
  parameters: string;
  body: string;
  answers: string;
  schemas: string;
  name: string;
  where: string;
  type: string;
  meaning: string;
  status: string;
  required: string;
  optional: string;
  anyOf: string;
  listOf: (type: string) => string;
  nothing: string;
}
