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

/** What a button shows, and what it is called where several show the same. */
const NAMED = [
  ['acting.more', 'acting.moreOf'],
  ['acting.refresh', 'acting.refreshOf'],
  ['acting.hardRefresh', 'acting.hardRefreshOf'],
  ['acting.terminate', 'acting.terminateOf'],
  ['acting.restart', 'acting.restartOf'],
  ['acting.sync', 'acting.syncOf'],
  ['deploying.label', 'deploying.button'],
  ['diff.open', 'diff.openOf'],
  ['selfHeal.pauseLabel', 'selfHeal.pauseOf'],
  ['selfHeal.resumeLabel', 'selfHeal.resumeOf'],
  ['adopt.list.nameOwner', 'adopt.list.nameOwnerOf'],
  ['shared.copy', 'shared.copyCommand'],
  ['shared.copy', 'setup.copyOf'],
] as const;

/** As those who speak to their computer say it: punctuation and what a name fills in apart. */
const spoken = (text: string) =>
  text
    .replace(/\{\{.*?\}\}/g, ' ')
    .replace(/[^\p{L}\p{N} ]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

it.each([
  ['English', english('pages')],
  ['German', de],
  ['French', fr],
])('buttons in %s are called by what they show', (_language, messages) => {
  const texts = messages as Record<string, string>;
  NAMED.forEach(([label, name]) =>
    expect(spoken(texts[name])).toContain(spoken(texts[label])),
  );
});
