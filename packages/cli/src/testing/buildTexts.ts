import { build } from '../kustomize/build';
import { BuildFiles } from '../kustomize/BuildFiles';

/** Files in memory; directories are there as far as files lie in them. */
function filesOf(texts: Record<string, string>): BuildFiles {
  const paths = Object.keys(texts);
  return {
    isFile: path => Object.hasOwn(texts, path),
    isDirectory: path => paths.some(other => other.startsWith(`${path}/`)),
    text: path => texts[path],
    bytes: path =>
      texts[path] === undefined ? undefined : Buffer.from(texts[path]),
  };
}

/** What a Kustomization of these files builds, and what is said of it as `code path:line why`. */
export function buildTexts(texts: Record<string, string>, directory = 'app') {
  const { resources, problems } = build(filesOf(texts), directory);
  return {
    objects: resources.map(({ object }) => object),
    problems: problems.map(
      ({ code, place, why }) => `${code} ${place.path}:${place.line} ${why}`,
    ),
  };
}
