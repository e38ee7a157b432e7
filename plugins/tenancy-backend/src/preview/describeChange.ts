import type { PreviewFile } from '@groundwork/backstage-plugin-tenancy-common';
import type { ManifestSet } from '@groundwork/engine';

/**
 * What a change does, one line for each object: `+ Namespace payments in dev, staging`.
 */
export function describeChange(
  next: ManifestSet,
  before: ManifestSet,
  files: readonly PreviewFile[],
): string[] {
  const old = objectsOf(before);
  const now = objectsOf(next);
  const touched = new Set(
    files.filter(({ change }) => change !== 'same').map(({ path }) => path),
  );
  const lines = new Map<string, Set<string>>();
  const say = (sign: string, { title, environment }: Place) => {
    const line = `${sign} ${title}`;
    lines.set(line, (lines.get(line) ?? new Set()).add(environment));
  };
  for (const [key, place] of now) {
    const was = old.get(key);
    if (!touched.has(place.path) || was?.text === place.text) {
      continue;
    }
    say(was ? '~' : '+', place);
  }
  for (const [key, place] of old) {
    if (!now.has(key)) {
      say('-', place);
    }
  }
  return [...lines].map(
    ([line, environments]) => `${line} in ${[...environments].join(', ')}`,
  );
}

interface Place {
  path: string;
  title: string;
  environment: string;
  text: string;
}

function objectsOf({ files }: ManifestSet): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const { target, path, objects } of files) {
    for (const object of target ? objects : []) {
      const title = `${object.kind} ${object.metadata.name}`;
      const environment = target?.environment ?? '';
      places.set(`${environment}/${target?.cluster}/${title}`, {
        path,
        title,
        environment,
        text: JSON.stringify(object),
      });
    }
  }
  return places;
}
