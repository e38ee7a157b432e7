/** A column of a table: what is shown, and what stands in an exported file. */
export interface ExportColumn<T> {
  id: string;
  text: (item: T) => string | number | undefined;
}

/** What spreadsheets take for a formula when a cell begins with it; some do so with the full-width signs too. */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A table as CSV (RFC 4180), whose cells no spreadsheet takes for formulas. */
export function toCsv<T>(
  columns: ReadonlyArray<ExportColumn<T>>,
  items: readonly T[],
): string {
  const lines = [
    columns.map(({ id }) => cell(id)),
    ...items.map(item => columns.map(({ text }) => cell(text(item)))),
  ];
  return `${lines.map(line => line.join(',')).join('\r\n')}\r\n`;
}

/** A table as JSON: an object an item, with the columns as fields. */
export function toJson<T>(
  columns: ReadonlyArray<ExportColumn<T>>,
  items: readonly T[],
): string {
  const objects = items.map(item =>
    Object.fromEntries(columns.map(({ id, text }) => [id, text(item)])),
  );
  return `${JSON.stringify(objects, undefined, 2)}\n`;
}

function cell(value: string | number | undefined): string {
  if (typeof value === 'number') {
    return `${value}`;
  }
  const text = value ?? '';
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
