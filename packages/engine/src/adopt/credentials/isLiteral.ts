/** Code that gets a credential elsewhere holds none. */
export function isLiteral(value: string): boolean {
  return (
    value.length > 2 &&
    value !== '***' &&
    !/[()]|\s(and|or|in|is|the|to)\s|^[$[{%<&*]|^(nil|null|none|undefined)\b/i.test(
      value,
    )
  );
}
