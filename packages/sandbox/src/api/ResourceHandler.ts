import { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError, refusal } from './ApiError';
import { Fields, KubeObject, isFields } from './KubeObject';
import { listOptions } from './ListOptions';
import { Registry } from './Registry';
import { RequestInfo } from './RequestInfo';
import { Resource, storageKey } from './Resource';
import { Store } from './Store';
import { WriteContext, Writer } from './Writer';
import { Authenticator } from './auth/Authenticator';
import { Authorizer, denial } from './auth/Authorizer';
import { Tokens } from './auth/Tokens';
import { UserInfo } from './auth/UserInfo';
import { reviewStatus } from './auth/reviewStatus';
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

export interface Answer {
  code: number;
  body: object;
  yaml?: boolean;
  warnings?: string[];
}

interface Parts {
  store: Store;
  registry: Registry;
  writer: Writer;
  authorizer: Authorizer;
  authenticator: Authenticator;
  tokens: Tokens;
}

function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'the server does not allow this method on the requested resource',
  );
}

/** Answers one request for a resource. */
export class ResourceHandler {
  private readonly resource: Resource;
  private readonly namespace: string | undefined;
  private readonly name: string;
  private readonly query: URLSearchParams;
  private readonly context: WriteContext;

  constructor(
    private readonly parts: Parts,
    private readonly info: RequestInfo,
    url: URL,
    user: UserInfo,
    private readonly request: IncomingMessage,
  ) {
    const { apiVersion, plural, group, name, namespace, subresource, verb } =
      info;
    const asked = {
      verb,
      group,
      name,
      namespace,
      resource: subresource ? `${plural}/${subresource}` : plural,
    };
    if (!parts.authorizer.allows(user, asked)) {
      throw refusal(403, info, name, denial(user, asked));
    }
    const resource = parts.registry.find(apiVersion, plural);
    this.query = url.searchParams;
    this.namespace =
      resource?.kind === 'Namespace' && group === '' ? undefined : namespace;
    if (!resource || (this.namespace && !resource.namespaced)) {
      throw new ApiError(
        404,
        'the server could not find the requested resource',
      );
    }
    const refused = REFUSED.find(word => this.query.get(word));
    if (refused) {
      throw new ApiError(400, `${refused} is not supported by this server`);
    }
    this.resource = resource;
    this.name = name ?? '';
    const fieldValidation = this.query.get('fieldValidation') || 'Warn';
    this.context = { user, warnings: [], fieldValidation };
  }

  /** Undefined when the answer is a stream. */
  async answer(response: ServerResponse): Promise<Answer | undefined> {
    const { review, namespaced } = this.resource;
    const { verb, subresource } = this.info;
    const located = !namespaced || this.namespace !== undefined;
    const named = this.name !== '';
    if (subresource) {
      return this.part(subresource, verb);
    }
    if (verb === 'watch' && !review) {
      this.stream(response);
      return undefined;
    }
    if (review && verb === 'create') {
      return this.review();
    }
    if (
      review ||
      (verb === 'create'
        ? named || !located
        : !named && /^(update|patch)$/.test(verb))
    ) {
      throw methodNotAllowed();
    }
    switch (verb) {
      case 'get':
        return this.show(this.current());
      case 'list':
        return this.list();
      case 'create':
        return this.create();
      case 'delete':
        return this.delete();
      case 'deletecollection':
        return this.deleteMany(located);
      default:
        return this.show(await this.change(verb));
    }
  }

  private presenter() {
    const form = negotiate(this.request.headers.accept);
    const include = this.query.get('includeObject') ?? undefined;
    return {
      presenter: new Presenter(this.resource, form, include),
      yaml: form.yaml,
    };
  }

  private show(object: KubeObject, code = 200): Answer {
    const { presenter, yaml } = this.presenter();
    return {
      code,
      body: presenter.one(object),
      yaml,
      warnings: this.context.warnings,
    };
  }

  private current(): KubeObject {
    return this.parts.writer.require(this.resource, this.namespace, this.name);
  }

  private async create(): Promise<Answer> {
    const { value } = await readBody(this.request);
    const { resource, namespace, context } = this;
    return this.show(
      this.parts.writer.create(resource, namespace, value, context),
      201,
    );
  }

  private async change(verb: string, part?: string): Promise<KubeObject> {
    const body = await readBody(this.request);
    const presenter = new Presenter(this.resource, { yaml: false });
    const next = (now: KubeObject) =>
      verb === 'patch'
        ? patched(presenter.one(now) as KubeObject, body)
        : body.value;
    const at: [string | undefined, string, string?] = [
      this.namespace,
      this.name,
      part,
    ];
    return this.parts.writer.update(this.resource, at, next, this.context);
  }

  private list(): Answer {
    const { resource, namespace, query } = this;
    const options = listOptions(query, false);
    const selector = querySelector(query, resource);
    const selects = Boolean(
      query.get('labelSelector') || query.get('fieldSelector'),
    );
    const { presenter, yaml } = this.presenter();
    const page = listPage(
      this.parts.store,
      storageKey(resource),
      namespace,
      options,
      selector,
      selects,
    );
    return { code: 200, body: presenter.many(page.items, page.metadata), yaml };
  }

  private stream(response: ServerResponse): void {
    const { resource, namespace, query } = this;
    const options = listOptions(query, true);
    const selector = querySelector(query, resource);
    const { presenter } = this.presenter();
    watch(
      this.parts.store,
      { resource, namespace, selector, options, presenter },
      response,
    );
  }

  private async deleteOptions(): Promise<DeleteOptions> {
    const { value } = await readBody(this.request);
    const sent: Fields = isFields(value) ? value : {};
    const propagationPolicy = (this.query.get('propagationPolicy') ??
      sent.propagationPolicy) as string;
    const refused = REFUSED.find(word => sent[word]);
    if (refused || !POLICIES.includes(propagationPolicy)) {
      throw new ApiError(
        400,
        `${
          refused ?? `propagationPolicy ${propagationPolicy}`
        } is not supported by this server`,
      );
    }
    return {
      preconditions: sent.preconditions as DeleteOptions['preconditions'],
      propagationPolicy,
    };
  }

  private async delete(): Promise<Answer> {
    const { resource, namespace, name } = this;
    const options = await this.deleteOptions();
    if (
      /^\/namespaces\/(default|kube-system|kube-public)$/.test(
        `${storageKey(resource)}/${name}`,
      )
    ) {
      throw refusal(
        403,
        resource,
        name,
        'is forbidden: this namespace may not be deleted',
      );
    }
    const { object, gone } = this.parts.writer.delete(
      resource,
      namespace,
      name,
      options,
    );
    if (!gone || resource.echoes) {
      return this.show(object);
    }
    const details = {
      name,
      group: resource.group || undefined,
      kind: resource.plural,
      uid: object.metadata.uid,
    };
    const body = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details,
    };
    return { code: 200, body };
  }

  private async deleteMany(located: boolean): Promise<Answer> {
    const { resource, namespace, query } = this;
    if (!located || storageKey(resource) === '/namespaces') {
      throw methodNotAllowed();
    }
    const options = await this.deleteOptions();
    const found = this.parts.store
      .list(storageKey(resource), namespace)
      .filter(querySelector(query, resource));
    const gone = found.map(({ metadata: { namespace: home, name } }) =>
      this.parts.writer.delete(resource, home, name, options),
    );
    const metadata = { resourceVersion: String(this.parts.store.revision) };
    const body = this.presenter().presenter.many(
      gone.map(({ object }) => object),
      metadata,
    );
    return { code: 200, body };
  }

  private async part(part: string, verb: string): Promise<Answer> {
    const { subresources, plural, scale } = this.resource;
    if (!subresources.includes(part)) {
      throw new ApiError(
        405,
        `${plural}/${part} is not served here: this server runs no containers`,
      );
    }
    const changes = verb === 'update' || verb === 'patch';
    if (part === 'token' && verb === 'create') {
      return this.token();
    }
    if (part === 'finalize' && verb === 'update') {
      return this.show(await this.change(verb, 'spec.finalizers'));
    }
    if (part === 'status' && (changes || verb === 'get')) {
      return this.show(
        changes ? await this.change(verb, 'status') : this.current(),
      );
    }
    if (part !== 'scale' || !scale || !(changes || verb === 'get')) {
      throw methodNotAllowed();
    }
    if (verb === 'get') {
      return { code: 200, body: scaleOf(this.current(), scale) };
    }
    const body = await readBody(this.request);
    const sent = (now: KubeObject) =>
      verb === 'patch' ? patched(scaleOf(now, scale), body) : body.value;
    const next = (now: KubeObject) => scaled(now, scale, sent(now));
    const object = this.parts.writer.update(
      this.resource,
      [this.namespace, this.name],
      next,
      this.context,
    );
    return { code: 200, body: scaleOf(object, scale) };
  }

  private async token(): Promise<Answer> {
    const { value } = await readBody(this.request);
    const { spec } = (isFields(value) ? value : {}) as {
      spec?: { audiences?: string[]; expirationSeconds?: number };
    };
    const { audiences, expirationSeconds = 3600 } = spec ?? {};
    if (!(expirationSeconds >= 600)) {
      throw new ApiError(
        422,
        'spec.expirationSeconds: Invalid value: may not specify a duration less than 10 minutes',
      );
    }
    const status = this.parts.tokens.issue(
      this.current(),
      expirationSeconds,
      audiences,
    );
    const { name, namespace } = this;
    const head = {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace },
    };
    return {
      code: 201,
      body: { ...head, spec: { audiences, expirationSeconds }, status },
    };
  }

  private async review(): Promise<Answer> {
    const { value } = await readBody(this.request);
    const sent: Fields = isFields(value) ? value : {};
    const { authorizer, authenticator } = this.parts;
    const { kind } = this.resource;
    const status = reviewStatus(
      kind,
      sent.spec ?? {},
      this.context.user,
      authorizer,
      authenticator,
    );
    const { apiVersion } = this.info;
    return {
      code: 201,
      body: { ...sent, kind, apiVersion, metadata: {}, status },
    };
  }
}
