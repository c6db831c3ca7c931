import type { ApiPageTexts } from '#src/texts/pages/api-page-texts.ts';

export const apiPage: ApiPageTexts = {
  title: 'The JSON API',
  about: 'What volunteers and coordinators can do from other programs.',
  toDocument: 'The same as an OpenAPI document, for programs',
  everybody: 'Anybody may call it.',
  withToken: 'Needs a bearer token of POST /auth/verify.',
  parameters: 'Parameters',
  body: 'Body, as JSON',
  answers: 'Answers',
  schemas: 'Types',
  name: 'Name',
  where: 'Where',
  type: 'Type',
  meaning: 'Meaning',
  status: 'Status',
  required: 'required',
  optional: 'optional',
  anyOf: 'or',
  listOf: (type) => `list of ${type}`,
  nothing: 'no body',
};
