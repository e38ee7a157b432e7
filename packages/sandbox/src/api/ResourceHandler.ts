import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, cause, check, refusal, refuseInvalid } from './ApiError';
import { KubeObject, isFields } from './KubeObject';
import { listOptions } from './ListOptions';
import { Registry } from './Registry';
import { RequestInfo } from './RequestInfo';
import { storageKey } from './Resource';
import { Store } from './Store';
import { Target, WriteContext, Writer } from './Writer';
import { Authorizer, denial } from './auth/Authorizer';
import { Reviews } from './auth/Reviews';
import { UserInfo } from './auth/UserInfo';
import { DeleteOptions } from './deletion';
import { listPage } from './listPage';
import { managerOf } from './managedFields';
import { patched } from './patched';
import { Presenter, wantsMetadata } from './present';
import { APPLY, Body, readBody } from './readBody';
import { scaleOf, scaled } from './scale';
import { querySelector } from './selectors';
import { watch } from './watch';

/** Parameters of real servers that change what a request does. */
const REFUSED = ['dryRun', 'orphanDependents', 'shardSelector'];
const POLICIES: unknown[] = [undefined, 'Background', 'Foreground', 'Orphan'];
const NOT_ALLOWED =
  'the server does not allow this method on the requested resource';
const NOT_THERE = 'the server could not find the requested resource';
const LASTING = ['default', 'kube-system', 'kube-public'];

export interface Answer {
  code: number;
  body: object;
}

interface Parts {
  store: Store;
  registry: Registry;
  writer: Writer;
  authorizer: Authorizer;
  reviews: Reviews;
}

/** Answers one request for a resource. */
export class ResourceHandler {
  readonly #parts: Parts;
  readonly #info: RequestInfo;
  readonly #user: UserInfo;
  readonly #request: IncomingMessage;

  /** Sent back as headers. */
  readonly warnings: string[] = [];
  readonly #target: Target;
  readonly #key: string;
  readonly #context: WriteContext;
  readonly #presenter: Presenter;

  constructor(
    parts: Parts,
    info: RequestInfo,
    user: UserInfo,
    request: IncomingMessage,
  ) {
    this.#parts = parts;
    this.#info = info;
    this.#user = user;
    this.#request = request;

    const { apiVersion, plural, name, namespace, subresource, query } = info;
    const full = subresource ? `${plural}/${subresource}` : plural;
    const asked = { ...info, resource: full };
    if (!parts.authorizer.allows(user, asked)) {
      throw refusal(403, info, name, denial(user, asked));
    }
    const resource = parts.registry.find(apiVersion, plural);
    const home = plural === 'namespaces' ? undefined : namespace;
    const there = resource && (resource.namespaced || home === undefined);
    check(there, 404, NOT_THERE);
    const refused = REFUSED.find(word => query.get(word));
    check(!refused, 400, `${refused} is not supported by this server`);
    this.#target = { resource, namespace: home, name: name ?? '' };
    this.#key = storageKey(resource);
    const fieldValidation = query.get('fieldValidation') || 'Warn';
    const manager = managerOf(
      query.get('fieldManager'),
      request.headers['user-agent'],
    );
    this.#context = { user, warnings: this.warnings, fieldValidation, manager };
    if (resource.deprecated) {
      const { group, version, kind } = resource;
      this.warnings.push(`${group}/${version} ${kind} is deprecated`);
    }
    const isPartial = wantsMetadata(request.headers.accept);
    this.#presenter = new Presenter(
      resource,
      isPartial && request.method === 'GET',
    );
  }

  /** Undefined when the answer is a stream. */
  async answer(response: ServerResponse): Promise<Answer | undefined> {
    const { resource, namespace, name } = this.#target;
    const { verb, subresource } = this.#info;
    const located = !resource.namespaced || namespace !== undefined;
    const isMany = ['list', 'watch', 'deletecollection'].includes(verb);
    const isNew = verb === 'create' && !subresource;
    const fits = isMany || isNew === (name === '');
    check(!name || located || isMany, 404, NOT_THERE);
    const placed = located || verb === 'list' || verb === 'watch';
    const kept = verb === 'deletecollection' && this.#key === '/namespaces';
    const only = !resource.review || verb === 'create';
    check(fits && placed && only && !kept, 405, NOT_ALLOWED);
    if (subresource) {
      return this.#part(subresource, verb);
    }
    switch (verb) {
      case 'watch':
        return this.#stream(response);
      case 'list':
        return this.#list();
      case 'get':
        return this.#show(this.#current());
      case 'create':
        return this.#create();
      case 'delete':
        return this.#delete();
      case 'deletecollection':
        return this.#deleteMany();
      default:
        return this.#write();
    }
  }

  /** Changes the object or a part of it, which an apply may bring into being. */
  async #write(part?: string): Promise<Answer> {
    const { query, verb } = this.#info;
    const body = await readBody(this.#request);
    const force = query.get('force') === 'true';
    if (verb !== 'patch' || body.type !== APPLY) {
      check(!force, 422, 'force may not be specified for non-apply patch');
      return this.#show(await this.#change(part, undefined, undefined, body));
    }
    const options = { group: 'meta.k8s.io', plural: '', kind: 'PatchOptions' };
    const manager = query.get('fieldManager');
    const why = 'is required for apply patch';
    refuseInvalid(options, '', [
      !manager && cause('Required', 'fieldManager', why),
    ]);
    const target = { ...this.#target, part };
    const { writer } = this.#parts;
    const { value } = body;
    const made = writer.apply(target, value, force, this.#context);
    return this.#show(made.object, made.isNew ? 201 : 200);
  }

  #current(): KubeObject {
    return this.#parts.writer.require(this.#target);
  }

  #reply(body: object, code = 200): Answer {
    return { code, body };
  }

  #show(object: KubeObject, code?: number): Answer {
    return this.#reply(this.#presenter.one(object), code);
  }

  async #create(): Promise<Answer> {
    const { resource, namespace } = this.#target;
    const { writer, reviews } = this.#parts;
    const { value } = await readBody(this.#request);
    return resource.review
      ? this.#reply(reviews.answer(resource, value, this.#user), 201)
      : this.#show(
          writer.create(resource, namespace, value, this.#context),
          201,
        );
  }

  /** Changes the object by the body, seen as it is or in another form. */
  async #change(
    part?: string,
    look = (now: KubeObject) => this.#presenter.one(now),
    apply = (_now: KubeObject, sent: unknown) => sent,
    known?: Body,
  ): Promise<KubeObject> {
    const body = known ?? (await readBody(this.#request));
    const isPatch = this.#info.verb === 'patch';
    const next = (now: KubeObject) =>
      apply(now, isPatch ? patched(look(now), body) : body.value);
    const target = { ...this.#target, part };
    return this.#parts.writer.update(target, next, this.#context);
  }

  #list(): Answer {
    const { query } = this.#info;
    const { resource, namespace } = this.#target;
    const options = listOptions(query, false);
    const selector = querySelector(query, resource);
    const objects = { store: this.#parts.store, key: this.#key, namespace };
    const { items, metadata } = listPage(objects, options, selector);
    return this.#reply(this.#presenter.many(items, metadata));
  }

  #stream(response: ServerResponse): undefined {
    const { resource, namespace } = this.#target;
    const { query } = this.#info;
    const presenter = this.#presenter;
    const options = listOptions(query, true);
    const selector = querySelector(query, resource);
    const asked = { resource, namespace, selector, options, presenter };
    watch(this.#parts.store, asked, response);
  }

  async #deleteOptions(): Promise<DeleteOptions> {
    const { value } = await readBody(this.#request);
    const sent = isFields(value) ? value : {};
    const policy = this.#info.query.get('propagationPolicy');
    const propagationPolicy = policy ?? (sent.propagationPolicy as string);
    const unknown = POLICIES.includes(propagationPolicy) ? undefined : policy;
    const refused = REFUSED.find(word => sent[word]) ?? unknown;
    check(!refused, 400, `${refused} is not supported by this server`);
    return { preconditions: sent.preconditions ?? {}, propagationPolicy };
  }

  async #delete(): Promise<Answer> {
    const { resource, name } = this.#target;
    const options = await this.#deleteOptions();
    if (this.#key === '/namespaces' && LASTING.includes(name)) {
      const why = '% is forbidden: this namespace may not be deleted';
      throw refusal(403, resource, name, why);
    }
    const { object, gone } = this.#parts.writer.delete(this.#target, options);
    if (!gone || resource.echoes) {
      return this.#show(object);
    }
    const { group, plural: kind } = resource;
    const details = { name, group, kind, uid: object.metadata.uid };
    const head = { kind: 'Status', apiVersion: 'v1', metadata: {} };
    return this.#reply({ ...head, status: 'Success', details });
  }

  async #deleteMany(): Promise<Answer> {
    const { resource, namespace } = this.#target;
    const { store, writer } = this.#parts;
    const options = await this.#deleteOptions();
    const selector = querySelector(this.#info.query, resource);
    const gone = store
      .list(this.#key, namespace)
      .filter(selector)
      .map(({ metadata }) => ({ ...metadata, resource }))
      .map(target => writer.delete(target, options).object);
    const metadata = { resourceVersion: String(store.revision) };
    return this.#reply(this.#presenter.many(gone, metadata));
  }

  async #part(part: string, verb: string): Promise<Answer> {
    const { resource } = this.#target;
    const { subresources, plural, scale } = resource;
    const why = `${plural}/${part} is not served: no containers run here`;
    check(subresources.includes(part), 405, why);
    switch (`${part} ${verb === 'patch' ? 'update' : verb}`) {
      case 'status get':
        return this.#show(this.#current());
      case 'status update':
        return this.#write('status');
      case 'finalize update':
        return this.#show(await this.#change('spec.finalizers'));
      case 'scale get':
        return this.#reply(scaleOf(this.#current(), scale!));
      case 'scale update': {
        const look = (now: KubeObject) => scaleOf(now, scale!);
        const apply = (now: KubeObject, sent: unknown) =>
          scaled(now, scale!, sent);
        return this.#reply(look(await this.#change(undefined, look, apply)));
      }
      case 'token create': {
        const { value } = await readBody(this.#request);
        const { reviews } = this.#parts;
        return this.#reply(reviews.token(this.#current(), value), 201);
      }
      default:
        throw new ApiError(405, NOT_ALLOWED);
    }
  }
}
