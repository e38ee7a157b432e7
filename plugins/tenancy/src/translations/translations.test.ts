import de from './de';
import fr from './fr';
import formsInGerman from './forms/de';
import formsInFrench from './forms/fr';

const placeholders = (text: string) =>
  [...text.matchAll(/\{\{ (\w+)(?:, number)? \}\}/g)]
    .map(([, name]) => name)
    .sort();

/** As they stand in a reference, which has them flat. */
function english(of: 'pages' | 'forms'): Record<string, string> {
  // The only way to the default messages: they are no part of the reference's type.
  const ref: unknown =
    of === 'pages'
      ? jest.requireActual('./ref').tenancyTranslationRef
      : jest.requireActual('./forms').tenancyFormTranslationRef;
  return (
    ref as { getDefaultMessages(): Record<string, string> }
  ).getDefaultMessages();
}

describe.each([
  ['pages', 'de', de],
  ['pages', 'fr', fr],
  ['forms', 'de', formsInGerman],
  ['forms', 'fr', formsInFrench],
] as const)('texts of %s in %s', (of, _language, messages) => {
  const texts = messages as Record<string, string>;

  it('are there for every key, and for no other', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english(of)).sort());
  });

  it.each(Object.keys(texts))('name the same things in %s', key => {
    expect(placeholders(texts[key])).toEqual(placeholders(english(of)[key]));
  });
});
