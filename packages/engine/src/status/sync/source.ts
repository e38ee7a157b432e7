import {
  Fields,
  at,
  fieldsOf,
  listOf,
  textOf,
  textsOf,
} from '../../model/fields';

/** A place that manifests come from. `path` is absent of a chart, and of a source that only lends its value files. */
export interface Source {
  repository: string;
  path?: string;
  chart?: string;
  /** The name by which other sources use its files. */
  ref?: string;
  /** What it follows: a branch, a tag, a commit, `HEAD`. */
  follows: string;
}

/** The sources of an Application: one, several, or the branch that a hydrator writes. */
export function sourcesOf(spec: unknown): Source[] {
  const hydrated = fieldsOf(at(spec, 'sourceHydrator'));
  const { repoURL } = fieldsOf(hydrated.drySource);
  if (textOf(repoURL)) {
    const { targetBranch, path, ...own } = fieldsOf(hydrated.syncSource);
    return [
      sourceOf({
        repoURL: textOf(own.repoURL) ?? repoURL,
        path,
        targetRevision: targetBranch,
      }),
    ];
  }
  const several = listOf(at(spec, 'sources'));
  return several.length > 0
    ? several.map(sourceOf)
    : [sourceOf(fieldsOf(at(spec, 'source')))];
}

function sourceOf(fields: Fields): Source {
  const chart = textOf(fields.chart);
  const path = chart === undefined ? textOf(fields.path) : undefined;
  const ref = textOf(fields.ref);
  return {
    repository: textOf(fields.repoURL) ?? '',
    ...(path === undefined ? {} : { path }),
    ...(chart === undefined ? {} : { chart }),
    ...(ref === undefined ? {} : { ref }),
    follows: textOf(fields.targetRevision) ?? 'HEAD',
  };
}

/** The revisions of one source, or of each of several. */
export function revisionsOf(item: Fields): readonly string[] {
  const several = textsOf(item.revisions).filter(text => text !== '');
  const one = textOf(item.revision);
  if (several.length > 0) {
    return several;
  }
  return one ? [one] : [];
}
