const quantity = /^(\d*\.?\d+)(m|[kMGTPE]i?|[eE]\d+)?$/;

/** Quantities are the same however they are written: API servers turn `1000m` into `1`. */
export function amount(value: unknown): unknown {
  const [, number, unit = ''] = quantity.exec(String(value)) ?? [];
  if (number === undefined) {
    return value;
  }
  if (unit === 'm') {
    return Number(number) / 1000;
  }
  if (/^[eE]/.test(unit)) {
    return Number(number + unit);
  }
  const power = ' kMGTPE'.indexOf(unit[0] ?? ' ');
  return Number(number) * (unit.endsWith('i') ? 1024 : 1000) ** power;
}
