/** A field of an object, or the next items of a field that is a list. */
export type JsonField<Name extends string = string> =
  | { name: Name; value: unknown }
  | { name: Name; items: readonly unknown[] };

const INDENT = '  ';

/** The text of a JSON object, in parts, while its fields are computed. The items of a list follow each other. */
export async function* writeJsonObject(
  fields: AsyncIterable<JsonField>,
  { isIndented = false } = {},
): AsyncGenerator<string> {
  const newLine = (depth: number) => (isIndented ? `\n${INDENT.repeat(depth)}` : '');
  const write = (value: unknown, depth: number) => {
    const text = JSON.stringify(value, undefined, isIndented ? INDENT : '');
    return isIndented ? text.replaceAll('\n', newLine(depth)) : text;
  };
  let separator = '';
  let list: { name: string; separator: string } | undefined;
  const endList = () => {
    const end = list === undefined ? '' : `${list.separator === '' ? '' : newLine(1)}]`;
    list = undefined;
    return end;
  };
  yield '{';
  for await (const field of fields) {
    let text = '';
    if (field.name !== list?.name) {
      text = `${endList()}${separator}${newLine(1)}${JSON.stringify(field.name)}:${isIndented ? ' ' : ''}`;
      separator = ',';
      if ('items' in field) list = { name: field.name, separator: '' };
      text += 'items' in field ? '[' : write(field.value, 1);
    }
    for (const item of 'items' in field ? field.items : []) {
      text += `${list?.separator ?? ''}${newLine(2)}${write(item, 2)}`;
      if (list) list.separator = ',';
    }
    yield text;
  }
  yield `${endList()}${newLine(0)}}`;
}
