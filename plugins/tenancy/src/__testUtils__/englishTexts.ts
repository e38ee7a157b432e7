import { tenancyTranslationRef, type Texts } from '../translations';
import {
  type FormTexts,
  tenancyFormTranslationRef,
} from '../translations/forms';

/** The texts as they stand in a reference, for what is given them by hand. */
function textsOf(ref: unknown) {
  // The only way to the default messages: they are no part of the reference's type.
  const messages = (
    ref as { getDefaultMessages(): Record<string, string> }
  ).getDefaultMessages();
  return (key: string, options: Record<string, unknown> = {}) => {
    const plural = options.count === 1 ? `${key}_one` : `${key}_other`;
    const text = messages[options.count === undefined ? key : plural];
    return text.replace(/\{\{ (\w+)(, number)? \}\}/g, (_, name, isNumber) =>
      isNumber
        ? Number(options[name]).toLocaleString('en-US')
        : String(options[name]),
    );
  };
}

/** The texts of pages and cards. */
export const englishTexts = textsOf(tenancyTranslationRef) as unknown as Texts;

/** The texts of forms. */
export const englishFormTexts = textsOf(
  tenancyFormTranslationRef,
) as unknown as FormTexts;
