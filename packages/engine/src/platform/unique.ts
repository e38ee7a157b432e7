import type { PlatformProblem } from './PlatformProblem';

/** Names that a list has twice. */
export function unique(
  items: ReadonlyArray<{ name: string }>,
  field: string,
): PlatformProblem[] {
  const names = items.map(item => item.name);
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [
          {
            code: 'Duplicate',
            field: `${field}[${index}].name`,
            given: name,
            message: 'Duplicate name.',
            fix: 'Use a unique name for each.',
          },
        ],
  );
}
