import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, check, refusal } from './ApiError';
import { KubeObject, isFields } from './KubeObject';
import { listOptions } from './ListOptions';
import { Registry } from './Registry';
import { RequestInfo } from './RequestInfo';
import { Resource, storageKey } from './Resource';
import { Store } from './Store';
import { Target, WriteContext, Writer } from './Writer';
import { Authorizer, denial } from './auth/Authorizer';
import { UserInfo } from './auth/UserInfo';
import { DeleteOptions } from './deletion';
import { listPage } from './listPage';
import { patched } from './patched';
import { Presenter, negotiate } from './present';
import { readBody } from './readBody';
import { scaleOf, scaled } from './scale';
import { querySelector } from './selectors';
import { watch } from './watch';

/** Parameters of real servers that change what a request does. */
const REFUSED = ['dryRun', 'orphanDependents', 'shardSelector'];
const POLICIES = [undefined, 'Background', 'Foreground', 'Orphan'];
const NOT_ALLOWED =
  'the server does not allow this method on the requested resource';
const LASTING = ['default', 'kube-system', 'kube-public'];

export interface Answer {
  code?: number;
  body: object;
  yaml?: boolean;
}

export interface Parts {
  store: Store;
  registry: Registry;
  writer: Writer;
  authorizer: Authorizer;
  /** Answers a review or a request for a token. */
  review(
    resource: Resource,
    sent: unknown,
    user: UserInfo,
    account?: KubeObject,
  ): object;
}

/** Answers one request for a resource. */
export class ResourceHandler {
  private readonly target: Target;
  private readonly key: string;
  private readonly query: URLSearchParams;
  private readonly context: WriteContext;
  private readonly presenter: Presenter;

  constructor(
    private readonly parts: Parts,
    private readonly info: RequestInfo,
    url: URL,
    user: UserInfo,
    private readonly request: IncomingMessage,
    warnings: string[],
  ) {
    const { apiVersion, plural, name = '', subresource, ...rest } = info;
    const asked = {
      ...rest,
      name: info.name,
      resource: subresource ? `${plural}/${subresource}` : plural,
    };
    if (!parts.authorizer.allows(user, asked)) {
      throw refusal(403, info, info.name, denial(user, asked));
    }
    const resource = parts.registry.find(apiVersion, plural);
    const namespace = plural === 'namespaces' ? undefined : info.namespace;
    const there = resource && (resource.namespaced || namespace === undefined);
    check(there, 404, 'the server could not find the requested resource');
    this.query = url.searchParams;
    const refused = REFUSED.find(word => this.query.get(word));
    check(!refused, 400, `${refused} is not supported by this server`);
    this.target = { resource, namespace, name };
    this.key = storageKey(resource);
    const fieldValidation = this.query.get('fieldValidation') || 'Warn';
    this.context = { user, warnings, fieldValidation };
    const include = this.query.get('includeObject') ?? 'Metadata';
    this.presenter = new Presenter(
      resource,
      negotiate(request.headers.accept),
      include,
    );
  }

  /** Undefined when the answer is a stream. */
  async answer(response: ServerResponse): Promise<Answer | undefined> {
    const { resource, namespace, name } = this.target;
    const { verb, subresource } = this.info;
    const located = !resource.namespaced || namespace !== undefined;
    const allowed = {
      create: located && !name,
      update: name,
      patch: name,
      deletecollection: located && this.key !== '/namespaces',
    }[verb];
    check(subresource || (allowed ?? !resource.review), 405, NOT_ALLOWED);
    if (subresource) {
      return this.part(subresource, verb);
    }
    switch (verb) {
      case 'watch':
        return this.stream(response);
      case 'list':
        return this.list();
      case 'get':
        return this.show(this.parts.writer.require(this.target));
      case 'create':
        return this.create();
      case 'delete':
        return this.delete();
      case 'deletecollection':
        return this.deleteMany();
      default:
        return this.show(await this.change(this.target));
    }
  }

  private show(object: KubeObject, code = 200): Answer {
    return {
      code,
      body: this.presenter.one(object),
      yaml: this.presenter.form.yaml,
    };
  }

  private async create(): Promise<Answer> {
    const { resource, namespace } = this.target;
    const { value } = await readBody(this.request);
    if (resource.review) {
      return {
        code: 201,
        body: this.parts.review(resource, value, this.context.user),
      };
    }
    return this.show(
      this.parts.writer.create(resource, namespace, value, this.context),
      201,
    );
  }

  /** Changes the object by the body, seen as it is or in another form. */
  private async change(
    target: Target,
    look = (now: KubeObject) =>
      new Presenter(target.resource).one(now) as KubeObject,
    apply = (_now: KubeObject, sent: unknown) => sent,
  ): Promise<KubeObject> {
    const body = await readBody(this.request);
    const sent = (now: KubeObject) =>
      this.info.verb === 'patch' ? patched(look(now), body) : body.value;
    return this.parts.writer.update(
      target,
      now => apply(now, sent(now)),
      this.context,
    );
  }

  private list(): Answer {
    const { resource, namespace } = this.target;
    const options = listOptions(this.query, false);
    const selector = querySelector(this.query, resource);
    const selects = Boolean(
      this.query.get('labelSelector') || this.query.get('fieldSelector'),
    );
    const page = listPage(
      this.parts.store,
      this.key,
      namespace,
      options,
      selector,
      selects,
    );
    return {
      body: this.presenter.many(page.items, page.metadata),
      yaml: this.presenter.form.yaml,
    };
  }

  private stream(response: ServerResponse): undefined {
    const { resource, namespace } = this.target;
    const options = listOptions(this.query, true);
    const selector = querySelector(this.query, resource);
    const { presenter } = this;
    watch(
      this.parts.store,
      { resource, namespace, selector, options, presenter },
      response,
    );
  }

  private async deleteOptions(): Promise<DeleteOptions> {
    const { value } = await readBody(this.request);
    const sent = isFields(value) ? value : {};
    const policy = (this.query.get('propagationPolicy') ??
      sent.propagationPolicy) as string | undefined;
    const refused =
      REFUSED.find(word => sent[word]) ??
      (POLICIES.includes(policy) ? undefined : policy);
    check(!refused, 400, `${refused} is not supported by this server`);
    return {
      preconditions: sent.preconditions ?? {},
      propagationPolicy: policy,
    };
  }

  private async delete(): Promise<Answer> {
    const { resource, name } = this.target;
    const options = await this.deleteOptions();
    if (this.key === '/namespaces' && LASTING.includes(name)) {
      throw refusal(
        403,
        resource,
        name,
        '% is forbidden: this namespace may not be deleted',
      );
    }
    const { object, gone } = this.parts.writer.delete(this.target, options);
    if (!gone || resource.echoes) {
      return this.show(object);
    }
    const details = {
      name,
      group: resource.group || undefined,
      kind: resource.plural,
      uid: object.metadata.uid,
    };
    return {
      body: {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details,
      },
    };
  }

  private async deleteMany(): Promise<Answer> {
    const { resource, namespace } = this.target;
    const { store, writer } = this.parts;
    const options = await this.deleteOptions();
    const found = store
      .list(this.key, namespace)
      .filter(querySelector(this.query, resource));
    const gone = found.map(
      ({ metadata }) =>
        writer.delete({ ...metadata, resource }, options).object,
    );
    return {
      body: this.presenter.many(gone, {
        resourceVersion: String(store.revision),
      }),
    };
  }

  private async part(part: string, verb: string): Promise<Answer> {
    const { subresources, plural, scale } = this.target.resource;
    const served = subresources.includes(part);
    check(
      served,
      405,
      `${plural}/${part} is not served here: this server runs no containers`,
    );
    const asked = `${part} ${verb === 'patch' ? 'update' : verb}`;
    const now = () => this.parts.writer.require(this.target);
    switch (asked) {
      case 'status get':
        return this.show(now());
      case 'status update':
        return this.show(await this.change({ ...this.target, part }));
      case 'finalize update':
        return this.show(
          await this.change({ ...this.target, part: 'spec.finalizers' }),
        );
      case 'scale get':
        return { body: scaleOf(now(), scale!) };
      case 'scale update': {
        const look = (object: KubeObject) => scaleOf(object, scale!);
        const apply = (object: KubeObject, sent: unknown) =>
          scaled(object, scale!, sent);
        return { body: look(await this.change(this.target, look, apply)) };
      }
      case 'token create': {
        const { value } = await readBody(this.request);
        return {
          code: 201,
          body: this.parts.review(
            this.target.resource,
            value,
            this.context.user,
            now(),
          ),
        };
      }
      default:
        throw new ApiError(405, NOT_ALLOWED);
    }
  }
}
