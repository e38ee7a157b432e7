import { Fields, fieldsOf, textOf } from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import { Accumulator } from './Accumulator';
import { BuildContext } from './BuildContext';
import { generate } from './generators';
import { Kustomization } from './kustomization';
import { notJudged } from './problems';
import { isRemote, withoutSecrets } from './remote';
import { Resource } from './Resource';
import { absorb } from './resourceList';

/** Adds the ConfigMaps and Secrets of `configMapGenerator` and `secretGenerator`. */
export function runGenerators(
  context: BuildContext,
  kustomization: Kustomization,
  { resources }: Accumulator,
): void {
  const globals = kustomization.fields('generatorOptions');
  for (const [field, kind] of [
    ['configMapGenerator', 'ConfigMap'],
    ['secretGenerator', 'Secret'],
  ] as const) {
    kustomization.list(field).forEach((args, i) => {
      const place = kustomization.at(field, i);
      makeOne(context, kustomization, resources, {
        kind,
        args,
        globals,
        place,
      });
    });
  }
}

/** Adds what a generator in a file of its own makes; answers whether it is one that is known here. */
export function runGeneratorFile(
  context: BuildContext,
  kustomization: Kustomization,
  { resources }: Accumulator,
  { object, place }: Resource,
): boolean {
  const kind = /^(ConfigMap|Secret)Generator$/.exec(String(object.kind))?.[1];
  if (kind === undefined || object.apiVersion !== 'builtin') {
    return false;
  }
  const { name, namespace } = fieldsOf(object.metadata);
  makeOne(context, kustomization, resources, {
    kind: kind === 'Secret' ? kind : 'ConfigMap',
    args: { name, namespace, ...object },
    globals: {},
    place,
  });
  return true;
}

function makeOne(
  context: BuildContext,
  { directory }: Kustomization,
  resources: Resource[],
  {
    kind,
    args,
    globals,
    place,
  }: {
    kind: 'ConfigMap' | 'Secret';
    args: Fields;
    globals: Fields;
    place: Place;
  },
): void {
  const read = (name: string) => {
    if (isRemote(name)) {
      context.problems.push(
        notJudged(
          place,
          `${withoutSecrets(name)} lies elsewhere and was not read`,
        ),
      );
      return new Uint8Array();
    }
    const path = context.pathOf(directory, name);
    context.used.add(path);
    return context.files.bytes(path);
  };
  context.evaluated(place, () => {
    const made = generate(kind, args, globals, read, place);
    absorb(resources, made, textOf(args.behavior), place);
  });
}
