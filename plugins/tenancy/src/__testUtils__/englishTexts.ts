import { tenancyTranslationRef, type Texts } from '../translations';

/** The texts as they stand in the reference, for what is given them by hand. */
export const englishTexts = ((
  key: string,
  options: Record<string, unknown> = {},
) => {
  // The only way to the default messages: they are no part of the reference's type.
  const ref: unknown = tenancyTranslationRef;
  const messages = (
    ref as { getDefaultMessages(): Record<string, string> }
  ).getDefaultMessages();
  const plural = options.count === 1 ? `${key}_one` : `${key}_other`;
  const text = messages[options.count === undefined ? key : plural];
  return text.replace(/\{\{ (\w+)(?:, number)? \}\}/g, (_, name) =>
    String(options[name]),
  );
}) as unknown as Texts;
