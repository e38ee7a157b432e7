import { Finding } from '@groundwork/engine';
import { Located } from '../located';
import { fileFinding } from '../checkout/fileFinding';

const LONGEST = 10_000;

/** What somebody fills in before it is applied, as Flux and envsubst do. */
const PLACEHOLDER =
  /\{\{[^{}]{0,200}\}\}|\$\([A-Za-z_][\w.-]{0,200}\)|\$\{[A-Za-z_][A-Za-z0-9_]*([:=?+\-,/%#^@][^}]{0,200})?\}/;

/**
 * The findings less those about values that hold a placeholder such as `${NAME}` or `{{ name }}`, which are not what will be applied;
 * each file with such is named once.
 */
export function withoutPlaceholders(findings: readonly Located[]): Located[] {
  const files = new Map<string, Located>();
  const kept = findings.filter(({ finding, path, line }) => {
    if (path === undefined || !isAboutPlaceholder(finding)) {
      return true;
    }
    if (!files.has(path)) {
      files.set(
        path,
        fileFinding(
          'NotJudged',
          path,
          'Values with placeholders such as ${NAME} or {{ name }} were not checked, because they are filled in elsewhere.',
          line,
        ),
      );
    }
    return false;
  });
  return [...kept, ...files.values()];
}

function isAboutPlaceholder({ evidence, message }: Finding): boolean {
  return (
    PLACEHOLDER.test(message.slice(0, LONGEST)) ||
    evidence.some(({ value }) => {
      const text = (JSON.stringify(value) ?? '').slice(0, LONGEST);
      return PLACEHOLDER.test(text);
    })
  );
}
