import { KubernetesObject } from '../../../model';
import { Fields, at, fieldsOf, listOf } from '../../../model/fields';
import { Steps } from '../../../steps';
import { NotEvaluated } from './NotEvaluated';
import {
  Manifest,
  ManifestFiles,
  Manifests,
  UnreadManifests,
} from './Manifest';
import { Kustomizing, kustomizationIn } from './kustomize';
import { parseManifests } from './parseManifests';

/** Objects of one Application that are compared at most. */
const mostObjects = 2_000;

/**
 * What Argo CD would apply from a folder, as far as files say it: plain manifests, or a kustomization that lists them. What
 * patches and transformers change is masked, and what makes objects, such as charts, generators and plugins, is not evaluated.
 * In steps of a file each.
 *
 * @param root - nothing outside of this folder is read
 * @public
 */
export function* readManifestsInSteps(options: {
  files: ManifestFiles;
  commit: string;
  path: string;
  root: string;
  application: KubernetesObject;
}): Steps<Manifests | UnreadManifests> {
  const { files, commit, path, root, application } = options;
  try {
    const [first] = listOf(at(application.spec, 'sources'));
    const source = first ?? fieldsOf(at(application.spec, 'source'));
    assertPlain(source, files, path, application.metadata.name);
    const objects = kustomizationIn(files, path)
      ? yield* new Kustomizing(files, root).build(path)
      : yield* directory(files, path, fieldsOf(source.directory));
    if (objects.length > mostObjects) {
      throw new NotEvaluated(`it has more than ${mostObjects} objects`);
    }
    return { commit, objects };
  } catch (error) {
    if (error instanceof NotEvaluated) {
      return { why: error.message };
    }
    throw error;
  }
}

/** Refuses what else than files says what is applied. */
function assertPlain(
  source: Fields,
  files: ManifestFiles,
  path: string,
  name: string,
): void {
  for (const tool of ['helm', 'plugin', 'kustomize']) {
    if (Object.keys(fieldsOf(source[tool])).length > 0) {
      throw new NotEvaluated(`its source has options for ${tool}`);
    }
  }
  if (files.has(`${path}/Chart.yaml`)) {
    throw new NotEvaluated('it is a Helm chart, which is not rendered here');
  }
  const overriding = ['.argocd-source.yaml', `.argocd-source-${name}.yaml`];
  if (overriding.some(file => files.has(`${path}/${file}`))) {
    throw new NotEvaluated('a file .argocd-source changes its source');
  }
}

function* directory(
  files: ManifestFiles,
  path: string,
  options: Fields,
): Steps<Manifest[]> {
  const { recurse, include, exclude, jsonnet } = options;
  if (include || exclude || Object.keys(fieldsOf(jsonnet)).length > 0) {
    throw new NotEvaluated('its source chooses among files');
  }
  const inside = [...files].filter(
    ([file]) =>
      file.startsWith(`${path}/`) &&
      (recurse === true || !file.slice(path.length + 1).includes('/')),
  );
  if (inside.some(([file]) => file.endsWith('.jsonnet'))) {
    throw new NotEvaluated('it uses Jsonnet, which is not evaluated here');
  }
  const objects: Manifest[] = [];
  for (const [file, text] of inside) {
    if (/\.(ya?ml|json)$/.test(file)) {
      objects.push(
        ...parseManifests(file, textOf(file, text)).map(object => ({
          object,
          masks: [],
        })),
      );
      yield;
    }
  }
  return objects;
}

/** The text of a file. */
function textOf(path: string, file: { content(): string }): string {
  try {
    return file.content();
  } catch {
    throw new NotEvaluated(`${path} cannot be read`);
  }
}
