import { Cursor } from './Cursor';
import { checkDuration } from './externalSecret';

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
        `is no finalizer of Argo CD, so that deletion would wait for ever: ${name}`,
        `Write resources-finalizer.${ARGO}.`,
      );
    }
  }
}

/**
 * Checks an ApplicationSet: its template as far as it is no template, and its generators.
 */
export function checkApplicationSet(object: Cursor): void {
  const spec = object.get('spec');
  spec.get('generators').required();
  checkApplicationSpec(spec.get('template', 'spec'));
}

function checkApplicationSpec(spec: Cursor): void {
  const single = spec.get('source');
  const several = spec.get('sources').items();
  const hydrator = spec.get('sourceHydrator');
  const kinds = [single.exists, several.length > 0, hydrator.exists];
  const given = kinds.filter(Boolean).length;
  if (given !== 1) {
    spec.fail(
      given === 0 ? 'MissingField' : 'Conflict',
      `must have exactly one of source, sources and sourceHydrator, has ${given}`,
      'Keep one of them.',
    );
  }
  const sources = single.exists ? [single] : several;
  for (const source of sources) checkSource(source, several.length > 0);
  checkDestination(spec.get('destination'));
  const retry = spec.get('syncPolicy', 'retry');
  checkDuration(retry.get('backoff', 'duration'));
  checkDuration(retry.get('backoff', 'maxDuration'));
  for (const ignored of spec.get('ignoreDifferences').items()) {
    for (const pointer of ignored.get('jsonPointers').items()) {
      pointer.named(text =>
        text.startsWith('/')
          ? undefined
          : 'must be a JSON pointer, starting with /',
      );
    }
  }
}

function checkSource(source: Cursor, several: boolean): void {
  source.get('repoURL').required();
  const path = source.get('path').text();
  const chart = source.get('chart').text();
  const ref = source.get('ref').text();
  if (!path && !chart && !(several && ref)) {
    source.fail(
      'MissingField',
      several ? 'must have path, chart or ref' : 'must have path or chart',
      'Say what to deploy.',
    );
  }
  if (path && chart) {
    source.fail(
      'Conflict',
      'must not have both path and chart',
      'Keep one of them.',
    );
  }
  if (chart && !source.get('targetRevision').text()) {
    source.get('targetRevision').required();
  }
  if (chart && ref) {
    source.fail(
      'Conflict',
      'must not have both chart and ref',
      'Write two sources.',
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
