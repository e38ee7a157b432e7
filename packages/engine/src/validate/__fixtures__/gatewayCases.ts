import { readDefinitions } from '../schema/definition';
import { schemaSet } from '../schemaSet';
import { validate } from '../../kinds';
import { crdsOf } from './crds';

/*
 * The cases follow what kubernetes-sigs/gateway-api tests against a real API server in tests/cel (Apache-2.0):
 * the same objects, and for refused ones the messages of that server.
 */
/** Gateway API v1.6.1, standard channel. */
export const standard = schemaSet({
  definitions: readDefinitions(crdsOf('v1.6.1-standard')),
});
/** Gateway API v1.6.1, experimental channel. */
export const experimental = schemaSet({
  definitions: readDefinitions(crdsOf('v1.6.1-experimental')),
});

/** What is wrong with an object of a kind of Gateway API, as `code: message`. */
export function errorsOf(
  kind: string,
  spec: object,
  schemas = standard,
): string[] {
  return validate(
    [
      {
        apiVersion: kind.startsWith('X')
          ? 'gateway.networking.x-k8s.io/v1alpha1'
          : 'gateway.networking.k8s.io/v1',
        kind,
        metadata: { name: 'foo', namespace: 'default' },
        spec,
      },
    ],
    schemas,
  ).map(finding => `${finding.code}: ${finding.message}`);
}

/** Matches exactly no errors where none are expected, else all of those among others. */
export function refusals(...texts: string[]): unknown {
  if (texts.length === 0) {
    return [];
  }
  return expect.arrayContaining(
    texts.map(text => expect.stringContaining(text)),
  );
}

export const noMirror = { backendRef: { name: '' } };
export const path = (value: string, type = 'PathPrefix') => ({
  path: { type, value },
});
export const backend = { name: 'test-service', port: 80 };
export const prefix = {
  path: { type: 'ReplacePrefixMatch', replacePrefixMatch: 'foo' },
};
export const rewrite = { type: 'URLRewrite', urlRewrite: prefix };
export const redirect = { type: 'RequestRedirect', requestRedirect: prefix };
export const characters =
  "must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ['Exact', 'PathPrefix']";
export const onePrefix = (filter: string) =>
  `using ${filter} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`;

export const header = {
  set: [{ name: 'name', value: 'foo' }],
  remove: ['remove'],
};
export const mirrorTo = {
  backendRef: {
    group: 'group',
    kind: 'kind',
    name: 'name',
    namespace: 'ns',
    port: 22,
  },
};
export const extension = { group: 'group', kind: 'kind', name: 'name' };

export const commonFilters: Array<[object, string[]]> = [
  [{ type: 'RequestHeaderModifier', requestHeaderModifier: header }, []],
  [
    { type: 'RequestHeaderModifier', requestMirror: noMirror },
    [
      'filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type',
      'filter.requestMirror must be nil if the filter.type is not RequestMirror',
    ],
  ],
  [
    { type: 'RequestHeaderModifier' },
    [
      'filter.requestHeaderModifier must be specified for RequestHeaderModifier filter.type',
    ],
  ],
  [{ type: 'ResponseHeaderModifier', responseHeaderModifier: header }, []],
  [
    { type: 'ResponseHeaderModifier' },
    [
      'filter.responseHeaderModifier must be specified for ResponseHeaderModifier filter.type',
    ],
  ],
  [{ type: 'RequestMirror', requestMirror: mirrorTo }, []],
  [
    { type: 'RequestMirror', requestHeaderModifier: {} },
    [
      'filter.requestHeaderModifier must be nil if the filter.type is not RequestHeaderModifier',
      'filter.requestMirror must be specified for RequestMirror filter.type',
    ],
  ],
  [
    { type: 'RequestMirror' },
    ['filter.requestMirror must be specified for RequestMirror filter.type'],
  ],
  [{ type: 'ExtensionRef', extensionRef: extension }, []],
  [
    { type: 'ExtensionRef', requestMirror: noMirror },
    [
      'filter.requestMirror must be nil if the filter.type is not RequestMirror',
      'filter.extensionRef must be specified for ExtensionRef filter.type',
    ],
  ],
];
