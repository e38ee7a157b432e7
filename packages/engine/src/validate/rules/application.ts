import { Cursor } from './Cursor';
import { checkArgoPause } from './durations';

const TOOLS = ['helm', 'kustomize', 'directory', 'plugin'];
const ARGO = 'argocd.argoproj.io';
const FINALIZER = new RegExp(
  `^(resources-finalizer|(pre|post)-delete-finalizer)\\.${ARGO.replace(
    /\./g,
    '\\.',
  )}(/[a-z]+)?$`,
);

/**
 * Checks an Application as Argo CD does before it syncs one (release 3.5): its source, destination, retries and
 * finalizers.
 */
export function checkApplication(object: Cursor): void {
  checkApplicationSpec(object.get('spec'));
  for (const finalizer of object.get('metadata', 'finalizers').items()) {
    const name = finalizer.text() ?? '';
    if (name.includes(ARGO) && !FINALIZER.test(name)) {
      finalizer.fail(
        'NotAllowed',
        `is not a finalizer of Argo CD, so deletion would never finish: ${name}`,
        `Write resources-finalizer.${ARGO}.`,
      );
    }
  }
}

/**
 * Checks an ApplicationSet: its template as far as it is no template, and its generators. What a generator or
 * `templatePatch` may still add is not missed.
 */
export function checkApplicationSet(object: Cursor): void {
  const spec = object.get('spec');
  spec.get('generators').required();
  const isPatched =
    spec.get('templatePatch').exists ||
    JSON.stringify(spec.get('generators').value ?? []).includes('"template"');
  if (!isPatched) {
    checkApplicationSpec(spec.get('template', 'spec'));
  }
}

function checkApplicationSpec(spec: Cursor): void {
  const hydrator = spec.get('sourceHydrator');
  if (hydrator.exists) {
    hydrator.get('drySource', 'repoURL').required();
    hydrator.get('syncSource', 'targetBranch').required();
  } else {
    checkSources(spec);
  }
  checkDestination(spec.get('destination'));
  const backoff = spec.get('syncPolicy', 'retry', 'backoff');
  checkArgoPause(backoff.get('duration'));
  checkArgoPause(backoff.get('maxDuration'));
  for (const ignored of spec.get('ignoreDifferences').items()) {
    for (const pointer of ignored.get('jsonPointers').items()) {
      if (pointer.text()?.startsWith('/') === false) {
        pointer.fail(
          'WrongFormat',
          'must be a JSON pointer, starting with /, to have any effect',
          'Write it as /spec/replicas.',
          'warning',
        );
      }
    }
  }
}

/** Of `source` and `sources`, the second one counts where both are given. */
function checkSources(spec: Cursor): void {
  const single = spec.get('source');
  const several = spec.get('sources').items();
  if (several.length === 0 && !single.exists) {
    spec.fail(
      'MissingField',
      'must have source, sources or sourceHydrator',
      'Set a source.',
    );
    return;
  }
  if (several.length === 0) {
    checkSource(single, false);
    return;
  }
  if (single.exists) {
    single.fail(
      'Conflict',
      'has no effect beside sources',
      'Remove it.',
      'warning',
    );
  }
  several.forEach(source => checkSource(source, true));
  checkReferences(several);
}

function checkSource(source: Cursor, several: boolean): void {
  const repository = source.get('repoURL');
  repository.required();
  const path = source.get('path').text();
  const chart = source.get('chart').text();
  const ref = source.get('ref').text();
  if (!path && !chart && !(several && ref)) {
    source.fail(
      'MissingField',
      several ? 'must have path, chart or ref' : 'must have path or chart',
      'Set a source.',
    );
  }
  if (chart && !source.get('targetRevision').text()) {
    source.get('targetRevision').required();
  }
  if (chart && repository.text()?.startsWith('oci://')) {
    source.fail(
      'Conflict',
      'must not have chart with a repoURL that starts with oci://',
      'Leave oci:// out, or add the chart to repoURL and write path: . instead.',
    );
  }
  const tools = TOOLS.filter(tool => source.get(tool).exists);
  if (tools.length > 1) {
    source.fail(
      'Conflict',
      `must have at most one of ${TOOLS.join(', ')}, has ${tools.join(
        ' and ',
      )}`,
      'Keep one of them.',
    );
  }
}

/** Values files that start with `$` lie in the source of that `ref`, which must not be a chart (`GenerateManifests`). */
function checkReferences(sources: readonly Cursor[]): void {
  const byRef = new Map(
    sources.map(source => [`$${source.get('ref').text() ?? ''}`, source]),
  );
  for (const source of sources) {
    for (const file of source.get('helm', 'valueFiles').items()) {
      const text = file.text() ?? '';
      const target = byRef.get(text.split('/')[0]);
      if (text.startsWith('$') && target?.get('chart').text()) {
        file.fail(
          'Conflict',
          'must not refer to a source that is a chart',
          'Refer to a source in Git.',
        );
      }
    }
  }
}

function checkDestination(destination: Cursor): void {
  const server = destination.get('server').text();
  const name = destination.get('name').text();
  if (server && name) {
    destination.fail(
      'Conflict',
      'must not have both server and name',
      'Keep one of them.',
    );
  } else if (!server && !name) {
    destination.fail(
      'MissingField',
      'must have server or name',
      'Name the cluster.',
    );
  }
}
