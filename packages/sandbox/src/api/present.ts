import { ApiError } from './ApiError';
import { Fields, KubeObject } from './KubeObject';
import { Resource, apiVersionOf } from './Resource';

/** Refuses an `Accept` header that does not take plain JSON; kubectl, which would rather have tables, takes it too. */
export function checkAccept(header = 'application/json'): void {
  const types = header.split(',').map(clause => clause.replace(/\s/g, ''));
  const isJson = (type: string) =>
    /^(application\/(json|\*)|\*\/\*|)$/.test(type.split(';')[0]) &&
    !/;as=/.test(type);
  if (!types.some(isJson)) {
    throw new ApiError(406, 'only JSON is offered (application/json)');
  }
}

/** Puts objects into the version that was asked for. */
export class Presenter {
  readonly #resource: Resource;

  readonly #head: { kind: string; apiVersion: string };

  constructor(resource: Resource) {
    this.#resource = resource;

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
    return { ...object, ...this.#head };
  }

  many(objects: KubeObject[], metadata: Fields): object {
    const items = objects.map(object => this.one(object));
    return { ...this.#head, kind: this.#resource.listKind, metadata, items };
  }

  /** The empty object of a bookmark. */
  bookmark(resourceVersion: string, annotations?: Record<string, string>) {
    return this.one({
      ...this.#head,
      metadata: { name: '', resourceVersion, annotations },
    });
  }
}
