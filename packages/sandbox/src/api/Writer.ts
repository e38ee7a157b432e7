import { randomInt, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { cause, check, refusal, refuseInvalid } from './ApiError';
import {
  Fields,
  KubeObject,
  ManagedFields,
  isFields,
  plain,
  read,
  write,
} from './KubeObject';
import { Resource, apiVersionOf, storageKey } from './Resource';
import { Store } from './Store';
import { UserInfo } from './auth/UserInfo';
import { Conformer } from './Conformer';
import { DeleteOptions, deletion, isFinished } from './deletion';
import { leavesOf, shapeOf } from './fieldPaths';
import { appliedFields, managedFields } from './managedFields';
import { applied, withoutNulls } from './serverSideApply';
import { decodeMetadata } from './metadata';

export interface WriteContext {
  user: UserInfo;
  /** Sent back as `Warning` headers. */
  warnings: string[];
  fieldValidation: string;
  /** Who manages what is written. */
  manager: string;
  /** What a server-side apply asks for, each field with its value. */
  wish?: ReadonlyMap<string, string>;
}

/** Where a change goes: the whole object, or `status` or `spec.finalizers`. */
export interface Target {
  resource: Resource;
  namespace?: string;
  name: string;
  part?: string;
}

/** Looks at what is about to be stored; refuses it or returns it completed. */
export type Admit = (
  object: KubeObject,
  before: KubeObject | undefined,
  target: Target,
  user: UserInfo,
) => KubeObject;

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';
const STALE =
  'the object has been modified; please apply your changes to the latest version and try again';
const CONFLICT = 'Operation cannot be fulfilled on %: ';
/** What a client can't change. */
const KEPT = [
  'uid',
  'generateName',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
];

function suffixed(base: string): string {
  const letter = () => LETTERS[randomInt(LETTERS.length)];
  return base.slice(0, 58) + Array.from({ length: 5 }, letter).join('');
}

/** Whole seconds, as Kubernetes writes times. */
export function timestamp(at = Date.now()): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The sent object, if it is of this kind and for this namespace. */
function decode(
  resource: Resource,
  body: unknown,
  namespace?: string,
): KubeObject {
  check(isFields(body), 400, 'the body must be an object');
  const apiVersion = apiVersionOf(resource);
  const { kind } = resource;
  // A custom resource has to say what it is, as on a real server.
  const fallback = resource.definition ? {} : { apiVersion, kind };
  const { apiVersion: version, kind: of }: Fields = { ...fallback, ...body };
  const fits = version === apiVersion && (of === kind || resource.definition);
  check(fits && of, 400, `${of} of ${version} cannot be handled as a ${kind}`);
  const metadata = decodeMetadata(resource, body.metadata);
  // What a definition says is checked with the rest of the object.
  refuseInvalid(resource, metadata.name, [
    of !== kind && cause('Invalid', 'kind', `"${of}": must be ${kind}`),
  ]);
  const home = metadata.namespace ?? namespace;
  const why = 'the namespace of the object does not match the one on the URL';
  check(home === namespace, 400, why);
  return { ...body, apiVersion, kind, metadata: { ...metadata, namespace } };
}

/** Prunes, completes and validates an object by the schema of its kind. */
function settle(
  resource: Resource,
  sent: KubeObject,
  context: WriteContext,
): KubeObject {
  const { schema, definition } = resource;
  if (!schema) {
    return sent;
  }
  const conformer = new Conformer(definition !== undefined);
  const open = { 'x-kubernetes-preserve-unknown-fields': true };
  const metadata = { ...schema.properties?.metadata, ...open };
  const own = { apiVersion: {}, kind: {}, metadata };
  const properties = { ...schema.properties, ...own };
  const object = conformer.conform({ ...schema, properties }, sent);
  const words = conformer.unknown.map(path => `unknown field "${path}"`);
  const strict = context.fieldValidation === 'Strict' && words.length > 0;
  check(!strict, 400, `strict decoding error: ${words.join(', ')}`);
  context.warnings.push(...(context.fieldValidation === 'Ignore' ? [] : words));
  const { causes } = conformer;
  const mistyped = causes.find(({ reason }) => /TypeInvalid/.test(reason));
  // Built-in kinds are types of Go, which can't be read from another type.
  const readable = definition !== undefined || !mistyped;
  check(readable, 400, `${mistyped?.field}: ${mistyped?.message}`);
  refuseInvalid(resource, sent.metadata.name, causes);
  return object as KubeObject;
}

/** All changes of objects: the semantics of `metadata`, the same for all. */
export class Writer {
  readonly #store: Store;
  readonly #admit: Admit;

  constructor(store: Store, admit: Admit) {
    this.#store = store;
    this.#admit = admit;
  }

  create(
    resource: Resource,
    namespace: string | undefined,
    body: unknown,
    context: WriteContext,
  ) {
    const { name: given, generateName } = (read(body, 'metadata') ??
      {}) as Fields;
    const name = given || (generateName && suffixed(String(generateName)));
    const named =
      name && isFields(body) ? write(body, 'metadata.name', name) : body;
    const sent = decode(resource, named, namespace);
    const target = { resource, namespace, name: sent.metadata.name };
    const { resourceVersion } = sent.metadata;
    const why = 'resourceVersion should not be set on objects to be created';
    check(resourceVersion === undefined, 400, why);
    this.#checkNamespace(target);
    const object: KubeObject = {
      ...settle(resource, sent, context),
      metadata: {
        ...sent.metadata,
        uid: randomUUID(),
        creationTimestamp: timestamp(),
        generation: resource.counted ? 1 : undefined,
        deletionTimestamp: undefined,
        deletionGracePeriodSeconds: undefined,
      },
    };
    if (resource.subresources.includes('status') && !resource.bringsStatus) {
      object.status = resource.status;
    }
    const admitted = this.#accept(target, object, undefined, context);
    if (this.#store.get(storageKey(resource), namespace, target.name)) {
      const more = { reason: 'AlreadyExists' };
      throw refusal(409, resource, target.name, '% already exists', more);
    }
    return this.#put(target, undefined, admitted, context);
  }

  update(
    target: Target,
    next: (current: KubeObject) => unknown,
    context: WriteContext,
  ) {
    const { resource, namespace, part } = target;
    const before = this.require(target);
    const sent = decode(resource, next(before), namespace);
    this.#checkIdentity(resource, before, sent);
    const settled = settle(resource, sent, context);
    const after = part
      ? write(before, part, read(settled, part))
      : this.#replaced(resource, before, settled);
    const accepted = this.#accept(target, after, before, context);
    const { apiVersion, metadata } = accepted;
    const { resourceVersion } = before.metadata;
    const same = { ...accepted, metadata: { ...metadata, resourceVersion } };
    const isSame = isDeepStrictEqual(same, { ...before, apiVersion });
    const owners = before.metadata.managedFields;
    // To have a say in what stays the same is a change too.
    const shared =
      context.wish && this.#owners(target, before, before, context);
    if (isSame && (!shared || isDeepStrictEqual(shared, owners))) {
      return before;
    }
    if (metadata.deletionTimestamp && isFinished(accepted)) {
      this.#store.remove(storageKey(resource), accepted);
      return accepted;
    }
    return this.#put(target, before, accepted, context);
  }

  /** Makes the object hold what a manager wants of it; creates it where it is not there. */
  apply(
    target: Target,
    body: unknown,
    force: boolean,
    context: WriteContext,
  ): { object: KubeObject; isNew: boolean } {
    const { resource, namespace, name, part } = target;
    check(isFields(body), 400, 'the body must be an object');
    const why = 'metadata.managedFields must be nil';
    check(!read(body, 'metadata.managedFields'), 400, why);
    const sent = decode(
      resource,
      write(withoutNulls(body) as Fields, 'metadata.name', name),
      namespace,
    );
    const { status, ...rest } = sent;
    const { apiVersion, kind, metadata } = sent;
    const hasStatus = resource.subresources.includes('status');
    const own = part
      ? write({ apiVersion, kind, metadata: { name } }, part, read(sent, part))
      : { ...rest, metadata, ...(hasStatus ? {} : { status }) };
    const wish = plain<Fields>(own);
    const shape = shapeOf(resource);
    const asked = { ...context, wish: leavesOf(wish, shape) };
    const manager = { name: context.manager, subresource: part };
    const found = this.#store.get(storageKey(resource), namespace, name);
    check(found || !part, 404, `${resource.plural} "${name}" not found`);
    const object = found
      ? this.update(
          target,
          before => applied(before, { wish, manager, force, shape }),
          asked,
        )
      : this.create(resource, namespace, wish, asked);
    return { object, isNew: !found };
  }

  /** Removes the object, or marks it when finalizers hold it. */
  delete(
    target: Target,
    options: DeleteOptions = {},
  ): { object: KubeObject; gone: boolean } {
    const { resource, name } = target;
    const before = this.require(target);
    for (const [field, wanted] of Object.entries(options.preconditions ?? {})) {
      if (wanted !== read(before.metadata, field)) {
        const why = `${CONFLICT}Precondition failed: ${field}`;
        throw refusal(409, resource, name, why);
      }
    }
    const marked = deletion(before, options, timestamp());
    if (isFinished(marked)) {
      this.#store.remove(storageKey(resource), before);
      return { object: before, gone: true };
    }
    const same = isDeepStrictEqual(marked, before);
    const object = same
      ? before
      : this.#store.put(storageKey(resource), marked);
    return { object, gone: false };
  }

  require({ resource, namespace, name }: Target): KubeObject {
    const found = this.#store.get(storageKey(resource), namespace, name);
    if (!found) {
      throw refusal(404, resource, name, '% not found');
    }
    return found;
  }

  #put(
    target: Target,
    before: KubeObject | undefined,
    after: KubeObject,
    context: WriteContext,
  ): KubeObject {
    const fields = this.#owners(target, before, after, context);
    const metadata = { ...after.metadata, managedFields: fields };
    const key = storageKey(target.resource);
    return this.#store.put(key, { ...after, metadata });
  }

  #owners(
    { resource, part }: Target,
    before: KubeObject | undefined,
    after: KubeObject,
    { manager: name, wish }: WriteContext,
  ): ManagedFields[] {
    const subresource = part?.includes('finalizers') ? 'finalize' : part;
    const writer = { name, subresource };
    const time = timestamp();
    const shape = shapeOf(resource);
    return wish
      ? appliedFields(before, after, wish, writer, time, shape)
      : managedFields(before, after, writer, time, shape);
  }

  #checkNamespace({ resource, namespace, name }: Target): void {
    const found = this.#store.get('/namespaces', undefined, namespace ?? '');
    if (namespace !== undefined && !found) {
      const kind = { group: '', plural: 'namespaces' };
      throw refusal(404, kind, namespace, '% not found');
    }
    if (found?.metadata.deletionTimestamp) {
      const why = `% is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`;
      const message = `namespace ${namespace} is being terminated`;
      const field = 'metadata.namespace';
      const causes = [{ reason: 'NamespaceTerminating', field, message }];
      throw refusal(403, resource, name, why, { causes });
    }
  }

  #checkIdentity(
    resource: Resource,
    { metadata: old }: KubeObject,
    { metadata }: KubeObject,
  ) {
    const { name, uid = old.uid, resourceVersion: version } = metadata;
    const other = `the name of the object (${name}) does not match the URL`;
    check(name === old.name, 400, other);
    if (uid !== old.uid) {
      throw refusal(409, resource, name, `${CONFLICT}Precondition failed: UID`);
    }
    const field = 'metadata.resourceVersion';
    const missing = !version && resource.careful;
    refuseInvalid(resource, name, [
      missing && cause('Invalid', field, '0: must be specified for an update'),
    ]);
    if (version && version !== old.resourceVersion) {
      throw refusal(409, resource, name, CONFLICT + STALE);
    }
  }

  /** The object that a write of the whole leaves. */
  #replaced(
    { subresources, counted }: Resource,
    before: KubeObject,
    sent: KubeObject,
  ): KubeObject {
    const kept = KEPT.map(key => [key, read(before.metadata, key)]);
    const metadata = { ...sent.metadata, ...Object.fromEntries(kept) };
    const after: KubeObject = { ...sent, metadata };
    if (subresources.includes('status')) {
      after.status = before.status;
    }
    if (subresources.includes('finalize')) {
      after.spec = before.spec;
    }
    const wish = ({ metadata: _, apiVersion: __, ...rest }: Fields) =>
      plain(rest);
    if (counted && !isDeepStrictEqual(wish(after), wish(before))) {
      metadata.generation += 1;
    }
    return after;
  }

  #accept(
    target: Target,
    object: KubeObject,
    before: KubeObject | undefined,
    context: WriteContext,
  ) {
    const { resource } = target;
    const admitted = plain(this.#admit(object, before, target, context.user));
    const { finalizers = [] } = admitted.metadata;
    const added = finalizers.filter(
      word => !before?.metadata.finalizers?.includes(word),
    );
    const late = before?.metadata.deletionTimestamp && added.length > 0;
    const why = `no new finalizers can be added if the object is being deleted, found new finalizers ${added}`;
    const isChanged = (field: string) =>
      before && !isDeepStrictEqual(read(before, field), read(admitted, field));
    refuseInvalid(resource, target.name, [
      Boolean(late) && cause('Forbidden', 'metadata.finalizers', why),
      ...resource.fixed
        .filter(isChanged)
        .map(field => cause('Forbidden', field, 'field is immutable')),
    ]);
    if (resource.unenforced) {
      context.warnings.push(resource.unenforced);
    }
    return admitted;
  }
}
