import { type Fields, fieldsOf } from '../../model/fields';
import type { Steps } from '../../steps';
import { readYaml, YamlError } from '../../yaml';
import { isNamedCredential, isNamedNumber } from './credentialName';
import { isLiteral } from './isLiteral';

/** What is longer is looked through by lines alone. */
const limits = { characters: 64 * 1024, nodes: 5_000, depth: 40 };

/** A text without any of these names nothing that is secret. */
const hint =
  /pass|pwd|secret|token|key|credential|private|dsn|auth|bearer|jwt|salt|connection/i;

/** Whether a text is YAML or JSON in which a name and its value are a credential, on however many lines they stand. */
export function* inYaml(text: string): Steps<boolean> {
  if (
    text.length > limits.characters ||
    !/[:{]/.test(text) ||
    !hint.test(text)
  ) {
    return false;
  }
  yield;
  try {
    return readYaml(text, { limits, repeatedKeys: 'last' }).some(inValue);
  } catch (error) {
    if (!(error instanceof YamlError)) {
      throw error;
    }
    return false;
  }
}

function inValue(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(inValue);
  }
  const fields = fieldsOf(value);
  return (
    isPair(fields) ||
    Object.entries(fields).some(
      ([name, each]) => isSaid(name, each) || inValue(each),
    )
  );
}

/** A variable or a parameter: its name beside its value. */
function isPair({ name, value }: Fields): boolean {
  return typeof name === 'string' && isSaid(name, value);
}

function isSaid(name: string, value: unknown): boolean {
  if (typeof value === 'number') {
    return isNamedNumber(name, value);
  }
  const text = typeof value === 'string' ? value.trim() : '';
  // Sentences, scripts and templates are looked through by lines.
  return isLiteral(text) && !/\s/.test(text) && isNamedCredential(name, text);
}
