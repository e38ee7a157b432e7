/** What keeps a path from lying below a directory. */
export function relativePathProblem(path: string): string | undefined {
  return path.startsWith('/') || path.split('/').includes('..')
    ? 'must be relative and without ..'
    : undefined;
}

/** What keeps a path from naming a file that a volume may hold: those that start with .. are the kubelet's own. */
export function filePathProblem(path: string): string | undefined {
  return (
    relativePathProblem(path) ??
    (path.startsWith('..') ? 'must not start with ..' : undefined)
  );
}
