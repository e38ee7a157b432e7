import {
  Fields,
  fieldsOf,
  textOf,
  commandLimits,
  readYamlDocuments,
} from '@groundwork/engine';
import { Place } from '../checkout/Manifest';
import {
  Resource,
  identitiesOf,
  identityOf,
  isSame,
  remember,
} from './Resource';
import { JsonObject, copyOf, isObject } from './json';
import { PatchError, jsonPatch, operationsOf } from './jsonPatch';
import { mergePatch } from './mergePatch';
import { fails } from './problems';
import { select } from './selector';

/** The text of a patch and where it stands: in a file of its own, or in the Kustomization. */
interface PatchSource {
  text: string;
  path: string | undefined;
  place: Place;
}

/** Applies one entry of `patches`: a JSON patch, or strategic merge patches. */
export function applyPatch(
  resources: Resource[],
  entry: Fields,
  source: PatchSource,
): void {
  const documents = readYamlDocuments(source.text, {
    dialect: 'kubernetes',
    limits: commandLimits,
  });
  const target =
    entry.target === undefined || entry.target === null
      ? undefined
      : fieldsOf(entry.target);
  const operations =
    documents.length === 1 ? operationsOf(documents[0].value) : undefined;
  if (operations) {
    if (!target) {
      throw fails(source.place, 'a JSON patch needs a target');
    }
    for (const resource of select(resources, target)) {
      remember(resource);
      try {
        jsonPatch(resource.object, operations);
      } catch (error) {
        if (!(error instanceof PatchError)) {
          throw error;
        }
        throw fails(
          source.place,
          `the patch does not fit ${resource.place.path}: ${error.message}`,
        );
      }
      resource.patches.push(source.place);
    }
    return;
  }
  const options = fieldsOf(entry.options);
  for (const { value, line, lineOf } of documents) {
    if (!isObject(value)) {
      throw fails(
        source.place,
        'a patch is an object, or a list of operations',
      );
    }
    const patch: JsonObject = copyOf(value);
    const place =
      source.path === undefined
        ? source.place
        : { path: source.path, line, lineOf, value };
    const targets = target
      ? select(resources, target)
      : [named(resources, patch, place)];
    targets.forEach(resource =>
      merge(resources, resource, patch, options, place),
    );
  }
}

function named(
  resources: readonly Resource[],
  patch: JsonObject,
  place: Place,
): Resource {
  const identity = identityOf(patch);
  const found = resources.filter(resource =>
    identitiesOf(resource).some(old => isSame(old, identity)),
  );
  if (found.length !== 1) {
    const { kind, name, namespace } = identity;
    throw fails(
      place,
      `the patch is for ${kind} ${name}${
        namespace ? ` in namespace ${namespace}` : ''
      }, which the Kustomization does not have`,
    );
  }
  return found[0];
}

function merge(
  resources: Resource[],
  resource: Resource,
  patch: JsonObject,
  options: Fields,
  place: Place,
): void {
  const { object } = resource;
  const { kind, name, namespace } = identityOf(object);
  const mayRename = options.allowNameChange === true;
  const mayChangeKind = options.allowKindChange === true;
  if (mayRename || mayChangeKind) {
    remember(resource);
  }
  if (!mergePatch(object, copyOf(patch))) {
    resources.splice(resources.indexOf(resource), 1);
    return;
  }
  if (!mayChangeKind) {
    object.kind = kind;
  }
  const metadata = isObject(object.metadata) ? object.metadata : {};
  object.metadata = metadata;
  if (!mayRename || textOf(metadata.name) === undefined) {
    metadata.name = name;
  }
  if (namespace === '') {
    delete metadata.namespace;
  } else {
    metadata.namespace = namespace;
  }
  resource.patches.push(place);
}
