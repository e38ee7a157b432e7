import { JSONPath } from 'jsonpath-plus';
import { Fields, KubeObject } from './KubeObject';
import { PrinterColumn, Resource } from './Resource';

const NAME: PrinterColumn = {
  name: 'Name',
  type: 'string',
  format: 'name',
  jsonPath: '.metadata.name',
};
const AGE: PrinterColumn = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
};

/** As `duration.HumanDuration`, a little shorter. */
function age(since: string): string {
  const seconds = Math.max(0, (Date.now() - Date.parse(since)) / 1000);
  const units: [number, number, string][] = [
    [120, 1, 's'],
    [3 * 3600, 60, 'm'],
    [48 * 3600, 3600, 'h'],
    [Infinity, 86400, 'd'],
  ];
  const [, size, letter] = units.find(([limit]) => seconds < limit)!;
  return Number.isNaN(seconds)
    ? '<invalid>'
    : `${Math.floor(seconds / size)}${letter}`;
}

function cell(column: PrinterColumn, object: KubeObject): unknown {
  // Kubernetes escapes dots where JSONPath has brackets.
  const path = column.jsonPath.replace(
    /\.((?:[^.[\]\\]|\\\.)*\\\.(?:[^.[\]\\]|\\\.)*)/g,
    (_all, key: string) => `['${key.replace(/\\\./g, '.')}']`,
  );
  const found: unknown[] = JSONPath({
    path: `$${path}`,
    json: object,
    eval: 'safe',
    wrap: true,
  });
  const value = found?.[0];
  if (value === undefined || value === null) {
    return column.type === 'date' ? '<unknown>' : '';
  }
  if (column.type === 'date') {
    return age(String(value));
  }
  if (column.type === 'string') {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  }
  return value;
}

export function partial(object: KubeObject) {
  const { metadata } = object;
  const apiVersion = 'meta.k8s.io/v1';
  return { kind: 'PartialObjectMetadata', apiVersion, metadata };
}

/** The answer that `kubectl get` prints. */
export function table(
  objects: KubeObject[],
  metadata: Fields,
  resource: Resource,
  include: string,
) {
  const own = resource.columns;
  const columns = own.length > 0
    ? [NAME, ...own]
    : [NAME, AGE];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(column => ({
      name: column.name,
      type: column.type,
      format: column.format ?? '',
      description: column.description ?? '',
      priority: column.priority ?? 0,
    })),
    rows: objects.map(object => ({
      cells: columns.map(column => cell(column, object)),
      object: { None: undefined, Object: object }[include] ?? partial(object),
    })),
  };
}
