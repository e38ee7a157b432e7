import {
  Fields,
  listOf,
  textOf,
  commandLimits,
  readYamlDocuments,
} from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import { Accumulator } from './Accumulator';
import { BuildContext } from './BuildContext';
import { Kustomization } from './kustomization';
import { applyPatch } from './patches';
import { fails } from './problems';
import { replace } from './replacements';
import { Resource } from './Resource';
import {
  addLabels,
  addPairs,
  addToNames,
  setImages,
  setNamespace,
  setReplicas,
} from './transformers';

/** Changes what a Kustomization has by its own fields, in the order of Kustomize. */
export function runTransformers(
  context: BuildContext,
  kustomization: Kustomization,
  { resources, fields }: Accumulator,
): void {
  const text = (field: string) => textOf(kustomization.value[field]) ?? '';
  const patches = (field: string) =>
    kustomization
      .list(field)
      .forEach((item, i) =>
        runPatch(
          context,
          kustomization,
          item,
          kustomization.at(field, i),
          resources,
        ),
      );
  kustomization.list('patchesStrategicMerge', true).forEach((item, i) => {
    const place = kustomization.at('patchesStrategicMerge', i);
    const entry = textOf(item.text) ?? '';
    runMergePatch(context, kustomization, entry, place, resources);
  });
  patches('patches');
  if (text('namespace') !== '') {
    setNamespace(resources, text('namespace'), fields.namespace);
  }
  addToNames(resources, text('namePrefix'), '', fields.namePrefix);
  addToNames(resources, '', text('nameSuffix'), fields.nameSuffix);
  context.evaluated(kustomization.at('labels'), () =>
    addLabels(resources, kustomization.value, fields),
  );
  addPairs(
    resources,
    kustomization.fields('commonAnnotations'),
    fields.commonAnnotations,
  );
  patches('patchesJson6902');
  const replicas = kustomization.at('replicas');
  context.evaluated(replicas, () =>
    runReplicas(
      resources,
      kustomization.list('replicas'),
      fields.replicas,
      replicas,
    ),
  );
  setImages(
    resources,
    [...kustomization.list('images'), ...kustomization.list('imageTags')],
    fields.images,
  );
  kustomization
    .list('replacements')
    .forEach((item, i) =>
      runReplacement(
        context,
        kustomization,
        item,
        kustomization.at('replacements', i),
        resources,
      ),
    );
}

/** Sets replicas; Kustomize refuses names that nothing has. */
export function runReplicas(
  resources: readonly Resource[],
  items: readonly Fields[],
  fields: Accumulator['fields']['replicas'],
  place: Place,
): void {
  const [missing] = setReplicas(resources, items, fields);
  if (missing !== undefined) {
    throw fails(place, `nothing is called ${missing}`);
  }
}

/** A strategic merge patch, in a file or as it stands. */
export function runMergePatch(
  context: BuildContext,
  kustomization: Kustomization,
  entry: string,
  place: Place,
  resources: Resource[],
): void {
  const isInline = !context.files.isFile(
    context.pathOf(kustomization.directory, entry),
  );
  runPatch(
    context,
    kustomization,
    isInline ? { patch: entry } : { path: entry },
    place,
    resources,
  );
}

/** One entry of `patches`. */
export function runPatch(
  context: BuildContext,
  { directory }: Kustomization,
  entry: Fields,
  place: Place,
  resources: Resource[],
): void {
  const name = textOf(entry.path);
  const path = name === undefined ? undefined : context.pathOf(directory, name);
  const text =
    path === undefined ? textOf(entry.patch) : context.files.text(path);
  if (path !== undefined && text !== undefined) {
    context.used.add(path);
    context.warnOutside(directory, path, place);
  }
  if (text === undefined) {
    if (name !== undefined && path !== undefined) {
      context.missing(name, path, place);
      return;
    }
    throw fails(place, 'a patch needs path or patch');
  }
  context.evaluated(place, () =>
    applyPatch(resources, entry, { text, path, place }),
  );
}

/** One entry of `replacements`. */
export function runReplacement(
  context: BuildContext,
  { directory }: Kustomization,
  item: Fields,
  place: Place,
  resources: Resource[],
): void {
  const name = textOf(item.path);
  if (name === undefined) {
    context.evaluated(place, () => replace(resources, item));
    return;
  }
  const text = context.textOf(context.pathOf(directory, name), name, place);
  if (text === undefined) {
    return;
  }
  context.evaluated(place, () => {
    for (const { value } of readYamlDocuments(text, {
      limits: commandLimits,
    })) {
      listOf(Array.isArray(value) ? value : [value]).forEach(each =>
        replace(resources, each),
      );
    }
  });
}
