import { Cursor, refuseRepeated } from '../Cursor';
import { checkSelector } from '../labels';
import { filePathProblem } from './paths';
import { checkItems } from './volumeItems';

/** Checks what is put together into one volume; no two parts may have the same file. */
export function checkSources(sources: Cursor[]): void {
  const paths = sources.flatMap(checkSource);
  refuseRepeated(paths, p => p.text() || undefined, 'the file');
}

function checkSource(source: Cursor): Cursor[] {
  source.atMostOne(Object.keys(source.record()));
  const paths: Cursor[] = [];
  for (const kind of ['secret', 'configMap']) {
    const part = source.get(kind);
    if (!part.exists) {
      continue;
    }
    part.get('name').required();
    paths.push(...checkItems(part, false));
  }
  paths.push(...checkItems(source.get('downwardAPI'), true));
  const token = source.get('serviceAccountToken');
  if (token.exists) {
    token.get('expirationSeconds').within(600, 2 ** 32);
    const path = token.get('path');
    path.required();
    path.named(filePathProblem);
  }
  const bundle = source.get('clusterTrustBundle');
  if (bundle.exists) {
    paths.push(checkBundle(bundle));
  }
  return paths;
}

function checkBundle(bundle: Cursor): Cursor {
  const given = bundle.atMostOne(['name', 'signerName']);
  if (given.length === 0) {
    bundle.fail(
      'MissingField',
      'must have name or signerName',
      'Say which certificates.',
    );
  }
  given.forEach(field => bundle.get(field).required());
  checkSelector(bundle.get('labelSelector'));
  const path = bundle.get('path');
  path.required();
  path.named(filePathProblem);
  return path;
}
