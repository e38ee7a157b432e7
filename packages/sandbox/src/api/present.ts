import { ApiError } from './ApiError';
import { Fields, KubeObject } from './KubeObject';
import { Resource, apiVersionOf } from './Resource';

const PARTIAL = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1' };

/**
 * Whether nothing but metadata is asked for. Refuses an `Accept` header that takes no JSON; kubectl, which would rather have
 * tables, takes it plain too.
 */
export function wantsMetadata(header = 'application/json'): boolean {
  const types = header.split(',').map(clause => clause.replace(/\s/g, ''));
  const known = types.find(
    type =>
      /^(application\/(json|\*)|\*\/\*|)$/.test(type.split(';')[0]) &&
      !/;as=(?!PartialObjectMetadata)/.test(type),
  );
  if (known === undefined) {
    throw new ApiError(406, 'only JSON is offered (application/json)');
  }
  return /;as=/.test(known);
}

/** Puts objects into the version that was asked for. */
export class Presenter {
  readonly #resource: Resource;

  readonly #head: { kind: string; apiVersion: string };

  readonly #isPartial: boolean;

  constructor(resource: Resource, isPartial = false) {
    this.#resource = resource;
    this.#isPartial = isPartial;

    this.#head = { kind: resource.kind, apiVersion: apiVersionOf(resource) };
  }

  one(object: KubeObject): object {
    const { converter, kind } = this.#resource;
    if (converter) {
      const { host } = new URL(converter);
      throw new ApiError(
        500,
        `conversion webhook for ${object.apiVersion}, Kind=${kind} failed: Post "${converter}": dial tcp: lookup ${host}: no such host`,
      );
    }
    return this.#isPartial
      ? { ...PARTIAL, metadata: object.metadata }
      : { ...object, ...this.#head };
  }

  many(objects: KubeObject[], metadata: Fields): object {
    const items = objects.map(object => this.one(object));
    const head = this.#isPartial ? PARTIAL : this.#head;
    const kind = this.#isPartial
      ? `${PARTIAL.kind}List`
      : this.#resource.listKind;
    return { ...head, kind, metadata, items };
  }

  /** The empty object of a bookmark. */
  bookmark(resourceVersion: string, annotations?: Record<string, string>) {
    return this.one({
      ...this.#head,
      metadata: { name: '', resourceVersion, annotations },
    });
  }
}
