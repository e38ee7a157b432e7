import type { FormTexts } from '../../translations/forms';
/** Longest name that Kubernetes takes for a namespace (RFC 1123 label). */
const MAX_LENGTH = 63;

/** What is wrong with the shape of a name, in words; undefined when nothing is. */
export function nameProblem(name: string, t: FormTexts): string | undefined {
  if (name === '') {
    return t('name.needed');
  }
  if (name.length > MAX_LENGTH) {
    return t('name.tooLong', {
      most: String(MAX_LENGTH),
      length: String(name.length),
    });
  }
  if (/[A-Z]/.test(name)) {
    return t('name.upperCase');
  }
  if (!/^[-a-z0-9]+$/.test(name)) {
    return t('name.characters');
  }
  if (/^-|-$/.test(name)) {
    return t('name.ends');
  }
  return undefined;
}
