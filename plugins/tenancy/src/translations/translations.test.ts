import de from './de';
import fr from './fr';
import { tenancyTranslations } from './resource';

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{ (\w+)(?:, number)? \}\}/g)]
    .map(([, name]) => name)
    .sort();

/** As they stand in the reference, which has them flat. */
function english(): Record<string, string> {
  // The only way to the default messages: they are no part of the reference's type.
  const ref: unknown = jest.requireActual('./ref').tenancyTranslationRef;
  return (
    ref as { getDefaultMessages(): Record<string, string> }
  ).getDefaultMessages();
}

describe.each([
  ['de', de],
  ['fr', fr],
] as const)('texts in %s', (_language, { messages }) => {
  const texts = messages as Record<string, string>;

  it('are there for every key, and for no other', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english()).sort());
  });

  it.each(Object.keys(texts))('name the same things in %s', key => {
    expect(placeholders(texts[key])).toEqual(placeholders(english()[key]));
  });
});

describe('tenancyTranslations', () => {
  it('are texts of our plugin', () => {
    expect(tenancyTranslations.id).toBe('plugin.tenancy');
  });
});
