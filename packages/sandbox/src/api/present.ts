import { JSONPath } from 'jsonpath-plus';
import { ApiError } from './ApiError';
import { Fields, KubeObject } from './KubeObject';
import { PrinterColumn, Resource, apiVersionOf } from './Resource';

const META = 'meta.k8s.io/v1';
const NAME = { name: 'Name', type: 'string', jsonPath: '.metadata.name' };
const COLUMN = { format: '', description: '', priority: 0 };

/** The form of an answer: which kind of it, and whether as YAML. */
export interface Form {
  as?: string;
  yaml: boolean;
}

const JSON_TYPES = ['application/json', 'application/*', '*/*', ''];
const FORMS = ['Table', 'PartialObjectMetadata', 'PartialObjectMetadataList'];

/** Reads an `Accept` header; what is not known is passed over. */
export function negotiate(header = ''): Form {
  for (const clause of header.split(',')) {
    const [type, ...words] = clause.split(';').map(word => word.trim());
    const as = words.find(word => word.startsWith('as='))?.slice(3);
    const yaml = type === 'application/yaml';
    const known = yaml || JSON_TYPES.includes(type);
    if (known && (as === undefined || FORMS.includes(as))) {
      return { as, yaml };
    }
  }
  throw new ApiError(406, 'only JSON and YAML (application/yaml) are offered');
}

/** As `duration.HumanDuration`, a little shorter. */
function age(since: string): string {
  const seconds = Math.max(0, (Date.now() - Date.parse(since)) / 1000);
  const units = [
    [120, 1, 's'],
    [10_800, 60, 'm'],
    [172_800, 3600, 'h'],
    [Infinity, 86_400, 'd'],
  ] as const;
  const [, size, letter] = units.find(([limit]) => seconds < limit) ?? units[3];
  return `${Math.floor(seconds / size)}${letter}`;
}

function cell({ jsonPath, type }: PrinterColumn, json: KubeObject): unknown {
  // Kubernetes escapes the dots of a key where JSONPath has brackets.
  const path = jsonPath.replace(
    /\.((?:[^.[\]\\]|\\\.)*\\\.(?:[^.[\]\\]|\\\.)*)/g,
    (_, key: string) => `['${key.replace(/\\/g, '')}']`,
  );
  const found = JSONPath({ path: `$${path}`, json, eval: 'safe' });
  const [value] = found as unknown[];
  if (value === undefined || value === null) {
    return type === 'date' ? '<unknown>' : '';
  }
  if (type === 'string') {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return type === 'date' ? age(String(value)) : value;
}

/** Puts objects into the version and the form that were asked for. */
export class Presenter {
  private readonly head: { kind: string; apiVersion: string };

  constructor(
    private readonly resource: Resource,
    readonly form: Form = { yaml: false },
    private readonly include = 'Metadata',
  ) {
    this.head = { kind: resource.kind, apiVersion: apiVersionOf(resource) };
  }

  one(object: KubeObject): object {
    const { converter, kind } = this.resource;
    if (converter) {
      const { host } = new URL(converter);
      throw new ApiError(
        500,
        `conversion webhook for ${object.apiVersion}, Kind=${kind} failed: Post "${converter}": dial tcp: lookup ${host}: no such host`,
      );
    }
    const { metadata } = object;
    const { resourceVersion } = metadata;
    if (this.form.as === 'Table') {
      return this.table([object], { resourceVersion });
    }
    return this.form.as ? this.partial(object) : { ...object, ...this.head };
  }

  many(objects: KubeObject[], metadata: Fields): object {
    const { as } = this.form;
    if (as === 'Table') {
      return this.table(objects, metadata);
    }
    const items = objects.map(object => this.one(object));
    return as
      ? { kind: 'PartialObjectMetadataList', apiVersion: META, metadata, items }
      : { ...this.head, kind: this.resource.listKind, metadata, items };
  }

  /** The empty object of a bookmark. */
  bookmark(resourceVersion: string, annotations?: Record<string, string>) {
    const metadata = { name: '', resourceVersion, annotations };
    return this.form.as === 'Table'
      ? this.table([], { resourceVersion })
      : this.one({ ...this.head, metadata });
  }

  private partial({ metadata }: KubeObject) {
    return { kind: 'PartialObjectMetadata', apiVersion: META, metadata };
  }

  private table(objects: KubeObject[], metadata: Fields) {
    const columns = [NAME, ...this.resource.columns];
    const whole = (object: KubeObject) =>
      this.include === 'Object' ? object : this.partial(object);
    return {
      kind: 'Table',
      apiVersion: META,
      metadata,
      columnDefinitions: columns.map(column => ({ ...COLUMN, ...column })),
      rows: objects.map(object => ({
        cells: columns.map(column => cell(column, object)),
        object: this.include === 'None' ? undefined : whole(object),
      })),
    };
  }
}
