import { IncomingMessage, ServerResponse } from 'node:http';
import {
  badRequest,
  forbidden,
  invalid,
  methodNotAllowed,
  noSuchPath,
  requiredValue,
} from './ApiError';
import { Fields, KubeObject, isFields, read } from './KubeObject';
import { negotiate } from './Negotiated';
import { Presenter } from './Presenter';
import { Registry } from './Registry';
import { RequestInfo } from './requestInfo';
import { Resource, storageKey } from './Resource';
import { Store } from './Store';
import { Part, Writer } from './Writer';
import { Authorizer } from './auth/Authorizer';
import { AUDIENCE, Tokens } from './auth/Tokens';
import { denial } from './auth/Authenticator';
import { Reviews } from './auth/reviews';
import { UserInfo } from './auth/UserInfo';
import { WriteContext } from './decodeObject';
import { DeleteOptions } from './deletion';
import { listPage } from './list';
import { listOptions } from './listOptions';
import { applyBody } from './patch';
import { readBody } from './readBody';
import { scaleOf, scaled } from './scale';
import { querySelector } from './selectors';
import { watch } from './watch';

/** Parameters of real servers that would change what a request does. */
const REFUSED_PARAMETERS = [
  'dryRun',
  'force',
  'orphanDependents',
  'shardSelector',
  'ignoreStoreReadErrorWithClusterBreakingPotential',
];

export interface Answer {
  code: number;
  body: object;
  warnings?: string[];
  yaml?: boolean;
}

interface Call {
  info: RequestInfo;
  resource: Resource;
  query: URLSearchParams;
  request: IncomingMessage;
  response: ServerResponse;
  user: UserInfo;
  context: WriteContext;
}

export interface Parts {
  store: Store;
  registry: Registry;
  writer: Writer;
  authorizer: Authorizer;
  reviews: Reviews;
  tokens: Tokens;
}

/** Answers requests for resources; undefined when a watch took the response. */
export class ResourceHandler {
  constructor(private readonly parts: Parts) {}

  async handle(
    info: RequestInfo,
    url: URL,
    request: IncomingMessage,
    response: ServerResponse,
    user: UserInfo,
  ): Promise<Answer | undefined> {
    this.authorize(info, user);
    const { apiVersion, plural } = info;
    const resource = this.parts.registry.find(apiVersion, plural);
    const isNamespace = plural === 'namespaces' && info.group === '';
    const namespace = isNamespace ? undefined : info.namespace;
    if (!resource || (namespace && !resource.namespaced)) {
      throw noSuchPath();
    }
    const query = url.searchParams;
    const refused = REFUSED_PARAMETERS.find(name => query.get(name));
    if (refused) {
      throw badRequest(`${refused} is not supported by this server`);
    }
    const fieldValidation = query.get('fieldValidation') || 'Warn';
    const context = { user, warnings: [], fieldValidation };
    const call: Call = {
      info: { ...info, namespace },
      resource,
      query,
      request,
      response,
      user,
      context,
    };
    const answer = info.subresource
      ? await this.subresource(call, info.subresource)
      : await this.main(call);
    return answer && { warnings: context.warnings, ...answer };
  }

  private authorize(info: RequestInfo, user: UserInfo): void {
    const { group, plural, subresource, verb, name, namespace } = info;
    const resource = subresource ? `${plural}/${subresource}` : plural;
    const asked = { verb, group, resource, name, namespace };
    if (!this.parts.authorizer.allows(user, asked)) {
      const why = denial(user, asked, namespace);
      throw forbidden({ group, plural, kind: '' }, name, why);
    }
  }

  private async main(call: Call): Promise<Answer | undefined> {
    const { resource, info, request } = call;
    if (resource.review) {
      return this.review(call);
    }
    const located = !resource.namespaced || info.namespace !== undefined;
    switch (info.verb) {
      case 'list':
      case 'watch':
        return this.many(call);
      case 'get':
        return this.one(call, this.current(call));
      case 'create': {
        if (!located || hasName(call)) {
          throw methodNotAllowed();
        }
        const { value } = await readBody(request);
        const { writer } = this.parts;
        const { namespace } = info;
        return this.one(
          call,
          writer.create(resource, namespace, value, call.context),
          201,
        );
      }
      case 'update':
      case 'patch':
        return this.change(call, '');
      case 'delete':
        return this.delete(call);
      default:
        return this.deleteMany(call, located);
    }
  }

  private async subresource(call: Call, name: string): Promise<Answer> {
    const { resource, info } = call;
    const isChange = info.verb === 'update' || info.verb === 'patch';
    if (name === 'status' && resource.status) {
      if (isChange) {
        return this.change(call, 'status');
      }
      if (info.verb === 'get') {
        return this.one(call, this.current(call));
      }
    } else if (name === 'scale' && resource.scale) {
      if (isChange || info.verb === 'get') {
        return this.scale(call, resource.scale, isChange);
      }
    } else if (!resource.extra.includes(name)) {
      throw methodNotAllowed(
        `${resource.plural}/${name} is not served here: this server runs no containers and no admission`,
      );
    } else if (name === 'finalize' && info.verb === 'update') {
      return this.change(call, 'finalize');
    } else if (name === 'token' && info.verb === 'create') {
      return this.token(call);
    }
    throw methodNotAllowed();
  }

  private current({ resource, info }: Call): KubeObject {
    return this.parts.writer.require(resource, info.namespace, info.name!);
  }

  private one(call: Call, object: KubeObject, code = 200): Answer {
    const { presenter, yaml } = present(call, 'PartialObjectMetadata');
    return { code, body: presenter.one(object), yaml };
  }

  private many(call: Call): Answer | undefined {
    const { resource, info, query } = call;
    const isWatch = info.verb === 'watch';
    const options = listOptions(query, isWatch);
    const selector = querySelector(query, resource);
    const as = `PartialObjectMetadata${isWatch ? '' : 'List'}`;
    const { presenter, yaml } = present(call, as);
    const { namespace } = info;
    const { store } = this.parts;
    if (isWatch) {
      const request = { resource, namespace, selector, options, presenter };
      watch(store, request, call.response);
      return undefined;
    }
    const page = listPage(
      store,
      storageKey(resource),
      namespace,
      selector,
      Boolean(query.get('labelSelector') || query.get('fieldSelector')),
      options,
    );
    const body = presenter.many(page.items, page.metadata);
    return { code: 200, body, yaml };
  }

  private async change(call: Call, part: Part): Promise<Answer> {
    const { resource, info, request, context } = call;
    if (!hasName(call)) {
      throw methodNotAllowed();
    }
    const body = await readBody(request);
    const { presenter } = present(call, 'PartialObjectMetadata');
    const next = (now: KubeObject) =>
      info.verb === 'patch'
        ? applyBody(presenter.versioned(now), body)
        : body.value;
    const { writer } = this.parts;
    const { namespace, name = '' } = info;
    return this.one(
      call,
      writer.update(resource, namespace, name, part, next, context),
    );
  }

  private async delete(call: Call): Promise<Answer> {
    const { resource, info } = call;
    const options = await deleteOptions(call);
    const { object, gone } = this.parts.writer.delete(
      resource,
      info.namespace,
      info.name!,
      options,
    );
    if (!gone || resource.returnsDeleted) {
      return this.one(call, object);
    }
    const { name, uid } = object.metadata;
    const details = {
      name,
      group: resource.group || undefined,
      kind: resource.plural,
      uid,
    };
    const status = 'Success';
    const body = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status,
      details,
    };
    return { code: 200, body };
  }

  private async deleteMany(call: Call, located: boolean): Promise<Answer> {
    const { resource, info, query } = call;
    if (!located) {
      throw methodNotAllowed();
    }
    const { store, writer } = this.parts;
    const options = await deleteOptions(call);
    const selector = querySelector(query, resource);
    const { presenter } = present(call, 'PartialObjectMetadataList');
    const gone = store
      .list(storageKey(resource), info.namespace)
      .filter(selector)
      .map(({ metadata: { namespace, name } }) =>
        writer.delete(resource, namespace, name, options),
      );
    const resourceVersion = String(store.revision);
    const objects = gone.map(({ object }) => object);
    return { code: 200, body: presenter.many(objects, { resourceVersion }) };
  }

  private async scale(
    call: Call,
    paths: NonNullable<Resource['scale']>,
    isChange: boolean,
  ): Promise<Answer> {
    const { resource, info, request, context } = call;
    const { namespace, name = '' } = info;
    if (!isChange) {
      return { code: 200, body: scaleOf(this.current(call), paths) };
    }
    const body = await readBody(request);
    const next = (now: KubeObject) =>
      scaled(
        now,
        paths,
        info.verb === 'patch'
          ? applyBody(scaleOf(now, paths), body)
          : body.value,
      );
    const { writer } = this.parts;
    const object = writer.update(resource, namespace, name, '', next, context);
    return { code: 200, body: scaleOf(object, paths) };
  }

  private async token(call: Call): Promise<Answer> {
    const { value } = await readBody(call.request);
    const account = this.current(call);
    const audiences = (read(value, 'spec.audiences') ?? []) as string[];
    const seconds = Number(read(value, 'spec.expirationSeconds') ?? 3600);
    const kind = { group: '', plural: 'serviceaccounts', kind: 'TokenRequest' };
    if (!(seconds >= 600)) {
      const why = 'may not specify a duration less than 10 minutes';
      throw invalid(kind, account.metadata.name, [
        requiredValue('spec.expirationSeconds', why),
      ]);
    }
    const wanted = audiences.length > 0 ? audiences : [AUDIENCE];
    const status = this.parts.tokens.issue(account, wanted, seconds);
    const { name, namespace } = account.metadata;
    const body = {
      kind: 'TokenRequest',
      apiVersion: 'authentication.k8s.io/v1',
      metadata: { name, namespace },
      spec: { audiences: wanted, expirationSeconds: seconds },
      status,
    };
    return { code: 201, body };
  }

  private async review(call: Call): Promise<Answer> {
    const { resource, info, request, user } = call;
    if (info.verb !== 'create') {
      throw methodNotAllowed();
    }
    const { value } = await readBody(request);
    if (!isFields(value)) {
      throw badRequest('the body must be an object');
    }
    const { kind } = resource;
    const status = this.parts.reviews.status(kind, value as Fields, user);
    const metadata = { creationTimestamp: null };
    const apiVersion = info.apiVersion;
    return {
      code: 201,
      body: { ...value, kind, apiVersion, metadata, status },
    };
  }
}

function hasName({ info }: Call): boolean {
  return info.name !== undefined;
}

function present({ resource, query, request }: Call, partial: string) {
  const form = negotiate(request.headers.accept ?? '', ['Table', partial]);
  const include = query.get('includeObject') ?? 'Metadata';
  const presenter = new Presenter(resource, form, include);
  return { presenter, yaml: form.yaml };
}

async function deleteOptions(call: Call): Promise<DeleteOptions> {
  const { value } = await readBody(call.request);
  const sent = isFields(value) ? value : {};
  const asked = call.query.get('propagationPolicy') ?? sent.propagationPolicy;
  const policies = ['Background', 'Foreground', 'Orphan'];
  if (sent.dryRun || sent.orphanDependents !== undefined) {
    throw badRequest(
      'dryRun and orphanDependents are not supported by this server',
    );
  }
  if (asked !== undefined && !policies.includes(String(asked))) {
    throw badRequest(`propagationPolicy must be one of ${policies.join(', ')}`);
  }
  const { preconditions } = sent as DeleteOptions;
  return { preconditions, propagationPolicy: asked as string | undefined };
}
