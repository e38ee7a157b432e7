import { Fields, fieldsOf, listOf, textOf, textsOf } from '@groundwork/engine';
import { Accumulator } from './Accumulator';
import { BuildContext } from './BuildContext';
import { fieldsIn } from './fieldTables';
import { Kustomization } from './kustomization';
import { Resource } from './Resource';
import {
  runMergePatch,
  runPatch,
  runReplacement,
  runReplicas,
} from './runTransformers';
import { addPairs, addToNames, setImages, setNamespace } from './transformers';

interface Step {
  context: BuildContext;
  kustomization: Kustomization;
  resources: Resource[];
  config: Fields;
  place: Resource['place'];
}

/** What the transformers that Kustomize brings do, by the kind of their file. Paths are those of the Kustomization. */
const TRANSFORMERS: Record<string, (step: Step) => void> = {
  AnnotationsTransformer: ({ resources, config }) =>
    addPairs(resources, fieldsOf(config.annotations), fieldsIn(config)),
  ImageTagTransformer: ({ resources, config }) =>
    setImages(resources, [fieldsOf(config.imageTag)], fieldsIn(config)),
  LabelTransformer: ({ resources, config }) =>
    addPairs(resources, fieldsOf(config.labels), fieldsIn(config)),
  NamespaceTransformer: ({ resources, config }) => {
    const namespace = textOf(fieldsOf(config.metadata).namespace) ?? '';
    if (namespace !== '') {
      setNamespace(resources, namespace, fieldsIn(config), {
        unsetOnly: config.unsetOnly === true,
        subjects: textOf(config.setRoleBindingSubjects) || 'defaultOnly',
      });
    }
  },
  PatchJson6902Transformer: ({
    context,
    kustomization,
    resources,
    config,
    place,
  }) => {
    const { target, path, jsonOp } = config;
    const entry = { target, ...(path ? { path } : { patch: jsonOp }) };
    runPatch(context, kustomization, entry, place, resources);
  },
  PatchStrategicMergeTransformer: ({
    context,
    kustomization,
    resources,
    config,
    place,
  }) => {
    const inline = textOf(config.patches);
    for (const entry of [
      ...textsOf(config.paths),
      ...(inline ? [inline] : []),
    ]) {
      runMergePatch(context, kustomization, entry, place, resources);
    }
  },
  PatchTransformer: ({ context, kustomization, resources, config, place }) =>
    runPatch(context, kustomization, config, place, resources),
  PrefixSuffixTransformer: ({ resources, config }) => {
    addToNames(resources, textOf(config.prefix) ?? '', '', fieldsIn(config));
    addToNames(resources, '', textOf(config.suffix) ?? '', fieldsIn(config));
  },
  PrefixTransformer: ({ resources, config }) =>
    addToNames(resources, textOf(config.prefix) ?? '', '', fieldsIn(config)),
  ReplacementTransformer: ({
    context,
    kustomization,
    resources,
    config,
    place,
  }) =>
    listOf(config.replacements).forEach(item =>
      runReplacement(context, kustomization, item, place, resources),
    ),
  ReplicaCountTransformer: ({ context, resources, config, place }) =>
    context.evaluated(place, () =>
      runReplicas(
        resources,
        [fieldsOf(config.replica)],
        fieldsIn(config),
        place,
      ),
    ),
  SuffixTransformer: ({ resources, config }) =>
    addToNames(resources, '', textOf(config.suffix) ?? '', fieldsIn(config)),
};

/** Changes what a Kustomization has by a transformer in a file of its own; answers whether it is one that is known here. */
export function runTransformerFile(
  context: BuildContext,
  kustomization: Kustomization,
  { resources }: Accumulator,
  { object, place }: Resource,
): boolean {
  const kind = String(object.kind);
  if (object.apiVersion !== 'builtin' || !Object.hasOwn(TRANSFORMERS, kind)) {
    return false;
  }
  TRANSFORMERS[kind]({
    context,
    kustomization,
    resources,
    config: object,
    place,
  });
  return true;
}
