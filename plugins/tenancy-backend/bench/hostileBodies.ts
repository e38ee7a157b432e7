import { capabilities } from '@groundwork/engine';
/* eslint-disable @backstage/no-relative-monorepo-imports -- what is worst for readers is no part of what the engine publishes */
import { hostileYaml } from '../../../packages/engine/src/testing/hostileYaml';
/* eslint-enable @backstage/no-relative-monorepo-imports */

/** Just under what the door lets in, and far over it. */
const SIZES = [256 * 1024 - 4096, 1024 * 1024];
/** As many values as the door lets in. */
const VALUES = 19_000;

/** A body of a request to the portal, by its name. */
export interface HostileBody {
  name: string;
  path: string;
  type: string;
  text: string;
}

/** Strings that cost some pattern, address, template or quantity more than their length. */
const strings: Record<string, (size: number) => string> = {
  letters: size => 'a'.repeat(size),
  digits: size => '9'.repeat(size),
  dots: size => 'a.'.repeat(size / 2),
  dashes: size => `a${'-'.repeat(size)}`,
  slashes: size => `https://a/${'a/'.repeat(size / 2)}`,
  ups: size => '../'.repeat(size / 3),
  spaces: size => `a${' '.repeat(size)}b`,
  lines: size => 'a\n'.repeat(size / 3),
  templates: size => '${{ '.repeat(size / 4),
  braces: size => '{{'.repeat(size / 2),
  quotes: size => '"'.repeat(size / 2),
  colons: size => 'a:'.repeat(size / 2),
  commas: size => 'a=b,'.repeat(size / 4),
  brackets: size => '['.repeat(size),
  halves: size => '\ud800'.repeat(size / 6),
  accents: size => 'a\u0301'.repeat(size / 3),
};

type Json = unknown;

interface Request {
  kind: string;
  metadata: { name: string; tenant?: string };
  spec: Json;
}

/** The value with each of its places replaced in turn, which the callback gives what may stand there. */
function* replaced(
  value: Json,
  other: (leaf: Json) => Array<[string, Json]>,
  path = '',
): Generator<[string, Json]> {
  for (const [name, instead] of other(value)) {
    yield [`${path} ${name}`, instead];
  }
  if (Array.isArray(value)) {
    for (const [name, item] of replaced(value[0], other, `${path}[]`)) {
      yield [name, [item, ...value.slice(1)]];
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, field] of Object.entries(value)) {
      for (const [name, item] of replaced(field, other, `${path}.${key}`)) {
        yield [name, { ...value, [key]: item }];
      }
    }
  }
}

function countOf(value: Json): number {
  return typeof value === 'object' && value !== null
    ? 1 + Object.values(value).reduce((sum, each) => sum + countOf(each), 0)
    : 1;
}

/** As many of an item, or of its letters, as go into a share of what the door lets in: alike, and each with another name. */
function inflated(share: number): (value: Json) => Array<[string, Json]> {
  const size = SIZES[0] * share;
  const values = VALUES * share;
  return value => {
    if (typeof value === 'string') {
      return Object.entries(strings).map(([name, make]) => [
        `of ${name}`,
        make(size),
      ]);
    }
    if (Array.isArray(value) && value.length > 0) {
      const bytes = JSON.stringify(value[0]).length + 8;
      const length = Math.floor(
        Math.min(values / countOf(value[0]), size / bytes),
      );
      return [
        ['many alike', Array.from({ length }, () => value[0])],
        ['many others', Array.from({ length }, (_, i) => renamed(value[0], i))],
      ];
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const keys = Array.from({ length: values * 0.7 }, (_, i) => [
        `k-${i}`,
        '1',
      ]);
      let deep: Json = 'x';
      for (let i = 0; i < 50; i += 1) {
        deep = { a: deep };
      }
      return [
        ['many keys', { ...value, ...Object.fromEntries(keys) }],
        ['deep', { ...value, deep }],
      ];
    }
    return [];
  };
}

function renamed(value: Json, i: number): Json {
  if (typeof value === 'string') {
    return `${value}-${i}`;
  }
  return typeof value === 'object' && value !== null && 'name' in value
    ? { ...value, name: `n${i}` }
    : value;
}

/** What further fields of a request have to offer that no example uses. */
const further: Record<string, object> = {
  Tenant: { repositories: ['https://git.example.com/pay/a.git'] },
  Workload: {
    env: { A: 'b' },
    secrets: ['a'],
    environments: ['dev'],
    overrides: { dev: { replicas: 1, env: { A: 'b' } } },
  },
};

/** The requests of every kind, each with one place that is the worst. */
function* requests(share: number): Generator<[string, Request]> {
  for (const { kind, example } of capabilities) {
    const { name, spec } = example;
    const request = {
      apiVersion: 'tenancy.groundwork.dev/v1',
      kind,
      metadata: { name, ...(kind === 'Tenant' ? {} : { tenant: 'pay' }) },
      spec: { ...spec, ...further[kind] },
    };
    for (const [place, made] of replaced(request, inflated(share))) {
      yield [`${kind}${place}`, made as Request];
    }
  }
}

/** Bodies for everything that can be asked with one. */
export function* hostileBodies(): Generator<HostileBody> {
  const type = 'application/json';
  const json = (name: string, path: string, body: Json): HostileBody => ({
    name,
    path,
    type,
    text: JSON.stringify(body),
  });
  for (const [name, request] of requests(1 / 3)) {
    yield json(`an edit: ${name}`, 'preview', editOf(request));
  }
  for (const [name, request] of requests(1)) {
    yield json(`a request: ${name}`, 'preview', { request });
    yield json(`a confirmed request: ${name}`, 'preview', {
      request,
      expect: 'either',
      confirmed: Array.from({ length: 400 }, (_, i) => `Namespace ${i}`),
    });
  }
  const proposal = {
    tenant: 'pay',
    kind: 'Workload',
    name: 'api',
    url: 'https://git.example.com/acme/estate/pull/1',
    branch: 'a/b',
  };
  for (const [name, body] of replaced(proposal, inflated(1))) {
    yield json(`a proposal: ${name}`, 'proposals', body);
  }
  for (const [name, make] of Object.entries(hostileYaml)) {
    for (const size of SIZES) {
      const text = make(size);
      const title = `${name}, ${size} characters`;
      yield json(`text as a request: ${title}`, 'preview', { request: text });
      yield { name: `YAML: ${title}`, path: 'preview', type, text };
      yield {
        name: `YAML as such: ${title}`,
        path: 'preview',
        type: 'application/yaml',
        text,
      };
    }
  }
}

/** A form that shows less than Git held, in another order. */
function editOf({ kind, metadata, spec }: Request): object {
  const reversed = turned(spec);
  return {
    edit: {
      kind,
      name: metadata.name,
      ...(metadata.tenant ? { tenant: metadata.tenant } : {}),
      base: reversed,
      from: turned(reversed),
      to: spec,
    },
    expect: 'either',
  };
}

/** With every list from its end, and without its last item. */
function turned(value: Json): Json {
  if (Array.isArray(value)) {
    return value.slice(1).reverse().map(turned);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, each]) => [key, turned(each)]),
      )
    : value;
}
