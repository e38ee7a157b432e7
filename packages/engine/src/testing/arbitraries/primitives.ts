import fc from 'fast-check';
import { isClearText } from '../../request/unwritableText';

/** Optional fields: present or absent, never undefined. */
export function partly<T extends Record<string, fc.Arbitrary<unknown>>>(
  fields: T,
  required: ReadonlyArray<keyof T & string> = [],
) {
  return fc.record(fields, { requiredKeys: [...required] });
}

/** Text of `characters`, beginning and ending with one of `ends`. */
export function word(
  characters: string,
  ends: string,
  maxLength: number,
): fc.Arbitrary<string> {
  const end = fc.constantFrom(...ends);
  const middle = fc.string({
    unit: fc.constantFrom(...characters),
    maxLength: maxLength - 2,
  });
  return fc.oneof(
    end,
    fc.tuple(end, middle, end).map(parts => parts.join('')),
  );
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const letters = lower + lower.toUpperCase();

/** An RFC 1123 label of at most `maxLength` characters. */
export function label(maxLength = 63): fc.Arbitrary<string> {
  return word(`${lower}${digits}-`, lower + digits, maxLength);
}

/** A name of a Service, and of all that is called like it; none that the platform keeps for itself. */
export function serviceName(maxLength = 63): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...lower), label(maxLength - 1))
    .map(parts => parts.join(''))
    .filter(name => name !== 'default' && !name.startsWith('groundwork-'));
}

/** A name of a request. */
export const requestName = serviceName(52);

/** A name with dots. */
export const subdomain = fc
  .array(label(20), { minLength: 1, maxLength: 3 })
  .map(parts => parts.join('.'));

export const portNumber = fc.integer({ min: 1, max: 65535 });

/** A port's name: at most 15 characters, a letter among them, no double dash. */
export const portName = fc
  .tuple(fc.constantFrom(...lower), label(14))
  .map(parts => parts.join(''))
  .filter(name => !name.includes('--'));

/** A key of a Secret. */
export const secretKey = word(
  `${letters}${digits}-_.`,
  `${letters}${digits}_`,
  30,
);

export const variableName = word(`${letters}${digits}_`, `${letters}_`, 30);

/** Any text a container can take, quotes and line breaks among it. */
export const text = fc
  .string({ unit: 'grapheme', maxLength: 40 })
  .filter(isClearText);

/** An absolute directory. */
export const directory = fc
  .array(word(`${letters}${digits}-_.`, letters + digits, 12), {
    minLength: 1,
    maxLength: 3,
  })
  .map(parts => `/${parts.join('/')}`);

/** A header's name. */
export const headerName = word(`${letters}${digits}-`, letters, 20);

/** A header's value: words of visible ASCII. */
export const headerValue = fc
  .array(
    fc.string({
      unit: fc
        .integer({ min: 0x21, max: 0x7e })
        .map(c => String.fromCharCode(c)),
      minLength: 1,
      maxLength: 10,
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map(parts => parts.join(' '));

/** Items that differ in what `key` says. */
export function distinct<T>(
  item: fc.Arbitrary<T>,
  key: (item: T) => unknown,
  constraints: { minLength?: number; maxLength: number },
): fc.Arbitrary<T[]> {
  return fc.uniqueArray(item, { ...constraints, selector: key });
}
