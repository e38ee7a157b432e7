import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  FieldError,
  alreadyExists,
  badRequest,
  conflict,
  forbidden,
  forbiddenValue,
  invalid,
  invalidValue,
  notFound,
} from './ApiError';
import { KubeObject, read, write } from './KubeObject';
import { Resource, apiVersionOf, storageKey } from './Resource';
import { Store } from './Store';
import { DeleteOptions, deletion, isFinished } from './deletion';
import { WriteContext, decodeObject, settle } from './decodeObject';
import { metadataErrors, metadataUpdateErrors } from './metadata';

/** Looks at what is about to be stored; refuses it or returns it completed. */
export type Admit = (
  object: KubeObject,
  before: KubeObject | undefined,
  resource: Resource,
  context: WriteContext,
) => KubeObject;

export type Part = '' | 'status' | 'finalize';

const SUFFIX = 'bcdfghjklmnpqrstvwxz2456789';

function suffixed(base: string): string {
  const letters = Array.from(
    { length: 5 },
    () => SUFFIX[Math.floor(Math.random() * SUFFIX.length)],
  );
  return `${base.slice(0, 58)}${letters.join('')}`;
}

/** Whole seconds, as Kubernetes writes times. */
export function timestamp(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

/** All changes of objects: the semantics of `metadata`, the same for all. */
export class Writer {
  constructor(private readonly store: Store, private readonly admit: Admit) {}

  create(
    resource: Resource,
    namespace: string | undefined,
    body: unknown,
    context: WriteContext,
  ): KubeObject {
    const sent = decodeObject(resource, body, namespace);
    const { name: given, generateName } = sent.metadata;
    const name = given || (generateName ? suffixed(generateName) : '');
    if (sent.metadata.resourceVersion) {
      throw badRequest(
        'resourceVersion should not be set on objects to be created',
      );
    }
    this.requireNamespace(resource, namespace, name);
    const object: KubeObject = {
      ...settle(resource, sent, context),
      metadata: {
        ...sent.metadata,
        name,
        namespace,
        uid: randomUUID(),
        creationTimestamp: timestamp(),
        generation: resource.generation ? 1 : undefined,
        deletionTimestamp: undefined,
        deletionGracePeriodSeconds: undefined,
      },
    };
    if (resource.newStatus) {
      object.status = resource.newStatus;
    } else if (resource.status && resource.definition) {
      delete object.status;
    }
    const admitted = this.accept(resource, object, undefined, context);
    if (this.store.get(storageKey(resource), namespace, name)) {
      throw alreadyExists(resource, name);
    }
    return this.store.put(storageKey(resource), admitted);
  }

  update(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    part: Part,
    next: (current: KubeObject) => unknown,
    context: WriteContext,
  ): KubeObject {
    const before = this.require(resource, namespace, name);
    const sent = decodeObject(resource, next(before), namespace);
    this.checkIdentity(resource, before, sent);
    const after = this.merge(resource, before, sent, part, context);
    const ignored = write(after, 'metadata.resourceVersion', undefined);
    const compared = write(before, 'metadata.resourceVersion', undefined);
    if (isDeepStrictEqual(plain(ignored), plain(compared))) {
      return before;
    }
    const accepted = this.accept(resource, after, before, context);
    const { deletionTimestamp } = accepted.metadata;
    if (deletionTimestamp && isFinished(resource, accepted)) {
      this.store.remove(storageKey(resource), accepted);
      return accepted;
    }
    return this.store.put(storageKey(resource), accepted);
  }

  /** Removes the object, or marks it when finalizers hold it. */
  delete(
    resource: Resource,
    namespace: string | undefined,
    name: string,
    options: DeleteOptions = {},
  ): { object: KubeObject; gone: boolean } {
    const before = this.require(resource, namespace, name);
    const { uid, resourceVersion } = options.preconditions ?? {};
    for (const [word, wanted, is] of [
      ['UID', uid, before.metadata.uid],
      ['ResourceVersion', resourceVersion, before.metadata.resourceVersion],
    ]) {
      if (wanted !== undefined && wanted !== is) {
        const why = `Precondition failed: ${word} in precondition: ${wanted}, ${word} in object meta: ${is}`;
        throw conflict(resource, name, why);
      }
    }
    const marked = deletion(resource, before, options, timestamp());
    if (isFinished(resource, marked)) {
      this.store.remove(storageKey(resource), before);
      return { object: before, gone: true };
    }
    const object = isDeepStrictEqual(marked, before)
      ? before
      : this.store.put(storageKey(resource), marked);
    return { object, gone: false };
  }

  require(resource: Resource, namespace: string | undefined, name: string) {
    const found = this.store.get(storageKey(resource), namespace, name);
    if (!found) {
      throw notFound(resource, name);
    }
    return found;
  }

  private requireNamespace(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ): void {
    if (namespace === undefined) {
      return;
    }
    const found = this.store.get('/namespaces', undefined, namespace);
    if (!found) {
      const kind = { group: '', plural: 'namespaces', kind: 'Namespace' };
      throw notFound(kind, namespace);
    }
    if (found.metadata.deletionTimestamp) {
      const field = 'metadata.namespace';
      const message = `namespace ${namespace} is being terminated`;
      const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
      throw forbidden(resource, name, why, [
        { reason: 'NamespaceTerminating', field, message },
      ]);
    }
  }

  private checkIdentity(
    resource: Resource,
    before: KubeObject,
    sent: KubeObject,
  ): void {
    const { name, uid, resourceVersion } = sent.metadata;
    const old = before.metadata;
    if (name !== old.name) {
      throw badRequest(
        `the name of the object (${name}) does not match the name on the URL (${old.name})`,
      );
    }
    if (uid && uid !== old.uid) {
      const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.uid}`;
      throw conflict(resource, name, why);
    }
    if (!resourceVersion && !resource.unconditional) {
      const why = 'must be specified for an update';
      throw invalid(resource, name, [
        invalidValue('metadata.resourceVersion', 0, why),
      ]);
    }
    if (resourceVersion && resourceVersion !== old.resourceVersion) {
      throw conflict(resource, name);
    }
  }

  /** What is taken of the sent object, by the part that is written. */
  private merge(
    resource: Resource,
    before: KubeObject,
    sent: KubeObject,
    part: Part,
    context: WriteContext,
  ): KubeObject {
    if (part === 'finalize') {
      return write(before, 'spec.finalizers', read(sent, 'spec.finalizers'));
    }
    if (part === 'status') {
      const status = settle(resource, sent, context).status;
      return write(before, 'status', status);
    }
    const old = before.metadata;
    const after: KubeObject = {
      ...settle(resource, sent, context),
      metadata: {
        ...sent.metadata,
        uid: old.uid,
        generateName: old.generateName,
        creationTimestamp: old.creationTimestamp,
        deletionTimestamp: old.deletionTimestamp,
        deletionGracePeriodSeconds: old.deletionGracePeriodSeconds,
        generation: old.generation,
      },
    };
    const kept = resource.status
      ? write(after, 'status', before.status)
      : after;
    const wish = (object: KubeObject) => {
      const { metadata: _metadata, status, ...rest } = plain(object);
      return resource.status ? rest : { ...rest, status };
    };
    if (resource.generation && !isDeepStrictEqual(wish(kept), wish(before))) {
      const generation = (old.generation ?? 0) + 1;
      return write(kept, 'metadata.generation', generation);
    }
    return kept;
  }

  private accept(
    resource: Resource,
    object: KubeObject,
    before: KubeObject | undefined,
    context: WriteContext,
  ): KubeObject {
    const admitted = plain(this.admit(object, before, resource, context));
    const errors: FieldError[] = metadataErrors(admitted, resource);
    if (before) {
      errors.push(...metadataUpdateErrors(before, admitted));
      for (const field of resource.immutable) {
        if (!isDeepStrictEqual(read(before, field), read(admitted, field))) {
          errors.push(forbiddenValue(field, 'field is immutable'));
        }
      }
    }
    if (errors.length > 0) {
      throw invalid(resource, object.metadata.name, errors);
    }
    if (resource.unenforced) {
      context.warnings.push(resource.unenforced);
    }
    return { ...admitted, apiVersion: apiVersionOf(resource) };
  }
}

/** Without undefined fields, as it would be read from JSON. */
function plain(object: KubeObject): KubeObject {
  return JSON.parse(JSON.stringify(object)) as KubeObject;
}
