import { randomInt, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ApiError, cause, conflict, refusal, refuseInvalid } from './ApiError';
import { Fields, KubeObject, isFields, plain, read, write } from './KubeObject';
import { Resource, apiVersionOf, storageKey } from './Resource';
import { Store } from './Store';
import { UserInfo } from './auth/UserInfo';
import { DeleteOptions, deletion, isFinished } from './deletion';
import { decodeMetadata, metadataCauses } from './metadata';
import { conform } from './conform';

export interface WriteContext {
  user: UserInfo;
  /** Sent back as `Warning` headers. */
  warnings: string[];
  fieldValidation: string;
}

/** Looks at what is about to be stored; refuses it or returns it completed. */
export type Admit = (
  object: KubeObject,
  before: KubeObject | undefined,
  resource: Resource,
  context: WriteContext,
) => KubeObject;

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const NAMESPACE = { group: '', plural: 'namespaces', kind: 'Namespace' };

function suffixed(base: string): string {
  const letters = Array.from(
    { length: 5 },
    () => LETTERS[randomInt(LETTERS.length)],
  );
  return base.slice(0, 58) + letters.join('');
}

/** Whole seconds, as Kubernetes writes times. */
export function timestamp(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The sent object, if it is of this kind and for this namespace. */
function decode(
  resource: Resource,
  body: unknown,
  namespace?: string,
): KubeObject {
  const expected = apiVersionOf(resource);
  if (!isFields(body)) {
    throw new ApiError(
      400,
      'the body must be an object with apiVersion and kind',
    );
  }
  const { apiVersion = expected, kind = resource.kind } = body;
  const metadata = decodeMetadata(body.metadata);
  if (apiVersion !== expected || kind !== resource.kind) {
    throw new ApiError(
      400,
      `${kind} in version "${apiVersion}" cannot be handled as a ${resource.kind} in version "${expected}"`,
    );
  }
  if (metadata.namespace && metadata.namespace !== namespace) {
    throw new ApiError(
      400,
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  return {
    ...body,
    apiVersion: expected,
    kind: resource.kind,
    metadata: { ...metadata, namespace },
  };
}

/** Prunes, completes and validates an object by the schema of its kind. */
function settle(resource: Resource, sent: KubeObject, context: WriteContext) {
  if (!resource.schema) {
    return sent;
  }
  const { content, unknown, causes } = conform(resource.schema, sent);
  const words = unknown.map(path => `unknown field "${path}"`);
  if (words.length > 0 && context.fieldValidation === 'Strict') {
    throw new ApiError(400, `strict decoding error: ${words.join(', ')}`);
  }
  if (context.fieldValidation !== 'Ignore') {
    context.warnings.push(...words);
  }
  refuseInvalid(resource, sent.metadata.name, causes);
  return { ...content, metadata: sent.metadata } as KubeObject;
}

/** All changes of objects: the semantics of `metadata`, the same for all. */
export class Writer {
  constructor(private readonly store: Store, private readonly admit: Admit) {}

  create(
    resource: Resource,
    namespace: string | undefined,
    body: unknown,
    context: WriteContext,
  ) {
    const sent = decode(resource, body, namespace);
    const { generateName, resourceVersion } = sent.metadata;
    const name =
      sent.metadata.name || (generateName ? suffixed(generateName) : '');
    if (resourceVersion) {
      throw new ApiError(
        400,
        'resourceVersion should not be set on objects to be created',
      );
    }
    this.checkNamespace(resource, namespace, name);
    const object = settle(resource, sent, context);
    if (resource.subresources.includes('status') && resource.kind !== 'Node') {
      delete object.status;
    }
    object.metadata = {
      ...sent.metadata,
      name,
      uid: randomUUID(),
      creationTimestamp: timestamp(),
      generation: resource.counted ? 1 : undefined,
      deletionTimestamp: undefined,
      deletionGracePeriodSeconds: undefined,
    };
    const admitted = this.accept(resource, object, undefined, context);
    if (this.store.get(storageKey(resource), namespace, name)) {
      throw refusal(409, resource, name, 'already exists', {
        reason: 'AlreadyExists',
      });
    }
    return this.store.put(storageKey(resource), admitted);
  }

  /** Changes the object, or one part of it: `status` or `spec.finalizers`. */
  update(
    resource: Resource,
    [namespace, name, part = '']: [
      namespace: string | undefined,
      name: string,
      part?: string,
    ],
    next: (current: KubeObject) => unknown,
    context: WriteContext,
  ): KubeObject {
    const before = this.require(resource, namespace, name);
    const sent = decode(resource, next(before), namespace);
    this.checkIdentity(resource, before, sent);
    const settled = settle(resource, sent, context);
    const after = part
      ? write(before, part, read(settled, part))
      : this.replaced(resource, before, settled);
    const accepted = this.accept(resource, after, before, context);
    const { resourceVersion } = before.metadata;
    const compared = write(
      accepted,
      'metadata.resourceVersion',
      resourceVersion,
    );
    if (
      isDeepStrictEqual(compared, {
        ...before,
        apiVersion: compared.apiVersion,
      })
    ) {
      return before;
    }
    if (accepted.metadata.deletionTimestamp && isFinished(accepted)) {
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
    for (const [field, wanted] of Object.entries(options.preconditions ?? {})) {
      const is = read(before.metadata, field);
      if (wanted !== is) {
        throw conflict(
          resource,
          name,
          `Precondition failed: ${field} in precondition: ${wanted}, in object meta: ${is}`,
        );
      }
    }
    const marked = deletion(before, options, timestamp());
    if (isFinished(marked)) {
      this.store.remove(storageKey(resource), before);
      return { object: before, gone: true };
    }
    const same = isDeepStrictEqual(marked, before);
    const object = same ? before : this.store.put(storageKey(resource), marked);
    return { object, gone: false };
  }

  require(resource: Resource, namespace: string | undefined, name: string) {
    const found = this.store.get(storageKey(resource), namespace, name);
    if (!found) {
      throw refusal(404, resource, name, 'not found');
    }
    return found;
  }

  private checkNamespace(
    resource: Resource,
    namespace: string | undefined,
    name: string,
  ) {
    const found = this.store.get('/namespaces', undefined, namespace ?? '');
    if (namespace !== undefined && !found) {
      throw refusal(404, NAMESPACE, namespace, 'not found');
    }
    if (found?.metadata.deletionTimestamp) {
      const why = `is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`;
      const message = `namespace ${namespace} is being terminated`;
      const causes = [
        {
          reason: 'NamespaceTerminating',
          field: 'metadata.namespace',
          message,
        },
      ];
      throw refusal(403, resource, name, why, { causes });
    }
  }

  private checkIdentity(
    resource: Resource,
    { metadata: old }: KubeObject,
    { metadata }: KubeObject,
  ) {
    const { name, uid, resourceVersion } = metadata;
    if (name !== old.name) {
      throw new ApiError(
        400,
        `the name of the object (${name}) does not match the name on the URL (${old.name})`,
      );
    }
    if (uid && uid !== old.uid) {
      throw conflict(
        resource,
        name,
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.uid}`,
      );
    }
    if (!resourceVersion && resource.careful) {
      const field = 'metadata.resourceVersion';
      refuseInvalid(resource, name, [
        cause('Invalid', field, 'must be specified for an update', 0),
      ]);
    }
    if (resourceVersion && resourceVersion !== old.resourceVersion) {
      throw conflict(
        resource,
        name,
        'the object has been modified; please apply your changes to the latest version and try again',
      );
    }
  }

  /** The object that a write of the whole leaves. */
  private replaced(
    resource: Resource,
    before: KubeObject,
    sent: KubeObject,
  ): KubeObject {
    const kept =
      'uid generateName creationTimestamp deletionTimestamp deletionGracePeriodSeconds generation'.split(
        ' ',
      );
    const old = kept.map(key => [key, read(before.metadata, key)]);
    const metadata = { ...sent.metadata, ...Object.fromEntries(old) };
    const { subresources } = resource;
    const after: KubeObject = { ...sent, metadata };
    if (subresources.includes('status')) {
      after.status = before.status;
    }
    if (subresources.includes('finalize')) {
      after.spec = before.spec;
    }
    const wish = ({ metadata: _, apiVersion: __, ...rest }: Fields) =>
      plain(rest);
    if (resource.counted && !isDeepStrictEqual(wish(after), wish(before))) {
      metadata.generation += 1;
    }
    return after;
  }

  private accept(
    resource: Resource,
    object: KubeObject,
    before: KubeObject | undefined,
    context: WriteContext,
  ): KubeObject {
    const admitted = plain(this.admit(object, before, resource, context));
    const causes = metadataCauses(admitted, resource);
    if (before) {
      const old = before.metadata.finalizers ?? [];
      const added = (admitted.metadata.finalizers ?? []).filter(
        word => !old.includes(word),
      );
      if (before.metadata.deletionTimestamp && added.length > 0) {
        const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${added}`;
        causes.push(cause('Forbidden', 'metadata.finalizers', why));
      }
      const changed = (field: string) =>
        !isDeepStrictEqual(read(before, field), read(admitted, field));
      const fixed = resource.fixed.filter(changed);
      causes.push(
        ...fixed.map(field => cause('Forbidden', field, 'field is immutable')),
      );
    }
    refuseInvalid(resource, object.metadata.name, causes);
    if (resource.unenforced) {
      context.warnings.push(resource.unenforced);
    }
    return admitted;
  }
}
