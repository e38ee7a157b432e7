import { KubernetesObject } from '../../../model';
import { Fields, fieldsOf, listOf, textOf } from '../../../model/fields';
import { Mask } from '../Mask';

const podSpecs = [
  ['spec'],
  ['spec', 'template', 'spec'],
  ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
];
const labelled = [
  ['metadata'],
  ['spec', 'template', 'metadata'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata'],
];
const selectors = [
  ['spec', 'selector'],
  ['spec', 'selector', 'matchLabels'],
  ['spec', 'podSelector', 'matchLabels'],
];

/** The fields of an object that transformers of its kustomization change: images, replicas, common labels. */
export function transformerMasks(
  { metadata }: KubernetesObject,
  kustomization: Fields,
): Mask[] {
  const { images, replicas, namespace } = kustomization;
  const labels = [
    ...Object.keys(fieldsOf(kustomization.commonLabels)),
    ...listOf(kustomization.labels).flatMap(each =>
      Object.keys(fieldsOf(each.pairs)),
    ),
  ];
  const annotations = Object.keys(fieldsOf(kustomization.commonAnnotations));
  return [
    ...(listOf(images).length > 0 ? imageMasks() : []),
    ...(listOf(replicas).some(({ name }) => name === metadata.name)
      ? [mask('replicas', ['spec', 'replicas'])]
      : []),
    ...(textOf(namespace) === undefined
      ? []
      : [mask('namespace', ['subjects'])]),
    ...labels.flatMap(key => [
      ...labelled.map(path => mask('labels', [...path, 'labels', key])),
      ...selectors.map(path => mask('labels', [...path, key])),
    ]),
    ...annotations.flatMap(key =>
      labelled.map(path =>
        mask('commonAnnotations', [...path, 'annotations', key]),
      ),
    ),
  ];
}

function imageMasks(): Mask[] {
  return podSpecs.flatMap(path =>
    ['containers', 'initContainers'].map(
      (list): Mask => ({
        steps: [
          ...path.map(field => ({ field })),
          { field: list },
          'item',
          { field: 'image' },
        ],
        outcome: outcome('images'),
      }),
    ),
  );
}

function mask(field: string, path: readonly string[]): Mask {
  return {
    steps: path.map(step => ({ field: step })),
    outcome: outcome(field),
  };
}

function outcome(field: string): Mask['outcome'] {
  return { why: `${field} of its kustomization changes it` };
}
