import { Fields, KubeObject } from './KubeObject';
import { Negotiated } from './Negotiated';
import { Resource, apiVersionOf } from './Resource';
import { conform } from './schema/conform';
import { partial, table } from './table';

/** Puts objects into the version and the form that were asked for. */
export class Presenter {
  constructor(
    private readonly resource: Resource,
    private readonly form: Negotiated,
    private readonly include: string,
  ) {}

  /** An object as this version of its kind has it; conversion is `None`. */
  versioned(object: KubeObject): KubeObject {
    const apiVersion = apiVersionOf(this.resource);
    const { schema } = this.resource;
    if (object.apiVersion === apiVersion || !schema) {
      return object;
    }
    const { kind, metadata, ...rest } = object;
    const out = { unknown: [], errors: [], dropNulls: false };
    const content = conform(schema, rest, '', out) as Fields;
    return { ...content, apiVersion, kind, metadata };
  }

  one(object: KubeObject): object {
    const served = this.versioned(object);
    if (this.form.as === 'Table') {
      const { resourceVersion } = object.metadata;
      return table([served], { resourceVersion }, this.resource, this.include);
    }
    return this.form.as ? partial(served) : served;
  }

  many(objects: KubeObject[], metadata: Fields): object {
    const items = objects.map(object => this.versioned(object));
    if (this.form.as === 'Table') {
      return table(items, metadata, this.resource, this.include);
    }
    const apiVersion = apiVersionOf(this.resource);
    const kind = this.resource.listKind;
    return this.form.as
      ? {
          kind: 'PartialObjectMetadataList',
          apiVersion: 'meta.k8s.io/v1',
          metadata,
          items: items.map(partial),
        }
      : { kind, apiVersion, metadata, items };
  }

  /** The empty object of a bookmark. */
  bookmark(resourceVersion: string, annotations?: Record<string, string>) {
    const { kind } = this.resource;
    const apiVersion = apiVersionOf(this.resource);
    const metadata = {
      resourceVersion,
      creationTimestamp: null,
      ...(annotations ? { annotations } : {}),
    };
    if (this.form.as === 'Table') {
      return table([], { resourceVersion }, this.resource, this.include);
    }
    return this.form.as
      ? {
          kind: 'PartialObjectMetadata',
          apiVersion: 'meta.k8s.io/v1',
          metadata,
        }
      : { kind, apiVersion, metadata };
  }
}
